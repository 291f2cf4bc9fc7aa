"""What the post tells this room: a letter that the customer's mail server refused for good."""

from tanto.journal.actor import system
from tanto.notices.models import Letter
from tanto.notices.returned import Refusal

from .models import Case


def letter_returned(letter: Letter, refusal: Refusal) -> None:
    assert letter.entry is not None
    Case.objects.get(pk=letter.entry.subject_id).letter_bounced(
        by=system("mail"), letter=letter, address=refusal.address, status=refusal.status, said=refusal.said
    )
