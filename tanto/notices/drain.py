"""Drains the outbox: entries not yet told become notices and letters, each exactly once."""

import datetime as dt
import logging
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import QuerySet

from tanto.clients.models import Contact
from tanto.journal.events import BATCH_FOLLOWERS, EVENTS, FOLLOWERS
from tanto.journal.models import Entry
from tanto.journal.models.entry import words_of
from tanto.many import insert_each, set_each
from tanto.people.models import Person

from .models import Letter, Notice
from .ways import AllWays

log = logging.getLogger(__name__)
BATCH, BATCHES = 1000, 10  # of one look; the clocks are looked at between


def drain(now: dt.datetime) -> int:
    """Tell what waits; how many entries were told. One transaction per batch: a crash repeats nothing. More than some
    batches are left to the next look."""
    told = 0
    if not Entry.objects.filter(told_at__isnull=True).exists():
        return told  # an idle worker takes no write lock
    waiting = Entry.objects.filter(told_at__isnull=True).order_by("id")
    try:
        for _ in range(BATCHES):
            told += (count := drain_batch(waiting, now))
            if not count:
                break
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        told += drain_one_by_one(waiting, now)
    return told


def drain_one_by_one(waiting: QuerySet[Entry], now: dt.datetime) -> int:
    """One entry that cannot be told must not hold the others back; it stays in the outbox and in the log."""
    told = 0
    for entry_id in list(waiting.values_list("pk", flat=True)[:BATCH]):
        try:
            told += drain_batch(waiting.filter(pk=entry_id), now)
        except Exception:
            log.exception("entry %s cannot be told", entry_id, extra={"entry": entry_id})
    return told


@transaction.atomic
def drain_batch(waiting: QuerySet[Entry], now: dt.datetime) -> int:
    locked = waiting.select_for_update(skip_locked=True)
    outbox = [Waiting(*row) for row in locked.values_list(*Waiting._fields)[:BATCH]]
    if not outbox:
        return 0
    people, contacts = receivers(outbox)
    mail = MailTimes(people, now)
    notices: list[tuple[Any, ...]] = []
    letters: list[Letter] = []
    for entry in outbox:
        facts = entry.facts
        about: tuple[Any, ...] = (
            entry.subject_kind,
            entry.subject_id,
            facts.get("clock"),
            facts.get("share"),
            "",
            {},
            now,
        )
        for kind, receiver in entry.receivers:
            if kind == "person" and receiver in people:
                is_alone = EVENTS[entry.kind].alone
                notices.append((entry.pk, receiver, *about, None if is_alone else mail.of(entry, receiver)))
                if is_alone:
                    where = EVENTS[entry.kind].address
                    letters.append(
                        letter(entry.pk, now, person=people[receiver], address=where and where(facts))
                    )
            elif (
                kind == "contact"
                and EVENTS[entry.kind].letter
                and (contact := contacts.get(receiver))
                and contact.email
            ):
                letters.append(letter(entry.pk, now, contact=contact))
    insert_each(Notice, NOTICE, notices, known_is_fine=True)
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    follow([entry.pk for entry in outbox if entry.kind in FOLLOWERS])
    for does_all in BATCH_FOLLOWERS:
        does_all(outbox)
    set_each(Entry, ["told_at"], [(entry.pk, now) for entry in outbox])
    return len(outbox)


class Waiting(NamedTuple):
    """What the drain reads of an entry that waits."""

    pk: int
    kind: str
    subject_kind: str
    subject_id: int
    facts: dict[str, Any]
    receivers: list[list[Any]]
    after: dict[str, Any]
    at: dt.datetime

    def words_ids(self) -> list[int]:
        return words_of(self.facts)


NOTICE = (
    "entry", "person", "subject_kind", "subject_id", "clock", "share", "list", "facts", "at", "mail_at",
)  # fmt: skip


class MailTimes:
    """From when on the notices of a batch may go by mail, reckoned once for each person and kind of notice."""

    def __init__(self, people: Iterable[int], now: dt.datetime) -> None:
        self.ways, self.now = AllWays(people), now
        self.known: dict[tuple[int, str, bool], dt.datetime | None] = {}

    def of(self, entry: Waiting, person_id: int) -> dt.datetime | None:
        event = EVENTS[entry.kind]
        if not event.mail:
            return None
        is_critical = (entry.after or entry.facts).get("severity") == 1
        key = (person_id, event.group, is_critical)
        if key not in self.known:
            way = self.ways.of(person_id)
            self.known[key] = way.mail_at(event.group, self.now, is_critical=is_critical)
        return self.known[key]


def follow(entry_ids: list[int]) -> None:
    """Rooms above do what they do because of an event below."""
    for entry in Entry.objects.filter(pk__in=entry_ids).order_by("pk") if entry_ids else ():
        for does in FOLLOWERS[entry.kind]:
            does(entry)


def receivers(outbox: list[Waiting]) -> tuple[dict[int, Person], dict[int, Contact]]:
    """Who is named and still here, by id, with their addresses."""
    named = {(kind, receiver) for entry in outbox for kind, receiver in entry.receivers}
    people = Person.objects.here().filter(pk__in=[pk for kind, pk in named if kind == "person"])
    contacts = [pk for kind, pk in named if kind == "contact"]
    return {person.pk: person for person in people.only("pk", "email")}, Contact.objects.in_bulk(
        contacts
    ) if contacts else {}


def letter(
    entry_id: int,
    now: dt.datetime,
    *,
    contact: Contact | None = None,
    person: Person | None = None,
    address: str | None = None,
) -> Letter:
    receiver = contact or person
    assert receiver is not None
    return Letter(
        entry_id=entry_id,
        contact=contact,
        person=person,
        address=address or receiver.email,
        next_at=now,
        message_id=Letter.new_message_id(),
    )
