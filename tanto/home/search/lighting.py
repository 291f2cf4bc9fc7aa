"""The words that were found, lit in the text they stand in; a short piece of it around them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from .tokens import LONGEST, RUN, SIGNS, Term, normal

WORD = f"(?:(?![{SIGNS}_])\\w)"
BEFORE, AFTER = 50, 170  # signs around the first find
JOINED = "\u3099\u309a\uff9e\uff9f"


@lru_cache(maxsize=512)
def pattern(term: Term) -> re.Pattern[str]:
    """The term as it may stand in a text, in normal form."""
    runs = [
        written(run, is_last=i == len(term.runs) - 1, is_open=term.is_open) for i, run in enumerate(term.runs)
    ]
    return re.compile(r"[\W_]*".join(runs))


def written(run: str, *, is_last: bool, is_open: bool) -> str:
    if not RUN.fullmatch(run) or re.match(f"[{SIGNS}]", run):
        return re.escape(run)
    more = f"{WORD}*" if (is_last and is_open) or len(run) == LONGEST else f"(?!{WORD})"
    return f"(?<!{WORD}){re.escape(run)}{more}"


def spans(text: str, terms: Iterable[Term]) -> list[tuple[int, int]]:
    """Where the terms stand in a text as it was written, in order and without overlap."""
    plain = normal(text)
    found = sorted(match.span() for term in terms for match in pattern(term).finditer(plain))
    if found and len(plain) != len(text):
        places = origins(text)
        found = [(places[start][0], places[end - 1][1]) for start, end in found if start < end <= len(places)]
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        elif start < end:
            apart.append((start, end))
    return apart


def origins(text: str) -> list[tuple[int, int]]:
    """For each sign of the normal form, the signs it came from; a mark that joins its neighbour counts to it."""
    places: list[tuple[int, int]] = []
    start = 0
    for i in range(1, len(text) + 1):
        if i < len(text) and (text[i] in JOINED or unicodedata.combining(text[i])):
            continue
        places += [(start, i)] * len(normal(text[start:i]))
        start = i
    return places


def lit(text: str, terms: Sequence[Term]) -> SafeString:
    """The whole text, with what was found in <mark>."""
    return marked(text, spans(text, terms), 0, len(text))


def snippet(texts: Iterable[str], terms: Sequence[Term]) -> SafeString | None:
    """A piece of the text in which most of the terms stand; None where none does."""
    best, most = "", 0
    for text in texts:
        plain = normal(text)
        hits = sum(1 for term in terms if pattern(term).search(plain))
        if hits > most:
            best, most = text, hits
    if not most:
        return None
    found = spans(best, terms)
    if not found:
        return None
    start, end = max(found[0][0] - BEFORE, 0), min(found[0][0] + AFTER, len(best))
    if start and (space := best.find(" ", start, found[0][0])) >= 0:
        start = space + 1
    piece = marked(best, found, start, end)
    return format_html("{}{}{}", "… " if start else "", piece, " …" if end < len(best) else "")


def marked(text: str, found: Iterable[tuple[int, int]], start: int, end: int) -> SafeString:
    made: list[str] = []
    here = start
    for first, last in found:
        first, last = max(first, start), min(last, end)
        if first < last:
            made += [escape(text[here:first]), format_html("<mark>{}</mark>", text[first:last])]
            here = last
    return mark_safe("".join([*made, escape(text[here:end])]))  # noqa: S308 - every part was escaped just above
