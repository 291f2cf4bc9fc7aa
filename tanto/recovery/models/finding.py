from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.phrasebook.guards import must_not_hurt
from tanto.web.refusals import Refused
from tanto.wording import naming

from .fact import Fact, supported
from .guards import must_have_words
from .mistake import Mistake
from .stepping import Stepping

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Finding(Stepping):
    """What is known, from where, and how surely; and what went wrong, by step and never by person."""

    facts: "RelatedManager[Fact]"
    mistakes: "RelatedManager[Mistake]"

    class Meta(Stepping.Meta):
        abstract = True

    @verb
    def add_fact(
        self,
        *,
        by: Actor,
        text: str,
        source: str,
        kind: str,
        confidence: str,
        contradicts: int | None = None,
    ) -> None:
        """Put a fact beside the others. Anybody with a part may; nothing is overwritten."""
        self.must_be_readable(by)
        words = must_have_words(text, "text")
        if not source.strip():
            raise Refused(
                "source_missing",
                _("It is not said where this is known from."),
                _("A fact without a source is an opinion, and “it did not happen” is one too."),
                _("Write where you saw, measured, read or heard it."),
                field="source",
            )
        against = self.facts.filter(pk=contradicts).first() if contradicts else None
        fact = self.facts.create(
            words=Words.keep(words),
            source=Words.keep(source.strip()),
            kind=kind,
            confidence=confidence,
            contradicts=against,
            by_id=by.person_id,
            at=clocks.now(),
        )
        self.record_now(
            "fact_found",
            by=by,
            tell=[self.owner],
            words=fact.words,
            source=fact.source,
            confidence=confidence,
            contradicts=against,
        )

    @property
    def supported_facts(self) -> list[Fact]:
        return supported(list(self.facts.all()))

    @verb
    def record_mistake(self, *, by: Actor, what: str, work_step: str, effect: str = "") -> None:
        """What went wrong in our work, by its step. A colleague's name in it is refused."""
        self.must_be_readable(by)
        words = must_have_words(what, "what")
        if not work_step.strip():
            raise Refused(
                "step_of_work_missing",
                _("The step of our work is missing."),
                _("A mistake belongs to a step that can be made better, not to a person."),
                _("Name the step: order entry, packing, label, delivery note, telephone …"),
                field="work_step",
            )
        must_name_nobody(work_step, field="work_step")
        must_name_nobody(words, field="what")
        must_name_nobody(effect, field="effect")
        for field, written in (("work_step", work_step), ("what", words), ("effect", effect)):
            must_not_hurt(written, "cause", field=field)
        mistake = self.mistakes.create(
            words=Words.keep(words),
            work_step=" ".join(work_step.split())[:120],
            effect=Words.keep(effect.strip()) if effect.strip() else None,
            recorded_by_id=by.person_id,
            at=clocks.now(),
        )
        facts: dict[str, Any] = {"effect": mistake.effect} if mistake.effect else {}
        self.record_now("mistake_recorded", by=by, words=mistake.words, step=mistake.work_step, **facts)


def must_name_nobody(text: str, *, field: str, among: Iterable[Person] | None = None) -> None:
    """INV-21, INV-22: no text about a mistake or a cause names one of us."""
    people = Person.objects.here() if among is None else among
    found = naming.person_named(text, [p.name_forms for p in people])
    if found:
        raise Refused(
            "names_a_person",
            _("The text names a person: “%(name)s”.") % {"name": found},
            _("Who is named for a mistake hides the next one; a step that is named can be mended."),
            _("Write the role or the step instead: “the check at packing”, “the order entry”."),
            field=field,
        )
