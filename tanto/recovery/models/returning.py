"""Back and forth along the steps: going back is always allowed and logged; forward again is free where the facts exist."""

from typing import Any

from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from ..steps import OPEN_ISSUES, RAIL, IssueState, Step
from .asking import Asking
from .customer_word import CustomerWord
from .stepping import Stepping
from .trail import StepVisit

JUDGED = (Step.PROBE, Step.FOLLOW_UP)  # from here on only her word leads back
FREE = (Step.LISTEN, Step.QUESTION, Step.CUSHION)


class Returning(Asking):
    class Meta(Stepping.Meta):
        abstract = True

    @property
    def steps_behind(self) -> list[Step]:
        """Where one may go back to by oneself."""
        if self.step not in RAIL or self.step in JUDGED:
            return []
        return RAIL[: RAIL.index(Step(self.step))]

    @verb
    def go_back(self, *, by: Actor, to: str, why: str = "") -> None:
        """To an earlier step; everything written stays. After "solved" only she leads back, with her words."""
        self.must_be_owners(by)
        if self.step == to:
            return
        if to not in self.steps_behind:
            raise Refused(
                "not_behind",
                _("From “%(here)s” nobody can go back to “%(there)s” alone.")
                % {
                    "here": self.step_now.label if self.step_now else "–",
                    "there": Step(to).label if to in Step.values else to,
                },
                _(
                    "Steps ahead rest on the ones before them; and what the customer has judged, only the customer reopens."
                ),
                _("If the customer says that something is left, write it down as the customer’s word."),
                status=409,
            )
        words = Words.keep(why.strip()) if why.strip() else None
        self.issues.filter(state=IssueState.FIXED).update(
            state=IssueState.IN_WORK, since=clocks.now(), fixed_at=None
        )
        was = Step(self.step or Step.LISTEN)
        self.move_to(Step(to), by=by, why=self._statement() if to == Step.ADDRESS else None)
        self.save()
        facts: dict[str, Any] = {"words": words} if words else {}
        self.record_now("went_back", by=by, was=was.value, to_step=to, **facts)

    @property
    def may_go_on(self) -> bool:
        """Do the facts of this step exist already, so that nothing need be typed again?"""
        match self.step:
            case Step.LISTEN:
                return self.intensity is not None and self.visits.filter(step=Step.QUESTION).exists()
            case Step.QUESTION:
                issues = self.issues.filter(state__in=OPEN_ISSUES)
                return issues.exists() and not issues.filter(state=IssueState.REPORTED).exists()
            case Step.CUSHION:
                return self._cushion() is not None
        return False

    @verb
    def go_on(self, *, by: Actor) -> None:
        """Forward again over a step whose facts exist."""
        self.must_be_owners(by)
        self.must_be_at(*FREE)
        if not self.may_go_on:
            raise Refused(
                "facts_missing",
                _("This step has no record yet that could be kept."),
                _("Going back is free; going on rests on what was heard, agreed and said."),
                _("Fill in the step, then go on."),
                status=409,
            )
        here = Step(self.step or Step.LISTEN)
        is_cushion = here == Step.CUSHION
        self.move_to(
            RAIL[RAIL.index(here) + 1],
            by=by,
            said=self._cushion() if is_cushion else None,
            why=self._statement() if is_cushion else None,
        )
        self.save()
        self.record_now("went_on", by=by, was=here.value, to_step=self.step)

    def _statement(self) -> Words | None:
        """The accountability that was stated in this round."""
        return self._said_in_this_round(self.visits.filter(step=Step.ADDRESS))

    def _cushion(self) -> Words | None:
        """The sentence of understanding that was said in this round."""
        return self._said_in_this_round(self.visits.filter(step=Step.CUSHION, done_at__isnull=False))

    def _said_in_this_round(self, visits: QuerySet[StepVisit]) -> Words | None:
        """A round begins with what she says last: an answer, or coming back. What was said before it was about another
        trouble, and does not count for this one."""
        began = [
            CustomerWord.objects.filter(case=self.pk).aggregate(at=Max("at"))["at"],
            self.history().filter(kind="case_reopened").aggregate(at=Max("at"))["at"],
        ]
        for moment in filter(None, began):
            visits = visits.filter(since__gte=moment)
        visit = visits.filter(words__isnull=False).select_related("words").order_by("-number").first()
        return visit.words if visit else None
