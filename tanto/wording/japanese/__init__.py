"""What Japanese needs beside patterns: words with their inflection, and the honorific level of a sentence."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from . import keigo
from .words import cut

if TYPE_CHECKING:
    from ..checking import Hit, Reading


def found(reading: "Reading", modes: Sequence[str]) -> Iterator["Hit"]:
    """Hits in a text that holds Japanese."""
    if keigo.MODES.isdisjoint(modes):
        return
    from ..checking import JAPANESE

    text = reading.normal.text
    lines = [
        (span, list(cut(text[span.start : span.end], span.start)))
        for span in reading.sentences
        if JAPANESE.search(text, span.start, span.end)
    ]
    yield from keigo.hits(reading, lines)
