from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.phrasebook.guards import NOTHING_SAID, Said, must_not_hurt
from tanto.web.refusals import Refused
from tanto.wording import naming

from .guards import must_be_able_to_own, must_have_words
from .note import Note, digest_of
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
    def note(self, *, by: Actor, text: str, said: Said = NOTHING_SAID) -> None:
        """Write for the others on the case. Whoever is named with @ gets a part in it, and hears of it."""
        self.must_be_readable(by)
        words = must_have_words(text, "text")
        lifted = must_not_hurt(words, "board", field="text", said=said)
        mentioned = self._mentioned(words, by)
        note = self.notes.create(words=Words.keep(words), by_id=by.person_id, at=clocks.now())
        for person in mentioned:
            Part.give(self.pk, person, Part.WAS_ASKED)
        self.record_now("noted", by=by, tell=[self.owner, *mentioned], words=note.words, **lifted)

    @verb
    def ask(self, *, by: Actor, person: Person, text: str, said: Said = NOTHING_SAID) -> None:
        """Ask one colleague by name; asking gives them a part."""
        self.must_be_readable(by)
        words = must_have_words(text, "text")
        must_be_another(person, by)
        lifted = must_not_hurt(words, "board", field="text", said=said)
        note = self._put(words, by=by, asked=person)
        tell = [person, self.owner]
        self.record_now("colleague_asked", by=by, tell=tell, words=note.words, to=person, **lifted)

    @verb
    def ask_to_read(self, *, by: Actor, person: Person, text: str) -> None:
        """Ask a colleague to read a text to the customer over before it leaves; asking gives them a part."""
        self.must_be_readable(by)
        words = must_have_words(text, "body")
        must_be_another(person, by)
        note = self._put(words, by=by, asked=person, digest=digest_of(words))
        self.record_now("reading_asked", by=by, tell=[person], words=note.words, to=person)

    @verb
    def agree_to_text(self, *, by: Actor, note: int) -> None:
        """A second reader: this very text may leave. Who wrote it does not agree to it; anybody else with sight of the case may."""
        self.must_be_readable(by)
        asked = self.notes.exclude(digest="").filter(pk=note).select_related("by", "words").first()
        if asked is None or asked.by_id == by.person_id:
            raise Refused(
                "not_to_agree",
                _("This text is not yours to agree to."),
                _("A second pair of eyes belongs to somebody who did not write it."),
                _("Ask a colleague who knows the case."),
                status=409,
            )
        if asked.agreed_by_id is not None:
            return
        now = clocks.now()
        self.notes.filter(pk=asked.pk).update(agreed_by=by.person_id, answered_at=now)
        self.record_now("reading_agreed", by=by, tell=[asked.by], words=asked.words)

    def _put(self, words: str, *, by: Actor, asked: Person, digest: str = "") -> Note:
        """A question to one colleague, who reads the case from now on."""
        Part.give(self.pk, asked, Part.WAS_ASKED)
        kept = Words.keep(words)
        return self.notes.create(words=kept, by_id=by.person_id, at=clocks.now(), asked=asked, digest=digest)

    @verb
    def answer(self, *, by: Actor, note: int, text: str, said: Said = NOTHING_SAID) -> None:
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
        lifted = must_not_hurt(words, "board", field="text", said=said)
        made = self.notes.create(
            words=Words.keep(words), by_id=by.person_id, at=clocks.now(), answers=question
        )
        self.notes.filter(pk=question.pk).update(answered_at=clocks.now())
        tell = [question.by, self.owner]
        self.record_now("colleague_answered", by=by, tell=tell, words=made.words, **lifted)

    def _mentioned(self, text: str, by: Actor) -> list[Person]:
        if "@" not in text and "＠" not in text:
            return []
        people = {person.pk: person for person in Person.objects.here()}
        named = naming.mentioned(text, {pk: person.name_forms for pk, person in people.items()})
        return [people[pk] for pk in named if pk != by.person_id]


def must_be_another(person: Person, by: Actor) -> None:
    must_be_able_to_own(person)
    if person.pk == by.person_id:
        raise Refused(
            "asked_oneself",
            _("This question is to yourself."),
            _("A question opens the words of the case to one colleague."),
            _("Choose somebody else, or write a note."),
            field="person",
        )
