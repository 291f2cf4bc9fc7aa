"""Which texts a page offers, and how one is put into what is typed already."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import get_language

from tanto.wording import texts
from tanto.wording.texts import Text

from ..forms.fields import FOREVER


@dataclass(frozen=True)
class Choice:
    """A text to choose: its id, how it is called for the reader, what kind it is."""

    id: str
    name: str
    kind: str


def choices(found: Iterable[Text]) -> list[Choice]:
    language = (get_language() or "en")[:2]
    return [Choice(text.id, text.name[language], text.kind) for text in found]


def fitting(step: str | None) -> list[Choice]:
    """Those that fit where a case stands, as shipped: which they are does not change with their words."""
    return choices(texts.fitting(texts.shipped().values(), step or "closed"))


def put(before: tuple[str, str], filled: tuple[str, str], untouched: str) -> tuple[str, str, str]:
    """Subject, body, and the sign by which the next press knows what nobody has typed in. What a text left there gives way to
    another; what somebody typed stays below."""
    subject_was, _point, body_was = untouched.partition(".")
    subject, body = filled
    if before[0].strip() and sign_of(before[0]) != subject_was:
        subject = before[0]
    is_mine = before[1].strip() and sign_of(before[1]) != body_was
    if is_mine:
        body = f"{body}\n\n{before[1].strip()}"[:FOREVER]
    return subject, body, f"{sign_of(subject)}.{'' if is_mine else sign_of(body)}"


def sign_of(text: str) -> str:
    """The same for the same words, however the browser ends its lines."""
    folded = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]
