"""Reads complaints out of files in their simplest form: a raw mail (Python's own parser), a CSV (guessed headers).

What cannot be read is never dropped: bytes that fit no charset are kept with replacement signs, and said so.
"""

import csv
import datetime as dt
import email
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.policy import default
from email.utils import parsedate_to_datetime
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

WORDS = (
    "narrative",
    "complaint",
    "words",
    "text",
    "body",
    "message",
    "description",
    "内容",
    "本文",
    "申し出",
    "お言葉",
)
SENDER = ("email", "e-mail", "mail", "from", "メール", "差出人")
WHEN = ("date", "received", "at", "日時", "受付日", "日付")
LIMIT = 20000


@dataclass(frozen=True)
class Found:
    """One complaint in a file. place: where it stood, for messages; key: the same complaint has the same key."""

    words: str
    place: str
    key: str
    channel: str
    sender: str = ""
    sent_at: dt.datetime | None = None


def read(path: Path) -> Iterator[Found]:
    """Complaints of one file, in order. Raises OSError when it cannot be opened, ValueError when it holds none."""
    raw = path.read_bytes()
    if path.suffix.lower() in (".csv", ".tsv"):
        yield from read_csv(raw, path.name)
    else:
        yield read_mail(raw, path.name)


def read_mail(raw: bytes, name: str) -> Found:
    message = email.message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    subject, body = header(message, "Subject"), text_of(message)
    words = "\n\n".join(part for part in (subject.strip(), body.strip()) if part)
    if not words:
        raise ValueError(f"{name}: no text was found in this mail")
    return Found(
        words=words[:LIMIT],
        place=name,
        key=header(message, "Message-ID") or f"{name}:{hash_of(raw)}",
        channel="mail",
        sender=address_in(header(message, "From")),
        sent_at=sent_at(message),
    )


def header(message: EmailMessage, name: str) -> str:
    """A header as text; a broken one as it stands."""
    try:
        return str(message.get(name) or "")
    except (ValueError, LookupError, AttributeError, IndexError):
        return next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")


def text_of(message: EmailMessage) -> str:
    try:
        part: MIMEPart | None = message.get_body(("plain", "html"))
    except (AttributeError, KeyError, ValueError):
        part = None
    if part is None:
        return "" if message.is_multipart() else decoded(message)
    text = decoded(part)
    return without_tags(text) if part.get_content_type() == "text/html" else text


def decoded(part: MIMEPart) -> str:
    """The text in its declared charset, UTF-8 or cp932, whichever reads it without a flaw; else with signs for gaps."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else str(part.get_payload()).encode("utf-8", "replace")
    declared = part.get_content_charset() or "utf-8"
    for charset in (declared, "utf-8", "cp932"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return raw.decode("utf-8", "replace")


def sent_at(message: EmailMessage) -> dt.datetime | None:
    try:
        moment = parsedate_to_datetime(header(message, "Date"))
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def address_in(text: str) -> str:
    found = re.search(r"[\w.+'-]+@[\w.-]+\.\w+", text)
    return found.group().lower() if found else ""


class Visible(HTMLParser):
    """Text that a reader would see, a line per block."""

    HIDDEN = ("script", "style", "head", "title")
    BLOCKS = ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "blockquote", "table")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in self.HIDDEN
        if tag in self.BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in self.HIDDEN))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def without_tags(html: str) -> str:
    reader = Visible()
    reader.feed(html)
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def read_csv(raw: bytes, name: str) -> Iterator[Found]:
    """Rows of a table; the column with the words is guessed by its header, else the longest text wins."""
    text = decoded_table(raw)
    try:
        dialect: type[csv.Dialect] | csv.Dialect = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    rows = [
        row for row in csv.reader(io.StringIO(text, newline=""), dialect) if any(cell.strip() for cell in row)
    ]
    if len(rows) < 2:
        raise ValueError(f"{name}: no rows below the header were found")
    head = [cell.strip().lower() for cell in rows[0]]
    words = column(head, WORDS)
    if words is None:
        words = longest(rows[1:], len(head))
    sender, when = column(head, SENDER), column(head, WHEN)
    for number, row in enumerate(rows[1:], start=2):
        said = cell(row, words).strip()
        if not said:
            continue
        yield Found(
            words=said[:LIMIT],
            place=f"{name}:{number}",
            key=f"csv:{hash_of(said.encode())}",
            channel="",
            sender=address_in(cell(row, sender)),
            sent_at=moment(cell(row, when)),
        )


def decoded_table(raw: bytes) -> str:
    for charset in ("utf-8-sig", "cp932"):
        try:
            return raw.decode(charset)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def column(head: list[str], wanted: tuple[str, ...]) -> int | None:
    for word in wanted:
        for index, name in enumerate(head):
            if name == word or (len(word) > 3 and word in name):
                return index
    return None


def longest(rows: list[list[str]], width: int) -> int:
    return max(range(width), key=lambda index: sum(len(cell(row, index)) for row in rows[:200]))


def cell(row: list[str], index: int | None) -> str:
    return row[index] if index is not None and index < len(row) else ""


def moment(text: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text.strip().replace("/", "-"))
    except ValueError:
        return None
    return found if found.tzinfo else None


def hash_of(raw: bytes) -> str:
    return sha256(raw).hexdigest()[:32]
