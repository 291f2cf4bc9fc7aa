"""What the checker says of a text to start from: each sentence to choose from is read for itself."""

from collections.abc import Iterator

from ..catalogues import Catalogue
from ..checking import Draft, Hit, check
from .text import Text


def hits_in(text: Text, language: str, catalogue: Catalogue, speaks: str = "") -> list[Hit]:
    """Hits in subject and body; start and end count in the part that was read."""
    return [
        hit
        for part in parts(text, language)
        for hit in check(
            Draft(part, (text.mode,), language=language, speaks=speaks or language, catalogue=catalogue)
        )
    ]


def parts(text: Text, language: str) -> Iterator[str]:
    if text.subject.get(language):
        yield text.subject[language]
    if text.kind == "sentences":
        yield from text.lines(language)
    else:
        yield text.body[language]
