import datetime as dt

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.journal.models import Words
from tanto.journal.verbs import verb
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..steps import Step, Work
from .action import Action
from .guards import must_be_able_to_own, must_be_ahead
from .stepping import Stepping
from .trail import Part

BEFORE_WORK = (Step.DRAFT, Step.LISTEN)


class Acting(Stepping):
    """What is done for her: each has one name that said yes, and one time."""

    class Meta(Stepping.Meta):
        abstract = True

    @property
    def is_contained(self) -> bool:
        """Was something done so that nobody else is harmed, or checked that nobody can be?"""
        return self.actions_of(Work.CONTAINMENT)

    def actions_of(self, kind: str) -> bool:
        return self.fresh is None and self.actions.filter(kind=kind, done_at__isnull=False).exists()

    @verb
    def ask_action(
        self, *, by: Actor, what: str, person: Person, due_at: dt.datetime, kind: str = Work.CORRECTION
    ) -> None:
        """Ask one person by name to get one thing done by a time; what I take myself is taken at once."""
        self.must_be_owners(by)
        self.must_be_open()
        if not what.strip():
            raise action_missing()
        must_be_ahead(due_at, "due_at")
        must_be_able_to_own(person)
        action = self.plan_action(what, person=person, due_at=due_at, kind=kind, by=by)
        self.record_now(
            "action_taken" if action.accepted_at else "action_asked",
            by=by,
            tell=[person],
            words=action.words,
            to=person,
            due_at=due_at,
            action=action.pk,
        )

    def plan_action(
        self, what: str, *, person: Person, due_at: dt.datetime, by: Actor, kind: str = Work.CORRECTION
    ) -> Action:
        is_mine = person.pk == by.person_id
        action = self.actions.create(
            words=Words.keep(what.strip()),
            person=person,
            kind=kind,
            due_at=due_at,
            asked_at=clocks.now(),
            accepted_at=clocks.now() if is_mine else None,
        )
        Part.give(self.pk, person, Part.WAS_ASKED)
        self.start_clock_until("action", duty=person.pk, due=due_at, part=action.pk)
        return action

    @verb
    def accept_action(self, *, by: Actor, action: int) -> None:
        """I get it done by then."""
        found = self.asked_of(by, action)
        self.must_be_open()
        if found.accepted_at is None:
            self.actions.filter(pk=found.pk).update(accepted_at=clocks.now())
            self.record_now(
                "action_taken",
                by=by,
                tell=[self.owner],
                words=found.words,
                to=found.person,
                due_at=found.due_at,
                action=found.pk,
            )

    @verb
    def decline_action(self, *, by: Actor, action: int, reason: str) -> None:
        """I cannot, because. It is the owner's again, who asks somebody else or the boss."""
        found = self.asked_of(by, action)
        if not reason.strip():
            raise Refused(
                "reason_missing",
                _("A refusal needs a reason."),
                _("The owner must know whom to ask next, and the customer waits meanwhile."),
                _("Write one sentence: what keeps you from it, and who could?"),
                field="reason",
            )
        words = Words.keep(reason.strip())
        self.actions.filter(pk=found.pk).update(declined_at=clocks.now(), accepted_at=None, reason=words)
        self.stop_clock("action", part=found.pk)
        self.record_now(
            "action_declined",
            by=by,
            tell=[self.owner, self.section.boss],
            words=words,
            to=found.person,
            what=found.words,
        )

    @verb
    def finish_action(self, *, by: Actor, action: Action) -> None:
        """It is done; she sees it on her page. Pressed by whose name it bears, or by the owner."""
        if by.person_id != action.person_id:
            self.must_be_owners(by)
        now = clocks.now()
        open_ones = self.actions.filter(
            pk=action.pk, done_at__isnull=True, dropped_at__isnull=True, declined_at__isnull=True
        )
        if not open_ones.filter(accepted_at__isnull=False).update(done_at=now):
            if open_ones.exists():
                raise Refused(
                    "not_accepted",
                    _("%(name)s has not said yes to it.") % {"name": action.person.name()},
                    _("Nobody commits for another person, and nobody reports for them either."),
                    _("Ask for the yes first, or take it yourself."),
                    status=409,
                )
            return
        self.stop_clock("action", part=action.pk)
        if action.kind == Work.CONTAINMENT:
            self.stop_clock("containment")
        self.record_now("action_done", by=by, tell=[self.owner], words=action.words, action=action.pk)

    @verb
    def drop_action(self, *, by: Actor, action: int, reason: str) -> None:
        """It is not needed any more, because. What the customer was promised stays in the record."""
        self.must_be_owners(by)
        found = self.action_of(action)
        if not reason.strip():
            raise Refused(
                "reason_missing",
                _("It is not said why it is dropped."),
                _("The customer may have been told of it."),
                _("Write one sentence, and tell the customer if it was announced."),
                field="reason",
            )
        if not self.actions.filter(
            pk=found.pk, done_at__isnull=True, dropped_at__isnull=True, declined_at__isnull=True
        ).update(dropped_at=clocks.now()):
            return
        self.stop_clock("action", part=found.pk)
        self.record_now(
            "action_dropped",
            by=by,
            tell=[found.person],
            words=Words.keep(reason.strip()),
            what=found.words,
        )

    @verb
    def move_action(self, *, by: Actor, action: int, due_at: dt.datetime, reason: str) -> None:
        """It takes longer (or less): another time, with a reason that can be read later."""
        found = self.action_of(action)
        if by.person_id != found.person_id:
            self.must_be_owners(by)
        self.must_be_open()
        must_be_ahead(due_at, "due_at")
        if not reason.strip():
            raise Refused(
                "reason_missing",
                _("It is not said why the time moves."),
                _("A time that moves silently is a broken promise."),
                _("Write one sentence; then tell the customer before the old time has passed."),
                field="reason",
            )
        if not found.is_open:
            return
        self.actions.filter(pk=found.pk).update(due_at=due_at)
        self.start_clock_until("action", duty=found.person_id, due=due_at, part=found.pk)
        self.record_now(
            "action_moved",
            by=by,
            tell=[self.owner, found.person],
            words=Words.keep(reason.strip()),
            what=found.words,
            was_at=found.due_at,
            due_at=due_at,
        )

    def asked_of(self, by: Actor, action: int) -> Action:
        found = self.action_of(action)
        if found.person_id != by.person_id or not found.is_open:
            raise Refused(
                "not_asked_of_you",
                _("This is asked of %(name)s.") % {"name": found.person.name()},
                _("Nobody commits for another person."),
                _("If you want to do it, tell the owner, who asks you by name."),
                status=409,
            )
        return found

    def action_of(self, pk: int) -> Action:
        found = self.actions.select_related("words", "person").filter(pk=pk).first()
        if found is None:
            raise Refused(
                "no_such_action",
                _("This action does not belong to this case."),
                _("The page may be older than the case."),
                _("Load the page again."),
                status=409,
            )
        return found


def action_missing(field: str = "what") -> Refused:
    return Refused(
        "action_missing",
        _("No action is named."),
        _("“I am responsible” without a deed is a phrase customers have heard before."),
        _("Write one thing that you will get done, and by when."),
        field=field,
    )


def actions_held(person: Person) -> list[str]:
    """What somebody still owes: they cannot leave before it is done or another's."""
    owed = Action.objects.filter(
        person=person, done_at__isnull=True, declined_at__isnull=True, dropped_at__isnull=True
    )
    return [action.case.number for action in owed.select_related("case") if action.case.is_open]
