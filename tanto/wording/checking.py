"""The reply checker: what in a text would hurt its reader, why, and what to say instead. Offline, and the same answer every time (part 7)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple

from . import catalogues, naming, sentences
from .catalogues import Catalogue
from .naming import NameForms
from .normalising import Normal, normalise
from .patterns import LEVELS, ONE_OF_US, Level, Pattern
from .sentences import Span

LONGEST = 200_000  # signs that are read; what stands after them is not looked at, and a hit says so
MOST_HITS = 500
BESIDE = 512  # bytes looked at on each side of a hit: 170 Japanese signs
LEFT_TO_HER = frozenset({"BL", "AR", "NA", "DF"})  # groups that leave the customer's own words alone
ADDED = {"ext_unconfirmed": ("ext", "ext_unconfirmed"), "apology_letter": ("ext", "apology_letter")}
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
LATIN = re.compile(r"[A-Za-z]{2}")


class Hit(NamedTuple):
    """A stretch of the text as typed (`start`, `end` in signs) and what is said about it.

    `instead`: the stretch that `rewrite` takes the place of; None where nothing can be put in with one tap.
    """

    id: str
    level: Level
    start: int
    end: int
    text: str
    why: str
    rewrite: str
    group: str
    instead: Span | None = None


@dataclass(frozen=True)
class Draft:
    """A text about to leave, and what is known around it.

    `language`: of the text, where its script does not tell. `speaks`: in which language the whys are said.
    `said`: the customer's own words, so that what is quoted from them is left alone. `step`: what the message is for (a step of the
    case, or a kind of message of required.toml). `me`: the writer's names. `sent_before`: letters that went to her in this case.
    `is_growing`: it is being written, and its last sentence may go on.
    """

    text: str
    modes: tuple[str, ...] = ("ext",)
    language: str = ""
    speaks: str = ""
    said: Sequence[str] = ()
    step: str = ""
    me: tuple[NameForms, ...] = ()
    sent_before: Sequence[str] = ()
    is_growing: bool = False
    catalogue: Catalogue = field(default_factory=catalogues.shipped)


class Reading:
    """A draft made ready: normal form, sentences, and the same as bytes, which RE2 reads fastest."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.normal: Normal = normalise(draft.text[:LONGEST])
        self.sentences: list[Span] = sentences.split(self.normal.text)
        self.message = self.normal.text.encode("utf-8", "replace")
        self.lines: list[bytes] = []
        self.starts: list[int] = []
        place = 0
        for start, end in self.sentences:
            line = self.normal.text[start:end].replace("\n", " ").encode("utf-8", "replace")
            self.starts.append(place)
            self.lines.append(line)
            place += len(line) + 1
        self.view = b"\n".join(self.lines)
        self.hers = [*quoted(self.normal.text, draft.said)]

    @property
    def languages(self) -> tuple[str, ...]:
        """By script: any kana or kanji is Japanese; Latin words beside them are English too."""
        return spoken(self.normal.text, self.draft.language)

    def is_hers(self, start: int, end: int) -> bool:
        return any(one.start <= start and end <= one.end for one in self.hers)


def spoken(text: str, language: str = "") -> tuple[str, ...]:
    """The languages whose patterns read this text (rule 12)."""
    japanese = bool(JAPANESE.search(text))
    found = tuple(one for one, there in (("ja", japanese), ("en", bool(LATIN.search(text)))) if there)
    return found or (language or "en",)


def check(draft: Draft) -> list[Hit]:
    """What the patterns find, in the order of the text. Finding nothing does not make a text good."""
    return in_order(found(Reading(draft)))


def found(reading: Reading) -> Iterator[Hit]:
    yield from by_patterns(reading)
    if "ja" in reading.languages:
        from . import japanese  # here, so that no other text loads its tokenizer

        yield from japanese.found(reading, modes_of(reading.draft))


def modes_of(draft: Draft) -> list[str]:
    """Every mode whose patterns read a draft, each once."""
    return [*dict.fromkeys(mode for given in draft.modes for mode in ADDED.get(given, (given,)))]


def by_patterns(reading: Reading) -> Iterator[Hit]:
    """What the patterns of the catalogue find, and nothing else."""
    modes = modes_of(reading.draft)
    catalogue = reading.draft.catalogue
    for language in reading.languages:
        for mode in modes:
            for pattern in catalogue.may_hold(language, mode, "sentence", reading.view):
                yield from islice(in_sentences(reading, pattern), MOST_HITS)
            for pattern in catalogue.may_hold(language, mode, "message", reading.message):
                yield from islice(in_message(reading, pattern), MOST_HITS)


WIDER = range(31, 101)  # numbers of the patterns that cast a wider net than the catalogue of part 7


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """In the order of the text, each thing said once."""
    ranked = sorted(
        hits, key=lambda hit: (is_wider(hit), LEVELS.index(hit.level), hit.start, hit.end, hit.id)
    )[: MOST_HITS * 4]
    kept: dict[str, list[Hit]] = {}
    for hit in ranked:
        others = kept.setdefault(hit.group, [])
        if not is_wider(hit) or not any(says_as_much(other, hit) for other in others):
            others.append(hit)
    told = [hit for others in kept.values() for hit in others]
    return sorted(told, key=lambda hit: (hit.start, LEVELS.index(hit.level), hit.end, hit.id))[:MOST_HITS]


def is_wider(hit: Hit) -> bool:
    number = hit.id.rpartition("-")[2]
    return number.isdigit() and int(number) in WIDER


