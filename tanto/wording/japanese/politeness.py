"""How polite a Japanese sentence is, told by its last predicate: its inflection, its auxiliaries, the particles after it."""

import tomllib
from enum import IntEnum
from pathlib import Path

from .words import Words


class Politeness(IntEnum):
    """From what cannot be told to what a customer is owed; the numbers only order them."""

    OPEN = 0  # no predicate at the end: a heading, a name, a date, a list
    CASUAL = 1  # spoken to a friend: だよね, しちゃった, 送っといて
    PLAIN = 2  # だ, である, する, した
    MIXED = 3  # an honorific word, and yet a plain end: どうなさったの
    POLITE = 4  # です, ます and nothing more
    HONORIFIC = 5  # いたします, でございます, お…になります


_SETS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
HONOURS = _SETS["honours"]
HERS = _SETS["hers"]
POLITE_ENDS = _SETS["polite_ends"]
CASUAL_ENDS = _SETS["casual_ends"]
QUESTIONS = _SETS["questions"]
CONTRACTED = _SETS["contracted"]
TRAILING = _SETS["trailing"]
OPEN_ENDS = _SETS["open_ends"]
PLAIN_FORMS = ("終止形", "連体形", "命令形", "意志推量形", "仮定形")
SAID_TO_FRIENDS = _SETS["said_to_friends"]
SET_PHRASES = ("ごめんなさい", "おやすみなさい", "お帰りなさい", "おかえりなさい", "ご覧なさい")
NO_WORDS = _SETS["no_words"]
MOST_BACK = 40  # words looked at from the end


def politeness(said: Words) -> Politeness:
    """How polite the end of a sentence is."""
    end = bare_end(said)
    if end < 0:
        return Politeness.OPEN
    asks = any(said.surface(at) in "?？" for at in range(end + 1, len(said)))
    last, casual = before_particles(said, end)
    if last < 0:
        return Politeness.CASUAL if casual else Politeness.OPEN
    if is_polite(said, last):
        return Politeness.HONORIFIC if honours(said.lemmas) else Politeness.POLITE
    level = unpolite(said, last, end, casual, asks)
    if level in (Politeness.CASUAL, Politeness.PLAIN) and raises_her(said, last):
        return Politeness.MIXED
    return level


def raises_her(said: Words, last: int) -> bool:
    """An honorific word for what she does stands near the end: なさった, お…になる."""
    if said.lemmas[last] == "為さる" and said.kind(last)[5].startswith("命令形"):
        return False  # なさい is an order
    near = said.lemmas[max(last - 8, 0) : last + 1]
    return bool(HERS & set(near)) or ("御" in near and "成る" in near[near.index("御") :])


def honours(lemmas: list[str]) -> bool:
    return any(lemma in HONOURS for lemma in lemmas)


def bare_end(said: Words) -> int:
    """The last word that is one: marks, brackets with what they hold, and pictures come after it. -1 where a quotation ends the line."""
    at = len(said) - 1
    while at >= 0 and len(said) - at < MOST_BACK:
        kind, mark = said.kind(at), said.surface(at)
        if kind[0] not in NO_WORDS:
            return at
        if mark in "」』”":
            return -1
        if mark in "）)" and (opened := opening(said, at)) >= 0:
            at = opened
        at -= 1
    return -1


def opening(said: Words, closed: int) -> int:
    """Where the bracket opens that is closed here; -1 where it does not."""
    return next(
        (at for at in range(closed, max(closed - MOST_BACK, -1), -1) if said.surface(at) in "（("), -1
    )


def before_particles(said: Words, end: int) -> tuple[int, bool]:
    """The last word before final particles, and whether one of them is casual after a plain word."""
    casual = False
    while end >= 0:
        kind, lemma = said.kind(end), said.lemmas[end]
        told = said.surface(end) == "って" and end > 0 and said.lemmas[end - 1] in POLITE_ENDS
        if kind[0] != "助詞" or not (
            kind[1] in ("終助詞", "準体助詞", "間投助詞") or lemma in TRAILING or told
        ):
            break
        casual = casual or lemma in CASUAL_ENDS or (lemma in QUESTIONS) or lemma in TRAILING - {"が", "ので"}
        end -= 1
    return end, casual


def is_polite(said: Words, last: int) -> bool:
    if said.kind(last)[5].startswith("命令形"):
        return said.lemmas[last] in ("下さる", "ます") or is_set(said, last)
    return any(one in POLITE_ENDS for one in predicate(said, last))


def is_set(said: Words, last: int) -> bool:
    """A phrase of greeting that is polite although it ends in an order: ごめんなさい."""
    tail = "".join(said.surface(at) for at in range(max(last - 3, 0), last + 1))
    return tail.endswith(SET_PHRASES)


def predicate(said: Words, last: int) -> list[str]:
    """The words of the last predicate, from its head on."""
    first = last
    while first > 0 and last - first < MOST_BACK:
        kind = said.kind(first)
        joins = kind[0] in ("助動詞", "接尾辞") or kind[1] in ("非自立可能", "助動詞語幹", "準体助詞")
        joins = joins or (kind[1] == "接続助詞" and said.lemmas[first] == "て")
        if not joins:
            break
        first -= 1
    if first < last and said.kind(first)[0] in OPEN_ENDS:
        first += 1
    if first > 0 and said.lemmas[first - 1] == "御":
        first -= 1
    return said.lemmas[first : last + 1]


def unpolite(said: Words, last: int, end: int, casual: bool, asks: bool) -> Politeness:
    """The level of an end that is not polite: plain, casual, or none that can be told."""
    kind, lemma = said.kind(last), said.lemmas[last]
    plain = Politeness.CASUAL if casual or contracted(said, last) else Politeness.PLAIN
    if kind[0] in ("動詞", "形容詞", "助動詞"):
        if kind[5].startswith(PLAIN_FORMS) or (
            said.surface(last)[-1] in "えけせてねめれげべ" and shouted(said, end)
        ):
            return plain
        return Politeness.CASUAL if casual else Politeness.OPEN
    if kind[1] == "接続助詞" and lemma == "て":
        return Politeness.CASUAL if casual or asks_for_it(said, last) else Politeness.OPEN
    if lemma in SAID_TO_FRIENDS or said.surface(last) in ("って", "ちょうだい"):
        return Politeness.CASUAL
    if asks and not honours(said.lemmas):
        return Politeness.CASUAL
    return Politeness.CASUAL if casual and not (kind[0] in OPEN_ENDS and last == end) else Politeness.OPEN


def asks_for_it(said: Words, last: int) -> bool:
    """見せて。: a bare request; not お照れになって…, which is left open."""
    if last + 1 < len(said):
        return said.surface(last + 1)[:1] not in "、,…・."
    return not honours(predicate(said, last - 1))


def shouted(said: Words, end: int) -> bool:
    return end + 1 < len(said) and said.surface(end + 1)[0] in "!！"


def contracted(said: Words, last: int) -> bool:
    return any(lemma in CONTRACTED for lemma in predicate(said, last))
