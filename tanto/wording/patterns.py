"""A pattern of the catalogue: what it finds, where, what cancels it, what to say instead, and the examples that hold it to its word."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

import re2

Level = Literal["block", "warn", "hint"]
Replaced = Literal["sentence", "words"]
LEVELS: tuple[Level, ...] = ("block", "warn", "hint")
MODES = ("ext", "ext_unconfirmed", "apology_letter", "cushion", "board", "cause", "statement", "idea")
SCOPES = (
    "sentence",
    "message",
    "words",
)  # `words`: Japanese, over words instead of signs (japanese/phrases.py)
LONGEST = 4_000  # signs of one expression
MOST_MEMORY = (
    8 << 20
)  # bytes one expression may take; RE2 refuses more, and its time grows with the text alone

UNNAMED = re.compile(r"\(\?P<\w+>")  # a group's name, of which there may be one only
MEMORY_OF_NAMES = 256  # bytes more for each sign of our people's names
ONE_OF_US = "one_of_us"

FOLDER = Path(__file__).parent / "catalogue"
MACROS: Mapping[str, str] = tomllib.loads((FOLDER / "macros.toml").read_text("utf-8"))


class PatternError(ValueError):
    """A pattern that cannot be used; the text says why, for the person who wrote it."""


@dataclass(frozen=True)
class Pattern:
    """All expressions are RE2's, which cannot hang. `unless` cancels a hit of `find`; `not_after`, `not_before`: what must not stand
    right beside one (お|ご: one of the two).

    A group named `hit` narrows what is marked. `say`: what to write instead; in parentheses it is advice, not a text.
    `replaces`: what `say` takes the place of, the sentence that holds the hit or the marked words alone.
    """

    id: str
    find: str
    say: str = ""
    replaces: Replaced = "sentence"
    level: Level = "warn"
    mode: str = "ext"
    scope: str = "sentence"
    unless: str = ""
    not_after: str = ""
    not_before: str = ""
    why: Mapping[str, str] = field(default_factory=dict)
    fire: tuple[str, ...] = ()
    ok: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """BL of EN-BL-01."""
        return self.id.split("-")[1]

    @property
    def language(self) -> str:
        return self.id.split("-")[0].lower()

    @property
    def is_advice(self) -> bool:
        """Is there nothing that could be put in with one tap?"""
        return not self.say or self.say[0] in "(（"

    @property
    def names_people(self) -> bool:
        return "@@NAME@@" in self.find

    @cached_property
    def finds(self) -> Any:
        if self.scope == "words":
            from .japanese import phrases  # its words need the tokenizer, which is loaded late

            return phrases.finds(self.find)
        return compiled(self.find)

    @cached_property
    def cancels(self) -> Any:
        return compiled(self.unless) if self.unless else None

    @cached_property
    def after(self) -> Any:
        return compiled(rf"(?:{self.not_after})\z") if self.not_after else None

    @cached_property
    def before(self) -> Any:
        return compiled(self.not_before) if self.not_before else None


def expanded(expression: str, names: str = "") -> str:
    """The expression with its macros, and with the people of the house where @@NAME@@ stands; the first place has a name, so that the
    checker can look at what stands around it."""
    for name, meaning in MACROS.items():
        expression = expression.replace(f"@{name}", f"(?:{meaning})")
    people = names or r"[^\s\S]"
    expression = expression.replace("@@NAME@@", f"(?P<{ONE_OF_US}>{people})", 1)
    return expression.replace("@@NAME@@", f"(?:{people})")


def compiled(expression: str, names: str = "") -> Any:
    """The expression for RE2, capitals aside, lines apart.

    Raises:
        PatternError: RE2 does not read it, or it would take too much memory.
    """
    if len(expression) > LONGEST:
        raise PatternError(f"The expression is longer than {LONGEST} signs.")
    return for_re2(expanded(expression, names), MOST_MEMORY + MEMORY_OF_NAMES * len(names))


def any_of(expressions: Iterable[str]) -> Any:
    """One expression that finds a text if any of these does.

    Raises:
        PatternError: Together they would take too much memory.
    """
    return for_re2("|".join(f"(?:{UNNAMED.sub('(', expanded(one))})" for one in expressions), MOST_MEMORY)


def for_re2(expression: str, memory: int) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = memory
    options.never_capture = "(?P<" not in expression  # RE2 is several times faster without groups
    try:
        return re2.compile(f"(?m){expression}", options)
    except re2.error as wrong:
        said = wrong.args[0] if wrong.args else ""
        raise PatternError(
            said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        ) from None


def read(path: Path) -> Iterable[Pattern]:
    """The patterns of one file of the catalogue."""
    for name, columns in tomllib.loads(path.read_text("utf-8")).items():
        yield pattern(name, columns)


def pattern(name: str, columns: Mapping[str, Any]) -> Pattern:
    """A pattern from its columns; lists become tuples."""
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in columns.items()
    }
    return Pattern(id=name, **given)
