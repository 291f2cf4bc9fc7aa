import datetime as dt
from typing import TYPE_CHECKING

from tanto import clocks
from tanto.clocks.models import Calendar, Clock
from tanto.clocks.targets import TARGETS, target
from tanto.journal.actor import Actor
from tanto.journal.models import Words

from ..steps import Step
from .standing import Standing
from .trail import StepVisit

if TYPE_CHECKING:
    from django.db.models.fields.related_descriptors import RelatedManager

    from .action import Action
    from .issue import Issue


class Stepping(Standing):
    """Moving along the steps: `case.step` is the truth, visits are the history, clocks go with it."""

    visits: "RelatedManager[StepVisit]"
    issues: "RelatedManager[Issue]"
    actions: "RelatedManager[Action]"

    class Meta(Standing.Meta):
        abstract = True

    def begin(self, step: Step, *, why: Words | None = None) -> None:
        """Open a visit and stand there. The row is saved by the verb."""
        last = self.visits.order_by("-number").values_list("number", flat=True).first() or 0
        self.visits.create(number=last + 1, step=step, since=clocks.now(), words=why)
        self.step = step

    def move_to(self, step: Step, *, by: Actor, said: Words | None = None, why: Words | None = None) -> None:
        """Finish the open visit and begin the next. said: what was said to her at the step that ends."""
        done: dict[str, object] = {"done_at": clocks.now(), "done_by_id": by.person_id}
        if said is not None:
            done["words"] = said
        self.visits.filter(done_at__isnull=True).update(**done)
        self.begin(step, why=why)

    @property
    def visit(self) -> StepVisit | None:
        """The open one."""
        return self.visits.filter(done_at__isnull=True).first()

    def start_clock(
        self,
        kind: str,
        *,
        duty: int,
        start: dt.datetime | None = None,
        announced: dt.datetime | None = None,
        part: int = 0,
    ) -> Clock:
        """Start a clock with the target of this severity; an announced time counts when it is the earlier one."""
        start = start or clocks.now()
        calendar = Calendar.company()
        aim = target(kind, self.severity)
        default = aim.due(start, calendar.timetable())
        due = min(default, announced) if announced else default
        return Clock.start(
            self.subject_kind,
            self.pk,
            kind,
            duty=duty,
            started_at=start,
            due_at=due,
            calendar=calendar if aim.counts_working_time else None,
            because={"default": default.isoformat(), "announced": due == announced},
            part=part,
        )

    def start_clock_until(self, kind: str, *, duty: int, due: dt.datetime, part: int) -> Clock:
        """Start a clock whose end somebody named: an action, a follow-up."""
        return Clock.start(
            self.subject_kind,
            self.pk,
            kind,
            duty=duty,
            started_at=min(clocks.now(), due),
            due_at=due,
            calendar=None,
            because={"named": True},
            part=part,
        )

    def running(self, kind: str) -> bool:
        return Clock.objects.of(self.subject_kind, self.pk).running().filter(kind=kind).exists()

    def put_off(self, kind: str, *, announced: dt.datetime) -> None:
        """The customer heard from us meanwhile: the default counts from now again, the announced time stays."""
        default = target(kind, self.severity).due(clocks.now(), Calendar.company().timetable())
        for clock in Clock.objects.of(self.subject_kind, self.pk).running().filter(kind=kind):
            because = {"default": default.isoformat(), "announced": announced <= default}
            clock.move_due(min(default, announced), now=clocks.now(), because=because)

    def retime(self) -> None:
        """The severity changed: every running clock with a target is measured anew from its own start."""
        calendar = Calendar.company()
        for clock in Clock.objects.of(self.subject_kind, self.pk).running().filter(kind__in=TARGETS):
            aim = target(clock.kind, self.severity)
            default = aim.due(clock.started_at, calendar.timetable())
            announced = self.next_told_at if clock.kind == "progress_update" else None
            due = min(default, announced) if announced else default
            if announced and default <= clocks.now() < announced:
                due = (
                    announced  # what she was told still holds; nobody is late for a time that was not due yet
                )
            clock.calendar = calendar if aim.counts_working_time else None
            because = {"default": default.isoformat(), "announced": due == announced}
            clock.move_due(due, now=clocks.now(), because=because, is_later=due >= clock.due_at)

    def stop_clock(self, *kinds: str, part: int | None = None) -> None:
        Clock.stop(self.subject_kind, self.pk, *kinds, at=clocks.now(), part=part)
