"""The texts as a section writes them: its own words where it has some, the shipped ones else. One question each."""

from collections.abc import Mapping

from tanto.wording import texts
from tanto.wording.texts import Text

from .models import OwnText


def of_section(section_id: int | None) -> Mapping[str, Text]:
    """Every text, by its id."""
    found = dict(texts.shipped())
    for own in OwnText.objects.filter(section=section_id, is_own=True).order_by("pk"):
        if own.text in found:
            found[own.text] = found[own.text].in_words(own.language, subject=own.subject, body=own.body)
    return found


def one(name: str, section_id: int | None) -> Text:
    """One of them."""
    text = texts.shipped()[name]
    for own in OwnText.objects.filter(section=section_id, text=name, is_own=True).order_by("pk"):
        text = text.in_words(own.language, subject=own.subject, body=own.body)
    return text
