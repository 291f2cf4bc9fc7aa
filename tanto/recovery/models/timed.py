import datetime as dt
from typing import Any

from tanto import clocks
from tanto.clocks.models import Calendar, Clock
from tanto.clocks.models.timing import timing
from tanto.clocks.targets import Target

from .standing import Standing


class Timed(Standing):
    """Starting, moving and stopping the clocks of a case, by the rules of this house and the hours of its section."""

    class Meta(Standing.Meta):
        abstract = True

    @property
    def calendar(self) -> Calendar:
        """The working hours of its section."""
        return Calendar.of(self.section_id)

    def start_clock(
        self,
        kind: str,
        *,
        duty: int,
        start: dt.datetime | None = None,
        announced: dt.datetime | None = None,
        part: int = 0,
    ) -> Clock | None:
        """Start a clock with the target of this severity; an announced time counts when it is the earlier one. None
        where no clock of this kind runs at this severity: one that ran stops."""
        start, calendar = start or clocks.now(), self.calendar
        aim = timing().rule(kind).target(self.severity)
        if aim is None and announced is None:
            self.stop_clock(kind, part=part)
            return None
        default = aim.due(start, calendar.timetable()) if aim else None
        due = min(filter(None, (default, announced)))
        clock = Clock.of_subject(
            self.subject_kind,
            self.pk,
            kind,
            duty=duty,
            section=self.section_id,
            started_at=start,
            due_at=due,
            calendar=calendar if aim and aim.counts_working_time else None,
            because=why(aim, default, due),
            part=part,
        )
        if self.fresh is not None:  # none of this kind can run yet
            self.fresh.clocks.append(clock)
            return clock
        return clock.begin()

    def start_clock_until(self, kind: str, *, duty: int, due: dt.datetime, part: int = 0) -> Clock:
        """Start a clock whose end somebody named: an action, a follow-up."""
        clock = Clock.of_subject(
            self.subject_kind,
            self.pk,
            kind,
            duty=duty,
            section=self.section_id,
            started_at=min(clocks.now(), due),
            due_at=due,
            calendar=None,
            because={"named": True},
            part=part,
        )
        return clock.begin()

    def running(self, kind: str) -> bool:
        return Clock.objects.of(self.subject_kind, self.pk).running().filter(kind=kind).exists()

    def put_off(self, kind: str, *, announced: dt.datetime) -> None:
        """The customer heard from us meanwhile: the default counts from now again, the announced time stays."""
        aim = timing().rule(kind).target(self.severity)
        default = aim.due(clocks.now(), self.calendar.timetable()) if aim else announced
        for clock in Clock.objects.of(self.subject_kind, self.pk).running().filter(kind=kind):
            due = min(default, announced)
            clock.move_due(due, now=clocks.now(), because=why(aim, default, due))

    def retime(self) -> None:
        """The severity changed: every running clock with a target is measured anew from its own start; one that this
        severity does not know stops."""
        calendar = self.calendar
        for clock in Clock.objects.of(self.subject_kind, self.pk).running():
            rule = timing().rule(clock.kind)
            if not any(rule.targets) or clock.because.get("named"):
                continue
            aim = rule.target(self.severity)
            announced = self.next_told_at if clock.kind == "progress_update" else None
            if aim is None and announced is None:
                self.stop_clock(clock.kind, part=clock.part)
                continue
            default = aim.due(clock.started_at, calendar.timetable()) if aim else None
            due = min(filter(None, (default, announced)))
            if announced and due <= clocks.now() < announced:
                due = (
                    announced  # what she was told still holds; nobody is late for a time that was not due yet
                )
            clock.calendar = calendar if aim and aim.counts_working_time else None
            clock.move_due(
                due, now=clocks.now(), because=why(aim, default, due), is_later=due >= clock.due_at
            )

    def stop_clock(self, *kinds: str, part: int | None = None) -> None:
        Clock.stop(self.subject_kind, self.pk, *kinds, at=clocks.now(), part=part)


def why(aim: Target | None, default: dt.datetime | None, due: dt.datetime) -> dict[str, Any]:
    """Why this time, for the page that explains a clock."""
    facts: dict[str, Any] = {"announced": due != default}
    if default is not None:
        facts["default"] = default.isoformat()
    return facts | ({"target": aim.stored()} if aim else {})
