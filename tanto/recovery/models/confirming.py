import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import Answer, Channel, End, IssueState, Severity, Step, Trigger
from .asking import Asking
from .customer_word import CustomerWord
from .following import CLOSING_DAY, Following, not_yet_due
from .listening import Listening
from .owning import Owning
from .weighing import Weighing


class Confirming(Owning, Listening, Weighing, Following, Asking):
    """Steps 5 to 7: only her word says that it is solved, that nothing is left, that it has stayed so (INV-05).

    `by` is always the contact; by telephone or visit `by.entered_by` names the colleague, and her words are needed.
    said_at: when she said it, if it was before now.
    """

    class Meta(Owning.Meta):
        abstract = True

    @verb
    def confirm_fix(
        self, *, by: Actor, words: str = "", channel: str = Channel.WEB, said_at: dt.datetime | None = None
    ) -> None:
        """She says that it is solved. What we think does not matter here."""
        self.must_be_at(Step.TEST)
        word = self.take_word(Answer.SOLVED, by=by, words=words, channel=channel, said_at=said_at)
        self.accept_issues([issue.pk for issue in self.open_issues()], at=word.at)
        self.resolved_at = word.at
        self.next_told_at = None
        self.stop_clock("progress_update", "call_back")
        self.move_to(Step.PROBE, by=by)
        self.save()
        self.told_of(word, "fix_confirmed", by=by)

    @verb
    def reject_fix(
        self,
        *,
        by: Actor,
        words: str = "",
        channel: str = Channel.WEB,
        is_partly: bool = False,
        solved: Iterable[int] = (),
        said_at: dt.datetime | None = None,
    ) -> None:
        """She says that it is not, or only partly, solved: back to step 4. solved: the issues that she accepts. A second
        failure is marked, the case cannot stand milder than serious, and the boss goes to her again."""
        self.must_be_at(Step.TEST)
        answer = Answer.PARTLY if is_partly else Answer.NOT_SOLVED
        word = self.take_word(answer, by=by, words=words, channel=channel, said_at=said_at)
        left = [issue.pk for issue in self.open_issues()]
        accepted = [pk for pk in left if is_partly and pk in set(solved)]
        if len(accepted) < len(left):
            self.accept_issues(accepted, at=word.at)
        self.issues.filter(pk__in=left).exclude(state=IssueState.ACCEPTED).update(
            state=IssueState.REJECTED, since=word.at, fixed_at=None
        )
        self.second_failure_at = word.at
        if self.next_told_at is not None and self.next_told_at <= word.at:
            self.next_told_at = None
        self.start_clock("progress_update", duty=self.owner_id, announced=self.next_told_at)
        self.move_to(Step.ADDRESS, by=by)
        self.save()
        self.told_of(word, "fix_rejected", by=by, also=[*self.bosses_told(), *Person.objects.quality_leads()])
        self.at_least(Severity.S2, trigger=Trigger.SECOND_FAILURE)
        self.owe_boss_contact()

    @verb
    def say_nothing_more(
        self, *, by: Actor, words: str = "", channel: str = Channel.WEB, said_at: dt.datetime | None = None
    ) -> None:
        """She says that nothing is left. After days and weeks we ask again."""
        self.must_be_at(Step.PROBE)
        word = self.take_word(Answer.NOTHING_MORE, by=by, words=words, channel=channel, said_at=said_at)
        self.plan_follow_ups()
        self.move_to(Step.FOLLOW_UP, by=by)
        self.save()
        self.told_of(word, "nothing_more_said", by=by)

    @verb
    def name_more(
        self, *, by: Actor, words: str, channel: str = Channel.WEB, said_at: dt.datetime | None = None
    ) -> None:
        """She names something else that troubles her: back to step 2 with her words."""
        self.must_be_at(Step.PROBE)
        self._back_with(
            Answer.MORE, Step.QUESTION, "more_named", by=by, words=words, channel=channel, said_at=said_at
        )

    @verb
    def confirm_lasting(
        self, *, by: Actor, words: str = "", channel: str = Channel.WEB, said_at: dt.datetime | None = None
    ) -> None:
        """It has stayed solved. From the fourteenth day on her word closes the case; before and after, it is kept."""
        if self.is_open:
            self.must_be_at(Step.FOLLOW_UP)
        due = self.due_follow_up
        if due is None:
            raise not_yet_due()
        word = self.take_word(Answer.SATISFIED, by=by, words=words, channel=channel, said_at=said_at)
        self.finish_follow_up(due, "satisfied")
        if self.is_open and due.days >= CLOSING_DAY:
            self.end_now(End.CLOSED, by=by)
            self.closing_word = word
            self.save()
            self.told_of(word, "case_closed", by=by, also=self.bosses_told())
        else:
            self.told_of(word, "stayed_solved", by=by)

    @verb
    def report_residual(
        self, *, by: Actor, words: str, channel: str = Channel.WEB, said_at: dt.datetime | None = None
    ) -> None:
        """Something is left: back to step 1, same owner."""
        self.must_be_at(Step.FOLLOW_UP)
        self._back_with(
            Answer.RESIDUAL,
            Step.LISTEN,
            "residual_reported",
            by=by,
            words=words,
            channel=channel,
            said_at=said_at,
        )

    def _back_with(
        self,
        answer: Answer,
        step: Step,
        kind: str,
        *,
        by: Actor,
        words: str,
        channel: str,
        said_at: dt.datetime | None,
    ) -> None:
        heard = self.hear_again(words, by=by, channel=channel)
        word = self.take_word(answer, by=by, words=heard, channel=channel, said_at=said_at)
        self.put_issue(heard, origin=Step(word.question))
        self.resolved_at = None
        self.cancel_follow_ups()
        self.start_clock("progress_update", duty=self.owner_id)
        self.move_to(step, by=by)
        self.save()
        self.told_of(word, kind, by=by, also=[*self.bosses_told(), *Person.objects.quality_leads()])

    def accept_issues(self, issues: Iterable[int], *, at: dt.datetime) -> None:
        found = self.issues.filter(pk__in=list(issues))
        found.filter(fixed_at__isnull=True).update(fixed_at=at)
        found.filter(confirmed_at__isnull=True).update(confirmed_at=at)
        found.update(state=IssueState.ACCEPTED, since=at, accepted_at=at)

    def hear_again(self, words: str, *, by: Actor, channel: str) -> Words:
        """Words of the contact who acts, written by herself or by the colleague who entered them."""
        return self.keep_verbatim(
            words, speaker=by.id if by.kind == "contact" else self.contact_id, by=by, channel=channel
        )

    def take_word(
        self,
        answer: Answer,
        *,
        by: Actor,
        words: str | Words,
        channel: str,
        said_at: dt.datetime | None = None,
    ) -> CustomerWord:
        """Her word as a row. INV-05: a contact of this client, never an employee, a clock or an import."""
        contact = Contact.objects.filter(pk=by.id or 0).first() if by.kind == "contact" else None
        if by.entered_by:
            self.must_be_owners(by)
        if contact is None or contact.client_id != self.client_id:
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
            question=self.step or Step.FOLLOW_UP,
            answer=answer,
            words=kept,
            channel=channel,
            heard_by_id=by.entered_by,
            at=self._when(said_at),
        )

    def _when(self, said_at: dt.datetime | None) -> dt.datetime:
        """She can have answered only after she was asked, and not in the future."""
        now, visit = clocks.now(), self.visit
        if said_at is None:
            return now
        earliest = visit.since if visit is not None else (self.ended_at or self.opened_at)
        if said_at > now + dt.timedelta(minutes=1) or said_at < earliest - dt.timedelta(minutes=1):
            raise Refused(
                "said_when",
                _("This answer cannot have been given at that time."),
                _("The customer can only have answered after the question, and not in the future."),
                _("Write the moment when it was said to you."),
                field="said_at",
            )
        return min(said_at, now)

    def told_of(self, word: CustomerWord, kind: str, *, by: Actor, also: list[Person] | None = None) -> None:
        facts = {"words": word.words} if word.words else {}
        tell = [self.owner, self.section.boss, *(also or [])]
        self.record_now(kind, by=by, tell=tell, contact=word.contact, **facts)

    def bosses_told(self) -> list[Person]:
        return list(Person.objects.filter(told_of__case=self.pk).order_by("pk"))