def says_as_much(one: Hit, other: Hit) -> bool:
    """Of the same words, at least as loud."""
    is_as_loud = LEVELS.index(one.level) <= LEVELS.index(other.level)
    return is_as_loud and one.start < other.end and other.start < one.end


def in_sentences(reading: Reading, pattern: Pattern) -> Iterator[Hit]:
    finds = reading.draft.catalogue.finds(pattern)
    seen: set[int] = set()
    for rough in finds.finditer(reading.view):
        seen.update(
            range(
                bisect_right(reading.starts, rough.start()) - 1, bisect_right(reading.starts, rough.end() - 1)
            )
        )
    for index in sorted(seen):
        line, span = reading.lines[index], reading.sentences[index]
        if pattern.cancels is not None and pattern.cancels.search(line):
            continue
        for start, end in matches(finds, line, pattern):
            if hit := marked(reading, pattern, span.start + start, span.start + end, span):
                yield hit


def in_message(reading: Reading, pattern: Pattern) -> Iterator[Hit]:
    finds = reading.draft.catalogue.finds(pattern)
    if finds.search(reading.message) is None:
        return
    if pattern.cancels is not None and pattern.cancels.search(reading.message):
        return
    for start, end in matches(finds, reading.message, pattern):
        if hit := marked(reading, pattern, start, end, around(reading.sentences, start, end)):
            yield hit


def around(spans: Sequence[Span], start: int, end: int) -> Span:
    """From the beginning of the sentence that holds the first sign of a stretch to the end of the one that holds its last."""
    first = bisect_right(spans, start, key=lambda span: span.end)
    last = bisect_right(spans, end - 1, key=lambda span: span.start) - 1
    return Span(spans[first].start, spans[last].end) if first <= last else Span(start, end)


def matches(finds: Any, line: bytes, pattern: Pattern) -> Iterator[tuple[int, int]]:
    """Where a pattern stands in a line, in signs; without what must not stand beside it. Each byte is counted once, however often
    the pattern stands there."""
    group, name = finds.groupindex.get("hit", 0), finds.groupindex.get(ONE_OF_US, 0)
    counted = signs = 0
    for match in finds.finditer(line):
        start, end = match.span(group)
        if start < 0 or start == end or is_beside(line, start, end, pattern):
            continue
        if name and not is_a_name(line, *match.span(name)):
            continue
        signs += len(line[counted:start].decode())
        counted = start
        yield signs, signs + len(line[start:end].decode())


BESIDE = 120  # bytes before and after a hit in which is looked for what cancels it


def is_beside(line: bytes, start: int, end: int, pattern: Pattern) -> bool:
    """Does something that cancels a hit stand right before or after it?"""
    if pattern.after is not None and pattern.after.search(line[max(0, start - BESIDE) : start]):
        return True
    return pattern.before is not None and pattern.before.match(line[end : end + BESIDE]) is not None


def is_a_name(line: bytes, start: int, end: int) -> bool:
    """A surname of one sign is also a word of the language: what stands around it decides."""
    if start < 0 or end - start > 4:
        return True
    before, after = line[max(0, start - 4) : start], line[end : end + 24]
    return naming.stands_alone(
        before.decode("utf-8", "ignore"), line[start:end].decode(), after.decode("utf-8", "ignore")
    )


def marked(reading: Reading, pattern: Pattern, start: int, end: int, sentence: Span) -> Hit | None:
    """The hit in the text as typed; None where the customer said it."""
    if pattern.group in LEFT_TO_HER and reading.is_hers(start, end):
        return None
    typed, at = reading.draft.text, reading.normal.at
    here, there = at(start), at(end)
    speaks = reading.draft.speaks or pattern.language
    return Hit(
        id=pattern.id,
        level=pattern.level,
        start=here,
        end=there,
        text=typed[here:there],
        why=catalogues.why(pattern, speaks),
        rewrite=written(pattern, at_beginning=start == sentence.start),
        group=pattern.group,
        instead=None if pattern.is_advice else replaced(reading, pattern, Span(here, there), sentence),
    )


def written(pattern: Pattern, *, at_beginning: bool) -> str:
    """What to write instead; words that begin the sentence begin with a capital."""
    if pattern.replaces == "words" and at_beginning:
        return pattern.say[:1].upper() + pattern.say[1:]
    return pattern.say


def replaced(reading: Reading, pattern: Pattern, words: Span, sentence: Span) -> Span:
    """What the rewrite takes the place of, in the text as typed."""
    at = reading.normal.at
    return words if pattern.replaces == "words" else Span(at(sentence.start), at(sentence.end))


QUOTED_LINE = re.compile(r"^[ ]?(?:>|\|).*$", re.MULTILINE)
QUOTED = re.compile(r"「([^「」\n]{2,500})」|“([^“”\n]{2,500})”|\"([^\"\n]{2,500})\"")
HER_PLACE = re.compile(r"\{customer_word\}")


def quoted(text: str, said: Sequence[str]) -> Iterator[Span]:
    """Lines that quote a mail, her word's own place, and what stands between quotation marks and is hers (rule 4)."""
    for whole in (QUOTED_LINE, HER_PLACE):
        yield from (Span(*one.span()) for one in whole.finditer(text))
    hers = [folded(normalise(words).text) for words in said]
    for one in QUOTED.finditer(text):
        inner = folded(next(part for part in one.groups() if part))
        if inner and any(inner in words for words in hers):
            yield Span(*one.span())


def folded(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
