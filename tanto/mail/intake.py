"""Takes complaints in from files and from a pipe. A new one is a draft that the person on duty owns at once; an answer to a letter of
ours joins its case; what a machine wrote opens nothing. Nobody is answered by a machine."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import InterfaceError, OperationalError

from tanto import clocks
from tanto.clients.models import Client
from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.recovery.models import Case
from tanto.web.refusals import Refused

from . import sorting
from .facts import fitting, known_since, sameness
from .joining import contacts_of, the_one
from .models import Arrival, Mailbox
from .models.arrival import Outcome
from .reading import Mail, read_mail
from .sources import Item, items
from .taking import take

log = logging.getLogger(__name__)


@dataclass
class Taken:
    """What became of one item. outcome: see `sorting` and `Outcome`; case: its number, also where an earlier run had made it; text: the
    new words, full_text: with quotation and signature."""

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

    def describe(self, mail: Mail) -> None:
        self.subject, self.from_email, self.from_name = mail.subject, mail.from_email, mail.from_name
        self.text, self.full_text = mail.said, mail.text
        self.to, self.kinds, self.faults = mail.to, mail.kinds, mail.faults
        self.attachments = [{"name": a.name, "type": a.type, "size": a.size, "is_inline": a.is_inline, "content_id": a.content_id} for a in mail.attachments]  # fmt: skip


def take_in(
    path: Path,
    duty: Person | None,
    limit: int | None = None,
    *,
    named: Mapping[str, str] | None = None,
    mailbox: Mailbox | None = None,
) -> Iterator[Taken]:
    """Take in everything of one path ("-": one message from standard input). What is broken is named and holds nothing back. duty: who
    owns the drafts, where no mailbox says so; without either nothing is written, and the outcome is what the item says of itself."""
    for count, item in enumerate(items(path, named)):
        if limit is not None and count >= limit:
            return
        taken = Taken(item.source)
        try:
            one(item, taken, duty, mailbox)
        except Refused as refused:
            taken.outcome, taken.error = sorting.REJECTED, f"{refused.what} {refused.instead}"
        except (InterfaceError, OperationalError, OSError):
            raise  # the database or the disk is gone: the next one would be lost as well
        except Exception as error:  # whatever one mail brings, the next is read
            log.exception("one of %s cannot be read", path.name)
            taken.outcome, taken.error = sorting.REJECTED, f"{item.source}: {type(error).__name__}"
        yield taken


def one(item: Item, taken: Taken, duty: Person | None, mailbox: Mailbox | None) -> None:
    if item.row is None and item.error:
        taken.outcome, taken.error = sorting.REJECTED, item.error
    elif item.row is not None:
        of_row(item, taken, duty)
    elif duty is None and mailbox is None:
        mail = read_mail(item.raw)
        taken.describe(mail)
        taken.outcome = sorting.sort(mail)
    else:
        of_mail(item, taken, duty, mailbox)
    if taken.outcome == sorting.REJECTED and not taken.error:
        taken.error = f"{item.source}: no text was found in this mail"


def of_mail(item: Item, taken: Taken, duty: Person | None, mailbox: Mailbox | None) -> None:
    """Kept first, then read; what an earlier run kept is told again, as it was."""
    arrival = Arrival.of_content(item.raw, mailbox) or Arrival.keep(
        item.raw, source=item.source, at=clocks.now(), mailbox=mailbox
    )
    taken.is_new = arrival.state != Arrival.TAKEN
    mail = take(arrival, duty) if taken.is_new else read_mail(item.raw)
    arrival.refresh_from_db()
    first = (
        Arrival.objects.filter(key=sameness(mail)).first()
        if arrival.outcome == Outcome.AGAIN and mail
        else None
    )
    if first is not None:
        arrival, taken.is_new = first, False
    if mail is not None:
        taken.describe(mail)
    taken.outcome, taken.error = arrival.outcome or arrival.state, arrival.trouble
    taken.case = arrival.case.number if arrival.case else ""
    taken.is_new = taken.is_new and bool(taken.case)


def of_row(item: Item, taken: Taken, duty: Person | None) -> None:
    row = item.row
    assert row is not None
    taken.subject, taken.from_email, taken.text, taken.full_text = (
        row.subject,
        row.sender,
        row.words,
        row.words,
    )
    if row.error:
        taken.outcome, taken.error = sorting.REJECTED, f"{item.source}: {row.error}"
        return
    taken.outcome = sorting.CASE
    if duty is None:
        return
    contact = the_one(contacts_of([row.sender]).get(row.sender, []))
    press = press_of(f"csv:{sha256(row.words.encode()).hexdigest()[:32]}")
    before = Case.received(press)
    case = before or Case.receive(
        fitting("\n\n".join(filter(None, (row.subject, row.words)))),
        by=Actor("person", duty.pk, "mail", press=press),
        client=contact.client if contact else client_of(row.client),
        contact=contact,
        known_at=known_since(row.known_at) if row.known_at else clocks.now(),
    )
    taken.case, taken.is_new = case.number, before is None


def press_of(key: str) -> str:
    """The same row twice is one case."""
    return "in-" + sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def client_of(said: str) -> Client | None:
    """The client of this code or name, where there is just one."""
    if not said:
        return None
    known = list(Client.objects.filter(code=said)) or [
        *Client.objects.filter(name_en__iexact=said)[:2], *Client.objects.filter(name_ja=said)[:2]
    ]  # fmt: skip
    return known[0] if len({client.pk for client in known}) == 1 else None
