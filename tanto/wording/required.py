"""What a good message holds at each step (R-01 to R-18): found by detectors that would rather accept too much, since a person may always
say "it is in there"."""

import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from . import patterns
from .checking import Reading
from .naming import NameForms, person_named
from .patterns import FOLDER, Level


class Element(NamedTuple):
    """One thing a message should hold. `level`: what its absence is; `add`: a sentence that brings it, or advice in parentheses."""

    rule: str
    id: str
    level: Level
    is_there: bool
    label: str
    add: str


@cache
def book() -> Mapping[str, Mapping[str, Any]]:
    """`rules` by id, `needs` by name, as the data file has them."""
    return tomllib.loads((FOLDER / "required.toml").read_text("utf-8"))


@cache
def rules_by_step() -> Mapping[str, str]:
    """The rule of each step or kind of message; a rule is also called by its own id."""
    rules = book()["rules"]
    return {step: name for name, rule in rules.items() for step in (*rule["steps"], name)}


def named(step: str) -> str:
    """The step by its own name, also where it is called by its rule (R-06 is "update")."""
    rule = rules_by_step().get(step)
    return book()["rules"][rule]["steps"][0] if rule else step


def elements(reading: Reading, language: str) -> list[Element]:
    """What the step of a draft asks for, in the order in which it is shown; nothing where the step asks for nothing.

    language: in which the labels are said; the sentences to add are in the language of the text.
    """
    name = rules_by_step().get(reading.draft.step)
    if name is None:
        return []
    rule = book()["rules"][name]
    asked: list[tuple[str, Level]] = [(need, "block") for need in rule.get("needs", ())]
    asked += [(need, "warn") for need in rule.get("wants", ())]
    found = [element(reading, name, need, level, language) for need, level in asked]
    return found + lengths(reading, name, rule, language)


def element(reading: Reading, rule: str, need: str, level: Level, language: str) -> Element:
    words = book()["needs"][need]
    tongue = reading.languages[0]
    there = COUNTED[need](reading) if need in COUNTED else is_met(reading, words)
    return Element(rule, need, level, there, words[language]["label"], words[tongue].get("add", ""))


def is_met(reading: Reading, words: Mapping[str, Mapping[str, str]]) -> bool:
    """Is it there, or is what must never be there absent, in one of the languages of the text?"""
    for tongue in reading.languages:
        if never := words[tongue].get("never"):
            if finder(never).search(reading.message) is not None:
                return False
        elif finder(words[tongue]["find"]).search(reading.message) is not None:
            return True
    return any("never" in words[tongue] for tongue in reading.languages)


@cache
def finder(expression: str) -> Any:
    return patterns.compiled(expression)


INTRODUCED = re.compile(
    r"\b(?:I am|I'm|[Mm]y name is|[Tt]his is) (?!(?:The|Our|Your|A|An)\b)[A-Z][\w'-]+"
    r"|[\u3400-\u9fff々ァ-ヶー]{1,8}(?:と申します|でございます)|私、?[\u3400-\u9fff々ァ-ヶー]{1,8}(?:が|から|より|と|も|で)"
    r"|\{(?:me|boss|successor)\}"
)
SIGNED = re.compile(
    r"^(?:[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}(?:,.*|\s*)|.{0,24}[\u3400-\u9fff々]{1,4} ?[\u3400-\u9fff々ぁ-んァ-ヶー]{1,6}(?: ?[(/／].*)?)$"
)
NO_PERSON = re.compile(
    r"\b(?:team|department|desk|support|service|regards|sincerely|thank|centre|center|dear)\b|様|御中|窓口|センター|事務局|一同|[部課室]$|敬具|敬白|以上|記$",
    re.IGNORECASE,
)
LAST_LINES = 3


def has_name(reading: Reading) -> bool:
    """A human name: the writer's where it is known; else whoever introduces or signs."""
    text = reading.normal.text
    if reading.draft.me:
        return "{me}" in text or is_named(text, reading.draft.me)
    if INTRODUCED.search(text):
        return True
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return any(
        SIGNED.match(line) and not NO_PERSON.search(line) for line in lines[-LAST_LINES:] if len(lines) > 1
    )


def is_named(text: str, people: tuple[NameForms, ...]) -> bool:
    if person_named(text, people):
        return True
    return any(len(forms.family_ja) == 1 and forms.family_ja in text for forms in people)


def has_one_question(reading: Reading) -> bool:
    text = reading.normal.text
    asked = [text[start:end] for start, end in reading.sentences]
    marks = [
        line
        for line in asked
        if line.rstrip("」』)").endswith("?") or re.search(r"(?:でしょうか|ませんか|ますか|ですか)。?$", line)
    ]
    polite = [
        line
        for line in marks
        if not re.match(r"(?i)(?:.{0,60}\b)?may i ask\b|.*(?:伺って|確かめさせて)", line)
    ]
    return len(polite) == 1 or (not polite and len(marks) == 1)


def has_one_sentence(reading: Reading) -> bool:
    return len(reading.sentences) == 1


def has_three_lines(reading: Reading) -> bool:
    """Three lines, a heading aside."""
    lines = [line for line in reading.normal.text.splitlines() if line.strip()]
    return len([line for line in lines if not re.match(r"\s*[\[【]", line)]) == 3


COUNTED: Mapping[str, Callable[[Reading], bool]] = {
    "NAME": has_name,
    "ONE_QUESTION": has_one_question,
    "ONE_SENTENCE": has_one_sentence,
    "THREE_LINES": has_three_lines,
}

TOO_LONG = {
    "lines": {"en": "At most {most} lines", "ja": "{most}行以内"},
    "words": {"en": "At most {most} words", "ja": "{most}語以内"},
    "signs": {"en": "At most {most} characters", "ja": "{most}字以内"},
}
SHORTER = {"en": "(shorten it)", "ja": "（短くする）"}


def lengths(reading: Reading, name: str, rule: Mapping[str, Any], language: str) -> list[Element]:
    """Where a message is longer than its rule allows: shown then only, as a warning."""
    body = body_of(reading.normal.text)
    is_japanese = reading.languages[0] == "ja"
    counts = {"lines": len(body)}
    counts |= {"signs": len("".join(body))} if is_japanese else {"words": len(" ".join(body).split())}
    return [
        Element(
            name,
            unit.upper(),
            "warn",
            False,
            TOO_LONG[unit][language].format(most=rule[unit]),
            SHORTER[language],
        )
        for unit, count in counts.items()
        if count > rule.get(unit, count)
    ]


GREETING = re.compile(r"(?i)^(?:subject:|dear\b|件名|拝啓|急啓)|様$|御中$|^いつもお世話に")


def body_of(text: str) -> list[str]:
    """The lines that say something: without heading, address, greeting, quotation and signature."""
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith((">", "|"))]
    if len(lines) > 1 and SIGNED.match(lines[-1]) and not lines[-1].endswith((".", "。", "?", "？")):
        lines.pop()
    return [line for line in lines if not GREETING.search(line)]
