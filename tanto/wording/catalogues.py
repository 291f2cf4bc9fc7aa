"""The catalogue: every pattern and what its group means, as shipped and as the house changed it."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from . import patterns
from .patterns import FOLDER, Pattern

LANGUAGES = ("en", "ja")


class Catalogue:
    """Patterns by id, with the expressions of those that name people made for these people.

    `names`: an expression of RE2 that finds a name of the house.
    """

    def __init__(self, entries: Iterable[Pattern], names: str = "") -> None:
        self.names = names
        self.by_id = {one.id: one for one in entries}
        self._sorted: dict[tuple[str, str, str], tuple[Pattern, ...]] = {}
        self._named: dict[str, Any] = {}
        self._sieves: dict[tuple[str, str, str], list[tuple[Any, list[Pattern]]]] = {}

    def of(self, language: str, mode: str, scope: str) -> tuple[Pattern, ...]:
        """The patterns of one language, mode and scope, in the order of their ids."""
        wanted = language, mode, scope
        if wanted not in self._sorted:
            self._sorted[wanted] = tuple(
                one for one in self.by_id.values() if (one.language, one.mode, one.scope) == wanted
            )
        return self._sorted[wanted]

    def finds(self, pattern: Pattern) -> Any:
        """The compiled expression of a pattern, for the people of this house."""
        if not pattern.names_people:
            return pattern.finds
        if pattern.id not in self._named:
            self._named[pattern.id] = patterns.compiled(pattern.find, self.names)
        return self._named[pattern.id]

    def sieves(self, language: str, mode: str, scope: str) -> list[tuple[Any, list[Pattern]]]:
        """The same patterns by group, each group behind one expression that finds what any of them does (None: ask each of them)."""
        wanted = language, mode, scope
        if wanted not in self._sieves:
            groups: dict[str, list[Pattern]] = {}
            for one in self.of(*wanted):
                groups.setdefault(one.group, []).append(one)
            self._sieves[wanted] = [
                (patterns.sieve([one.find for one in group], self.names), group) for group in groups.values()
            ]
        return self._sieves[wanted]

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
