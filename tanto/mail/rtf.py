"""The words of a rich text, as Outlook packs it (MS-OXRTFCP). Pictures, fonts and colours are passed over."""

import re
import struct

from .charsets import decoded

FIRST = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArial"
    rb"Times New RomanCourier{\colortbl\red0\green0\blue0"
    + b"\r\n"
    + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
LARGEST = 2_000_000  # bytes unpacked; words end long before
TOKEN = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\([a-zA-Z]{1,32})(-?[0-9]{1,10})? ?|\\(.)|([{}])|[\r\n]+|([^\\{}\r\n]+)",
    re.DOTALL,
)
HIDDEN = (
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"object",
    b"header",
    b"footer",
    b"htmltag",
    b"*",
)
SIGNS = {b"\\": b"\\", b"{": b"{", b"}": b"}", b"~": b" "}
LINES = {b"par": "\n", b"line": "\n", b"row": "\n", b"tab": "\t", b"cell": "\t", b"emdash": "—", b"endash": "–", b"bullet": "•",
         b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"}  # fmt: skip


def unpacked(raw: bytes) -> bytes:
    """The rich text out of its packing; nothing where it is none."""
    if len(raw) < 16:
        return b""
    length, way = struct.unpack_from("<4xI4s", raw)
    if way == b"MELA":
        return raw[16 : 16 + length]
    if way != b"LZFu":
        return b""
    told, place, length = bytearray(FIRST), 16, min(length, LARGEST)
    while place < len(raw) and len(told) - len(FIRST) < length:
        flags = raw[place]
        place += 1
        for bit in range(8):
            if place + 1 >= len(raw) + (not flags >> bit & 1):
                break
            if flags >> bit & 1:
                offset, count = (raw[place] << 4 | raw[place + 1] >> 4), (raw[place + 1] & 15) + 2
                back = (len(told) - offset) % 4096 or 4096
                if offset == len(told) % 4096:
                    return bytes(told[len(FIRST) :])
                for _ in range(count):
                    told.append(told[-back] if back <= len(told) else 32)
                place += 2
            else:
                told.append(raw[place])
                place += 1
    return bytes(told[len(FIRST) :])


def text_of(raw: bytes) -> str:
    """The words, in one walk."""
    words = Words()
    for found in TOKEN.finditer(raw):
        words.take(found)
    words.flush()
    return "".join(words.told).encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip("\0 \n")


class Words:
    """What was read so far. hidden: inside a group that is not shown; skip: letters that stand in for a sign of Unicode just
    written, for programs that know none; width: how many those are."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.letters = bytearray()
        self.outer: list[tuple[bool, int]] = []
        self.hidden, self.width, self.skip, self.charset = False, 1, 0, "cp1252"

    def flush(self) -> None:
        if self.letters:
            self.told.append(decoded(bytes(self.letters), self.charset))
            self.letters.clear()

    def take(self, found: re.Match[bytes]) -> None:
        code, word, number, sign, brace, plain = found.groups()
        if brace == b"{":
            self.outer.append((self.hidden, self.width))
        elif brace:
            self.hidden, self.width = self.outer.pop() if self.outer else (False, 1)
        elif word in HIDDEN or sign == b"*":
            self.hidden = True
        elif not self.hidden and word:
            self.order(word, number)
        elif not self.hidden and code:
            self.letters += b"" if self.skip else bytes((int(code, 16),))
            self.skip = max(0, self.skip - 1)
        elif not self.hidden and sign in SIGNS:
            self.letters += SIGNS[sign]
        elif not self.hidden and plain:
            self.letters += plain[self.skip :]
            self.skip = 0

    def order(self, word: bytes, number: bytes | None) -> None:
        if word in LINES:
            self.flush()
            self.told.append(LINES[word])
        elif number is None:
            return
        elif word == b"ansicpg":
            self.charset = f"cp{int(number)}"
        elif word == b"uc":
            self.width = max(0, int(number))
        elif word == b"u":
            self.flush()
            self.told.append(chr(int(number) & 0xFFFF))
            self.skip = self.width
