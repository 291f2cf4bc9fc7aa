"""Japanese cut into words by Sudachi with its small dictionary: loaded when the first Japanese text comes, one for the process."""

import re
from collections.abc import Iterator
from functools import cache
from threading import Lock
from typing import Any

LONGEST = 4_000  # signs cut at once; Sudachi refuses more than 49,149 bytes
UNREADABLE = re.compile(r"[\ud800-\udfff]")  # half a sign: nothing that can be written as UTF-8
PAUSE = re.compile(r"[、,。\s]")
_one_at_a_time = Lock()  # a tokenizer takes one text at a time


@cache
def _tokenizer() -> Any:
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="small").tokenizer(mode=SplitMode.C, fields={"normalized_form", "pos"})


class Words:
    """A stretch of text as words. `start`: where it stands in the whole text, in signs.

    `lemmas`: the words as a dictionary writes them, one way for all ways of writing (いたします is 致す ます).
    """

    __slots__ = ("_cut", "lemmas", "start")

    def __init__(self, cut: Any, start: int = 0) -> None:
        self._cut = cut
        self.start = start
        self.lemmas: list[str] = [word.normalized_form() for word in cut]

    def __len__(self) -> int:
        return len(self.lemmas)

    def place(self, index: int) -> tuple[int, int]:
        """Where a word begins and ends in the whole text."""
        word = self._cut[index]
        return self.start + word.begin(), self.start + word.end()

    def surface(self, index: int) -> str:
        return str(self._cut[index].surface())

    def kind(self, index: int) -> tuple[str, ...]:
        """Part of speech as Sudachi says it: kind, sub-kinds, conjugation, form."""
        word = self._cut[index]
        return kinds(word.part_of_speech_id(), word)


_KINDS: dict[int, tuple[str, ...]] = {}


def kinds(number: int, word: Any) -> tuple[str, ...]:
    """The part of speech by its number; a tuple is made once for each of them."""
    if number not in _KINDS:
        _KINDS[number] = tuple(word.part_of_speech())
    return _KINDS[number]


def cut(text: str, start: int = 0) -> Iterator[Words]:
    """The words of a text; a text that is too long for one cut comes in pieces."""
    for begin, end in pieces(text):
        piece = UNREADABLE.sub("\ufffd", text[begin:end])
        with _one_at_a_time:
            read = _tokenizer().tokenize(piece)
        yield Words(read, start + begin)


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most LONGEST signs, ended at a pause where there is one."""
    begin = 0
    while len(text) - begin > LONGEST:
        pauses = [one.end() for one in PAUSE.finditer(text, begin + LONGEST // 2, begin + LONGEST)]
        end = pauses[-1] if pauses else begin + LONGEST
        yield begin, end
        begin = end
    if begin < len(text):
        yield begin, len(text)


def lemmas(text: str) -> list[str]:
    """The words of a short text as a dictionary writes them."""
    return [lemma for one in cut(text) for lemma in one.lemmas]
