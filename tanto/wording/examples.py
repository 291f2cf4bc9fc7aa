"""Whether a pattern does what its own examples say, and if not, why."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Literal, NamedTuple

from . import checking, naming, normalising
from .catalogues import Catalogue
from .checking import Draft, Hit, Reading
from .naming import NameForms
from .patterns import Pattern

STAND_INS = naming.expression([NameForms("Sato", "", "佐藤", ""), NameForms("Mori", "Aya", "森", "彩")])
Reason = Literal["not_found", "cancelled", "beside", "other_language", "found"]


class Broken(NamedTuple):
    """An example that does not hold. `words`: what cancelled it, or what was found though it should not be."""

    kind: Literal["fire", "ok"]
    text: str
    reason: Reason
    words: str = ""


def hits(pattern: Pattern, text: str, names: str = STAND_INS) -> list[Hit]:
    """What this pattern alone finds in a text, in its own mode."""
    alone = Catalogue([pattern], names)
    reading = Reading(Draft(text, (pattern.mode,), language=pattern.language, catalogue=alone))
    if pattern.language not in reading.languages:
        return []
    return checking.in_order(islice(in_reading(reading, pattern), checking.MOST_HITS))


def in_reading(reading: Reading, pattern: Pattern) -> Iterator[Hit]:
    if pattern.scope == "words":
        from . import japanese  # its words need the tokenizer, which is loaded late

        return japanese.in_words(reading, list(japanese.read(reading)), [pattern])
    return (checking.in_message if pattern.scope == "message" else checking.in_sentences)(reading, pattern)


def broken(pattern: Pattern, names: str = STAND_INS) -> Iterator[Broken]:
    """Its examples that do not hold, in their order. Raises PatternError where an expression cannot be read."""
    for text in pattern.fire:
        if not hits(pattern, text, names):
            yield Broken("fire", text, *silent(pattern, text, names))
    for text in pattern.ok:
        if found := hits(pattern, text, names):
            yield Broken("ok", text, "found", found[0].text)


def silent(pattern: Pattern, text: str, names: str) -> tuple[Reason, str]:
    """Why a pattern does not find an example."""
    if pattern.language not in checking.spoken(text, pattern.language):
        return "other_language", ""
    if pattern.unless and hits(replace(pattern, unless=""), text, names):
        return "cancelled", cancelling(pattern, text)
    if found := hits(replace(pattern, unless="", not_after="", not_before=""), text, names):
        return "beside", found[0].text
    return "not_found", ""


def cancelling(pattern: Pattern, text: str) -> str:
    found = pattern.cancels.search(normalising.normalise(text).text.encode("utf-8", "replace"))
    return found.group().decode("utf-8", "replace") if found else ""
