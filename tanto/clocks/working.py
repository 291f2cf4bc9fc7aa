"""Working-time arithmetic: pure functions of moments and a timetable. All moments are aware; results are UTC.

A day of work is a list of intervals on the office wall. Moments are converted to UTC before anything is added,
so that a night with a clock change is as long as it really was.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

HORIZON = 1000  # days looked ahead before a timetable without any opening is refused


@dataclass(frozen=True)
class Timetable:
    """hours: per weekday (0 Monday) the opening intervals as minutes since midnight; closed: days without work."""

    zone: str
    hours: tuple[tuple[tuple[int, int], ...], ...]
    closed: frozenset[dt.date] = frozenset()

    def intervals(self, day: dt.date) -> list[tuple[dt.datetime, dt.datetime]]:
        """The opening intervals of a day, in UTC."""
        if day in self.closed:
            return []
        return [(self.at(day, start), self.at(day, end)) for start, end in self.hours[day.weekday()]]

    def at(self, day: dt.date, minute: int) -> dt.datetime:
        wall = dt.datetime.combine(day, dt.time.min) + dt.timedelta(minutes=minute)
        return wall.replace(tzinfo=zone(self.zone)).astimezone(dt.UTC)

    def day_of(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(zone(self.zone)).date()

    def is_open(self, day: dt.date) -> bool:
        return day not in self.closed and bool(self.hours[day.weekday()])


@lru_cache
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def from_now_on(start: dt.datetime, timetable: Timetable) -> Iterator[tuple[dt.datetime, dt.datetime]]:
    """The opening intervals from `start` on, the first one cut where `start` falls into it."""
    day = timetable.day_of(start)
    for offset in range(HORIZON):
        for opens, closes in timetable.intervals(day + dt.timedelta(days=offset)):
            if closes > start:
                yield max(opens, start), closes
    raise ValueError("the timetable has no opening hours")


def add(start: dt.datetime, length: dt.timedelta, timetable: Timetable) -> dt.datetime:
    """The moment when `length` of working time has passed since `start`."""
    for opens, closes in from_now_on(start.astimezone(dt.UTC), timetable):
        if closes - opens >= length:
            return opens + length
        length -= closes - opens
    raise AssertionError("unreachable")


def between(start: dt.datetime, end: dt.datetime, timetable: Timetable) -> dt.timedelta:
    """How much working time lies between two moments; zero when `end` is not after `start`."""
    total = dt.timedelta()
    start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    day, last = timetable.day_of(start), timetable.day_of(end)
    while day <= last:
        for opens, closes in timetable.intervals(day):
            total += max(dt.timedelta(), min(closes, end) - max(opens, start))
        day += dt.timedelta(days=1)
    return total


def end_of_day(start: dt.datetime, timetable: Timetable) -> dt.datetime:
    """When the working day of `start` closes; outside hours, when the next one does."""
    opens, _ = next(from_now_on(start.astimezone(dt.UTC), timetable))
    return timetable.intervals(timetable.day_of(opens))[-1][1]


def days_on(start: dt.datetime, days: int, timetable: Timetable) -> dt.datetime:
    """The same time on the wall, `days` working days on. A start on a closed day counts from the next opening."""
    opens, _ = next(from_now_on(start.astimezone(dt.UTC), timetable))
    if not timetable.is_open(timetable.day_of(start)):
        start = opens
    local = start.astimezone(zone(timetable.zone))
    day = local.date()
    while days:
        day += dt.timedelta(days=1)
        days -= timetable.is_open(day)
    return timetable.at(day, local.hour * 60 + local.minute)


def next_open_day(day: dt.date, timetable: Timetable) -> dt.date:
    """`day` itself if there is work on it, else the next day with work."""
    for offset in range(HORIZON):
        if timetable.is_open(day + dt.timedelta(days=offset)):
            return day + dt.timedelta(days=offset)
    raise ValueError("the timetable has no opening hours")
