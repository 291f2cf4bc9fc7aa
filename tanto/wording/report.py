"""All that is said about a draft: what would hurt, and what is still missing."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from . import catalogues, checking, guards, required
from .checking import Draft, Hit, Reading
from .required import Element

OUTSIDE = frozenset({"ext", "ext_unconfirmed", "apology_letter"})  # modes in which a customer reads it


class Report(NamedTuple):
    hits: list[Hit]
    elements: list[Element]

    @property
    def missing(self) -> list[Element]:
        return [one for one in self.elements if not one.is_there]

    @property
    def is_blocked(self) -> bool:
        return any(hit.level == "block" for hit in self.hits) or any(
            one.level == "block" for one in self.missing
        )


def report(draft: Draft) -> Report:
    """Reads a draft once. An empty text has nothing that hurts; what its step asks for is all missing."""
    reading = Reading(draft)
    hits = checking.found(reading)
    if OUTSIDE & set(draft.modes):
        hits = chain(hits, guards.said_before(reading), guards.nothing_but_sorry(reading))
    speaks = draft.speaks or reading.languages[0]
    return Report(checking.in_order(hits), required.elements(reading, speaks))


def as_hits(draft: Draft, elements: list[Element]) -> Iterator[Hit]:
    """What is missing, as hits at the end of the text: for lists that know hits only."""
    end = len(draft.text)
    for one in elements:
        if not one.is_there:
            language = draft.speaks or checking.spoken(draft.text, draft.language)[0]
            why = catalogues.groups()["required"]["why"][language]
            yield Hit(
                f"{one.rule}.{one.id}", one.level, end, end, "", f"{one.label}: {why}", one.add, "required"
            )
