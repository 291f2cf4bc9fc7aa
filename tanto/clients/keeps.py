"""What this room keeps of a contact and of a colleague: words about hand-overs of a client."""

from collections.abc import Callable, Iterable

from tanto.journal.masking import Found, Keeps
from tanto.journal.models import Entry, Words
from tanto.people.models import Person
from tanto.wording.naming import person_named

from .models import Client, Contact


def of_contact(pk: int) -> Found:
    contact = Contact.objects.get(pk=pk)
    return naming([contact.client_id], contact.is_named_in)


def of_person(pk: int) -> Found:
    person = Person.objects.get(pk=pk)
    spans = Client.objects.filter(spans__main=person) | Client.objects.filter(spans__deputy=person)
    return naming(
        spans.values_list("pk", flat=True).distinct(),
        lambda text: bool(person_named(text, [person.name_forms])),
    )


def naming(clients: Iterable[int], names: Callable[[str], bool]) -> Found:
    entries = Entry.objects.filter(subject_kind=Client.subject_kind, subject_id__in=clients)
    found: dict[tuple[str, int], set[int]] = {}
    for entry in entries.only("subject_id", "facts"):
        for words in Words.objects.filter(pk__in=entry.words_ids(), masked_at=None):
            if names(words.text or ""):
                found.setdefault((Client.subject_kind, entry.subject_id), set()).add(words.pk)
    return found


CONTACT, PERSON = Keeps(words=of_contact), Keeps(words=of_person)
