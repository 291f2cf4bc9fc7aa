import datetime as dt
from collections.abc import Iterable

from tanto.journal.actor import Actor
from tanto.journal.verbs import verb
from tanto.people.models import Person

from ..steps import Answer, Channel, End, IssueState, Severity, Step, Trigger
from .following import CLOSING_DAY, not_yet_due
from .judging import Judging


class Confirming(Judging):
    """Steps 5 to 7: only her word says that it is solved, that nothing is left, that it has stayed so (INV-05).

    `by` is always the contact; by telephone or visit `by.entered_by` names the colleague, and her words are needed.
    said_at: when she said it, if it was before now.
    """

    class Meta(Judging.Meta):
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
        self.settle_solved()
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
