"""Sentences to a customer that are not honorific enough: a warning where they end plainly, a hint at most where they are merely polite."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..sentences import Span
from .politeness import CASUAL_ENDS, Politeness, bare_end, before_particles, politeness, predicate
from .words import Words

if TYPE_CHECKING:
    from ..checking import Hit, Reading

GROUP = "keigo"
MODES = frozenset({"ext", "ext_unconfirmed", "apology_letter", "cushion"})  # what a customer reads or hears
CASUAL, PLAIN, MIXED, POLITE = "JA-KG-01", "JA-KG-02", "JA-KG-03", "JA-KG-04"
TOLD = {Politeness.CASUAL: CASUAL, Politeness.PLAIN: PLAIN, Politeness.MIXED: MIXED}

# Lists, headings, quoted mails, labels: they end in a noun or plainly in any letter.
LISTED = re.compile(
    r"[・●■□◆◇▼▲○◎※*#>|【〔<\-–—=]|\(?\d{1,2}[.):]|[(（]?[一二三四五六七八九十]{1,2}[)）.、]|第?\d+[条項]|記$|\d{1,2}[:時]\d{0,2}"
    r"|[^。、]{1,12}[::]"
)
ENDED = re.compile(r"[。.!?…]+[」』）)”\"]*$")
# Wishes end like this in any company.
WISHES = re.compile(r"(?:お気を(?:つ|付)けて|お大事に|[悪あ]しからず)[。!]?$")
WRAPPED = 18  # signs from which a line without an end mark may go on in the next one
ASKS_SOFTLY = re.compile(r"(?:でしょう|ましょう|ください|下さい|ませ|ません|ありがとうござい\w*)か?。?$")


@cache
def entries() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((Path(__file__).parent / "keigo.toml").read_text("utf-8"))


def hits(reading: "Reading", lines: Sequence[tuple[Span, Sequence[Words]]]) -> Iterator["Hit"]:
    """One hit for each sentence that ends plainly, and one for all that are merely polite."""
    levels = [(Politeness.OPEN if not is_said(reading, span) else level(said)) for span, said in lines]
    for (span, said), told in zip(lines, levels, strict=True):
        if told in TOLD and not goes_on(reading, span, told) and not is_being_written(reading, span):
            yield hit(reading, TOLD[told], *marked(said[-1]))
    yield from out_of_tune(reading, lines, levels)


def level(said: Sequence[Words]) -> Politeness:
    return politeness(said[-1]) if said else Politeness.OPEN


def is_said(reading: "Reading", span: Span) -> bool:
    """A sentence in the writer's own words; not a list, a heading or what the customer wrote."""
    text = reading.normal.text
    begun = text.rfind("\n", 0, span.start) + 1
    first = text[begun : begun + 40].lstrip()
    is_hers, is_wish = reading.is_hers(span.start, span.end), WISHES.search(text[span.start : span.end])
    return not (LISTED.match(first) or is_hers or is_wish)


def is_being_written(reading: "Reading", span: Span) -> bool:
    """Nobody knows yet how the last sentence ends."""
    text = reading.normal.text
    return (
        reading.draft.is_growing
        and not text[span.end :].strip()
        and not ENDED.search(text[span.start : span.end])
    )


def goes_on(reading: "Reading", span: Span, told: Politeness) -> bool:
    """A line that may go on in the next one (hard returns), or a heading that asks: 何が起きたか."""
    text = reading.normal.text
    line = text[span.start : span.end]
    if ENDED.search(line) or not re.match(r" ?\n *\S", text[span.end : span.end + 40]):
        return line.endswith("か") and not ENDED.search(line)
    return (len(line) >= WRAPPED and line[-1] not in CASUAL_ENDS) or line.endswith("か")


def out_of_tune(
    reading: "Reading", lines: Sequence[tuple[Span, Sequence[Words]]], levels: Sequence[Politeness]
) -> Iterator["Hit"]:
    """Merely polite sentences, where at least twice as many around them are honorific."""
    honorific = levels.count(Politeness.HONORIFIC)
    polite = [
        line
        for line, told in zip(lines, levels, strict=True)
        if told is Politeness.POLITE
        and not ASKS_SOFTLY.search(reading.normal.text[line[0].start : line[0].end])
    ]
    if polite and honorific >= 2 * len(polite):
        yield hit(reading, POLITE, *marked(polite[0][1][-1]))


def marked(said: Words) -> tuple[int, int]:
    """The last predicate with its particles, in signs of the normal text."""
    end = bare_end(said)
    last = max(before_particles(said, end)[0], 0)
    first = last - len(predicate(said, last)) + 1
    return said.place(first)[0], said.place(max(end, first))[1]


def hit(reading: "Reading", name: str, start: int, end: int) -> "Hit":
    from ..checking import Hit

    entry, typed, at = entries()[name], reading.draft.text, reading.normal.at
    here, there = at(start), at(end)
    return Hit(
        id=name,
        level=entry["level"],
        start=here,
        end=there,
        text=typed[here:there],
        why=entry["why"][reading.draft.speaks or "ja"],
        rewrite=entry["say"],
        group=GROUP,
    )
