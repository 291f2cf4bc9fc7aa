"""Where a sentence begins and ends, in English and in Japanese. Places are counted in signs."""

import re
from typing import NamedTuple

# "Mr. Kato", "9.30 a.m. on Monday": a full stop that ends no sentence.
ABBREVIATIONS = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|No|Nos|St|Inc|Ltd|Co|Corp|vs|approx|e\.g|i\.e|a\.m|p\.m)\.$", re.IGNORECASE
)
END = re.compile(r"""[.!?]+["')\]”’]*(?=\s|$)|[。！？｡]+[」』）)”"]*|[!?]+[」』）)]*(?=[^\x00-\x7f])|\n""")
INSIDE = re.compile(r"[」』）)]")  # 「…。」と言う goes on after the closing mark


class Span(NamedTuple):
    start: int
    end: int


def split(text: str) -> list[Span]:
    """The sentences of a text, without the blanks around them; lines end sentences."""
    spans: list[Span] = []
    begun = 0
    for end in END.finditer(text):
        if end.group()[0] == "." and ABBREVIATIONS.search(text, max(begun, end.start() - 8), end.start() + 1):
            continue
        if INSIDE.search(end.group()) and re.match(
            r"(?:と|という|とか|の|を|に|は|が)", text[end.end() : end.end() + 3]
        ):
            continue
        stop = end.start() if end.group() == "\n" else end.end()
        add(spans, text, begun, stop)
        begun = end.end()
    add(spans, text, begun, len(text))
    return spans


def add(spans: list[Span], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append(Span(start, end))
