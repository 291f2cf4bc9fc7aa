"""What the phrasebook keeps of a colleague who left: sentences that somebody marked, and in which the name was not seen."""

from tanto.journal.masking import Found, Keeps
from tanto.people.models import Person
from tanto.wording.naming import person_named

from .models import Missed


def of_person(pk: int) -> Found:
    person = Person.objects.get(pk=pk)
    open_ones = Missed.objects.filter(words__masked_at=None).select_related("words")
    return {
        (Missed.subject_kind, one.pk): {one.words_id}
        for one in open_ones
        if person_named(one.sentence, [person.name_forms])
    }


PERSON = Keeps(words=of_person)
