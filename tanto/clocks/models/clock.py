import datetime as dt
from typing import Any

from django.db import models
from django.db.models import Q

from .. import working
from ..kinds import KINDS
from .calendar import Calendar


class RunningClocks(models.QuerySet["Clock"]):
    def running(self) -> "RunningClocks":
        return self.filter(stopped_at__isnull=True)

    def of(self, subject_kind: str, subject_id: int) -> "RunningClocks":
        return self.filter(subject_kind=subject_kind, subject_id=subject_id)

    def owed_by(self, person_id: int) -> "RunningClocks":
        """What this person owes now, the next due first: "my day" is this one query."""
        return self.running().filter(duty=person_id).select_related("calendar").order_by("due_at", "id")


class Clock(models.Model):
    """A stored moment: what is owed, by whom, until when. A clock without a calendar counts around the clock.

    part: which of several of one kind it is (an action, the follow-up of a day), 0 where there is one only;
    duty: the id of the person on duty; next_at: when the sweep must look again (null: no rung is left);
    because: why this time, as facts for the page that explains it; trouble: why the sweep set it aside.
    """

    subject_kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    part = models.BigIntegerField(default=0)
    duty = models.BigIntegerField()
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, null=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    fired = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    because = models.JSONField(default=dict)
    trouble = models.TextField(default="")

    objects = RunningClocks.as_manager()

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
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject_kind} {self.subject_id}, due {self.due_at}"

    @classmethod
    def start(
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
    ) -> "Clock":
        """Start a clock; a running one of the same kind and part ends at this start."""
        cls.stop(subject_kind, subject_id, kind, at=started_at, part=part)
        clock = cls(
            subject_kind=subject_kind,
            subject_id=subject_id,
            kind=kind,
            part=part,
            duty=duty,
            started_at=started_at,
            due_at=due_at,
            calendar=calendar,
            because=because or {},
        )
        clock.next_at = clock.rung_after(0)
        clock.save()
        return clock

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

    @property
    def timetable(self) -> working.Timetable | None:
        return self.calendar.timetable() if self.calendar else None

    def moment_of(self, share: int) -> dt.datetime:
        """When `share` percent of the time are used up; beyond 100 it counts on from the due moment."""
        length = self.length()
        if share == 100:
            return self.due_at
        start, part = (self.started_at, share) if share < 100 else (self.due_at, share - 100)
        if self.timetable is None or not working.between(self.started_at, self.due_at, self.timetable):
            return start + length * part / 100
        return working.add(start, length * part / 100, self.timetable)

    def length(self) -> dt.timedelta:
        """Counted time from start to due: working time, or elapsed where no working time lies between."""
        elapsed = max(self.due_at - self.started_at, dt.timedelta(minutes=1))
        if self.timetable is None:
            return elapsed
        return working.between(self.started_at, self.due_at, self.timetable) or elapsed

    def used(self, now: dt.datetime) -> int:
        """Percent of the time used up at `now`, 0 and more."""
        if self.timetable is None or not working.between(self.started_at, self.due_at, self.timetable):
            counted = now - self.started_at
        else:
            counted = working.between(self.started_at, now, self.timetable)
        share = int(100 * counted / self.length())
        return max(share, 100) if now >= self.due_at else min(max(share, 0), 99)

    def rung_after(self, share: int) -> dt.datetime | None:
        """When the next rung above `share` is reached."""
        for rung in KINDS[self.kind].rungs:
            if rung > share:
                return self.moment_of(rung)
        return None

    def highest_rung(self, now: dt.datetime) -> int:
        """The highest rung reached at `now` that has not fired; 0 if there is none."""
        reached = [r for r in KINDS[self.kind].rungs if r > self.fired and self.moment_of(r) <= now]
        return max(reached, default=0)

    @property
    def is_kept(self) -> bool:
        return self.stopped_at is not None and self.stopped_at <= self.due_at
