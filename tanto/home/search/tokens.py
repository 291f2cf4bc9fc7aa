"""Text as the search sees it. Pure functions: no database, no settings.

Runs of Japanese, Chinese and Korean signs become pairs of neighbours (納品書 → 納品 品書 書), because nobody writes spaces
between their words; other letters and digits become whole words. A phrase is tokens that follow each other.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

SIGNS = (
    "\u1100-\u11ff\u3005-\u3007\u3031-\u3035\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
RUN = re.compile(f"([{SIGNS}]+)|((?:(?![{SIGNS}_])\\w)+)")
ASKED = re.compile(r'"([^"]*)"?|(\S+)')
QUOTES = str.maketrans("“”„«»", '"""""')
LONGEST = 60  # signs of one token; longer ones are cut, in the text and in the question alike
MOST_TERMS, MOST_TOKENS = 8, 24


@dataclass(frozen=True)
class Term:
    """Tokens that must follow each other; is_open: the last one may go on (deliv finds delivery); runs: what was typed."""

    tokens: tuple[str, ...]
    is_open: bool
    runs: tuple[str, ...]


def normal(text: str) -> str:
    """One form for what looks the same: half-width and full-width, large and small."""
    return unicodedata.normalize("NFKC", text).lower()


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order."""
    found: list[str] = []
    for run in RUN.finditer(normal(text)):
        found += pairs(run[1]) if run[1] else [run[2][:LONGEST]]
    return found


def pairs(run: str) -> list[str]:
    """Each sign with the next, and the last one alone, so that a word of one sign is found by its beginning."""
    return [run[i : i + 2] for i in range(len(run))]


def terms(asked: str) -> list[Term]:
    """What somebody typed: every term must be found; in quotes, as it stands there."""
    found = []
    for quoted, bare in ASKED.findall(normal(asked).translate(QUOTES)):
        term = term_of(quoted or bare, is_quoted=bool(quoted))
        if term is not None and term not in found:
            found.append(term)
    return found[:MOST_TERMS]


def term_of(text: str, *, is_quoted: bool) -> Term | None:
    runs = list(RUN.finditer(text))
    if not runs:
        return None
    made: list[str] = []
    for run in runs[:-1]:
        made += pairs(run[1]) if run[1] else [run[2][:LONGEST]]
    signs, word = runs[-1][1], runs[-1][2]
    if signs:
        made += pairs(signs)[:-1] or [signs]
        is_open = len(signs) == 1
    else:
        made.append(word[:LONGEST])
        is_open = not is_quoted and len(word) > 1
    typed = tuple(run[1] or run[2][:LONGEST] for run in runs)
    return Term(tuple(made[:MOST_TOKENS]), is_open and len(made) <= MOST_TOKENS, typed)


def matches(text_tokens: Iterable[str], wanted: Iterable[Term]) -> bool:
    """Do these tokens hold every term? The same answer as the index gives, for a few short texts."""
    stands = list(text_tokens)
    return all(any(begins_at(stands, i, term) for i in range(len(stands))) for term in wanted)


def begins_at(stands: list[str], at: int, term: Term) -> bool:
    here = stands[at : at + len(term.tokens)]
    if len(here) < len(term.tokens) or tuple(here[:-1]) != term.tokens[:-1]:
        return False
    return here[-1].startswith(term.tokens[-1]) if term.is_open else here[-1] == term.tokens[-1]
