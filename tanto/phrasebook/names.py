"""Our people's names, as the catalogue looks for them, and out of what is kept."""

from functools import lru_cache
from typing import Any

from tanto.people.models import Person
from tanto.wording import naming, patterns
from tanto.wording.naming import NameForms


def names_expression() -> str:
    """Every name by which one of our people is called, for RE2."""
    columns = Person.objects.filter(left_at=None).values_list(
        "family_en", "given_en", "family_ja", "given_ja"
    )
    return naming.expression(NameForms(*names) for names in columns)


@lru_cache(maxsize=2)
def finder(names: str) -> Any:
    return patterns.compiled("@@NAME@@", names)


def ever() -> str:
    """Also who is here no more."""
    columns = Person.objects.values_list("family_en", "given_en", "family_ja", "given_ja")
    return naming.expression(NameForms(*names) for names in columns)


def unnamed(text: str) -> str:
    """The text with Sato or 佐藤 where one of us is named, or one who was."""
    found = finder(ever())
    parts, read = [], 0
    whole = text.encode("utf-8", "replace")
    for match in found.finditer(whole):
        start, end = match.span()
        name = whole[start:end].decode()
        if naming.stands_alone(whole[:start].decode(), name, whole[end:].decode()):
            parts += [whole[read:start].decode(), "Sato" if name.isascii() else "佐藤"]
            read = end
    return "".join([*parts, whole[read:].decode()])
