"""What the mail room keeps of a contact and of a colleague who left: the messages as they came, and from which address."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress

from django.db.models import Q, QuerySet

from tanto.clients.models import Contact
from tanto.files.models import File
from tanto.journal.masking import Keeps
from tanto.people.models import Person
from tanto.recovery.models.attachment import MASKED, Attachment

from .models import Arrival


def of_contact(pk: int) -> QuerySet[Arrival]:
    """Hers by what is known of the sender, and what came from her address before that was known."""
    contact = Contact.objects.get(pk=pk)
    hers = Q(contact=pk) | Q(case__contact=pk)
    return Arrival.objects.filter(
        hers | Q(sender__iexact=contact.email) if contact.email else hers
    ).select_related("file")


def of_person(pk: int) -> QuerySet[Arrival]:
    """What came from the addresses a colleague had here."""
    person = Person.objects.get(pk=pk)
    had = [person.email, *person.former_addresses.values_list("email", flat=True)]
    return Arrival.objects.filter(sender__in=[email.lower() for email in had if email]).select_related("file")


def forget_contact(pk: int, at: dt.datetime) -> None:
    forget_all(of_contact(pk))


def forget_person(pk: int, at: dt.datetime) -> None:
    forget_all(of_person(pk))


def forget_all(found: QuerySet[Arrival]) -> None:
    """The message goes from the disk; that one came stays."""
    arrivals = list(found)
    ids = [arrival.pk for arrival in arrivals]
    for arrival in arrivals:
        if arrival.file is not None and not is_needed(arrival.file, ids):
            arrival.file.path.unlink(missing_ok=True)
    Arrival.objects.filter(pk__in=ids).update(
        file=None, sender=MASKED, message_id="", source=MASKED, trouble=""
    )


def is_needed(file: File, besides: list[int]) -> bool:
    """Does another message, or a case, hold the same content?"""
    others = Arrival.objects.filter(file=file).exclude(pk__in=besides)
    return others.exists() or Attachment.objects.filter(file=file).exclude(name=MASKED).exists()


def mails_of(pk: int) -> Iterator[tuple[str, bytes]]:
    """Her own mails, as they came."""
    for arrival in (
        Arrival.objects.filter(contact=pk, file__isnull=False).select_related("file").order_by("pk")
    ):
        with suppress(FileNotFoundError):
            yield f"mails/{arrival.pk}.eml", arrival.raw()


CONTACT = Keeps(forget=forget_contact)
PERSON = Keeps(forget=forget_person)
