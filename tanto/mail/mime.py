"""The parts of a mail as places in its bytes: nothing is copied, nothing is decoded before it is asked for, and every walk is
bounded. The standard library's parser reads line by line and takes as long for one attachment as this for a hundred."""

import re
from dataclasses import dataclass, field

from .charsets import decoded
from .faults import BOUNDARY, NO_BOUNDARY, TOO_DEEP, TOO_LONG, TOO_MANY

DEEP = 30  # parts within parts
MANY = 2_000  # parts of one mail
LONG = 1_000_000  # signs of a header; more is cut
HEAD = 4_000_000  # bytes of all headers of a part
FALSE = 100_000  # lines that begin like a boundary and are none
FEW = 2_000  # headers of one part

FOLD = re.compile(r"\r?\n(?=[ \t])|\r(?!\n)")
NAME = re.compile(r"([!-9;-~]+)[ \t]*:")
MAILBOX = re.compile(rb">?From (?![ \t]*:)")
NAMED = re.compile(rb"[!-9;-~]+[ \t]*:|[ \t]")
KNOWN = re.compile(
    r"(?:from|to|cc|subject|date|mime-version|content-[a-z-]+|message-id|received|reply-to|x-[\w-]+)\s*:",
    re.I,
)
KIND = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")
PARAMETER = re.compile(r';\s*([\w*!#$%&+^.-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)')


@dataclass(slots=True)
class Part:
    """One part. raw: the whole mail; from start to end lies the part, from body on what follows its headers. headers: small
    names with their values as written, unfolded, in order."""

    raw: bytes = field(repr=False)
    start: int
    body: int
    end: int
    headers: list[tuple[str, str]]
    kind: str = "text/plain"
    parameters: dict[str, str] = field(default_factory=dict)
    parts: "list[Part]" = field(default_factory=list)

    def header(self, name: str) -> str:
        """The first of this name, as written."""
        for each, value in self.headers:
            if each == name:
                return value
        return ""

    @property
    def content(self) -> bytes:
        return self.raw[self.body : self.end]

    @property
    def whole(self) -> bytes:
        return self.raw[self.start : self.end]


@dataclass(slots=True)
class Walk:
    faults: list[str]
    count: int = 0

    def fault(self, what: str) -> None:
        if what not in self.faults:
            self.faults.append(what)


