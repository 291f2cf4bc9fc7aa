"""Patterns over words instead of signs (scope `words`): one way of writing stands for every inflection and spelling.

`{carrier} さん? は|が .. {failed}` finds 運送会社さんが昨日遅れまして and 運転手は住所をまちがえた:
    words apart by blanks, as a dictionary writes them; `a|b` one of them; `a?` where it may be missing;
    `{name}` a word of that set in `sets.toml`; `..` up to six words without a comma; `...` up to sixteen with commas;
    `^` and `$` where the sentence begins and ends.
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from ..patterns import PatternError, compiled
from .words import Words, lemmas

GAPS = {
    "..": r"(?: [^ 、,\n]+){0,6}?",
    "...": r"(?: [^ \n]+){0,16}?",
    "^": "^",
    "$": r"(?: [。.!?…」』)]+)* $",
}
BLANK = re.compile(r"\s")
_PART = re.compile(r"\{(\w+)\}|([^{}|]+)")


def little() -> frozenset[str]:
    """Words that stay as they are written: read alone, a particle would become something else."""
    return frozenset(sets()["little"])


@cache
def sets() -> Mapping[str, tuple[str, ...]]:
    """The word sets by name."""
    listed = tomllib.loads((Path(__file__).parent / "sets.toml").read_text("utf-8"))
    return {name: tuple(words.split()) for name, words in listed.items()}


@cache
def as_expression(find: str) -> str:
    """The expression of RE2 over lemmas, each with a blank before it.

    Raises:
        PatternError: A set has no such name, or there is no word in it.
    """
    items = find.split()
    if all(item in GAPS for item in items):
        raise PatternError("A pattern over words needs a word.")
    return "".join(one(item) for item in items) + "(?: |$)"


def one(item: str) -> str:
    if item in GAPS:
        return GAPS[item]
    wanted = item.removesuffix("?")
    words = [
        word for named, plain in _PART.findall(wanted) for word in (named_set(named) if named else [plain])
    ]
    found = "|".join(sorted({spelt(word) for word in words}, key=lambda word: (-len(word), word)))
    return f"(?:{found}){'?' if item.endswith('?') else ''}"


def named_set(name: str) -> Sequence[str]:
    if name not in sets():
        raise PatternError(f"There is no set of words named {name}.")
    return sets()[name]


@cache
def spelt(word: str) -> str:
    """A word as it stands among lemmas, read on its own or as it is written; a compound becomes several."""
    if word == "ない":
        return " (?:ない|無い)"
    if word in little():
        return " " + word
    read = "".join(" " + re.escape(lemma) for lemma in lemmas(word))
    return read if read == f" {word}" else f"{read}| {re.escape(word)}"


@cache
def finds(find: str) -> Any:
    return compiled(as_expression(find))


class Stream:
    """The lemmas of all sentences as bytes, one sentence a line, and the way back to the words."""

    def __init__(self, said: Sequence[Words]) -> None:
        self.said = said
        lines = [line(one.lemmas) for one in said]
        self.text = b"\n".join(lines)
        self.starts = [0, *accumulate(len(one) + 1 for one in lines)]

    def matches(self, expression: Any) -> Iterator[tuple[int, int, int]]:
        """Which of the sentences; where the first sign stands in the whole text, and where the last one ends."""
        for match in expression.finditer(self.text):
            index = bisect_right(self.starts, match.start()) - 1
            first = self.text.count(b" ", self.starts[index], match.start())
            last = first + match.group().strip(b" \n").count(b" ")
            words = self.said[index]
            yield index, words.place(first)[0], words.place(min(last, len(words) - 1))[1]


def line(lemmas: Sequence[str]) -> bytes:
    """Words with a blank before each and one at the end; a blank or a line end inside a word becomes another sign."""
    joined = " ".join(lemmas)
    if len(joined.split()) != len(lemmas):  # a word that is a blank, or holds one
        joined = " ".join(BLANK.sub("_", lemma) or "_" for lemma in lemmas)
    return f" {joined} ".encode("utf-8", "replace")
