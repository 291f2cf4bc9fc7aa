"""How headers and texts of our mails are put on the line, so that every mail program and every server on the way reads the same."""

from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any

IDS = {"in-reply-to", "references", "message-id"}
LINE = 75  # of an encoded word (RFC 2047)


class Envelope(EmailPolicy):
    """The library folds three things in ways that others do not read: ids longer than a line become encoded words and
    join nothing any more, encoded words grow beyond 75 signs, and spaces between plain and encoded words get lost."""

    def fold(self, name: str, value: Any) -> str:
        said = header(name, value)
        return f"{name}: {said}{self.linesep}" if said else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


# Bodies are base64 or plain ASCII: nothing on the way changes them, and a signature (DKIM) made by the server holds.
ON_THE_LINE = Envelope(linesep="\r\n", cte_type="7bit")


def header(name: str, value: Any) -> str:
    """The value of a header as it is written, folded; empty where the library does it right."""
    if name.lower() in IDS:
        return "\r\n ".join(str(value).split())
    if name.lower() == "subject":
        return encoded(str(value), name)
    people: tuple[Address, ...] = getattr(value, "addresses", ())
    if len(people) == 1 and not people[0].display_name.isascii():
        return f"{encoded(people[0].display_name, name)}\r\n <{people[0].addr_spec}>"
    return ""


def encoded(text: str, name: str) -> str:
    """Encoded words where it is not plain ASCII, cut between signs."""
    charset = "us-ascii" if text.isascii() else "utf-8"
    return Header(text, charset, LINE, name).encode(linesep="\r\n")


def new_message() -> EmailMessage:
    return EmailMessage(policy=ON_THE_LINE)


def named(name: str, address: str) -> Address:
    """Name and address; a line break in either is none."""
    return Address(" ".join(name.split()), addr_spec=address)


def put_text(message: EmailMessage, text: str, *, html: str = "") -> None:
    """The text, and beside it the same as HTML. Not format=flowed: lines are sent as they were typed, base64 carries them whole,
    and Japanese programs join flowed lines with spaces that nobody wrote."""
    message.set_content(text, cte="7bit" if is_short(text) else "base64")
    if html:
        message.add_alternative(html, subtype="html", cte="7bit" if is_short(html) else "base64")


def put_paper(message: EmailMessage, name: str, content: bytes) -> None:
    """A PDF beside the text, under its name (RFC 2231)."""
    message.add_attachment(content, maintype="application", subtype="pdf", filename=name)


def is_short(text: str) -> bool:
    """Plain ASCII in lines that every server takes (998 signs)."""
    return text.isascii() and all(len(line) < 990 for line in text.splitlines())
