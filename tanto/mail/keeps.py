"""What the mail room keeps of a contact: the messages as they came, and from which address."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress

from django.db.models import Q, QuerySet

from tanto.clients.models import Contact
from tanto.files.models import File
from tanto.journal.masking import Keeps
from tanto.recovery.models.attachment import MASKED, Attachment

from .models import Arrival


def of_contact(pk: int) -> QuerySet[Arrival]:
    """Hers by what is known of the sender, and what came from her address before that was known."""
    contact = Contact.objects.get(pk=pk)
    hers = Q(contact=pk) | Q(case__contact=pk)
    return Arrival.objects.filter(
        hers | Q(sender__iexact=contact.email) if contact.email else hers
    ).select_related("file")


def forget(pk: int, at: dt.datetime) -> None:
    """The message goes from the disk; that one came stays."""
    arrivals = list(of_contact(pk))
    ids = [arrival.pk for arrival in arrivals]
    for arrival in arrivals:
        if arrival.file is not None and not is_needed(arrival.file, ids):
            arrival.file.path.unlink(missing_ok=True)
    Arrival.objects.filter(pk__in=ids).update(file=None, sender=MASKED, message_id="", source=MASKED)


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


CONTACT = Keeps(forget=forget)
