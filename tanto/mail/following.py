"""What the mail room does because of what happened in a case."""

from tanto.journal.models import Entry
from tanto.recovery.models import Verbatim

from .models import Arrival


def sender_confirmed(entry: Entry) -> None:
    """The message is the contact's from here on, also for whoever is to be forgotten."""
    words = entry.facts["words"]["words"]
    original = Verbatim.objects.filter(words=words).values_list("original", flat=True).first() or ""
    number = original.removeprefix("mails/").rstrip("/")
    if number.isdigit():
        Arrival.objects.filter(pk=int(number)).update(contact=entry.facts["contact"])
