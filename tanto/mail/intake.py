"""Takes complaints in from files. A new one is a draft that the person on duty owns at once; an answer to a letter of ours
joins its case; what a machine wrote opens nothing. Nobody is answered by a machine."""

import datetime as dt
import logging
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from tanto import clocks
from tanto.clients.models import Client, Contact
from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.notices.models import Letter
from tanto.people.models import Person
from tanto.recovery.models import Case
from tanto.recovery.steps import Channel
from tanto.web.refusals import Refused

from . import sorting
from .reading import Attached, Mail, read_mail
from .sources import Item, items

log = logging.getLogger(__name__)
LONGEST = 20_000  # letters of one complaint; the rest stays in the file, and the words say so
RECENT = dt.timedelta(days=30)


@dataclass
class Taken:
    """What became of one item. outcome: see `sorting`; case: its number, also where an earlier run had made it."""

    source: str
    outcome: str = ""
    case: str = ""
    subject: str = ""
    from_email: str = ""
    from_name: str = ""
    text: str = ""
    full_text: str = ""
    to: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    attachments: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""
    is_new: bool = False

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if name != "is_new"}


def take_in(
    path: Path, duty: Person | None, limit: int | None = None, *, named: Mapping[str, str] | None = None
) -> Iterator[Taken]:
    """Take in everything of one path. What is broken is named and holds nothing back. duty: who owns the drafts; without
    anybody nothing is written, and the outcome is what the item says of itself."""
    for count, item in enumerate(items(path, named)):
        if limit is not None and count >= limit:
            return
        taken = Taken(item.source)
        try:
            one(item, taken, duty)
        except Refused as refused:
            taken.outcome, taken.error = sorting.REJECTED, f"{refused.what} {refused.instead}"
        except (InterfaceError, OperationalError):
            raise  # the database is gone: the next one would be lost as well
        except Exception as error:  # whatever one mail brings, the next is read
            log.exception("one of %s cannot be read", path.name)
            taken.outcome, taken.error = sorting.REJECTED, f"{item.source}: {type(error).__name__}"
        yield taken


def one(item: Item, taken: Taken, duty: Person | None) -> None:
    if item.row is None and item.error:
        taken.outcome, taken.error = sorting.REJECTED, item.error
    elif item.row is not None:
        of_row(item, taken, duty)
    else:
        of_mail(item, taken, duty)


def of_row(item: Item, taken: Taken, duty: Person | None) -> None:
    row = item.row
    assert row is not None
    taken.subject, taken.from_email, taken.text = row.subject, row.sender, row.words
    if row.error:
        taken.outcome, taken.error = sorting.REJECTED, f"{item.source}: {row.error}"
        return
    taken.outcome = sorting.CASE
    if duty is not None:
        words = "\n\n".join(filter(None, (row.subject, row.words)))
        contact = contact_of(row.sender)
        client = contact.client if contact else client_of(row.client)
        receive(taken, duty, words, key=f"csv:{hash_of(row.words.encode())}", client=client, contact=contact, channel="", known_at=row.known_at)  # fmt: skip


def of_mail(item: Item, taken: Taken, duty: Person | None) -> None:
    mail = read_mail(item.raw)
    taken.subject, taken.from_email, taken.from_name = mail.subject, mail.from_email, mail.from_name
    taken.text, taken.full_text, taken.outcome = mail.said, mail.text, sorting.sort(mail)
    taken.to, taken.kinds, taken.faults = mail.to, mail.kinds, mail.faults
    taken.attachments = [{"name": a.name, "type": a.type, "size": a.size, "is_inline": a.is_inline, "content_id": a.content_id} for a in mail.attachments]  # fmt: skip
    if taken.outcome == sorting.REJECTED:
        taken.error = f"{item.source}: no text was found in this mail"
    if duty is None or taken.outcome != sorting.CASE:
        return
    key = mail.message_id or f"{item.source}:{hash_of(item.raw)}"
    words = "\n\n".join(filter(None, (mail.subject, mail.text))) or ", ".join(
        a.name for a in mail.attachments
    )
    contact = contact_of(mail.from_email)
    letter = letter_answered(mail)
    if letter is not None and contact is not None and joined(taken, letter, contact, words, key):
        return
    case = receive(taken, duty, words, key=key, client=contact.client if contact else None, contact=contact, channel="mail", known_at=mail.sent_at)  # fmt: skip
    if taken.is_new:
        keep(taken, case, mail.attachments, duty)


