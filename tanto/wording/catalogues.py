"""The catalogue: every pattern and what its group means, as shipped and as the house changed it."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from . import patterns
from .patterns import FOLDER, Pattern, PatternError

LANGUAGES = ("en", "ja")
BATCH = 3  # patterns that are looked for at once, before each of them is: most texts hold none of most


class Batch(NamedTuple):
    """A few patterns, and one expression that finds what any of them finds; None where there is none that small."""

    any_of: Any | None
    patterns: tuple[Pattern, ...]


def any_of(part: Iterable[Pattern]) -> Any | None:
    entries = list(part)
    if any(one.names_people for one in entries):
        return None
    try:
        return patterns.any_of([one.find for one in entries])
    except PatternError:
        return None


class Catalogue:
    """Patterns by id, with the expressions of those that name people made for these people.

    `names`: an expression of RE2 that finds a name of the house.
    """

    def __init__(self, entries: Iterable[Pattern], names: str = "") -> None:
        self.names = names
        self.by_id = {one.id: one for one in entries}
        self._sorted: dict[tuple[str, str, str], tuple[Pattern, ...]] = {}
        self._named: dict[str, Any] = {}
        self._batches: dict[tuple[str, str, str], tuple[Batch, ...]] = {}

    def of(self, language: str, mode: str, scope: str) -> tuple[Pattern, ...]:
        """The patterns of one language, mode and scope, in the order of their ids."""
        wanted = language, mode, scope
        if wanted not in self._sorted:
            self._sorted[wanted] = tuple(
                one for one in self.by_id.values() if (one.language, one.mode, one.scope) == wanted
            )
        return self._sorted[wanted]

    def may_hold(self, language: str, mode: str, scope: str, text: bytes) -> Iterator[Pattern]:
        """Those of them that a text may hold: looked for a few at a time, which most texts answer with no."""
        wanted = language, mode, scope
        if wanted not in self._batches:
            entries = self.of(*wanted)
            parts = [entries[at : at + BATCH] for at in range(0, len(entries), BATCH)]
            self._batches[wanted] = tuple(Batch(any_of(part), part) for part in parts)
        for batch in self._batches[wanted]:
            if batch.any_of is None or batch.any_of.search(text) is not None:
                yield from batch.patterns

    def finds(self, pattern: Pattern) -> Any:
        """The compiled expression of a pattern, for the people of this house."""
        if not pattern.names_people:
            return pattern.finds
        if pattern.id not in self._named:
            self._named[pattern.id] = patterns.compiled(pattern.find, self.names)
        return self._named[pattern.id]

    def changed(self, changes: Mapping[str, Pattern | None], names: str = "") -> "Catalogue":
        """This catalogue with patterns added or replaced, and without those that are switched off (None)."""
        entries = {**self.by_id, **changes}
        return Catalogue((one for one in entries.values() if one), names or self.names)


@cache
def shipped() -> Catalogue:
    """The catalogue as it comes with the program."""
    files = sorted(path for language in LANGUAGES for path in (FOLDER / language).glob("*.toml"))
    return Catalogue(one for path in files for one in patterns.read(path))


@cache
def groups() -> Mapping[str, Mapping[str, Any]]:
    """Per group: its name in `en` and `ja`, and `why` in both."""
    return tomllib.loads((FOLDER / "groups.toml").read_text("utf-8"))


def why(pattern: Pattern, language: str) -> str:
    """Why a pattern hurts, in one sentence in this language."""
    own = pattern.why.get(language) or (pattern.why.get("en") if pattern.group not in groups() else "")
    return own or groups()[pattern.group]["why"][language]
