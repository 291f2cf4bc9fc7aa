"""Finds the name of one of our people in a text, so that no mistake and no cause is tied to a person."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

HONORIFIC = "さん|様|氏|君|くん|ちゃん|課長|部長|係長|主任|社長|専務|常務|班長|リーダー|が|は|の|に|を|と|も"


START = r"(?:^|(?<=[\s　、。，．,「（(]))"
BEGINS = re.compile(START + r"\Z")
TITLED = re.compile(HONORIFIC)


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
        yield re.compile(rf"{START}{re.escape(forms.family_ja)}(?={HONORIFIC})")


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


def expression(people: Iterable[NameForms]) -> str:
    """Every name by which these people are called, for RE2, the longest first; empty where nobody is known.

    A Latin name counts with its capital and as a word of its own. Whether a Japanese name of one sign is one is told by what stands
    around it (`stands_alone`).
    """
    latin: set[str] = set()
    japanese: set[str] = set()
    for forms in people:
        latin |= {forms.family_en, forms.given_en, *map(str.upper, (forms.family_en, forms.given_en))}
        japanese |= {forms.family_ja, forms.given_ja}
        if forms.family_ja and forms.given_ja:
            japanese.add(f"{forms.family_ja} ?{forms.given_ja}")
    names = [bounded(name) for name in sorted(latin) if len(name) > 1]
    names += [re.escape(name).replace(r"\ \?", " ?") for name in japanese if name]
    return "|".join(sorted(names, key=lambda name: (-len(name), name)))


def bounded(name: str) -> str:
    """RE2 knows the edge of a word by ASCII letters alone."""
    left, right = (r"\b" if sign.isascii() and sign.isalnum() else "" for sign in (name[0], name[-1]))
    return f"(?-i:{left}{re.escape(name)}{right})"


def stands_alone(before: str, name: str, after: str) -> bool:
    """Is this a name here? One Japanese sign only at the start of a phrase and before a title or a particle."""
    if len(name) > 1 or name.isascii():
        return True
    return bool(BEGINS.search(before) and TITLED.match(after))
