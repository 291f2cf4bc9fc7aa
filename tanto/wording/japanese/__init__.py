"""What Japanese needs beside patterns over signs: patterns over words, and the honorific level of a sentence."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..sentences import Span
from . import keigo
from .phrases import Stream
from .words import Words, cut

if TYPE_CHECKING:
    from ..checking import Hit, Reading
    from ..patterns import Pattern

Line = tuple[Span, list[Words]]


def found(reading: "Reading", modes: Sequence[str]) -> Iterator["Hit"]:
    """Hits in a text that holds Japanese; the tokenizer is loaded only where something asks for words."""
    wanted = [one for mode in modes for one in reading.draft.catalogue.of("ja", mode, "words")]
    honorific = not keigo.MODES.isdisjoint(modes)
    if not wanted and not honorific:
        return
    lines = list(read(reading))
    yield from in_words(reading, lines, wanted)
    if honorific:
        yield from keigo.hits(reading, lines)


def read(reading: "Reading") -> Iterator[Line]:
    """The sentences that hold Japanese, each with its words."""
    from ..checking import JAPANESE

    text = reading.normal.text
    for span in reading.sentences:
        if JAPANESE.search(text, span.start, span.end):
            yield span, list(cut(text[span.start : span.end], span.start))


def in_words(reading: "Reading", lines: Sequence[Line], wanted: Sequence["Pattern"]) -> Iterator["Hit"]:
    from ..checking import marked

    spans = [span for span, said in lines for _ in said]
    stream = Stream([one for _, said in lines for one in said])
    for pattern in wanted:
        for index, start, end in stream.matches(pattern.finds):
            span = spans[index]
            sentence = reading.normal.text[span.start : span.end]
            if pattern.cancels is not None and pattern.cancels.search(sentence.encode("utf-8", "replace")):
                continue
            if hit := marked(reading, pattern, start, end, span):
                yield hit
