"""How long each clock may run, per severity S1..S4 (dictionary 3.7). Deadlines are data.

E counts around the clock, W in working time; a day is the same time on the next working day.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from . import working
from .working import Timetable

Unit = Literal["minutes", "working_minutes", "working_days", "end_of_day", "calendar_days"]


@dataclass(frozen=True)
class Target:
    unit: Unit
    amount: int = 0

    @property
    def counts_working_time(self) -> bool:
        return self.unit not in ("minutes", "calendar_days")

    def due(self, start: dt.datetime, timetable: Timetable) -> dt.datetime:
        """The due moment of a clock that starts at `start`."""
        if self.unit == "minutes":
            return start + dt.timedelta(minutes=self.amount)
        if self.unit == "working_minutes":
            return working.add(start, dt.timedelta(minutes=self.amount), timetable)
        if self.unit == "working_days":
            return working.days_on(start, self.amount, timetable)
        if self.unit == "end_of_day":
            return working.end_of_day(start, timetable)
        day = timetable.day_of(start) + dt.timedelta(days=self.amount)
        return timetable.intervals(working.next_open_day(day, timetable))[0][0]


TARGETS: dict[str, tuple[Target, Target, Target, Target]] = {
    # CLK-03 time to boss
    "time_to_boss": (
        Target("minutes", 15),
        Target("minutes", 30),
        Target("working_minutes", 120),
        Target("end_of_day"),
    ),
    # CLK-08 progress update
    "progress_update": (
        Target("minutes", 120),
        Target("working_minutes", 240),
        Target("working_days", 1),
        Target("working_days", 3),
    ),
    # CLK-04 boss to customer; owed for S1 and S2 only
    "boss_contact": (
        Target("minutes", 60),
        Target("working_minutes", 240),
        Target("working_days", 1),
        Target("working_days", 3),
    ),
    # How long a hand-over stays offered before it falls back to who offered it (3.4, ownership)
    "offer": (
        Target("minutes", 30),
        Target("minutes", 30),
        Target("working_minutes", 240),
        Target("working_minutes", 240),
    ),
}


# CLK-17: on which days after "nothing more" we ask again, per severity S1..S4
FOLLOW_UPS: tuple[tuple[int, ...], ...] = ((3, 14, 30, 90), (14, 30, 90), (14, 30), (14,))


def follow_up_due(start: dt.datetime, days: int, timetable: Timetable) -> dt.datetime:
    """The opening of the first working day that lies `days` calendar days on, or after."""
    return Target("calendar_days", days).due(start, timetable)


def target(kind: str, severity: int) -> Target:
    """The target of a clock kind for a severity 1..4."""
    return TARGETS[kind][severity - 1]
