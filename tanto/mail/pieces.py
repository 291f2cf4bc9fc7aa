"""What was found in the parts of a mail, and how its stretches of text become one."""

from dataclasses import dataclass, field
from html import escape

from .invites import Invite
from .visible import without_tags


@dataclass(slots=True)
class Hung:
    """A part that is not the text."""

    name: str
    type: str
    content: bytes = field(repr=False)
    is_inline: bool = False
    content_id: str = ""


@dataclass(slots=True)
class Piece:
    """One stretch of the text; page: its HTML, where it has one."""

    text: str = ""
    page: str = ""

    def words(self) -> str:
        return self.text.strip("\r\n") if self.text.strip() else without_tags(self.page)


@dataclass(slots=True)
class Found:
    faults: list[str]
    hint: str = ""
    pieces: list[Piece] = field(default_factory=list)
    hung: list[Hung] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    invite: Invite | None = None
    text: str = ""
    page: str = ""


def put_together(found: Found) -> None:
    """The stretches in order. A page that only says again what stands in plain text beside it adds no words."""
    told: list[str] = []
    known = {""}
    for each in found.pieces:
        words = each.words()
        packed = "".join(words.split())
        if packed not in known:
            told.append(words)
        known.add(packed)
    found.text = "\n\n".join(told).replace("\x00", "")
    if any(each.page for each in found.pieces):
        found.page = "\n".join(
            each.page or f"<pre>{escape(each.text)}</pre>" for each in found.pieces if each.page or each.text
        )


def as_lines(text: str) -> str:
    return (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        if "\r" in text or "\x00" in text
        else text
    )


def flowed(text: str, *, is_joined: bool) -> str:
    """RFC 3676: a line that ends in a space goes on in the next; is_joined: that space is none of the text, as in Japanese."""
    told: list[str] = []
    goes_on, above = False, 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        inner = line[depth:].removeprefix(" ")
        if not (goes_on and depth == above):
            told.append("\n" if told else "")
            told.append(f"{'>' * depth} " if depth else "")
        goes_on, above = inner.endswith(" ") and inner != "-- ", depth
        told.append(inner[:-1] if goes_on and is_joined else inner)
    return "".join(told)
