"""Which case a mail belongs to, and whose words it holds. What a mail says of its sender is believed only as far as the firm's own
server does not doubt it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models.functions import Lower

from tanto.clients.models import Client, Contact
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


@dataclass
class Known:
    """What the house knows of the mails of one batch, asked for all of them at once: letters and messages by Message-ID, people by
    address in small letters, and what was taken in before by its key."""

    letters: dict[str, Letter] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    contacts: dict[str, list[Contact]] = field(default_factory=dict)
    colleagues: dict[str, Person] = field(default_factory=dict)
    taken: dict[str, Arrival] = field(default_factory=dict)

    @classmethod
    def of(cls, mails: Iterable[Mail], keys: Iterable[str]) -> "Known":
        mails = list(mails)
        near = {one for mail in mails for one in mail.references[:MOST]}
        senders = {mail.from_email for mail in mails if mail.from_email}
        letters = Letter.objects.filter(
            message_id__in=near | {mail.message_id for mail in mails if mail.message_id}
        )
        earlier = Arrival.objects.filter(message_id__in=near, case__isnull=False).order_by("-pk")
        people = Person.objects.here().annotate(small=Lower("email")).filter(small__in=senders)
        before = Arrival.objects.filter(key__in=list(keys)).select_related("case")
        return cls(
            {letter.message_id: letter for letter in letters.select_related("entry", "contact")},
            {one.message_id: one.case for one in earlier.select_related("case") if one.case is not None},
            contacts_of(senders),
            {person.email.lower(): person for person in people},
            {arrival.key or "": arrival for arrival in before},
        )

    def note(self, arrival: Arrival) -> None:
        """It was taken in: the next ones of the batch may answer it, or be the same."""
        if arrival.key:
            self.taken[arrival.key] = arrival
        if arrival.message_id and arrival.case is not None:
            self.cases.setdefault(arrival.message_id, arrival.case)

    def thread_of(self, mail: Mail) -> Thread | None:
        """By the messages it answers, ours or the customer's own; then by the token in its subject or its address."""
        for name in mail.references[:MOST]:
            letter = self.letters.get(name)
            if (
                letter is not None
                and letter.contact_id
                and letter.entry
                and letter.entry.subject_kind == "case"
            ):
                return Thread(carried_on(Case.objects.get(pk=letter.entry.subject_id)), letter)
            if name in self.cases:
                return Thread(carried_on(self.cases[name]))
        for text in (mail.subject, *mail.to[:MOST]):
            case = case_in(text)
            if case is not None and (known := Case.objects.filter(pk=case).first()):
                return Thread(carried_on(known))
        return None


def carried_on(case: Case) -> Case:
    """A case that was merged is carried on in another one."""
    for _ in range(10):
        if case.end != End.MERGED or case.parent is None:
            break
        case = case.parent
    return case


def contacts_of(addresses: Iterable[str]) -> dict[str, list[Contact]]:
    """Everybody at our clients, by address in small letters."""
    found: dict[str, list[Contact]] = {}
    wanted = [address for address in addresses if address]
    known = (
        Contact.objects.exclude(email="")
        .annotate(small=Lower("email"))
        .filter(small__in=wanted, masked_at=None)
    )
    contacts = list(known)
    whole = Client.objects.select_related("main__section__boss", "main__section__deputy")
    clients = whole.in_bulk({contact.client_id for contact in contacts}) if contacts else {}
    for contact in contacts:
        contact.client = clients[contact.client_id]
        found.setdefault(contact.email.lower(), []).append(contact)
    return found


def the_one(contacts: list[Contact]) -> Contact | None:
    """Nobody where it is more than one: the owner says which."""
    return contacts[0] if len(contacts) == 1 else None


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
