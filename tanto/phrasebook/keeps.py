"""What the phrasebook keeps of somebody: sentences that a colleague marked, and in which the name was not seen."""

from collections.abc import Callable

from tanto.journal.masking import Found, Keeps
from tanto.people.models import Person
from tanto.wording.naming import person_named

from .models import Missed


def of_person(pk: int) -> Found:
    forms = [Person.objects.get(pk=pk).name_forms]
    return naming(lambda text: bool(person_named(text, forms)))


def naming(is_named_in: Callable[[str], bool]) -> Found:
    """The marked sentences in which a name stands."""
    open_ones = Missed.objects.filter(words__masked_at=None).select_related("words")
    return {(Missed.subject_kind, one.pk): {one.words_id} for one in open_ones if is_named_in(one.sentence)}


PERSON = Keeps(words=of_person)
