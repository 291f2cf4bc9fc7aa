"""Finds the name of one of our people in a text, so that no mistake and no cause is tied to a person."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

HONORIFIC = "さん|様|氏|君|くん|ちゃん|課長|部長|係長|主任|社長|専務|常務|班長|リーダー|が|は|の|に|を|と|も"


class NameForms(NamedTuple):
    family_en: str
    given_en: str
    family_ja: str
    given_ja: str


def person_named(text: str, people: Iterable[NameForms]) -> str:
    """The first name found in the text, as it stands there; empty when there is none.

    A Latin surname counts as a word of its own with its capital. A Japanese surname of one sign (森) is also a word of
    the language, so it counts only before a title or a particle at the start of a phrase, or with the given name.
    """
    for forms in people:
        for pattern in patterns(forms):
            if found := pattern.search(text):
                return found.group(0).strip()
    return ""


def patterns(forms: NameForms) -> Iterable[re.Pattern[str]]:
    if forms.family_en:
        yield re.compile(rf"(?<![A-Za-z]){re.escape(forms.family_en)}(?![a-z])")
    if forms.family_ja and forms.given_ja:
        yield re.compile(rf"{re.escape(forms.family_ja)}[\s　]*{re.escape(forms.given_ja)}")
    if len(forms.family_ja) > 1:
        yield re.compile(re.escape(forms.family_ja))
    elif forms.family_ja:
        start = r"(?:^|(?<=[\s　、。，．「（(]))"
        yield re.compile(rf"{start}{re.escape(forms.family_ja)}(?={HONORIFIC})")


def mentioned(text: str, people: Mapping[int, NameForms]) -> list[int]:
    """Whose names stand behind an @ in a text: @Mori, @Mori Aya, @森. The longest name that fits is meant; one that two
    people share means neither, so that they are told apart by the given name."""
    owners: dict[str, set[int]] = {}
    for key, (family_en, given_en, family_ja, given_ja) in people.items():
        for form in (family_en, f"{family_en} {given_en}".strip(), family_ja, f"{family_ja}{given_ja}"):
            if form:
                owners.setdefault(form, set()).add(key)
    found: list[int] = []
    for sign in re.finditer("[@＠]", text):
        rest = text[sign.end() :].replace("　", "")
        fitting = [
            form for form in owners if rest.startswith(form) and not re.match("[A-Za-z]", rest[len(form) :])
        ]
        meant = owners[max(fitting, key=len)] if fitting else set()
        found += [key for key in meant if len(meant) == 1 and key not in found]
    return found
