"""How long a clock may run (dictionary 3.7). Deadlines are data: what is shipped stands with the kinds of the rooms,
what this house set stands in `ClockRule`.

E counts around the clock, W in working time; a day is the same time on the next working day.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal, cast

from . import working
from .working import Timetable

Unit = Literal["minutes", "working_minutes", "working_days", "end_of_day", "calendar_days", "elapsed_days"]
UNITS: tuple[Unit, ...] = (
    "minutes",
    "working_minutes",
    "working_days",
    "end_of_day",
    "calendar_days",
    "elapsed_days",
)


@dataclass(frozen=True)
class Target:
    """amount: minutes or days, by unit; then: further amounts of a series (a follow-up on day 14, 30, 90)."""

    unit: Unit
    amount: int = 0
    then: tuple[int, ...] = ()

    @property
    def counts_working_time(self) -> bool:
        return self.unit in ("working_minutes", "working_days", "end_of_day")

    @property
    def amounts(self) -> tuple[int, ...]:
        return (self.amount, *self.then)

    def due(self, start: dt.datetime, timetable: Timetable) -> dt.datetime:
        """The due moment of a clock that starts at `start`."""
        match self.unit:
            case "minutes":
                return start + dt.timedelta(minutes=self.amount)
            case "working_minutes":
                return working.add(start, dt.timedelta(minutes=self.amount), timetable)
            case "working_days":
                return working.days_on(start, self.amount, timetable)
            case "end_of_day":
                return working.end_of_day(start, timetable)
            case "elapsed_days":
                return start + dt.timedelta(days=self.amount)
        day = timetable.day_of(start) + dt.timedelta(days=self.amount)
        return timetable.intervals(working.next_open_day(day, timetable))[0][0]

    def stored(self) -> dict[str, Any]:
        return {"unit": self.unit, "amount": self.amount, "then": list(self.then)}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Target":
        return cls(cast(Unit, stored["unit"]), stored["amount"], tuple(stored.get("then", ())))


Targets = tuple[Target | None, Target | None, Target | None, Target | None]
