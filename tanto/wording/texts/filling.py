"""Putting values into a text: each said as its kind is said in this language. What nobody knows stays a gap that is seen."""

import re
from collections.abc import Callable, Sequence

from .placeholders import PLACEHOLDERS, Placeholder

Value = str | int | Sequence[str]
Knows = Callable[[str], Value | None]

PLACE = re.compile(r"(?P<opens>[“「\"]?){(?P<name>[a-z]\w*)}(?P<honours>様|さん)?", re.ASCII | re.IGNORECASE)
HONOURED = re.compile(r"(?:様|さま|さん|氏|殿|先生|御中)$")
STOPS = " 　.。．"
SHORT = 40  # signs of the customer's words in a subject
GAPS = re.compile(
    "|".join(re.escape(one.gap(language)) for one in PLACEHOLDERS.values() for language in ("en", "ja"))
)
OPEN = re.compile(r"{(?!link})\w*}")
READ = re.compile(r"{(?=\w*})|" + "|".join(f"{re.escape(gap[0])}(?={re.escape(gap[1:])})" for one in PLACEHOLDERS.values() for gap in (one.gap("en"), one.gap("ja"))))  # fmt: skip
NO_BREAK = "\u2060"  # is not seen, and keeps a brace from being read as the beginning of a place


def fill(template: str, knows: Knows, language: str, *, is_subject: bool = False) -> str:
    """The text with its places filled in one pass: a value is never read as a text again. What the leaving letter knows stays
    in its braces."""

    def put(found: re.Match[str]) -> str:
        place = PLACEHOLDERS.get(found["name"])
        opens, honours = found["opens"], found["honours"] or ""
        if place is None or place.is_late:
            return found.group()
        value = knows(place.name)
        if value is None or value == "" or value == []:
            return opens + place.gap(language) + honours
        said = unread(say(place, value, language))
        if place.kind == "quote":
            said = trimmed(said) if opens else quoted(shortened(said) if is_subject else said, language)
        if place.kind == "customer" and language == "ja" and not HONOURED.search(said):
            honours = "様"
        elif honours and HONOURED.search(said):
            honours = ""
        return opens + said + honours

    return PLACE.sub(put, template)


def say(place: Placeholder, value: Value, language: str) -> str:
    """A value as its kind is said: in one line, without the full stop that the sentence around it brings."""
    if place.kind == "list" and not isinstance(value, str | int):
        return ("、" if language == "ja" else "; ").join(trimmed(item) for item in value)
    if place.kind == "money" and isinstance(value, int):
        return f"{value:,}円" if language == "ja" else f"¥{value:,}"
    if place.kind == "number" and isinstance(value, int):
        return f"{value:,}"
    text = " ".join(str(value).split())
    return trimmed(text) if place.kind in ("phrase", "list") else text


def trimmed(text: str) -> str:
    return " ".join(text.split()).rstrip(STOPS) or text


def shortened(text: str) -> str:
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def quoted(text: str, language: str) -> str:
    """The customer's own words, marked as such."""
    if language == "ja":
        return "「" + trimmed(text).replace("「", "『").replace("」", "』") + "」"
    return f"“{trimmed(text)}”"


def unread(text: str) -> str:
    """Words of others, so that braces and brackets in them are never taken for a place of ours."""
    return READ.sub(lambda found: found.group() + NO_BREAK, text)


def gap(text: str) -> str:
    """What is still open in a text, as it stands there; empty when nothing is. {link} is filled as the letter leaves."""
    found = OPEN.search(text) or GAPS.search(text)
    return found.group() if found else ""
