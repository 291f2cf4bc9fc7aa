"""Which case a mail belongs to, and whose words it holds. What a mail says of its sender is believed only as far as the firm's own
server does not doubt it."""

import re
from dataclasses import dataclass

from tanto.clients.models import Contact
from tanto.notices.models import Letter
from tanto.notices.reply_token import case_in
from tanto.people.models import Person
from tanto.recovery.models import Case
from tanto.recovery.steps import End

from .models import Arrival
from .reading import Mail

MOST = 100  # message ids of a thread that are looked up, the nearest first


@dataclass(frozen=True)
class Thread:
    """case: that the mail belongs to; letter: ours that it answers, if it says so."""

    case: Case
    letter: Letter | None = None


def thread_of(mail: Mail) -> Thread | None:
    """By the messages it answers, ours or the customer's own; then by the token in its subject or its address."""
    near = list(mail.references[:MOST])
    if near and (found := by_letter(near) or by_arrival(near)):
        return found
    for text in (mail.subject, *mail.to[:MOST]):
        case = case_in(text)
        if case is not None and (known := Case.objects.filter(pk=case).first()):
            return Thread(carried_on(known))
    return None


def by_letter(near: list[str]) -> Thread | None:
    letters = Letter.objects.filter(message_id__in=near, contact__isnull=False, entry__subject_kind="case")
    known = {letter.message_id: letter for letter in letters.select_related("entry")}
    letter = next((known[name] for name in near if name in known), None)
    if letter is None or letter.entry is None:
        return None
    return Thread(carried_on(Case.objects.get(pk=letter.entry.subject_id)), letter)


def by_arrival(near: list[str]) -> Thread | None:
    """A mail that answers the customer's own first one, or one of a colleague of hers."""
    arrivals = Arrival.objects.filter(message_id__in=near, case__isnull=False).select_related("case")
    known = {arrival.message_id: arrival.case for arrival in arrivals}
    case = next((known[name] for name in near if name in known), None)
    return Thread(carried_on(case)) if case is not None else None


def carried_on(case: Case) -> Case:
    """A case that was merged is carried on in another one."""
    for _ in range(10):
        if case.end != End.MERGED or case.parent is None:
            break
        case = case.parent
    return case


def contacts_of(address: str) -> list[Contact]:
    """Everybody at our clients who has this address."""
    if not address:
        return []
    return list(
        Contact.objects.filter(email__iexact=address, masked_at=None).select_related("client__main")[:50]
    )


def the_one(contacts: list[Contact]) -> Contact | None:
    """Nobody where it is more than one: the owner says which."""
    return contacts[0] if len(contacts) == 1 else None


def colleague_of(address: str) -> Person | None:
    return Person.objects.here().filter(email__iexact=address).first() if address else None


def is_doubtful(mail: Mail) -> bool:
    """Does the firm's mail server say that the sender's address is not proven? Only the uppermost line is read: those below may be
    anybody's."""
    said = mail.headers.get("authentication-results", "").lower()
    if re.search(r"\bdmarc=fail\b", said):
        return True
    return bool(re.search(r"\bspf=(hard)?fail\b", said)) and not re.search(r"\bdkim=pass\b", said)


def wrote_first(case: Case, address: str) -> bool:
    """Did the first mail of this case come from the same address?"""
    first = Arrival.objects.filter(case=case).order_by("pk").first()
    return bool(address) and first is not None and first.sender == address
