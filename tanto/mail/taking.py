"""Takes in what was kept, a few messages in one transaction. What was taken is never taken again; what breaks in our hands becomes a
draft with its source, and holds nothing back."""

import logging
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.utils.translation import gettext

from tanto import clocks
from tanto.many import set_each
from tanto.people.models import Person

from .becoming import become, unread
from .facts import sameness
from .joining import Known
from .models import Arrival
from .reading import Mail, read_mail

log = logging.getLogger(__name__)
STORED = (
    "state",
    "next_at",
    "outcome",
    "trouble",
    "key",
    "message_id",
    "sender",
    "case",
    "contact",
    "letter",
)
Batch = list[tuple[Arrival, Mail, str]]


def take(arrival: Arrival, duty: Person | None = None) -> Mail | None:
    """One message, now; what it says, if it could be read."""
    return take_each([arrival], duty).get(arrival.pk)


def take_each(arrivals: Sequence[Arrival], duty: Person | None = None) -> dict[int, Mail]:
    """Read each and do what it asks for, all in one transaction, the oldest first. duty: who owns what they open, where no mailbox
    says so. Whatever they bring, each ends as taken or as set aside; only a database that is gone is raised. What was read, by
    arrival."""
    if not arrivals:
        return {}
    batch = [(arrival, mail, sameness(mail)) for arrival in arrivals if (mail := read(arrival)) is not None]
    try:
        take_batch(batch, duty)
    except (InterfaceError, OperationalError):
        raise
    except (
        Exception
    ) as error:  # another worker took the same message at this moment, or one of them breaks the batch
        if not isinstance(error, IntegrityError):
            log.exception("a batch of %s cannot be taken in; each is taken by itself", len(batch))
        for one in batch:
            take_alone(one, duty)
    return {arrival.pk: mail for arrival, mail, _key in batch}


def take_alone(one: tuple[Arrival, Mail, str], duty: Person | None) -> None:
    """What breaks even so is set aside; the next ones are taken."""
    try:
        take_batch([one], duty)
    except (InterfaceError, OperationalError):
        raise
    except Exception as error:
        arrival = Arrival.objects.get(pk=one[0].pk)
        log.exception("arrival %s is set aside", arrival.pk)
        arrival.set_aside(
            f"{type(error).__name__}: {error}".encode("utf-8", "replace").decode(), clocks.now()
        )


def read(arrival: Arrival) -> Mail | None:
    try:
        return read_mail(arrival.raw())
    except FileNotFoundError:
        arrival.set_aside("its file is not on the disk", clocks.now())
        return None


@transaction.atomic
def take_batch(batch: Batch, duty: Person | None) -> None:
    """What another worker holds or has taken is passed over."""
    ids = [arrival.pk for arrival, _mail, _key in batch]
    rows = Arrival.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk__in=ids)
    ours = set(rows.exclude(state=Arrival.TAKEN).values_list("pk", flat=True))
    batch = [one for one in batch if one[0].pk in ours]
    known = Known.of([mail for _arrival, mail, _key in batch], [key for _arrival, _mail, key in batch])
    for arrival, mail, key in batch:
        take_one(arrival, mail, key, known, duty)
        known.note(arrival)
    set_each(Arrival, STORED, [stored(arrival) for arrival, _mail, _key in batch])


def take_one(arrival: Arrival, mail: Mail, key: str, known: Known, duty: Person | None) -> None:
    try:
        with transaction.atomic():
            become(arrival, mail, key, known, duty)
            arrival.state, arrival.next_at = Arrival.TAKEN, None
    except (InterfaceError, OperationalError, IntegrityError):
        raise
    except Exception as error:
        log.exception("arrival %s cannot be taken in; it becomes a draft with its source", arrival.pk)
        as_draft(arrival, duty, error)


def as_draft(arrival: Arrival, duty: Person | None, error: Exception) -> None:
    arrival.case = arrival.contact = arrival.letter = arrival.key = None
    arrival.trouble = f"{type(error).__name__}: {error}"[:300]
    try:
        with transaction.atomic():
            unread(arrival, duty, gettext("The program could not read it."))
            arrival.state, arrival.next_at = Arrival.TAKEN, None
    except (InterfaceError, OperationalError):
        raise
    except Exception:
        log.exception("arrival %s is set aside", arrival.pk)
        arrival.outcome, arrival.case = "", None
        arrival.to_try_again(arrival.trouble, clocks.now())


def stored(arrival: Arrival) -> tuple[Any, ...]:
    return (
        arrival.pk, arrival.state, arrival.next_at, arrival.outcome, arrival.trouble, arrival.key, arrival.message_id, arrival.sender,
        arrival.case and arrival.case.pk, arrival.contact and arrival.contact.pk, arrival.letter and arrival.letter.pk,
    )  # fmt: skip
