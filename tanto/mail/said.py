"""The new words of a mail: what its writer wrote this time, without the mails quoted below or above and without the signature.

Rules, not guesses by frequency, so that what is cut can be explained: a quotation is cut where nothing new stands below it;
answers between the lines keep the lines they answer; what stays in doubt stays. The full text is always one click away."""

import re
from dataclasses import dataclass

from .announcing import LINE, RULE, block_of, is_certain, is_original, is_quoted, length_of
from .signing import SENT_FROM, without_signature

QUOTED = re.compile(r"[ \t]{0,3}(?:[>＞]|[A-Za-z]{1,3}>(?:[ >]|$))")
FENCE = re.compile(r"\s{0,3}```")
RULER = re.compile(rf"[\s*]{{0,8}}{RULE}{{3,}}\s*$")
PGP_BEGIN = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[A-Z][\w-]{1,20}:[^\n]{0,80}\n){0,5}\n?")
PGP_END = "-----BEGIN PGP SIGNATURE-----"
TEXT, QUOTE, ANNOUNCED, CUT = "text", "quote", "announced", "cut"
LONGEST = 1_000_000  # signs; what stands behind is no new word


@dataclass(slots=True)
class Block:
    """Lines of one kind, from start on, before end; empty lines belong to what stands above them."""

    kind: str
    start: int
    end: int


def new_words(text: str) -> str:
    """The reply; the whole text where nothing of it is new, as in a mail that only forwards another."""
    return reply_of(text) or trimmed(text.split("\n"))


def reply_of(text: str) -> str:
    """The reply; "" where nothing of the text is new."""
    text = text[:LONGEST]
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if PGP_END in text:
        text = PGP_BEGIN.sub("", text.partition(PGP_END)[0], count=1)
    lines = text.split("\n")
    blocks = blocks_of(lines)
    kept = chosen(blocks, lines)
    told = [line for block in kept for line in lines[block.start : block.end]]
    return trimmed(told)


def blocks_of(lines: list[str]) -> list[Block]:
    """The text as blocks, up to where an older mail begins whole."""
    blocks: list[Block] = []
    place, fences, empty = 0, fenced(lines), -1
    while place < len(lines):
        if not lines[place].strip():
            if blocks and blocks[-1].kind != ANNOUNCED:
                blocks[-1].end = place + 1
            elif empty < 0:
                empty = place
            place += 1
            continue
        kind, length = kind_of(lines, place, blocks) if place not in fences else (TEXT, 1)
        if kind == CUT:
            break
        if blocks and blocks[-1].kind == kind != ANNOUNCED:
            blocks[-1].end = place + length
        else:
            blocks.append(Block(kind, place if empty < 0 else empty, place + length))
        place, empty = place + length, -1
    return blocks


def kind_of(lines: list[str], place: int, blocks: list[Block]) -> tuple[str, int]:
    line = lines[place]
    if QUOTED.match(line[:8]):
        return QUOTE, 1
    if line.startswith("|") and blocks and blocks[-1].kind in (ANNOUNCED, QUOTE):
        return QUOTE, 1
    if is_original(line):
        return CUT, 1
    if blocks and goes_on(blocks[-1], lines, place):
        return QUOTE, 1
    if SENT_FROM.match(line[:LINE]) and stands_alone(lines, place):
        return CUT, 1
    if length := block_of(lines, place):
        return (ANNOUNCED if is_quoted(lines, place + length) else CUT), length
    if length := length_of(lines, place):
        return ANNOUNCED, length
    return TEXT, 1


def goes_on(block: Block, lines: list[str], place: int) -> bool:
    """A quoted line that the writer's program broke in two, and marked only the first half."""
    above = lines[place - 1]
    return (
        block.kind == QUOTE and len(above) >= 60 and bool(above.strip(">＞ ")) and lines[place][:1].islower()
    )


def stands_alone(lines: list[str], place: int) -> bool:
    """A line that a telephone adds stands between the answer and the older mail, with an empty line on both sides."""
    return 0 < place < len(lines) - 1 and not lines[place - 1].strip() and not lines[place + 1].strip()


def fenced(lines: list[str]) -> set[int]:
    """Lines of code between two fences, which say nothing about mail."""
    marks = [number for number, line in enumerate(lines) if FENCE.match(line[:8])]
    return {
        number
        for start, end in zip(marks[::2], marks[1::2], strict=False)
        for number in range(start, end + 1)
    }


def chosen(blocks: list[Block], lines: list[str]) -> list[Block]:
    """The blocks that hold new words, and the quotations between them."""
    blocks = cut_at_unquoted(blocks, lines)
    while blocks and (blocks[-1].kind != TEXT or not shortened(blocks[-1], lines)):
        blocks.pop()
    while blocks and is_nothing(blocks[0], lines):
        blocks.pop(0)
    kinds = [block.kind for block in blocks]
    if kinds == [ANNOUNCED, QUOTE, TEXT]:  # the answer stands below
        return blocks[2:]
    return [block for block in blocks if block.kind != ANNOUNCED]


def shortened(block: Block, lines: list[str]) -> bool:
    """Take the signature off; whether anything is left."""
    block.end = block.start + len(without_signature(lines[block.start : block.end]))
    return not is_nothing(block, lines)


def cut_at_unquoted(blocks: list[Block], lines: list[str]) -> list[Block]:
    """An older mail that is announced, and not marked: everything from there on is old. At the very top it is only a line that
    the writer's program put there."""
    for number, block in enumerate(blocks):
        if block.kind != ANNOUNCED or not any(
            each.kind == TEXT and not is_nothing(each, lines) for each in blocks[:number]
        ):
            continue
        following = blocks[number + 1 :]
        told = " ".join(line[:LINE] for line in lines[block.start : block.end])
        if (
            not following
            or following[0].kind == ANNOUNCED
            or (following[0].kind == TEXT and is_certain(told))
        ):
            return blocks[:number]
        if following[0].kind == TEXT:
            block.kind = TEXT
    return blocks


def is_nothing(block: Block, lines: list[str]) -> bool:
    """Empty lines and rulers."""
    return block.kind == TEXT and all(
        not line.strip() or RULER.match(line[:LINE]) for line in lines[block.start : block.end]
    )


def trimmed(lines: list[str]) -> str:
    """Without empty lines around it."""
    start, end = 0, len(lines)
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return "\n".join(lines[start:end]).rstrip()
