"""Every placeholder a text may hold: what its value is, who knows it, and how it is called."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

Kind = Literal[
    "customer", "colleague", "firm", "moment", "day", "span", "money", "number", "text", "phrase", "quote",
    "list", "link",
]  # fmt: skip
Origin = Literal["case", "writer", "leaving"]
IN_BRACES = re.compile(r"[{｛]([^{}｛｝\n]{0,80})[}｝]")
BRACE = re.compile(r"[{}｛｝]")
ALIKE = 55  # of 100: from here on a name is worth proposing


@dataclass(frozen=True)
class Placeholder:
    """kind: how its value is said. origin: who knows it: the case, the writer, or the letter as it leaves. label, help,
    example: by language."""

    name: str
    kind: Kind
    origin: Origin
    label: Mapping[str, str]
    help: Mapping[str, str]
    example: Mapping[str, str]

    @property
    def is_late(self) -> bool:
        return self.origin == "leaving"

    def gap(self, language: str) -> str:
        """What stands in a text where its value is not known: a gap that the writer fills."""
        return f"【{self.label['ja']}】" if language == "ja" else f"[{self.label['en']}]"


def read() -> Mapping[str, Placeholder]:
    known = tomllib.loads((Path(__file__).parent / "placeholders.toml").read_text("utf-8"))
    return {
        name: Placeholder(name, about.pop("type"), about.pop("from"), **about)
        for name, about in known.items()
    }


PLACEHOLDERS = read()


class Unknown(NamedTuple):
    """Something in braces that no case, writer or letter could fill. line: from 1; nearest: what was probably meant."""

    name: str
    line: int
    nearest: str


def names_in(text: str) -> list[str]:
    """The known placeholders of a text, each once, in their order."""
    return list(dict.fromkeys(name for name in re.findall(r"{(\w+)}", text) if name in PLACEHOLDERS))


def unknown(text: str) -> Iterator[Unknown]:
    """What stands in braces and is no placeholder, and braces that do not close."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in IN_BRACES.finditer(line):
            if found.group() != "{" + found.group(1) + "}" or found.group(1) not in PLACEHOLDERS:
                yield Unknown(found.group(), number, nearest(found.group(1)))
        if lone := BRACE.search(IN_BRACES.sub("", line)):
            yield Unknown(lone.group(), number, "")


def nearest(name: str) -> str:
    """The placeholder that a mistyped name is most like; empty where it is like none."""
    wanted = re.split(r"[^\w]", name.casefold().strip().replace(" ", "_"))[0]
    found = process.extractOne(wanted, list(PLACEHOLDERS), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found and wanted else ""
