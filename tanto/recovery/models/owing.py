from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.clocks.models.timing import timing

from ..steps import OPEN_ISSUES, Discovered, IssueState, Severity, Step, Work
from .timed import Timed

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .issue import Issue

# What a deadline that the house entered itself may begin and end with (ClockRule.starts, .stops).
TOLD, RECORDED = "told", "recorded"
LETTER, SOLVED, ENDED = "letter", "solved", "ended"
STARTS = {TOLD: _("the customer told us"), RECORDED: _("the case is recorded")}
STOPS = {
    LETTER: _("the first letter leaves"),
    SOLVED: _("the customer says that it is solved"),
    ENDED: _("the case ends"),
}


class Owing(Timed):
    """What is owed from when on, and which fact settles it: a clock stops by its fact, never by a click."""

    issues: "RelatedManager[Issue]"

    class Meta(Timed.Meta):
        abstract = True

    @property
    def was_told_by_customer(self) -> bool:
        return self.discovered == Discovered.CUSTOMER

    def owe_from_the_start(self) -> None:
        """Recording a draft to its end (CLK-01), the first words to a customer who told us (CLK-05), and what is owed in
        a serious case."""
        if self.step == Step.DRAFT:
            self.start_clock("time_to_record", duty=self.owner_id, start=self.known_at)
        if self.was_told_by_customer:
            self.start_clock("first_response", duty=self.owner_id, start=self.known_at)
        if self.severity <= Severity.S2:
            self.owe_for_severity()
        self.start_own_deadlines(RECORDED)
        if self.was_told_by_customer:
            self.start_own_deadlines(TOLD)

    def owe_for_severity(self) -> None:
        """Severity was set: what keeps others from harm is owed (CLK-10), in serious cases a report (CLK-18)."""
        kinds = set(self.clock_kinds())
        if "containment" not in kinds and not self.actions_of(Work.CONTAINMENT):
            self.start_clock("containment", duty=self.owner_id)
        if self.was_told_by_customer and "first_report" not in kinds:
            start = self.known_at if self.severity <= Severity.S2 and not kinds else None
            self.start_clock("first_report", duty=self.owner_id, start=start)

    def clock_kinds(self) -> list[str]:
        """Kinds of clocks that ran or run in this case."""
        if self.fresh is not None:
            return [clock.kind for clock in self.fresh.clocks]
        return list(Clock.objects.of(self.subject_kind, self.pk).values_list("kind", flat=True))

    def actions_of(self, kind: str) -> bool:
        """Was something of this kind done?"""
        raise NotImplementedError

    def settle_first_words(self) -> None:
        """A human has answered, by name and with the next time."""
        self.stop_clock("first_response")

    def settle_letter(self) -> None:
        """A letter has left: the report that was owed in writing (CLK-18), and deadlines that a letter keeps. Until
        everything is fixed the next report is owed from here, and the final one from the day we were told."""
        self.stop_clock("first_report", *self.own_deadlines(LETTER))
        final = timing().rule("final_report").target(self.severity)
        if not self.was_told_by_customer or final is None:
            return
        if self.step in (Step.TEST, Step.PROBE, Step.FOLLOW_UP):
            self.stop_clock("interim_report", "final_report")
            return
        self.start_clock("interim_report", duty=self.owner_id)
        if not self.running("final_report"):
            ran = "final_report" in self.clock_kinds()
            self.start_clock("final_report", duty=self.owner_id, start=None if ran else self.known_at)

    def settle_question(self) -> None:
        """The customer was asked: the test question is settled (CLK-15), and the customer's own time begins (CLK-16)."""
        self.stop_clock("test_question")
        if self.step in (Step.TEST, Step.PROBE) and not self.running("her_answer"):
            self.start_clock("her_answer", duty=self.owner_id)

    def settle_solved(self) -> None:
        self.stop_clock(
            "progress_update", "call_back", "containment", "interim_report", *self.own_deadlines(SOLVED)
        )

    def leave_step(self, to: Step) -> None:
        """Clocks that belong to one step end with it; the next one's begin."""
        if self.step == Step.DRAFT:
            self.stop_clock("time_to_record")
        if self.step == Step.QUESTION or to == Step.QUESTION:
            self.stop_clock("clarify")
        if self.step in (Step.TEST, Step.PROBE):
            self.stop_clock("test_question", "her_answer")
        if to == Step.QUESTION and not self.is_clear:
            self.start_clock("clarify", duty=self.owner_id)
        elif to == Step.TEST:
            self.start_clock("test_question", duty=self.owner_id)
        elif to == Step.PROBE:
            self.start_clock("her_answer", duty=self.owner_id)

    @property
    def is_clear(self) -> bool:
        """Has the customer confirmed what comes first, and left nothing said but not confirmed (CLK-07)?"""
        states = set(self.issues.filter(state__in=OPEN_ISSUES).values_list("state", flat=True))
        return bool(states) and IssueState.REPORTED not in states

    def start_own_deadlines(self, moment: str) -> None:
        start = self.known_at if moment == TOLD else clocks.now()
        for rule in timing().own():
            if rule.starts == moment and rule.retired_at is None:
                self.start_clock(rule.kind, duty=self.owner_id, start=start)

    def own_deadlines(self, stops: str) -> list[str]:
        return [rule.kind for rule in timing().own() if rule.stops == stops]
