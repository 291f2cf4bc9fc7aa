"""The kinds of things that can happen. Each room declares its own in its `events.py`; here is where they meet."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from django.db.models import Choices

    from .models import Entry, Subject


@dataclass(frozen=True)
class Event:
    """One kind of event.

    sentence: what a reader is told, with %(names)s of facts; translated.
    audience: who must hear of it, in words, for the people who read the code; the verb writes the receivers.
    mail: the template of the mail to a colleague; none: in-app only.
    letter: the fact that holds the body of a letter to a contact; none: contacts are never written to.
    fill: what stands for the {placeholders} of that body, or is known to the template of a mail, made anew at each try (a
    link is never stored in words).
    hangs: the files that leave with that letter, as names and contents.
    alone: its mail goes at once and by itself, never with others in one.
    address: where its mail to a colleague goes, if not to the address of today.
    quiet: small in the history. hers: its words are the customer's, whoever wrote them down.
    group: which kind of notice it is to a colleague, who may choose to get that kind in the program only.
    codes: which facts are codes of fixed choices, so that a reader is told their label.
    """

    kind: str
    sentence: str
    audience: str
    mail: str = ""
    letter: str = ""
    fill: Callable[[Mapping[str, Any]], Mapping[str, str]] | None = None
    hangs: Callable[[Mapping[str, Any]], Sequence[tuple[str, bytes]]] | None = None
    quiet: bool = False
    hers: bool = False
    group: str = "colleagues"
    alone: bool = False
    address: Callable[[Mapping[str, Any]], str] | None = None
    codes: "Mapping[str, type[Choices]]" = field(default_factory=dict)


EVENTS: dict[str, Event] = {}


@dataclass(frozen=True)
class SubjectKind:
    """A kind of row the journal knows: its model, the address of the page where a reader finds it, and what of the
    rows that hang on it verify can hold against its entries. begins_silent: it may stand there before anything was
    recorded of it."""

    model: "type[Subject]"
    address: Callable[[Mapping[str, Any]], str]
    rows_agree: "Callable[[Subject, Sequence[Entry]], Iterator[str]] | None" = None
    begins_silent: bool = False


class Happened(Protocol):
    """What a room that follows whole batches reads of an entry."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject_kind(self) -> str: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def facts(self) -> dict[str, Any]: ...
    @property
    def after(self) -> dict[str, Any]: ...
    @property
    def at(self) -> dt.datetime: ...
    def words_ids(self) -> list[int]: ...


# What a room above does because of an event below: called by the outbox once per entry, and safe to be called twice.
FOLLOWERS: "dict[str, list[Callable[[Entry], None]]]" = {}


def follow(kind: str, does: "Callable[[Entry], None]") -> None:
    """Make known that a room follows an event of a room below."""
    FOLLOWERS.setdefault(kind, []).append(does)


# The same for a whole batch of entries at once, inside the outbox's transaction: counters, the search.
BATCH_FOLLOWERS: "list[Callable[[Sequence[Happened]], None]]" = []


def follow_all(does: "Callable[[Sequence[Happened]], None]") -> None:
    """Make known that a room follows all events, one call per batch; safe to be called twice with an entry."""
    BATCH_FOLLOWERS.append(does)


SUBJECTS: dict[str, SubjectKind] = {}


def declare(events: Iterable[Event]) -> None:
    """Make a room's events known."""
    for event in events:
        if event.kind in EVENTS and EVENTS[event.kind] != event:
            raise ValueError(f"the event {event.kind!r} is declared twice")
        EVENTS[event.kind] = event


def know(
    model: "type[Subject]",
    *,
    address: Callable[[Mapping[str, Any]], str],
    rows_agree: "Callable[[Subject, Sequence[Entry]], Iterator[str]] | None" = None,
    begins_silent: bool = False,
) -> None:
    """Make a subject known: verify walks its rows, notices link to its page."""
    SUBJECTS[model.subject_kind] = SubjectKind(model, address, rows_agree, begins_silent)
