"""A pattern while it is written: begun from marked words, and tried on its examples before it is taken."""

import re
from typing import Any, NamedTuple

from django.utils.functional import Promise

from tanto.web.refusals import Refused
from tanto.wording import catalogues
from tanto.wording.normalising import normalise
from tanto.wording.patterns import pattern

from .forms import NewPatternForm, PatternForm
from .models import Missed
from .models.guards import broken, broken_in_words, must_be_chosen, must_be_legible, must_fit
from .phrases import Phrase, Piece, reader

FIRST_LEVEL = "warn"


class Tried(NamedTuple):
    """What came of a try. wrong: examples that do not hold, in words; found, left: the examples with what is marked in them; text: the
    writer's own text."""

    wrong: list[str | Promise]
    found: list[list[Piece]]
    left: list[list[Piece]]
    text: list[Piece]
    refused: Refused | None = None


def begun_from(missed: Missed | None) -> dict[str, Any]:
    """What a new pattern's form begins with."""
    begun: dict[str, Any] = {
        "level": FIRST_LEVEL,
        "mode": "ext",
        "scope": "sentence",
        "replaces": "sentence",
        "language": reader(),
    }
    if missed is None:
        return begun
    find = expression(missed.parts.marked, missed.language)
    return begun | {"find": find, "fire": missed.sentence, "mode": missed.mode, "language": missed.language}


def expression(words: str, language: str) -> str:
    """These words and nothing else, for RE2; in English as words of their own."""
    plain = re.sub(r"\\(?=[ #&~'\-])", "", re.escape(normalise(words).text.strip()))
    edge = r"\b" if language == "en" else ""
    left, right = (edge if sign.isascii() and sign.isalnum() else "" for sign in (plain[:1], plain[-1:]))
    return f"{left}{plain}{right}"


def tried(form: PatternForm, code: str | None) -> Tried:
    """The pattern of a filled form on its examples, those of the program's version with them, and on the text beside them."""
    given = form.cleaned_data
    if isinstance(form, NewPatternForm):
        code = f"{given['language'].upper()}-{given['group']}-999"
    made = Phrase(pattern(code or "", form.columns()))
    shipped = catalogues.shipped().by_id.get(made.code)
    try:
        must_be_chosen(made.pattern)
        must_fit(made.pattern)
        must_be_legible(made.pattern)
    except Refused as refused:
        return Tried([], [], [], [], refused)
    return Tried(
        [broken_in_words(wrong) for wrong in broken(made.pattern, shipped)],
        made.fire,
        [made.marked(text) for text in made.pattern.ok],
        made.marked(given["text"]) if given["text"].strip() else [],
    )
