import datetime as dt

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused
from tanto.wording import checks

from ..steps import Severity, Step
from .action import Action
from .guards import must_be_ahead
from .informing import Informing


class Addressing(Informing):
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
        self, *, by: Actor, statement: str, action: str, action_due_at: dt.datetime, next_at: dt.datetime
    ) -> None:
        """Say it in the first person and without conditions (INV-16), with one action and the next announced time."""
        self.must_be_owners(by)
        self.must_be_at(Step.ADDRESS)
        must_be_accountable(statement)
        must_be_ahead(next_at, "next_at")
        must_be_ahead(action_due_at, "action_due_at")
        if not action.strip():
            raise Refused(
                "action_missing",
                _("No action is named."),
                _("“I am responsible” without a deed is a phrase customers have heard before."),
                _("Write one thing that you will get done, and by when."),
                field="action",
            )
        said, deed = Words.keep(statement.strip()), Words.keep(action.strip())
        self.visits.filter(done_at__isnull=True).update(words=said)
        self.actions.create(words=deed, person=self.owner, due_at=action_due_at)
        self.announce(next_at)
        self.save()
        self.record_now(
            "accountability_taken",
            by=by,
            tell=[self.section.boss],
            words=said,
            deed=deed,
            due_at=action_due_at,
            next_at=next_at,
        )

    def announce(self, next_at: dt.datetime) -> None:
        """From here she waits for us until then (CLK-08)."""
        self.next_told_at = next_at
        self.start_clock("progress_update", duty=self.owner_id, announced=next_at)

    @verb
    def finish_action(self, *, by: Actor, action: Action) -> None:
        """It is done; she sees it on her page."""
        self.must_be_owners(by)
        if not self.actions.filter(pk=action.pk, done_at__isnull=True).update(done_at=clocks.now()):
            return
        self.record_now("action_done", by=by, words=action.words)

    @verb
    def report_fixed(self, *, by: Actor, how: str) -> None:
        """We believe that it is fixed. Only the customer can say whether it is: step 5 opens."""
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
        if self.severity <= Severity.S2 and not self.boss_decided:
            raise Refused(
                "boss_contact_first",
                _("The boss has not decided yet how to go to the customer."),
                _("In a serious case the boss apologises from the start, not at the end."),
                _("Ask your boss to press call, visit, or not now with a reason."),
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
        now, words = clocks.now(), Words.keep(how.strip())
        self.issues.filter(accepted_at__isnull=True).update(fixed_at=now)
        self.actions.create(words=words, person=self.owner, due_at=now, done_at=now)
        self.move_to(Step.TEST, by=by)
        self.save()
        self.record_now("issue_fixed", by=by, words=words)


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
