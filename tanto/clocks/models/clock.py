import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from .. import working
from ..kinds import Rule, Tells, kind_of, waiting_kinds
from .calendar import Calendar
from .timing import timing


class RunningClocks(models.QuerySet["Clock"]):
    def running(self) -> "RunningClocks":
        return self.filter(stopped_at__isnull=True)

    def of(self, subject_kind: str, subject_id: int) -> "RunningClocks":
        return self.filter(subject_kind=subject_kind, subject_id=subject_id)

    def owed(self) -> "RunningClocks":
        """What somebody owes: without the customer's own time and the life of an offer."""
        return self.running().exclude(kind__in=waiting_kinds())

    def owed_by(self, *person_ids: int) -> "RunningClocks":
        """What these people owe now, the next due first: "my day" is this one query."""
        return self.owed().filter(duty__in=person_ids).order_by("due_at", "id")


class Clock(models.Model):
    """A stored moment: what is owed, by whom, until when. A clock without a calendar counts around the clock.

    part: which of several of one kind it is (an action, the follow-up of a day), 0 where there is one only;
    duty: the id of the person on duty; section: the id of the section whose boss hears, 0 where there is none; next_at: when the sweep must look again (null: no rung is left);
    because: why this time, as facts for the page that explains it; trouble: why the sweep set it aside.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    part = models.BigIntegerField(default=0)
    duty = models.BigIntegerField()
    section = models.BigIntegerField(default=0)
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, null=True, db_index=False)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    fired = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    because = models.JSONField(default=dict)
    trouble = models.TextField(default="")

    objects = RunningClocks.as_manager()
    _measured: tuple[Any, tuple[dt.timedelta, working.Timetable | None]] | None = None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_running_clock",
                fields=["subject_kind", "subject_id", "kind", "part"],
                condition=Q(stopped_at__isnull=True),
            ),
        ]
        indexes = [
            models.Index(name="clock_next", fields=["next_at"], condition=Q(stopped_at__isnull=True)),
            models.Index(name="clock_duty", fields=["duty", "due_at"], condition=Q(stopped_at__isnull=True)),
            models.Index(
                name="clock_section", fields=["section", "due_at"], condition=Q(stopped_at__isnull=True)
            ),
            models.Index(name="clock_figures", fields=["kind", "due_at"]),
            models.Index(name="clock_aside", fields=["id"], condition=~Q(trouble="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject_kind} {self.subject_id}, due {self.due_at}"

    @classmethod
    def of_subject(
        cls,
        subject_kind: str,
        subject_id: int,
        kind: str,
        *,
        duty: int,
        started_at: dt.datetime,
        due_at: dt.datetime,
        calendar: Calendar | None,
        because: dict[str, Any] | None = None,
        part: int = 0,
        section: int = 0,
    ) -> "Clock":
        """A clock that is not written down yet."""
        clock = cls(
            subject_kind=subject_kind,
            subject_id=subject_id,
            kind=kind,
            part=part,
            duty=duty,
            section=section,
            started_at=started_at,
            due_at=due_at,
            calendar=calendar,
            because=because or {},
        )
        clock.next_at = clock.rung_after(0)
        return clock

    def begin(self) -> "Clock":
        """Write it down; a running one of the same kind and part ends at this start."""
        self.stop(self.subject_kind, self.subject_id, self.kind, at=self.started_at, part=self.part)
        self.save(force_insert=True)
        return self

    @classmethod
    def start(cls, subject_kind: str, subject_id: int, kind: str, **known: Any) -> "Clock":
        """Start a clock; see of_subject for what is known of it."""
        return cls.of_subject(subject_kind, subject_id, kind, **known).begin()

    @classmethod
    def stop(
        cls, subject_kind: str, subject_id: int, *kinds: str, at: dt.datetime, part: int | None = None
    ) -> int:
        """Stop the running clocks of these kinds (all kinds if none is named, all parts likewise); how many ran."""
        clocks = cls.objects.of(subject_kind, subject_id).running()
        if kinds:
            clocks = clocks.filter(kind__in=kinds)
        if part is not None:
            clocks = clocks.filter(part=part)
        return clocks.update(stopped_at=at)

    def move_due(
        self,
        due_at: dt.datetime,
        *,
        now: dt.datetime,
        because: dict[str, Any],
        is_later: bool = True,
    ) -> None:
        """The same wait with another end. A later end tells nothing of what it passed already; an earlier one that
        lies behind us is told at the next sweep (a breach is never moved away)."""
        self.due_at, self.because, self.fired = due_at, because, 0
        self.fired = self.highest_rung(now) if is_later else 0
        self.next_at = self.rung_after(self.fired)
        self.save()

    @classmethod
    def pass_on(cls, subject_kind: str, subject_id: int, *, from_duty: int, to_duty: int) -> None:
        """The duties of one person in this matter become another's."""
        cls.objects.of(subject_kind, subject_id).running().filter(duty=from_duty).update(duty=to_duty)

    @classmethod
    def route(cls, subject_kind: str, subject_id: int, *, section: int) -> None:
        """The matter belongs to another section; its boss hears from now on."""
        cls.objects.of(subject_kind, subject_id).running().update(section=section)

    @property
    def timetable(self) -> working.Timetable | None:
        """The working hours that it counts; none: it counts around the clock."""
        return None if self.calendar_id is None else timing().timetable(self.calendar_id)

    @property
    def waits(self) -> str:
        """What it is when the person on duty owes nothing (see ClockKind)."""
        return self.rule.kind.waits

    @property
    def tells(self) -> Tells:
        """Who hears at which share, as the house has it now."""
        return timing().tells(self.kind)

    @property
    def rule(self) -> Rule:
        return timing().rule(self.kind)

    def moment_of(self, share: int) -> dt.datetime:
        """When `share` percent of the time are used up; beyond 100 it counts on from the due moment."""
        if share == 100:
            return self.due_at
        start, part = (self.started_at, share) if share < 100 else (self.due_at, share - 100)
        length, timetable = self.measure()
        return (
            working.add(start, length * part / 100, timetable) if timetable else start + length * part / 100
        )

    def measure(self) -> tuple[dt.timedelta, working.Timetable | None]:
        """Counted time from start to due, and what counts it: working time, or elapsed where none lies between."""
        span = (self.started_at, self.due_at, self.calendar_id)
        if self._measured is None or self._measured[0] != span:
            self._measured = (span, self._measure())
        return self._measured[1]

    def _measure(self) -> tuple[dt.timedelta, working.Timetable | None]:
        timetable = self.timetable
        counted = working.between(self.started_at, self.due_at, timetable) if timetable else None
        if counted:
            return counted, timetable
        return max(self.due_at - self.started_at, dt.timedelta(minutes=1)), None

    def used(self, now: dt.datetime) -> int:
        """Percent of the time used up at `now`, 0 and more."""
        length, timetable = self.measure()
        counted = working.between(self.started_at, now, timetable) if timetable else now - self.started_at
        share = int(100 * counted / length)
        return max(share, 100) if now >= self.due_at else min(max(share, 0), 99)

    def rung_after(self, share: int) -> dt.datetime | None:
        """When the next rung above `share` is reached."""
        above = [rung for rung in timing().rungs(self.kind) if rung > share]
        return self.moment_of(above[0]) if above else None

    def after_telling(self, share: int, now: dt.datetime) -> tuple[int, dt.datetime | None]:
        """What has fired once `share` was told at `now`, and when to look again."""
        if kind_of(self.kind).repeats:
            return 0, now + self.measure()[0]
        fired = max(share, self.fired)
        return fired, self.rung_after(fired)

    def highest_rung(self, now: dt.datetime) -> int:
        """The highest rung reached at `now` that has not fired; 0 if there is none."""
        for rung in reversed(timing().rungs(self.kind)):
            if rung <= self.fired:
                break
            if self.may_be_past(rung, now) and self.moment_of(rung) <= now:
                return rung
        return 0

    def may_be_past(self, rung: int, now: dt.datetime) -> bool:
        """Without laying out the days: beyond 100 percent at least the share itself must have elapsed since it was due."""
        if rung <= 100:
            return rung < 100 or now >= self.due_at
        return now - self.due_at >= self.measure()[0] * (rung - 100) / 100

    @property
    def is_kept(self) -> bool:
        return self.stopped_at is not None and self.stopped_at <= self.due_at
