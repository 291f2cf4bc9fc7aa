import datetime as dt

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.phrasebook.guards import NOTHING_SAID, Said
from tanto.web.refusals import Refused
from tanto.wording import checks

from ..steps import IssueState, Severity, Step
from .acting import Acting, action_missing
from .asking import Asking
from .guards import must_be_ahead
from .informing import Informing
from .issue import Issue
from .looking_over import LookingOver


class Addressing(LookingOver, Informing, Asking, Acting):
    """Step 4: I own the next steps. One action with a name and a time, and the time when she hears again."""

    class Meta(Informing.Meta):
        abstract = True

    @property
    def is_accountable(self) -> bool:
        """Was accountability stated on this stay at step 4?"""
        visit = self.visit
        return self.step == Step.ADDRESS and visit is not None and visit.words_id is not None

    @verb
    def take_accountability(
        self,
        *,
        by: Actor,
        statement: str,
        action: str,
        action_due_at: dt.datetime,
        next_at: dt.datetime,
        said: Said = NOTHING_SAID,
    ) -> None:
        """Say it in the first person and without conditions (INV-16), with one action and the next announced time."""
        self.must_be_owners(by)
        self.must_be_at(Step.ADDRESS)
        must_be_accountable(statement)
        must_be_ahead(next_at, "next_at")
        must_be_ahead(action_due_at, "action_due_at")
        if not action.strip():
            raise action_missing("action")
        lifted = self.must_leave_well(statement, by=by, field="statement", said=said)
        self.must_leave_well(action, by=by, field="action", said=said.unseen)
        stated = Words.keep(statement.strip())
        self.visits.filter(done_at__isnull=True).update(words=stated)
        deed = self.plan_action(action, person=self.hand(by), due_at=action_due_at, by=by)
        self.issues.filter(state__in=[IssueState.CONFIRMED, IssueState.REJECTED]).update(
            state=IssueState.IN_WORK, since=clocks.now()
        )
        self.announce(next_at)
        self.save()
        self.record_now(
            "accountability_taken",
            by=by,
            tell=[self.section.boss],
            words=stated,
            deed=deed.words,
            due_at=action_due_at,
            next_at=next_at,
            **lifted,
        )

    def announce(self, next_at: dt.datetime) -> None:
        """From here she waits for us until then (CLK-08)."""
        self.next_told_at = next_at
        self.start_clock("progress_update", duty=self.owner_id, announced=next_at)
        self.settle_first_words()

    @verb
    def report_fixed(
        self, *, by: Actor, how: str, issue: int | None = None, said: Said = NOTHING_SAID
    ) -> None:
        """We believe that one issue is fixed (without `issue`: the only one left). Only the customer can say whether it
        is; when none is left in work, step 5 opens."""
        self.must_be_owners(by)
        self.must_be_at(Step.ADDRESS)
        if not self.is_accountable:
            raise Refused(
                "accountability_first",
                _("Nobody has stated accountability for this round yet."),
                _("A customer must hear who owns the next steps before hearing that they are done."),
                _("State it first, with one action and the next announced time."),
                status=409,
            )
        if not how.strip():
            raise Refused(
                "fixed_how",
                _("It is not said what was done."),
                _(
                    "The customer will be asked whether it is solved, and must know what we believe we solved."
                ),
                _("Write one sentence: what is done since when?"),
                field="how",
            )
        lifted = self.must_leave_well(how, by=by, field="how", said=said)  # it stands on the customer's page
        left = [found for found in self.open_issues() if found.state != IssueState.FIXED]
        fixed = self._which(issue, left) if left else None
        is_last = len(left) <= 1
        if is_last:
            self._must_be_ready_to_ask()
        now, words = clocks.now(), Words.keep(how.strip())
        if fixed is not None:
            self.issues.filter(pk=fixed.pk).update(state=IssueState.FIXED, since=now, fixed_at=now)
        self.actions.create(words=words, person=self.hand(by), due_at=now, accepted_at=now, done_at=now)
        if is_last:
            self.move_to(Step.TEST, by=by)
        self.save()
        self.record_now("issue_fixed", by=by, words=words, issue=fixed.pk if fixed else None, **lifted)

    def _which(self, issue: int | None, left: list[Issue]) -> Issue:
        """The issue that is meant; of several open ones it must be named, and she must have confirmed it."""
        if issue is None and len(left) != 1:
            raise Refused(
                "which_issue",
                _("%(count)d issues are open.") % {"count": len(left)},
                _("The customer is asked about each of them, and must know which one we believe is fixed."),
                _("Report each one fixed where it stands in the list."),
                field="how",
            )
        found = left[0] if issue is None else next((one for one in left if one.pk == issue), None)
        if found is None:
            raise Refused(
                "issue_not_in_work",
                _("This issue is not in work any more."),
                _("Somebody may just have been faster."),
                _("Look at the list as it is now."),
                status=409,
            )
        if found.state == IssueState.REPORTED:
            raise Refused(
                "issue_not_confirmed",
                _("The customer has not confirmed this issue yet."),
                _("What we only guess cannot be fixed in the customer’s eyes."),
                _("Read it out; when you hear yes, confirm it, then report it fixed."),
                status=409,
            )
        return found

    def _must_be_ready_to_ask(self) -> None:
        """The guards before the test question: the boss in serious cases and after a second failure, containment."""
        is_serious = self.severity <= Severity.S2 or self.second_failure_at is not None
        if is_serious and not self.boss_decided:
            raise Refused(
                "boss_contact_first",
                _("The boss has not decided yet how to go to the customer."),
                _("In a serious case the boss apologises from the start, not at the end."),
                _("Ask your boss to press call, visit, or not now with a reason."),
                status=409,
            )
        if self.severity <= Severity.S2 and not self.is_contained:
            raise Refused(
                "contain_first",
                _("It is not said yet what keeps others from the same harm."),
                _("A customer who is helped while the next one is hit was not helped by a firm but by luck."),
                _(
                    "Enter what was stopped, blocked or checked “so that nobody else is harmed”, and finish it."
                ),
                status=409,
            )


def must_be_accountable(statement: str) -> None:
    """INV-16."""
    if not (checks.is_first_person(statement) and checks.owns_it(statement)):
        raise Refused(
            "first_person",
            _("The statement does not say that you yourself are responsible."),
            _("“We” means nobody in particular. The customer wants one person."),
            _("Begin with “I am” and your name, and say that you are accountable for the next steps."),
            field="statement",
        )
    if not checks.is_unconditional(statement):
        raise Refused(
            "unconditional",
            _("The statement has a condition in it."),
            _("“If” and “try” take back what “I am responsible” gives."),
            _("Leave the condition out. You own the next steps in any case; the cause is another question."),
            field="statement",
        )
