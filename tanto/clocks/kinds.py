"""The kinds of clocks. Rooms make their own known at start; the sweep calls back what they named."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import get_language

from .targets import Target, Targets

if TYPE_CHECKING:
    from .models import Clock

Text = str | Promise
Tells = Mapping[int, tuple[str, ...]]
NO_TARGETS: Targets = (None, None, None, None)


@dataclass(frozen=True)
class Due:
    """A clock that reached a rung, with its locked subject."""

    clock: "Clock"
    subject: Any
    share: int


@dataclass(frozen=True)
class ClockKind:
    """What is shipped of one kind of clock.

    kind: its name in rows; code: its name in the dictionary; label: for people; duty: the sentence of "my day";
    starts, stops: the facts that start and stop it, as sentences; targets: per severity S1..S4; tells: at which percent
    who hears, as codes; reach: the verb that tells, given a list; model: the subject whose row is locked first; head: what
    of that row the verb reads, made of the columns named by its fields (none: the whole row); waits: what it is when the
    person on duty owes nothing (the customer's own time, the life of an offer): it stands in no list of duties and is
    never late; repeats: it tells again each time its length has passed, until its fact stops it; climbs: one of these
    hears in the end, whatever the house sets.
    """

    kind: str
    label: Text
    duty: Text
    tells: Tells
    model: type[models.Model]
    reach: Callable[[Sequence[Due], dt.datetime], None]
    code: str = ""
    starts: Text = ""
    stops: Text = ""
    targets: Targets = NO_TARGETS
    head: Callable[..., Any] | None = None
    columns: tuple[str, ...] = ()
    waits: str = ""
    repeats: bool = False
    climbs: tuple[str, ...] = ()

    @property
    def rungs(self) -> tuple[int, ...]:
        return tuple(sorted(self.tells))


@dataclass(frozen=True)
class Rule:
    """A kind of clock as it is set in this house now: what is shipped, or what an administrator set instead."""

    name: str
    kind: ClockKind
    targets: Targets
    tells: Tells
    words: Mapping[str, str] = field(default_factory=dict)
    label: Text = ""
    is_set: bool = False
    is_retired: bool = False
    starts: str = ""
    stops: str = ""

    def target(self, severity: int) -> Target | None:
        return None if self.is_retired else self.targets[severity - 1]

    @property
    def rungs(self) -> tuple[int, ...]:
        return tuple(sorted(self.tells))

    @property
    def is_own(self) -> bool:
        return bool(self.starts)

    @property
    def duty(self) -> Text:
        """The sentence of "my day"; a deadline of the house is its name."""
        return self.label if self.is_own else self.kind.duty

    @property
    def started_by(self) -> Text:
        return STARTS.get(self.starts, self.starts) if self.is_own else self.kind.starts

    @property
    def stopped_by(self) -> Text:
        return STOPS.get(self.stops, self.stops) if self.is_own else self.kind.stops

    @property
    def heard_at(self) -> list[tuple[int, tuple[str, ...]]]:
        return [(share, self.tells[share]) for share in self.rungs]

    @property
    def own_words(self) -> str:
        """What this house lets people be told, in the language of the reader; empty for the shipped sentence."""
        return self.words.get((get_language() or "en")[:2], "")


KINDS: dict[str, ClockKind] = {}
# What a house may choose for its own deadlines, and who may hear of a clock: codes of the rooms above, with their labels.
STARTS: dict[str, Text] = {}
STOPS: dict[str, Text] = {}
HEARERS: dict[str, Text] = {}
# One kind stands for all deadlines that a house enters itself; the room that knows their moments declares it.
OWN = "own"


def declare(*kinds: ClockKind) -> None:
    for kind in kinds:
        KINDS[kind.kind] = kind


def kind_of(kind: str) -> ClockKind:
    """The shipped kind behind a row's kind; deadlines of the house share one."""
    return KINDS[OWN if kind.startswith(f"{OWN}-") else kind]


def waiting_kinds() -> list[str]:
    """Kinds in which the person on duty owes nothing."""
    return [kind.kind for kind in KINDS.values() if kind.waits]