def receive(
    taken: Taken, duty: Person, words: str, *, key: str, client: Client | None, contact: Contact | None, channel: str,
    known_at: dt.datetime | None,
) -> Case:  # fmt: skip
    """The same complaint twice is one case: its key is the press."""
    press = press_of(key)
    before = Case.received(press)
    case = before or Case.receive(
        fitting(words),
        by=Actor("person", duty.pk, "mail", press=press),
        client=client,
        contact=contact,
        channel=channel,
        known_at=known_since(known_at),
    )
    taken.case, taken.is_new = case.number, before is None
    return case


def joined(taken: Taken, letter: Letter, contact: Contact, words: str, key: str) -> bool:
    """The answer to a letter of ours is heard in its case, as the customer's own words; False where the case cannot hear
    it, so that it opens one of its own."""
    assert letter.entry is not None
    case = Case.objects.filter(pk=letter.entry.subject_id, client=contact.client_id).first()
    if case is None:
        return False
    try:
        case.hear(
            by=Actor("contact", contact.pk, "mail", press=press_of(key)),
            text=fitting(words),
            channel=Channel.MAIL,
        )
    except Refused:
        return False
    taken.outcome, taken.case, taken.is_new = sorting.REPLY, case.number, True
    return True


def letter_answered(mail: Mail) -> Letter | None:
    """The letter from a case that this mail answers, by its references."""
    letters = Letter.objects.filter(
        message_id__in=mail.references, contact__isnull=False, entry__subject_kind="case"
    )
    known = {letter.message_id: letter for letter in letters.select_related("entry")}
    return next((known[name] for name in mail.references if name in known), None)


def keep(taken: Taken, case: Case, attachments: tuple[Attached, ...], duty: Person) -> None:
    """What hung on the mail, beside its words; what cannot be kept is named."""
    for each in attachments:
        try:
            case.attach(
                by=Actor("person", duty.pk, "mail"),
                file=File.keep([each.content]),
                name=each.name,
                channel="mail",
                sender=case.contact,
            )
        except Refused as refused:
            taken.error += f"{each.name}: {refused.what} "


def press_of(key: str) -> str:
    return "in-" + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def fitting(words: str) -> str:
    text = words.encode("utf-8", "replace").decode()
    if len(text) <= LONGEST:
        return text
    left = f"\n\n[… {len(text) - LONGEST + 60}]"
    return text[: LONGEST - 60] + left


def known_since(moment: dt.datetime | None) -> dt.datetime:
    """When it came to us, where that is believable: in the past, and not longer ago than a month."""
    now = clocks.now()
    if moment is not None and timezone.is_naive(moment):
        moment = timezone.make_aware(moment)
    return min(moment, now) if moment is not None and now - moment < RECENT else now


def contact_of(address: str) -> Contact | None:
    """The one contact with this address; none when it is nobody's, or more than one's."""
    known = (
        list(Contact.objects.filter(email__iexact=address).select_related("client__main")[:2])
        if address
        else []
    )
    return known[0] if len(known) == 1 else None


def client_of(said: str) -> Client | None:
    """The client of this code or name, where there is just one."""
    if not said:
        return None
    known = list(Client.objects.filter(code=said)) or [
        *Client.objects.filter(name_en__iexact=said)[:2], *Client.objects.filter(name_ja=said)[:2]
    ]  # fmt: skip
    return known[0] if len({client.pk for client in known}) == 1 else None


def hash_of(raw: bytes) -> str:
    return sha256(raw).hexdigest()[:32]
