"""Drains the outbox: entries not yet told become notices and letters, each exactly once."""

import datetime as dt
import logging

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from tanto.clients.models import Contact
from tanto.journal.events import BATCH_FOLLOWERS, EVENTS, FOLLOWERS
from tanto.journal.models import Entry
from tanto.people.models import Person

from .models import Letter, Notice

log = logging.getLogger(__name__)
BATCH = 100


def drain(now: dt.datetime) -> int:
    """Tell everything that waits; how many entries were told. One transaction per batch: a crash repeats nothing."""
    told = 0
    if not Entry.objects.filter(told_at__isnull=True).exists():
        return told  # an idle worker takes no write lock
    waiting = Entry.objects.filter(told_at__isnull=True).order_by("id")
    try:
        while count := drain_batch(waiting, now):
            told += count
    except DatabaseError:
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
            log.exception("entry %s cannot be told", entry_id)
    return told


@transaction.atomic
def drain_batch(waiting: QuerySet[Entry], now: dt.datetime) -> int:
    entries = list(waiting.select_for_update(skip_locked=True)[:BATCH])
    if not entries:
        return 0
    notices: list[Notice] = []
    letters: list[Letter] = []
    people, contacts = receivers(entries)
    for entry in entries:
        for kind, receiver in entry.receivers:
            if kind == "person" and (person := people.get(receiver)):
                notices.append(Notice(entry=entry, person=person, at=now))
                if EVENTS[entry.kind].mail:
                    letters.append(letter(entry, now, address=person.email, person=person))
            elif kind == "contact" and (contact := contacts.get(receiver)) and contact.email:
                letters.append(letter(entry, now, address=contact.email, contact=contact))
        for does in FOLLOWERS.get(entry.kind, []):
            does(entry)
    for does_all in BATCH_FOLLOWERS:
        does_all(entries)
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    Entry.objects.filter(pk__in=[entry.pk for entry in entries]).update(told_at=now)
    return len(entries)


def receivers(entries: list[Entry]) -> tuple[dict[int, Person], dict[int, Contact]]:
    named = [(kind, receiver) for entry in entries for kind, receiver in entry.receivers]
    people = Person.objects.here().in_bulk([receiver for kind, receiver in named if kind == "person"])
    contacts = Contact.objects.in_bulk([receiver for kind, receiver in named if kind == "contact"])
    return people, contacts


def letter(
    entry: Entry,
    now: dt.datetime,
    *,
    address: str,
    person: Person | None = None,
    contact: Contact | None = None,
) -> Letter:
    return Letter(
        entry=entry,
        person=person,
        contact=contact,
        address=address,
        next_at=now,
        message_id=Letter.new_message_id(),
    )
