from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.phrasebook.guards import NOTHING_SAID, Said
from tanto.web.refusals import Refused
from tanto.wording import checks

from ..steps import ApologyLevel, Channel, Reaction
from .apology import Apology
from .guards import must_have_words
from .looking_over import LookingOver

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager


class Apologising(LookingOver):
    """Apologise until she has no more to say (A33): how far, by whom, which way, and what she answered."""

    apologies: "RelatedManager[Apology]"

    class Meta(LookingOver.Meta):
        abstract = True

    @property
    def wants_another_apology(self) -> bool:
        last = self.apologies.last()
        return last is not None and last.wants_another

    @verb
    def apologise(
        self, *, by: Actor, level: str, words: str, channel: str = Channel.PHONE, said: Said = NOTHING_SAID
    ) -> None:
        """Write down an apology that was spoken or sent, by the owner or by a boss who was told. It is unconditional;
        A3 and A4 name our error and need a supported fact (INV-17); A4 is spoken by a boss."""
        self.must_be_open()
        speaker = self._speaker(by)
        text = must_have_words(words)
        must_be_sorry(text)
        if level in (ApologyLevel.A3, ApologyLevel.A4) and not self.supported_facts:
            raise Refused(
                "apology_needs_fact",
                _("%(level)s names our error, and no fact supports it yet.") % {"level": level},
                _(
                    "An admission before the facts are known may have to be taken back; that is worse than none."
                ),
                _("Apologise for the trouble now (A1 or A2), or enter the fact with its source first."),
                field="level",
            )
        if level == ApologyLevel.A4 and not (
            speaker.is_executive or self.told_bosses.filter(boss=speaker).exists()
        ):
            raise Refused(
                "apology_of_a_boss",
                _("An apology on behalf of the firm is spoken by a boss."),
                _("It shows that the matter has reached who can change things."),
                _("Ask your boss to go, or choose A1 to A3."),
                field="level",
            )
        lifted = self.must_leave_well(text, by=by, field="words", said=said)
        apology = self.apologies.create(
            level=level, person=speaker, channel=channel, words=Words.keep(text), at=clocks.now()
        )
        facts = {"words": apology.words, "level": level, "channel": channel, **lifted}
        self.record_now("apologised", by=by, tell=[self.owner], **facts)

    @verb
    def take_reaction(self, *, by: Actor, apology: int, reaction: str, words: str = "") -> None:
        """What she answered to an apology. While she has more to say, another contact is owed."""
        found = self.apologies.select_related("person").filter(pk=apology).first()
        if found is None:
            raise Refused(
                "no_such_apology",
                _("This apology does not belong to this case."),
                _("The page may be older than the case."),
                _("Load the page again."),
                status=409,
            )
        self._speaker(by)
        if reaction != Reaction.NEUTRAL and not words.strip():
            raise Refused(
                "her_words_missing",
                _("The customer’s words are missing."),
                _("Whether an apology was enough is the customer’s to say, and only the words show it."),
                _("Write the sentence as it was said."),
                field="words",
            )
        heard = Words.keep(words.strip()) if words.strip() else None
        found.reaction, found.heard, found.answered_at = reaction, heard, clocks.now()
        found.save(update_fields=["reaction", "heard", "answered_at"])
        if found.wants_another and self.is_open and not self.running("progress_update"):
            self.start_clock("progress_update", duty=self.owner_id)
        facts = {"words": heard} if heard else {}
        tell = [self.owner, self.section.boss] if found.wants_another else [self.owner]
        self.record_now("apology_answered", by=by, tell=tell, reaction=reaction, **facts)

    def _speaker(self, by: Actor) -> Person:
        """The owner, who stands in, or a boss who was told: who may go to the customer."""
        if not (self.may_work(by.person_id) or self.told_bosses.filter(boss_id=by.person_id).exists()):
            self.must_be_owners(by)
        return Person.objects.get(pk=by.person_id or 0)


def must_be_sorry(text: str) -> None:
    if checks.is_conditional_sorry(text):
        raise Refused(
            "apology_with_a_condition",
            _("This apology has a condition in it."),
            _("“Sorry if” says that perhaps nothing happened; it is heard as the opposite of an apology."),
            _("Say what you are sorry for: the trouble, the worry, the time. Those are facts already."),
            field="words",
        )
    if not checks.is_sorry(text):
        raise Refused(
            "no_apology",
            _("There is no apology in these words."),
            _("Thanks and explanations do not take its place."),
            _("Write the sentence with which you apologised."),
            field="words",
        )
