"""A raw mail as what it says: who, about what, the text, what hangs on it. Pure: no database; nothing is opened, and nothing
raises, however broken the mail is."""

import datetime as dt
import email
import re
from dataclasses import dataclass, field
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from .charsets import decoded
from .visible import without_tags

ADDRESS = re.compile(r"[\w.+'=&/~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
HEADER = 2_000  # signs of a header that are searched; an address stands at its beginning
BROKEN = (
    MessageError,
    ValueError,
    LookupError,
    AttributeError,
    IndexError,
    TypeError,
    AssertionError,
    RecursionError,
)
DEEP = 30  # messages within messages


@dataclass(frozen=True)
class Attached:
    """A part that is not the text. type: as the mail says, believed by nobody."""

    name: str
    type: str
    content: bytes = field(repr=False)

    @property
    def size(self) -> int:
        return len(self.content)


@dataclass(frozen=True)
class Mail:
    """headers: names in small letters, the first of each; references: every message it answers, the nearest first."""

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


def read_mail(raw: bytes) -> Mail:
    """What this mail says. A line "From …" before the headers, as mailboxes have it, is passed over."""
    if raw.startswith(b"From ") and b"\n" in raw:
        raw = raw[raw.index(b"\n") + 1 :]
    message = email.message_from_bytes(raw, policy=compat32)
    hint, raws = hinted(message), dict[str, str]()
    for name, value in message.raw_items():
        raws.setdefault(name.lower(), str(value))
    headers = {name: plain(value, hint) for name, value in raws.items()}
    name, address = sender(raws, headers, hint)
    texts, attached = parts(message)
    return Mail(
        subject=" ".join(headers.get("subject", "").split()),
        from_email=address,
        from_name=name,
        text=texts,
        message_id=one_id(headers.get("message-id", "")),
        references=answered(headers),
        sent_at=moment(headers.get("date", "")),
        headers=headers,
        attachments=tuple(attached),
        is_report=message.get_content_type() == "multipart/report",
    )


def hinted(message: "Message[str, str]") -> str:
    """The charset of the text: headers that should have been encoded are often in it."""
    for part in message.walk():
        try:
            if charset := part.get_content_charset():
                return charset
        except BROKEN:
            continue
    return ""


def plain(value: object, hint: str = "") -> str:
    """A header as text: encoded words read, raw eight-bit letters guessed."""
    try:
        pieces = decode_header(str(value) if isinstance(value, str) else value)  # type: ignore[arg-type]
        text = "".join(
            decoded(piece, charset or hint) if isinstance(piece, bytes) else eight_bit(piece, hint)
            for piece, charset in pieces
        )
    except BROKEN:
        text = eight_bit(str(value), hint)
    return text.replace("\x00", "")


def eight_bit(text: str, hint: str = "") -> str:
    """What the parser kept of letters that should have been encoded."""
    if any("\udc80" <= sign <= "\udcff" for sign in text):
        return decoded(text.encode("utf-8", "surrogateescape"), hint)
    return text


def sender(raws: dict[str, str], headers: dict[str, str], hint: str) -> tuple[str, str]:
    """Name and address of who wrote it; of several the first. Addresses are told apart before names are read: a comma may
    stand inside an encoded name."""
    for header in ("from", "reply-to", "sender", "return-path"):
        for name, address in getaddresses([raws.get(header, "")[:HEADER]]):
            if "@" in address:
                return plain(name, hint).strip().strip("\"'"), plain(address, hint).strip("<> ").lower()
        if found := ADDRESS.search(headers.get(header, "")[:HEADER]):
            return "", found.group().lower()
    return headers.get("from", "").strip(), ""


def one_id(text: str) -> str:
    found = re.search(r"<[^<>\s]+>", text)
    return found.group() if found else text.strip()


def answered(headers: dict[str, str]) -> tuple[str, ...]:
    ids = re.findall(r"<[^<>\s]+>", headers.get("in-reply-to", ""))
    ids += reversed(re.findall(r"<[^<>\s]+>", headers.get("references", "")))
    return tuple(dict.fromkeys(ids))


def moment(text: str) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except BROKEN:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def parts(message: "Message[str, str]") -> tuple[str, list[Attached]]:
    """The text, plain where there is one, and everything else."""
    plains: list[str] = []
    pages: list[str] = []
    attached: list[Attached] = []
    walk(message, plains, pages, attached, depth=0)
    text = "\n\n".join(filter(None, (each.strip() for each in plains))) or "\n\n".join(
        filter(None, (without_tags(each) for each in pages))
    )
    return text.replace("\x00", ""), attached


def walk(
    part: "Message[str, str]", plains: list[str], pages: list[str], attached: list[Attached], *, depth: int
) -> None:
    kind = content_type(part)
    inner = part.get_payload()
    if kind == "message/rfc822" or depth > DEEP:
        attached.append(Attached(name_of(part) or "message.eml", kind, whole(part)))
    elif isinstance(inner, list):
        for each in (each for each in inner if isinstance(each, Message)):
            walk(each, plains, pages, attached, depth=depth + 1)
    elif kind in ("text/plain", "text/html") and not is_attachment(part):
        (plains if kind == "text/plain" else pages).append(text_of(part))
    else:
        content = payload(part)
        if content or name_of(part):
            attached.append(Attached(name_of(part) or f"part-{len(attached) + 1}", kind, content))


def content_type(part: "Message[str, str]") -> str:
    try:
        return part.get_content_type()
    except BROKEN:
        return "text/plain"


def is_attachment(part: "Message[str, str]") -> bool:
    return plain(part.get("content-disposition", "")).lower().lstrip().startswith("attachment") or bool(
        name_of(part)
    )


def name_of(part: "Message[str, str]") -> str:
    try:
        found = part.get_filename()
    except BROKEN:
        found = None
    name = plain(found) if found else ""
    return " ".join(name.replace("/", "_").replace("\\", "_").split())[:200]


def payload(part: "Message[str, str]") -> bytes:
    """The bytes of a part; where its encoding lies, as it stands."""
    try:
        content = part.get_payload(decode=True)
    except BROKEN:
        content = None
    if isinstance(content, bytes):
        return content
    inner = part.get_payload()
    return str(inner).encode("utf-8", "surrogateescape") if isinstance(inner, str) else b""


def text_of(part: "Message[str, str]") -> str:
    try:
        charset = part.get_content_charset() or ""
    except BROKEN:
        charset = ""
    return decoded(payload(part), charset).replace("\r\n", "\n")


def whole(part: "Message[str, str]") -> bytes:
    try:
        inner = part.get_payload(0) if part.is_multipart() else part
        return inner.as_bytes() if isinstance(inner, Message) else payload(part)
    except BROKEN:
        return payload(part)
