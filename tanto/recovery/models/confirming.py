import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import Answer, Channel, End, Step
from .customer_word import CustomerWord
from .guards import must_have_words
from .listening import Listening
from .owning import Owning

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

FORTNIGHT = dt.timedelta(days=14)
MORNING = dt.timedelta(hours=12)  # the day begins before the hour at which "nothing more" was said


class Confirming(Owning, Listening):
    """Steps 5 to 7: only her word says that it is solved, that nothing is left, that it has stayed so (INV-05).

    `by` is always the contact; by telephone or visit `by.entered_by` names the colleague, and her words are needed.
    """

    customer_words: "RelatedManager[CustomerWord]"

    class Meta(Owning.Meta):
        abstract = True

    @property
    def follow_up_from(self) -> dt.datetime | None:
        """From when on the follow-up may be asked: two weeks after "nothing more"."""
        word = self.customer_words.filter(question=Step.PROBE, answer=Answer.NOTHING_MORE).last()
        return word.at + FORTNIGHT if word else None

    @property
    def is_time_to_follow_up(self) -> bool:
        """May it be asked, and answered, whether it has stayed solved?"""
        start = self.follow_up_from if self.step == Step.FOLLOW_UP else None
        return start is not None and clocks.now() >= start - MORNING

    @verb
    def confirm_fix(self, *, by: Actor, words: str = "", channel: str = Channel.WEB) -> None:
        """She says that it is solved. What we think does not matter here."""
        self.must_be_at(Step.TEST)
        word = self.take_word(Answer.SOLVED, by=by, words=words, channel=channel)
        self.issues.filter(accepted_at__isnull=True).update(accepted_at=word.at)
        self.resolved_at = word.at
        self.next_told_at = None
        self.stop_clock("progress_update", "call_back")
        self.move_to(Step.PROBE, by=by)
        self.save()
        self.told_of(word, "fix_confirmed", by=by)

    @verb
    def reject_fix(
        self, *, by: Actor, words: str = "", channel: str = Channel.WEB, is_partly: bool = False
    ) -> None:
        """She says that it is not, or only partly, solved: back to step 4, and a second failure is marked."""
        self.must_be_at(Step.TEST)
        word = self.take_word(
            Answer.PARTLY if is_partly else Answer.NOT_SOLVED, by=by, words=words, channel=channel
        )
        self.issues.filter(accepted_at__isnull=True).update(fixed_at=None)
        self.second_failure_at = self.second_failure_at or word.at
        if self.next_told_at is not None and self.next_told_at <= word.at:
            self.next_told_at = None
        self.start_clock("progress_update", duty=self.owner_id, announced=self.next_told_at)
        self.move_to(Step.ADDRESS, by=by)
        self.save()
        self.told_of(word, "fix_rejected", by=by, also=self.bosses_told())

    @verb
    def say_nothing_more(self, *, by: Actor, words: str = "", channel: str = Channel.WEB) -> None:
        """She says that nothing is left. In two weeks we ask again."""
        self.must_be_at(Step.PROBE)
        word = self.take_word(Answer.NOTHING_MORE, by=by, words=words, channel=channel)
        self.start_clock("follow_up", duty=self.owner_id)
        self.move_to(Step.FOLLOW_UP, by=by)
        self.save()
        self.told_of(word, "nothing_more_said", by=by)

    @verb
    def name_more(self, *, by: Actor, words: str, channel: str = Channel.WEB) -> None:
        """She names something else that troubles her: back to step 2 with her words."""
        self.must_be_at(Step.PROBE)
        self._back_with(Answer.MORE, Step.QUESTION, "more_named", by=by, words=words, channel=channel)

    @verb
    def confirm_lasting(self, *, by: Actor, words: str = "", channel: str = Channel.WEB) -> None:
        """Two weeks on it has stayed solved: her word closes the case."""
        self.must_be_at(Step.FOLLOW_UP)
        if not self.is_time_to_follow_up:
            raise Refused(
                "too_early",
                _("It is too early to say that it has stayed solved."),
                _("What holds for a day may break in a week; so we ask after two."),
                _("Ask again on the day of the follow-up. The customer’s words can be added at any time."),
                status=409,
            )
        word = self.take_word(Answer.SATISFIED, by=by, words=words, channel=channel)
        self.visits.filter(done_at__isnull=True).update(done_at=word.at, done_by_id=by.person_id)
        self.step, self.end = None, End.CLOSED
        self.closing_word, self.ended_at = word, word.at
        self.stop_clock()
        self.save()
        self.told_of(word, "case_closed", by=by, also=self.bosses_told())

    @verb
    def report_residual(self, *, by: Actor, words: str, channel: str = Channel.WEB) -> None:
        """Two weeks on something is left: back to step 1, same owner."""
        self.must_be_at(Step.FOLLOW_UP)
        self._back_with(
            Answer.RESIDUAL, Step.LISTEN, "residual_reported", by=by, words=words, channel=channel
        )

    def _back_with(
        self, answer: Answer, step: Step, kind: str, *, by: Actor, words: str, channel: str
    ) -> None:
        heard = self.hear_again(words, by=by, channel=channel)
        word = self.take_word(answer, by=by, words=heard, channel=channel)
        self.resolved_at = None
        self.stop_clock("follow_up")
        self.start_clock("progress_update", duty=self.owner_id)
        self.move_to(step, by=by)
        self.save()
        self.told_of(word, kind, by=by, also=self.bosses_told())

    def hear_again(self, words: str, *, by: Actor, channel: str) -> Words:
        heard = Words.keep(must_have_words(words))
        self.verbatims.create(
            words=heard,
            speaker_id=by.id,
            heard_by_id=by.entered_by,
            channel=channel,
            at=clocks.now(),
        )
        return heard

    def take_word(self, answer: Answer, *, by: Actor, words: str | Words, channel: str) -> CustomerWord:
        """Her word as a row. INV-05: a contact of this client, never an employee, a clock or an import."""
        contact = Contact.objects.filter(pk=by.id or 0).first() if by.kind == "contact" else None
        if by.entered_by:
            self.must_be_owners(by)
        if contact is None or contact.pk != self.contact_id:
            raise Refused(
                "only_customer_closes",
                _("Only the customer's own word can say this."),
                _("We may think that we did a splendid job; the customer is the one who knows."),
                _("Send the question, or call and write down the answer as the customer’s word."),
                status=409,
            )
        if isinstance(words, str):
            text = words.strip()
            if not text and by.entered_by:
                raise Refused(
                    "her_words_missing",
                    _("The customer’s words are missing."),
                    _("What was said on the telephone counts as the customer’s word only as it was spoken."),
                    _("Write the sentence as it was said."),
                    field="words",
                )
            kept = Words.keep(text) if text else None
        else:
            kept = words
        return self.customer_words.create(
            contact=contact,
            question=self.step or Step.TEST,
            answer=answer,
            words=kept,
            channel=channel,
            heard_by_id=by.entered_by,
            at=clocks.now(),
        )

    def told_of(self, word: CustomerWord, kind: str, *, by: Actor, also: list[Person] | None = None) -> None:
        facts = {"words": word.words} if word.words else {}
        tell = [self.owner, self.section.boss, *(also or [])]
        self.record_now(kind, by=by, tell=tell, contact=word.contact, **facts)

    def bosses_told(self) -> list[Person]:
        return list(Person.objects.filter(told_of__case=self.pk).order_by("pk"))
