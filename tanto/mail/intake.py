"""Opens a draft for each complaint found in files. The duty person owns it at once; nobody is answered by a machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.recovery.models import Case

from .readers import Found, read


@dataclass(frozen=True)
class Taken:
    """What became of one complaint: a new case, the case it had made before, or the reason why not."""

    place: str
    number: str = ""
    is_new: bool = False
    trouble: str = ""


def take_in(path: Path, duty: Person, limit: int | None = None) -> Iterator[Taken]:
    """Take in one file. A broken row or file is named and does not hold the others back."""
    try:
        for count, found in enumerate(read(path)):
            if limit is not None and count >= limit:
                return
            yield take(found, duty)
    except (OSError, ValueError) as error:
        yield Taken(path.name, trouble=str(error))


def take(found: Found, duty: Person) -> Taken:
    """The same complaint twice is one case: its key is the press."""
    press = "in-" + sha256(found.key.encode("utf-8", "surrogatepass")).hexdigest()[:40]
    before = Case.received(press)
    if before is not None:
        return Taken(found.place, before.number)
    contact = sender(found)
    now = clocks.now()
    case = Case.receive(
        found.words.encode("utf-8", "replace").decode(),
        by=Actor("person", duty.pk, "mail", press=press),
        client=contact.client if contact else None,
        contact=contact,
        channel=found.channel,
        known_at=min(found.sent_at, now) if found.sent_at and (now - found.sent_at).days < 30 else now,
    )
    return Taken(found.place, case.number, is_new=True)


def sender(found: Found) -> Contact | None:
    """The one contact with this address; none when it is nobody's, or more than one's."""
    if not found.sender:
        return None
    known = list(Contact.objects.filter(email__iexact=found.sender).select_related("client__main")[:2])
    return known[0] if len(known) == 1 else None
