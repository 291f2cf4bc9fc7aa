"""One way of writing for all that is compared: NFKC, straight apostrophes, single spaces; and the way back to the text as it was typed."""

import re
import unicodedata
from bisect import bisect_right
from typing import NamedTuple

APOSTROPHES = dict.fromkeys(map(ord, "‘’‛ʼ`´"), "'")  # before NFKC, which makes ´ a space and an accent
# A sign with what joins it (voice marks, accents), apostrophes, and runs of blanks; plain signs are left alone.
# Kana, kanji and their marks are most of a Japanese text: passed over, unless a voice mark follows one.
JOINS = r"[\u0300-\u036f\u3099\u309a\uff9e\uff9f]"
SETTLED = r"\u3001\u3002\u300c-\u300f\u3041-\u3096\u30a1-\u30fe\u4e00-\u9fff"
ODD = re.compile(
    rf"[^\S\r\n]{{2,}}|[^\S\r\n ]|[^\x00-\x7f{SETTLED}]{JOINS}*|[{SETTLED}]{JOINS}+|[\x21-\x7e][\u0300-\u036f]+|\r\n?|`"
)
BLANKS = re.compile(r"[^\S\n]+")


class Normal(NamedTuple):
    """`text` as it is compared, and where each changed stretch of it stood in the text as typed (both in signs)."""

    text: str
    starts: tuple[int, ...]
    typed: tuple[int, ...]
    length: int

    def at(self, place: int) -> int:
        """The place in the typed text that stands for this place in the normal one."""
        if not self.starts:
            return min(place, self.length)
        known = bisect_right(self.starts, place) - 1
        here = self.typed[known] + place - self.starts[known] if known >= 0 else place
        last = self.typed[known + 1] if known + 1 < len(self.typed) else self.length
        return min(here, last)


def normalise(typed: str) -> Normal:
    """The text as patterns read it. Costs time by what is not plain already."""
    if typed.isascii() and not re.search(r"[^\S\n ]|  |`", typed):
        return Normal(typed, (), (), len(typed))
    parts: list[str] = []
    starts: list[int] = []
    places: list[int] = []
    length = read = 0
    for odd in ODD.finditer(typed):
        plain = one_form(odd.group())
        if plain == odd.group():
            continue
        parts += typed[read : odd.start()], plain
        length += odd.start() - read
        starts += length, length + len(plain)
        places += odd.start(), odd.end()
        length += len(plain)
        read = odd.end()
    parts.append(typed[read:])
    return Normal("".join(parts), tuple(starts), tuple(places), len(typed))


def one_form(stretch: str) -> str:
    if stretch[0] == "\r":
        return "\n"
    plain = unicodedata.normalize("NFKC", stretch.translate(APOSTROPHES))
    return BLANKS.sub(" ", plain)
