"""The phrasebook as it is read: each pattern with what the house did to it, and its examples with what is found in them."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language

from tanto.wording import catalogues, examples
from tanto.wording.checking import Hit
from tanto.wording.patterns import LEVELS, MODES, Pattern

from . import labels
from .models import HousePattern
from .models.guards import written_for
from .models.row import is_own

OFF, CHANGED, OWN = "off", "changed", "own"


class Piece(NamedTuple):
    """A stretch of a text. level: of what is found there; empty where nothing is."""

    text: str
    level: str = ""


@dataclass(frozen=True)
class Phrase:
    """One pattern of the book. pattern: as it reads here, also while it is silent; row: none where the house never touched it."""

    pattern: Pattern
    row: HousePattern | None = None

    @property
    def code(self) -> str:
        return self.pattern.id

    @property
    def shipped(self) -> Pattern | None:
        return catalogues.shipped().by_id.get(self.code)

    @property
    def is_own(self) -> bool:
        return is_own(self.code)

    @property
    def is_off(self) -> bool:
        return self.row is not None and self.row.is_off

    @property
    def is_changed(self) -> bool:
        return not self.is_own and self.row is not None and self.row.columns is not None

    @property
    def is_touched(self) -> bool:
        return self.is_changed or (self.is_off and not self.is_own)

    @property
    def states(self) -> list[str]:
        flags = {OFF: self.is_off, CHANGED: self.is_changed, OWN: self.is_own}
        return [name for name, is_so in flags.items() if is_so]

    @property
    def head(self) -> int:
        """Number of the newest entry: what somebody read before they wrote."""
        return self.row.head_number if self.row else 0

    @property
    def group(self) -> str:
        return group_name(self.pattern.group)

    @property
    def why(self) -> str:
        return catalogues.why(self.pattern, reader())

    @property
    def level(self) -> Promise:
        return labels.LEVEL[self.pattern.level]

    @property
    def level_in_words(self) -> Promise:
        return labels.LEVELS[self.pattern.level]

    @property
    def sign(self) -> str:
        return labels.SIGNS[self.pattern.level]

    @property
    def mode(self) -> Promise:
        return labels.MODES[self.pattern.mode]

    @property
    def scope(self) -> Promise:
        return labels.SCOPES[self.pattern.scope]

    @property
    def language(self) -> Promise:
        return labels.LANGUAGES[self.pattern.language]

    @property
    def is_advice(self) -> bool:
        return self.pattern.say[:1] in ("(", "（")

    @cached_property
    def first(self) -> list[Piece]:
        return self.marked(self.pattern.fire[0]) if self.pattern.fire else []

    @property
    def fire(self) -> list[list[Piece]]:
        return [self.marked(text) for text in self.pattern.fire]

    def marked(self, text: str) -> list[Piece]:
        """A text with what this pattern finds in it."""
        return pieces(text, examples.hits(self.pattern, text))


def reader() -> str:
    return "ja" if (get_language() or "en").startswith("ja") else "en"


def group_name(group: str) -> str:
    return str(catalogues.groups()[group][reader()])


def pieces(text: str, hits: Iterable[Hit]) -> list[Piece]:
    """The text in stretches, each with the gravest level that is found there."""
    found = [hit for hit in hits if hit.start < hit.end]
    edges = sorted({0, len(text), *(hit.start for hit in found), *(hit.end for hit in found)})
    parts: list[Piece] = []
    for start, end in pairwise(edges):
        over = [hit.level for hit in found if hit.start <= start and end <= hit.end]
        level = min(over, key=LEVELS.index) if over else ""
        if parts and parts[-1].level == level:
            parts[-1] = Piece(parts[-1].text + text[start:end], level)
        else:
            parts.append(Piece(text[start:end], level))
    return parts


def every() -> list[Phrase]:
    """All patterns that this house knows, by language, group and number. One query."""
    rows = {row.code: row for row in HousePattern.objects.filter(dropped_at=None)}
    found = [Phrase(rows[code].pattern or one, rows[code]) if code in rows else Phrase(one) for code, one in catalogues.shipped().by_id.items()]  # fmt: skip
    own = [row for row in rows.values() if row.is_own]
    found += [Phrase(pattern, row) for row in own if (pattern := row.pattern)]
    return sorted(found, key=in_the_book)


def in_the_book(phrase: Phrase) -> tuple[str, int, int]:
    number = int(phrase.code.rpartition("-")[2])
    return phrase.pattern.language, written_for().index(phrase.pattern.group), number


def one(code: str) -> Phrase | None:
    row = HousePattern.objects.filter(code=code).first()
    if row is not None and row.dropped_at is None and (pattern := row.pattern):
        return Phrase(pattern, row)
    shipped = catalogues.shipped().by_id.get(code)
    return Phrase(shipped, row) if shipped else None


@dataclass(frozen=True)
class Wanted:
    """What a reader narrows the book to; what is not known narrows nothing. Without a language it is the reader's own."""

    q: str = ""
    language: str = ""
    group: str = ""
    mode: str = ""
    level: str = ""
    state: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> "Wanted":
        known = {
            "language": (*catalogues.LANGUAGES, "all"),
            "group": written_for(),
            "mode": MODES,
            "level": LEVELS,
            "state": (OFF, CHANGED, OWN),
        }
        found = {name: str(given.get(name, "")) for name in known}
        found = {name: value if value in known[name] else "" for name, value in found.items()}
        return cls(q=str(given.get("q", "")).strip()[:200], **found)

    @property
    def is_narrowed(self) -> bool:
        return any((self.q, self.group, self.mode, self.level, self.state))

    def among(self, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
        words = folded(self.q)
        for phrase in phrases:
            pattern = phrase.pattern
            asked = (
                (self.language, (pattern.language, "all")),
                (self.group, (pattern.group,)),
                (self.mode, (pattern.mode,)),
                (self.level, (pattern.level,)),
                (self.state, phrase.states),
            )
            if all(not value or value in given for value, given in asked) and words in text_of(phrase):
                yield phrase


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def text_of(phrase: Phrase) -> str:
    """Everything of a pattern that a search may hit."""
    pattern = phrase.pattern
    texts = (pattern.id, pattern.find, pattern.say, *pattern.fire, *pattern.ok, phrase.why, phrase.group)
    return folded("\n".join(texts))


class Chapter(NamedTuple):
    """The patterns of one group in one language. why: of the group, in the reader's words."""

    group: str
    name: str
    why: str
    language: str
    phrases: list[Phrase]


def chapters(phrases: Iterable[Phrase]) -> list[Chapter]:
    found: dict[tuple[str, str], Chapter] = {}
    for phrase in phrases:
        group, language = phrase.pattern.group, phrase.pattern.language
        why = catalogues.groups()[group]["why"][reader()]
        chapter = Chapter(group, group_name(group), why, language, [])
        found.setdefault((language, group), chapter).phrases.append(phrase)
    return list(found.values())
