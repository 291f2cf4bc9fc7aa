"""What the mail room does because of what happened in a case."""

from tanto.journal.models import Entry
from tanto.recovery.models import Verbatim

from .models import Arrival
from .models.arrival import Outcome

LONGEST = 20  # messages of a thread that a letter names


def thread(case_id: int) -> list[str]:
    """The Message-IDs of the mails that came in a case, the oldest first: our letters answer the newest."""
    came = Arrival.objects.filter(case=case_id, outcome__in=(Outcome.CASE, Outcome.REPLY)).exclude(
        message_id=""
    )
    newest = came.order_by("-pk").values_list("message_id", flat=True)[:LONGEST]
    return list(reversed(newest))


def sender_confirmed(entry: Entry) -> None:
    """The message is the contact's from here on, also for whoever is to be forgotten."""
    words = entry.facts["words"]["words"]
    original = Verbatim.objects.filter(words=words).values_list("original", flat=True).first() or ""
    number = original.removeprefix("mails/").rstrip("/")
    if number.isdigit():
        Arrival.objects.filter(pk=int(number)).update(contact=entry.facts["contact"])
