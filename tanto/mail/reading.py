"""A raw mail as what it says: who, about what, the text, what hangs on it. Pure: no database; nothing is opened, and nothing
raises, however broken the mail is."""

import datetime as dt
import logging
import re
from dataclasses import dataclass, field
from functools import cached_property

from . import mime
from .cleaning import cleaned
from .faults import UNREADABLE
from .headings import addresses, moment, plain
from .invites import Invite
from .parting import parted
from .pieces import Found
from .said import new_words

log = logging.getLogger(__name__)
ID = re.compile(r"<[^<>\s]+>")
SENDERS = ("from", "reply-to", "sender", "return-path")
RECEIVERS = ("to", "cc", "delivered-to", "x-original-to")


@dataclass(frozen=True)
class Attached:
    """A part that is not the text. type: as the mail says, believed by nobody; is_inline: shown within the page, there known as
    cid:content_id."""

    name: str
    type: str
    content: bytes = field(repr=False)
    is_inline: bool = False
    content_id: str = ""

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True)
class Mail:
    """headers: names in small letters, the first of each; references: every message it answers, the nearest first; text: all of
    it, with quotations and signature; page: its HTML as it came, never to be shown (see html); to: addresses in small letters;
    kinds: smime_signed, smime_encrypted, pgp_signed, pgp_encrypted, calendar, winmail, uuencode, nested; faults: what could not
    be read, in words for people."""

    subject: str
    from_email: str
    from_name: str
    text: str
    message_id: str
    references: tuple[str, ...]
    sent_at: dt.datetime | None
    headers: dict[str, str] = field(repr=False)
    attachments: tuple[Attached, ...] = ()
    is_report: bool = False
    to: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    invite: Invite | None = None
    page: str = field(default="", repr=False)

    @cached_property
    def html(self) -> str:
        """Safe to show; "" where the mail has none."""
        return cleaned(self.page) if self.page else ""

    @cached_property
    def said(self) -> str:
        """The new words: the text without quotation and signature."""
        return new_words(self.text)


def read_mail(raw: bytes) -> Mail:
    """What this mail says. A line "From …" before the headers, as mailboxes have it, is passed over."""
    try:
        return read(raw)
    except MemoryError:
        raise
    except Exception:  # a fault of ours: the mail must not be lost by it
        log.exception("a mail could not be read")
        return bare(raw)


def read(raw: bytes) -> Mail:
    faults: list[str] = []
    root = mime.read_parts(raw, faults)
    found = parted(root, faults)
    written: dict[str, str] = {}
    for name, value in root.headers:
        written.setdefault(name, value)
    headers = {name: plain(value, found.hint) for name, value in written.items()}
    name, address = sender(written, found.hint)
    return Mail(
        subject=" ".join(headers.get("subject", "").split()),
        from_email=address.lower(),
        from_name=name,
        text=found.text,
        message_id=one_id(headers.get("message-id", "")),
        references=answered(headers),
        sent_at=moment(headers.get("date", "")),
        headers=headers,
        attachments=attached(found),
        is_report=headers.get("content-type", "").lower().startswith("multipart/report"),
        to=receivers(root, found.hint),
        kinds=tuple(dict.fromkeys(found.kinds)),
        faults=tuple(faults),
        invite=found.invite,
        page=found.page,
    )


def bare(raw: bytes) -> Mail:
    """A mail of which nothing is understood: its bytes as text."""
    text = raw[:500_000].decode("utf-8", "replace").replace("\x00", "")
    return Mail("", "", "", text, "", (), None, {}, faults=(UNREADABLE,))


def attached(found: Found) -> tuple[Attached, ...]:
    """What hangs on it. A picture that the page shows by its id stands in the page, whatever its own label says."""
    return tuple(
        Attached(
            each.name,
            each.type,
            each.content,
            each.is_inline or bool(each.content_id and f"cid:{each.content_id}" in found.page),
            each.content_id,
        )
        for each in found.hung
    )


def sender(written: dict[str, str], hint: str) -> tuple[str, str]:
    """Name and address of who wrote it; of several the first."""
    for header in SENDERS:
        for name, address in addresses(written.get(header, "")[: mime.LONG], hint):
            if "@" in address:
                return name, address
    name, address = next(iter(addresses(written.get("from", "")[: mime.LONG], hint)), ("", ""))
    return name, address  # MAILER-DAEMON, and no more


def receivers(root: mime.Part, hint: str) -> tuple[str, ...]:
    """Every address it was sent to, once, in order."""
    found = {
        address.lower(): None
        for name, value in root.headers
        if name in RECEIVERS
        for _name, address in addresses(value, hint)
        if "@" in address
    }
    return tuple(found)


def one_id(text: str) -> str:
    found = ID.search(text)
    return found.group() if found else text.strip()


def answered(headers: dict[str, str]) -> tuple[str, ...]:
    ids = ID.findall(headers.get("in-reply-to", ""))
    ids += reversed(ID.findall(headers.get("references", "")))
    return tuple(dict.fromkeys(ids))
