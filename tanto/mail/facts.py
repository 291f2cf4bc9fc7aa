"""What the house notes of a mail: whether it is the same as another, its words as a case takes them, and since when it is known."""

import datetime as dt
from hashlib import sha256

from django.utils import timezone

from tanto import clocks

from .headings import moment
from .reading import Mail

LONGEST = 20_000  # signs of one complaint that stand in its case; all of them stand in its original
RECENT = dt.timedelta(days=30)


def sameness(mail: Mail) -> str:
    """The same message by its Message-ID and content, whichever way and however often it comes; without an ID by its way, too: somebody
    may well write the same words again."""
    content = sha256()
    parts = (mail.message_id, mail.from_email, mail.headers.get("date", ""), mail.subject, mail.text)
    for part in parts if mail.message_id else (*parts, mail.headers.get("received", "")):
        content.update(part.encode("utf-8", "surrogatepass") + b"\0")
    for each in mail.attachments:
        content.update(sha256(each.content).digest())
    return content.hexdigest()[:40]


def names(mail: Mail) -> str:
    return ", ".join(each.name for each in mail.attachments) or "…"


def fitting(words: str) -> str:
    text = words.encode("utf-8", "replace").decode()
    if len(text) <= LONGEST:
        return text
    left = f"\n\n[… {len(text) - LONGEST + 60}]"
    return text[: LONGEST - 60] + left


def received_at(mail: Mail) -> dt.datetime | None:
    """When our own server got it, else when it says that it was sent."""
    return moment(mail.headers.get("received", "").rpartition(";")[2].strip()) or mail.sent_at


def known_since(said_at: dt.datetime) -> dt.datetime:
    """When it came to us, where that is believable: in the past, and not longer ago than a month."""
    now = clocks.now()
    if timezone.is_naive(said_at):
        said_at = timezone.make_aware(said_at)
    return min(said_at, now) if now - said_at < RECENT else now
