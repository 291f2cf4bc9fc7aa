"""winmail.dat, as Outlook sends it to those it takes for its own kind: the text and the files inside (TNEF). Only lengths are
followed and bytes are cut out; one that is broken gives what was read until there."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from .charsets import decoded
from .rtf import text_of, unpacked

SIGN = b"\x78\x9f\x3e\x22"
BODY, TITLE, DATA, NEXT, OF_MESSAGE, OF_FILE, CODEPAGE = (
    0x800C,
    0x8010,
    0x800F,
    0x9002,
    0x9003,
    0x9005,
    0x9007,
)
WIDTHS = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16, 1: 4}
VARIABLE = (0x0D, 0x1E, 0x1F, 0x102)
MANY = 10_000  # values of one message


@dataclass
class Held:
    """One file inside."""

    name: str = ""
    type: str = ""
    content: bytes = field(default=b"", repr=False)
    content_id: str = ""


@dataclass
class Winmail:
    text: str = ""
    page: str = field(default="", repr=False)
    files: list[Held] = field(default_factory=list)


def read_winmail(raw: bytes) -> Winmail | None:
    """What is inside; nothing where this is no such file, or nothing can be read of it."""
    if not raw.startswith(SIGN):
        return None
    found, charset = Winmail(), "cp1252"
    try:
        for what, value in attributes(raw):
            if what == CODEPAGE and len(value) >= 4:
                charset = f"cp{struct.unpack_from('<I', value)[0]}"
            else:
                take(found, what, value, charset)
    except (struct.error, IndexError):  # cut off: what was read so far stands
        pass
    found.files = [each for each in found.files if each.content or each.name]
    return found if found.files or found.text or found.page else None


def attributes(raw: bytes) -> Iterator[tuple[int, bytes]]:
    place = 6
    while place + 9 <= len(raw):
        what, length = struct.unpack_from("<HxxI", raw, place + 1)
        yield what, raw[place + 9 : place + 9 + length]
        place += 9 + length + 2


def take(found: Winmail, what: int, value: bytes, charset: str) -> None:
    if what == BODY:
        found.text = found.text or decoded(value.rstrip(b"\0"), charset)
    elif what == NEXT:
        found.files.append(Held())
    elif what == OF_MESSAGE:
        of_message(found, value, charset)
    elif found.files:
        last = found.files[-1]
        if what == TITLE:
            last.name = last.name or decoded(value.rstrip(b"\0"), charset)
        elif what == DATA:
            last.content = value
        elif what == OF_FILE:
            of_file(last, value, charset)


def of_message(found: Winmail, value: bytes, charset: str) -> None:
    for number, kind, content in properties(value):
        if number == 0x1000:
            found.text = string(kind, content, charset) or found.text
        elif number == 0x1013:
            found.page = string(kind, content, charset)
        elif number == 0x1009 and not found.text:
            found.text = text_of(unpacked(content))


def of_file(held: Held, value: bytes, charset: str) -> None:
    for number, kind, content in properties(value):
        if number == 0x3707 or (number == 0x3704 and not held.name):
            held.name = string(kind, content, charset)
        elif number == 0x370E:
            held.type = string(kind, content, charset)
        elif number == 0x3712:
            held.content_id = string(kind, content, charset)
        elif number == 0x3701 and not held.content:
            held.content = (
                content[16:] if kind == 0x0D else content
            )  # a message within begins with the id of its kind
            held.type = held.type or ("application/ms-tnef" if kind == 0x0D else "")


def properties(raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Number, kind and the first value of each property."""
    (count,) = struct.unpack_from("<I", raw)
    place = 4
    for _ in range(min(count, MANY)):
        kind, number = struct.unpack_from("<HH", raw, place)
        place += 4
        if number >= 0x8000:
            place = after_name(raw, place)
        many, kind = bool(kind & 0x1000), kind & 0xEFFF
        values = 1
        if many or kind in VARIABLE:
            (values,) = struct.unpack_from("<I", raw, place)
            place += 4
        first = None
        for _ in range(min(values, MANY)):
            if kind in VARIABLE:
                (length,) = struct.unpack_from("<I", raw, place)
                value, place = raw[place + 4 : place + 4 + length], place + 4 + (length + 3) // 4 * 4
            else:
                width = WIDTHS.get(kind, 4)
                value, place = raw[place : place + width], place + width
            first = value if first is None else first
        yield number, kind, first or b""


def after_name(raw: bytes, place: int) -> int:
    (is_named,) = struct.unpack_from("<I", raw, place + 16)
    if not is_named:
        return place + 24
    (length,) = struct.unpack_from("<I", raw, place + 20)
    return int(place + 24 + (length + 3) // 4 * 4)


def string(kind: int, content: bytes, charset: str) -> str:
    if kind == 0x1F:
        return content.decode("utf-16-le", "replace").rstrip("\0")
    return decoded(content.rstrip(b"\0"), charset)
