"""The question to the index: what was typed, who asks, and under which filters."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat

from tanto import clocks
from tanto.clients.models import Client
from tanto.people.models import Absence, Person, Section

from .tokens import Term


@dataclass(frozen=True)
class Question:
    """terms: all of them must be found; readable: keys of which one opens the words; under: keys that must all be there."""

    terms: Sequence[Term]
    readable: Sequence[str]
    under: Sequence[str] = ()


def keys_of(person: Person) -> list[str]:
    """The keys that open words to this person, the same rule as `Case.objects.visible_to`: one query."""
    if not person.is_here:
        return []

    def keys(letter: str, column: str) -> Concat:
        return Concat(Value(letter), Cast(F(column), CharField()))

    sections = Section.objects.filter(Q(boss=person) | Q(deputy=person)).order_by()
    clients = Client.objects.filter(Q(main=person) | Q(deputy=person)).order_by()
    away = Absence.objects.at(clocks.now()).filter(deputy=person).order_by()
    found = sections.values_list(keys("s", "pk")).union(
        clients.values_list(keys("c", "pk")), away.values_list(keys("o", "person_id")), all=True
    )
    return [f"p{person.pk}", *(key for (key,) in found)]
