"""The texts as they come with the program; a house may have its own words for each."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "ja")
LETTERS = ("letter", "report")
SAID = ("script", "sentences")
AMONG_OURSELVES = ("notice", "private")
ALIKE = 75  # of 100: from here on a slip of the pen still finds a text


@dataclass(frozen=True)
class Text:
    """One text in both languages. kind: letter, report, script (said), sentences (one is chosen), notice and private (among
    ourselves). mode: how the checker reads it; level: how far its apology goes (K22); steps: where it fits; begins: the steps
    at which a letter begins with it."""

    id: str
    name: Mapping[str, str]
    kind: str
    mode: str
    body: Mapping[str, str]
    subject: Mapping[str, str] = field(default_factory=dict)
    level: str = ""
    steps: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()

    @property
    def is_external(self) -> bool:
        """Is it for the customer? What is not must never stand in a letter."""
        return self.kind not in AMONG_OURSELVES

    @property
    def is_letter(self) -> bool:
        return self.kind in LETTERS

    @property
    def may_be_sent(self) -> bool:
        """May it be put into what the customer is told: as a letter, or read out by telephone?"""
        return self.is_external and self.kind != "sentences"

    def in_words(self, language: str, *, subject: str, body: str) -> "Text":
        """The same text with other words in one language."""
        return replace(self, subject={**self.subject, language: subject}, body={**self.body, language: body})

    def lines(self, language: str) -> list[str]:
        """Of sentences to choose from, each; of a script, each line."""
        return [line for line in self.body[language].splitlines() if line.strip()]


@cache
def shipped() -> Mapping[str, Text]:
    """Every text by its id, in the order of the dictionary."""
    known = tomllib.loads((FOLDER / "texts.toml").read_text("utf-8"))
    return {key: read(key, **about) for key, about in known.items()}


def read(key: str, *, steps: Iterable[str] = (), begins: Iterable[str] = (), **about: Any) -> Text:
    words = {
        language: tomllib.loads((FOLDER / language / f"{key}.toml").read_text("utf-8"))
        for language in LANGUAGES
    }
    return Text(
        id=key,
        steps=tuple(steps),
        begins=tuple(begins),
        subject={language: found.get("subject", "") for language, found in words.items()},
        body={language: found["body"].strip("\n") for language, found in words.items()},
        **about,
    )


def begins_at(step: str) -> str:
    """With which text a letter at this step begins."""
    return next((text.id for text in shipped().values() if step in text.begins), "T-11")


def fitting(texts: Iterable[Text], step: str) -> list[Text]:
    """Those for the customer that fit a step: the one a letter begins with first."""
    found = [text for text in texts if text.may_be_sent and step in text.steps]
    return sorted(found, key=lambda text: (step not in text.begins, text.id))


def find(texts: Iterable[Text], wanted: str) -> list[Text]:
    """Texts that hold every word that was typed, in either language; where none does, those named much like it."""
    words, known = wanted.casefold().split(), list(texts)
    found = [text for text in known if all(word in folded(text) for word in words)]
    if found or not words:
        return found
    near = {
        text.id: max(fuzz.partial_ratio(wanted.casefold(), name.casefold()) for name in text.name.values())
        for text in known
    }
    return sorted(
        (text for text in known if near[text.id] >= ALIKE), key=lambda text: (-near[text.id], text.id)
    )


def folded(text: Text) -> str:
    return "\n".join((text.id, *text.name.values(), *text.subject.values(), *text.body.values())).casefold()
