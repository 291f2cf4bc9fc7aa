from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused
from tanto.wording import naming

from .guards import must_be_able_to_own, must_have_words
from .note import Note
from .trail import Part
from .waiting import Waiting

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Noting(Waiting):
    """Among ourselves: a note, a colleague mentioned with @, a question to one person. None of it can leave the house."""

    notes: "RelatedManager[Note]"
    parts: "RelatedManager[Part]"

    class Meta(Waiting.Meta):
        abstract = True

    @verb
    def note(self, *, by: Actor, text: str) -> None:
        """Write for the others on the case. Whoever is named with @ gets a part in it, and hears of it."""
        self.must_be_readable(by)
        words = must_have_words(text, "text")
        mentioned = self._mentioned(words, by)
        note = self.notes.create(words=Words.keep(words), by_id=by.person_id, at=clocks.now())
        for person in mentioned:
            Part.give(self.pk, person, Part.WAS_ASKED)
        self.record_now("noted", by=by, tell=[self.owner, *mentioned], words=note.words)

    @verb
    def ask(self, *, by: Actor, person: Person, text: str) -> None:
        """Ask one colleague by name; asking gives them a part."""
        self.must_be_readable(by)
        words = must_have_words(text, "text")
        must_be_able_to_own(person)
        if person.pk == by.person_id:
            raise Refused(
                "asked_oneself",
                _("This question is to yourself."),
                _("A question opens the words of the case to one colleague."),
                _("Choose somebody else, or write a note."),
                field="person",
            )
        note = self.notes.create(words=Words.keep(words), by_id=by.person_id, at=clocks.now(), asked=person)
        Part.give(self.pk, person, Part.WAS_ASKED)
        self.record_now("colleague_asked", by=by, tell=[person, self.owner], words=note.words, to=person)

    @verb
    def answer(self, *, by: Actor, note: int, text: str) -> None:
        """The colleague who was asked answers."""
        question = self.notes.filter(pk=note, asked__isnull=False).select_related("by", "asked").first()
        if question is None or question.asked_id != by.person_id:
            raise Refused(
                "not_asked",
                _("This question is not to you."),
                _("Who was asked by name answers by name."),
                _("Write a note instead."),
                status=409,
            )
        words = must_have_words(text, "text")
        made = self.notes.create(
            words=Words.keep(words), by_id=by.person_id, at=clocks.now(), answers=question
        )
        self.notes.filter(pk=question.pk).update(answered_at=clocks.now())
        self.record_now("colleague_answered", by=by, tell=[question.by, self.owner], words=made.words)

    def _mentioned(self, text: str, by: Actor) -> list[Person]:
        if "@" not in text and "＠" not in text:
            return []
        people = {person.pk: person for person in Person.objects.here()}
        named = naming.mentioned(text, {pk: person.name_forms for pk, person in people.items()})
        return [people[pk] for pk in named if pk != by.person_id]
