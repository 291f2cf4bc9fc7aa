import pytest

from tanto.people.models import Person
from tests.cast import Cast

LATE = {
    "find": r"\bthe dog ate (it|them)\b",
    "say": "We did not send it.",
    "fire": ["The dog ate it."],
    "ok": ["The dog sleeps."],
}


@pytest.fixture
def keeper(cast: Cast) -> Person:
    return Person.objects.get(is_administrator=True)


@pytest.fixture
def own(keeper: Person):
    """A pattern of the house's own."""
    from tanto.phrasebook.models import HousePattern

    return HousePattern.add(by=keeper.actor, language="en", group="BL", **LATE)