def read_parts(raw: bytes, faults: list[str]) -> Part:
    """The tree of a mail; what is wrong with it is added to the faults."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    start = 3 if raw.startswith(b"\xef\xbb\xbf") else 0
    while MAILBOX.match(raw, start) and (line := raw.find(b"\n", start)) >= 0:
        start = line + 1  # as mailboxes have it
    while raw.startswith((b"\n", b"\r\n"), start):
        start = raw.index(b"\n", start) + 1
    return read_part(raw, start, len(raw), Walk(faults), 0)


def read_part(raw: bytes, start: int, end: int, walk: Walk, depth: int, kind: str = "text/plain") -> Part:
    walk.count += 1
    headers, body = read_headers(raw, start, end, walk)
    part = Part(raw, start, body, end, headers)
    part.kind, part.parameters = content_type(part.header("content-type"), kind)
    if part.kind.startswith("multipart/"):
        if depth >= DEEP:
            walk.fault(TOO_DEEP)
            part.kind = "application/octet-stream"
        else:
            inside(part, walk, depth)
    return part


def inside(part: Part, walk: Walk, depth: int) -> None:
    """The parts between the boundaries; a multipart without them is read as text."""
    name = part.parameters.get("boundary", "").rstrip() or guessed_boundary(part)
    pieces, is_ended = between(part, name.encode("utf-8", "surrogateescape")) if name else ([], True)
    if not pieces:
        walk.fault(NO_BOUNDARY)
        part.kind = "text/plain"
        return
    if not is_ended:
        walk.fault(BOUNDARY)
    kind = "message/rfc822" if part.kind == "multipart/digest" else "text/plain"
    for place, (start, end) in enumerate(pieces):
        if walk.count >= MANY:
            walk.fault(TOO_MANY)
            rest = Part(part.raw, start, start, pieces[-1][1], [], "application/octet-stream")
            part.parts.append(rest)
            return
        if start < end or place == 0:
            part.parts.append(read_part(part.raw, start, end, walk, depth + 1, kind))


def between(part: Part, boundary: bytes) -> tuple[list[tuple[int, int]], bool]:
    """Where each part lies, and whether the last boundary says that it is the last."""
    raw, mark = part.raw, b"\n--" + boundary
    pieces: list[tuple[int, int]] = []
    begun, strange = -1, 0
    place = (
        part.body - 1
        if raw.startswith(mark[1:], part.body, part.end)
        else raw.find(mark, part.body, part.end)
    )
    while place >= part.body - 1 and len(pieces) <= MANY and strange < FALSE:
        after = place + len(mark)
        line = raw.find(b"\n", after, part.end)
        line = part.end if line < 0 else line
        rest = raw[after : min(line, after + 80)].strip()
        if rest in (b"", b"--"):
            if begun >= 0:
                pieces.append((begun, max(begun, before(raw, place + 1))))
            begun = min(line + 1, part.end)
            if rest:
                return pieces, True
        else:
            strange += 1
        place = raw.find(mark, after, part.end)
        if place < 0:
            break
    if begun >= 0:
        pieces.append((begun, part.end))
    return pieces, False


def before(raw: bytes, place: int) -> int:
    """The line end before a boundary belongs to the boundary."""
    if place and raw[place - 1] == 10:
        place -= 1
        if place and raw[place - 1] == 13:
            place -= 1
    return place


def guessed_boundary(part: Part) -> str:
    """A label without its boundary: the first line that looks like one and comes again."""
    found = re.search(
        rb"(?m)^--([!-~]{6,70}?)[ \t\r]*$", part.raw[part.body : min(part.end, part.body + 4_000)]
    )
    return found.group(1).decode() if found else ""


def read_headers(raw: bytes, start: int, end: int, walk: Walk) -> tuple[list[tuple[str, str]], int]:
    """The headers and where what follows them begins."""
    if raw.startswith((b"\n", b"\r\n"), start, end):
        return [], raw.index(b"\n", start) + 1
    stop, body = end_of_headers(raw, start, end)
    if stop - start > HEAD:
        walk.fault(TOO_LONG)
    lines = FOLD.sub("", raw[start : min(stop, start + HEAD)].decode("ascii", "surrogateescape")).split("\n")
    if len(lines) > FEW:
        walk.fault(TOO_LONG)
    headers: list[tuple[str, str]] = []
    last = -1
    for number, line in enumerate(lines[:FEW]):
        found = NAME.match(line)
        if found is None:
            if last < number:
                last = last_known(lines[:FEW], number)
            if last < 0:
                return headers, first_strange(raw, start, stop)  # the empty line before the text is missing
            if not headers:
                continue  # a remark of a program before the mail
            name, value = headers[-1]  # a line that was folded without its space
            headers[-1] = (name, f"{value} {line}"[:LONG])
            continue
        if len(line) > LONG:
            walk.fault(TOO_LONG)
        headers.append((found.group(1).lower(), line[found.end() : found.end() + LONG].strip()))
    return headers, body


def last_known(lines: list[str], after: int) -> int:
    """The last line below this one that is a header for certain; -1 where none is."""
    return next((place for place in range(len(lines) - 1, after, -1) if KNOWN.match(lines[place])), -1)


def first_strange(raw: bytes, start: int, stop: int) -> int:
    """Where the first line begins that is neither a header nor goes one on."""
    for line in raw[start:stop].splitlines(keepends=True):
        if not NAMED.match(line):
            break
        start += len(line)
    return start


def end_of_headers(raw: bytes, start: int, end: int) -> tuple[int, int]:
    one, other = raw.find(b"\n\n", start, end), raw.find(b"\n\r\n", start, end)
    if one < 0 and other < 0:
        return end, end
    if other < 0 or 0 <= one < other:
        return one, one + 2
    return other, other + 3


def content_type(said: str, otherwise: str) -> tuple[str, dict[str, str]]:
    """multipart/mixed and its parameters. A label that is none is the one its place calls for."""
    if not said:
        return otherwise, {}
    kind = said.partition(";")[0].strip().lower()
    if KIND.fullmatch(kind) is None:
        kind = "text/html" if kind == "html" else "text/plain"
    return kind, parameters(said)


def parameters(said: str) -> dict[str, str]:
    """What follows the first semicolon, names in small letters, quotation marks taken off; the first of each name."""
    found: dict[str, str] = {}
    if "\x1b" in said:  # raw Japanese, in which a quotation mark is none
        said = decoded(said.encode("utf-8", "surrogateescape"))
    for name, value in PARAMETER.findall(said) if ";" in said else ():
        value = value.strip()
        if value.startswith('"'):
            value = re.sub(r"\\(.)", r"\1", value.strip('"')) if "\\" in value else value.strip('"')
        found.setdefault(name.lower(), value)
    return found
