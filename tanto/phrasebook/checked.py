"""A text that the checker has read, made ready for its writer: what hurts, of one kind together, and what is still missing. It lives
as long as the answer: nothing of it is kept, and nobody else sees it (B-13)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2s
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from tanto.wording import checking, checks, report
from tanto.wording.checking import Draft, Hit
from tanto.wording.patterns import LEVELS, Level
from tanto.wording.required import Element
from tanto.wording.sentences import Span

FIXED = frozenset({"cushion", "cause", "statement", "idea"})  # modes whose blocks no reason lifts (7.1)
UNCONFIRMED = "ext_unconfirmed"
CAUSE = "INV-17"  # a cause stated before a fact supports it, found by the guard of the letters


@dataclass(frozen=True)
class Finding:
    """Hits of one kind in one text, in the order of the text. key: what a writer has seen of it."""

    hits: tuple[Hit, ...]
    is_fixed: bool = False
    wants_reader: bool = False

    @property
    def first(self) -> Hit:
        return self.hits[0]

    @property
    def level(self) -> Level:
        return self.first.level

    @property
    def is_advice(self) -> bool:
        """Is it said what to do, and no sentence that can be put in?"""
        return self.first.rewrite[:1] in "(（"

    @property
    def keys(self) -> list[str]:
        return [key(hit) for hit in self.hits]


@dataclass(frozen=True)
class Needed:
    """One thing the message should hold. add: a sentence that can be put in; is_ticked: the writer says that it is in there."""

    element: Element
    add: str
    is_ticked: bool

    @property
    def key(self) -> str:
        return f"{self.element.rule}.{self.element.id}"

    @property
    def is_there(self) -> bool:
        return self.element.is_there or self.is_ticked

    @property
    def is_advice(self) -> bool:
        return self.add[:1] in "(（"


class Checked:
    """What is said about one draft. more: hits that a room found besides; in_there: keys of elements the writer ticked;
    known: what fills the sentences that can be put in; the rest stays in its braces, for the writer; admits: may a rewrite
    name an error of ours, because a fact supports it (INV-17)?"""

    def __init__(
        self,
        draft: Draft,
        *,
        more: Iterable[Hit] = (),
        in_there: Iterable[str] = (),
        known: dict[str, str] | None = None,
        admits: bool = True,
    ) -> None:
        self.draft = draft
        self.readers: Sequence[Any] = ()  # who may be asked to read it over, and where that is asked
        self.reading_at = ""
        found = report.report(draft)
        ticked, known = set(in_there), known or {}
        hits = checking.in_order([*found.hits, *more])
        says = [hit.rewrite if admits else admitting_nothing(hit.rewrite) for hit in hits]
        self.hits = [hit._replace(rewrite=filled(say, known)) for hit, say in zip(hits, says, strict=True)]
        self.needed = [
            Needed(each, filled(each.add, known), f"{each.rule}.{each.id}" in ticked)
            for each in found.elements
        ]

    @cached_property
    def findings(self) -> list[Finding]:
        """One for each pattern and rewrite, where its first hit stands; of the same words only the gravest and longest."""
        kinds: dict[tuple[str, str], list[Hit]] = {}
        for hit in apart(self.hits):
            kinds.setdefault((hit.id, hit.rewrite), []).append(hit)
        return [
            Finding(tuple(hits), self.is_fixed(hits[0]), self.mode_of(hits[0]) == UNCONFIRMED)
            for hits in kinds.values()
        ]

    def mode_of(self, hit: Hit) -> str:
        """Where the rule of a hit belongs; what no pattern found belongs to the field."""
        if hit.id == CAUSE:
            return UNCONFIRMED
        pattern = self.draft.catalogue.by_id.get(hit.id)
        return pattern.mode if pattern else self.draft.modes[0]

    def is_fixed(self, hit: Hit) -> bool:
        """Does no reason lift it? Names inside the house, and the fields with a rule of their own (7.1)."""
        pattern = self.draft.catalogue.by_id.get(hit.id)
        names = pattern is not None and pattern.names_people
        mode = self.mode_of(hit)
        return hit.level == "block" and (mode in FIXED or (mode == "board" and names))

    @property
    def blocks(self) -> list[Finding]:
        return [one for one in self.findings if one.level == "block"]

    @property
    def unconfirmed(self) -> list[Finding]:
        """A second reader lifts these."""
        return [one for one in self.blocks if one.wants_reader]

    @property
    def liftable(self) -> list[Finding]:
        """A reason lifts these."""
        return [one for one in self.blocks if not (one.is_fixed or one.wants_reader)]

    @property
    def missing(self) -> list[Needed]:
        return [one for one in self.needed if not one.is_there]

    @property
    def missing_blocks(self) -> list[Needed]:
        return [one for one in self.missing if one.element.level == "block"]

    @property
    def wants_reason(self) -> bool:
        return bool(self.liftable or self.missing_blocks)

    def unseen(self, seen: Iterable[str]) -> list[str]:
        """Keys of warnings that were not shown yet. What the list of contents wishes for stands beside the text all the time and stops
        nobody."""
        shown = set(seen)
        warns = [key for one in self.findings if one.level == "warn" for key in one.keys]
        return [key for key in dict.fromkeys(warns) if key not in shown]

    @property
    def keys(self) -> str:
        """What a writer who looks at this has seen."""
        return " ".join(self.unseen(()))

    @property
    def summary(self) -> str:
        """One line for the ear: how many would hurt, are to be looked at, are missing. Never that a text is good."""
        counted = {
            level: sum(len(one.hits) for one in self.findings if one.level == level) for level in LEVELS
        }
        said = [
            ngettext("%(n)d thing that would hurt", "%(n)d things that would hurt", n) % {"n": n}
            for n in [counted["block"]]
            if n
        ]
        if n := counted["warn"] + counted["hint"]:
            said.append(ngettext("%(n)d to look at", "%(n)d to look at", n) % {"n": n})
        if n := len(self.missing):
            said.append(ngettext("%(n)d still missing", "%(n)d still missing", n) % {"n": n})
        return (
            _("%(said)s.") % {"said": _(", ").join(said)} if said else pgettext("checker", "Nothing found.")
        )

    def marks(self) -> list[tuple[int, int, Level]]:
        """Stretches to underline, in the units in which a browser counts."""
        place = places(self.draft.text)
        return [(place(hit.start), place(hit.end), hit.level) for hit in self.hits if hit.start < hit.end]

    @property
    def in_units(self) -> "list[Finding]":
        """The findings with their places in the units of a browser."""
        place = places(self.draft.text)
        return [replace(one, hits=tuple(moved(hit, place) for hit in one.hits)) for one in self.findings]


def apart(hits: Sequence[Hit]) -> list[Hit]:
    """Without hits that lie wholly within another that weighs as much or more: one sign for one stretch of words."""

    def covers(one: Hit, other: Hit) -> bool:
        inside = one.start <= other.start and other.end <= one.end
        weight, less = LEVELS.index(one.level), LEVELS.index(other.level)
        longer = one.end - one.start > other.end - other.start
        return inside and weight <= less and (longer or weight < less or (one.id < other.id))

    return [hit for hit in hits if not any(covers(one, hit) for one in hits if one is not hit)]


def key(hit: Hit) -> str:
    """The kind of a hit and its words: another sentence of the same kind is another thing to look at."""
    words = blake2s(" ".join(hit.text.split()).casefold().encode("utf-8", "replace"), digest_size=4)
    return f"{hit.id}.{words.hexdigest()}"


BEFORE_FACTS = {
    "en": "I am sorry for the trouble this is causing you. The next step: {action_1}, by {time_1}.",
    "ja": "ご迷惑をおかけし、申し訳ございません。{time_1}までに{action_1}を実施いたします。",
}


def admitting_nothing(rewrite: str) -> str:
    """What can be said before a fact is known, in place of a rewrite that names our error."""
    if not checks.cause_claimed(rewrite):
        return rewrite
    return BEFORE_FACTS["ja" if checking.JAPANESE.search(rewrite) else "en"]


def filled(sentence: str, known: dict[str, str]) -> str:
    for name, value in known.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence


class places:  # noqa: N801 - it is called as a function
    """From signs to the units of UTF-16, in which a browser counts."""

    def __init__(self, text: str) -> None:
        self.wide = [at for at, sign in enumerate(text) if sign > "\uffff"]

    def __call__(self, at: int) -> int:
        return at + bisect_left(self.wide, at)


def moved(hit: Hit, place: "places") -> Hit:
    instead = Span(place(hit.instead.start), place(hit.instead.end)) if hit.instead else None
    return hit._replace(start=place(hit.start), end=place(hit.end), instead=instead)
