"""Working-time arithmetic: pure functions of moments and a timetable. All moments are aware; results are UTC.

A day of work is a list of intervals on the office wall. A wall minute that a clock change skips is not worked, one
that comes twice is worked twice: an interval is laid on each stretch of the day with one offset, then joined.
"""

import datetime as dt
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import ZoneInfo

HORIZON = 1000  # days looked ahead before a timetable without any opening is refused
Hours = tuple[tuple[int, int], ...]
Interval = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, eq=False)
class Timetable:
    """hours: per weekday (0 Monday) the opening intervals as minutes since midnight; closed: days without work;
    special: days with hours of their own, which count before both."""

    zone: str
    hours: tuple[Hours, ...]
    closed: Container[dt.date] = frozenset()
    special: Mapping[dt.date, Hours] = field(default_factory=dict)
    known: dict[dt.date, tuple[Interval, ...]] = field(default_factory=dict, repr=False)

    def hours_of(self, day: dt.date) -> Hours:
        """What stands on the wall for a day, as minutes since midnight."""
        if day in self.special:
            return self.special[day]
        return () if day in self.closed else self.hours[day.weekday()]

    def intervals(self, day: dt.date) -> tuple[Interval, ...]:
        """The opening intervals of a day, in UTC."""
        found = self.known.get(day)
        if found is None:
            found = self.known[day] = laid_out(day, self.hours_of(day), zone(self.zone))
        return found

    def day_of(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(zone(self.zone)).date()

    def is_open(self, day: dt.date) -> bool:
        return bool(self.hours_of(day))

    def on_wall(self, day: dt.date, clock: dt.time) -> dt.datetime:
        """A wall time of a day, in UTC; one that is skipped that day is the moment of the change."""
        return instant(dt.datetime.combine(day, clock), zone(self.zone))


@lru_cache
def zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def instant(wall: dt.datetime, tz: ZoneInfo) -> dt.datetime:
    moment = wall.replace(tzinfo=tz).astimezone(dt.UTC)
    if moment.astimezone(tz).replace(tzinfo=None) == wall:
        return moment
    return change_between(moment - dt.timedelta(days=1), moment + dt.timedelta(days=1), tz)


def change_between(start: dt.datetime, end: dt.datetime, tz: ZoneInfo) -> dt.datetime:
    """The moment between two in UTC at which the offset of a zone becomes the later one's, to the second."""
    after = end.astimezone(tz).utcoffset()
    while end - start > dt.timedelta(seconds=1):
        middle = start + dt.timedelta(seconds=(end - start) // dt.timedelta(seconds=1) // 2)
        if middle.astimezone(tz).utcoffset() == after:
            end = middle
        else:
            start = middle
    return end


def laid_out(day: dt.date, hours: Hours, tz: ZoneInfo) -> tuple[Interval, ...]:
    midnight = dt.datetime.combine(day, dt.time())
    begins, ends = (instant(midnight + dt.timedelta(days=n), tz) for n in (0, 1))
    if not hours:
        return ()
    stretches = [(begins, ends)]
    if begins.astimezone(tz).utcoffset() != (ends - dt.timedelta(seconds=1)).astimezone(tz).utcoffset():
        change = change_between(begins, ends - dt.timedelta(seconds=1), tz)
        stretches = [(begins, change), (change, ends)]
    pieces: list[Interval] = []
    for since, until in stretches:
        offset = since.astimezone(tz).utcoffset() or dt.timedelta()
        for start, end in hours:
            opens, closes = (
                (midnight + dt.timedelta(minutes=minute) - offset).replace(tzinfo=dt.UTC)
                for minute in (start, end)
            )
            opens, closes = max(opens, since), min(closes, until)
            if opens < closes:
                pieces.append((opens, closes))
    return joined(pieces)


def joined(pieces: list[Interval]) -> tuple[Interval, ...]:
    whole: list[Interval] = []
    for opens, closes in sorted(pieces):
        if whole and opens <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(closes, whole[-1][1]))
        else:
            whole.append((opens, closes))
    return tuple(whole)


def from_now_on(start: dt.datetime, timetable: Timetable) -> Iterator[Interval]:
    """The opening intervals from `start` on, the first one cut where `start` falls into it."""
    day = timetable.day_of(start)
    shut = 0
    while shut < HORIZON:
        shut += 1
        for opens, closes in timetable.intervals(day):
            shut = 0
            if closes > start:
                yield max(opens, start), closes
        day += dt.timedelta(days=1)
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
    for opens, closes in stretches_between(start, end, timetable):
        total += closes - opens
    return total


def stretches_between(start: dt.datetime, end: dt.datetime, timetable: Timetable) -> Iterator[Interval]:
    """The worked stretches between two moments: what a clock counted."""
    start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    day, last = timetable.day_of(start), timetable.day_of(end)
    while day <= last:
        for opens, closes in timetable.intervals(day):
            if closes > start and opens < end:
                yield max(opens, start), min(closes, end)
        day += dt.timedelta(days=1)


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
        day = next_open_day(day + dt.timedelta(days=1), timetable)
        days -= 1
    return timetable.on_wall(day, local.time())


def next_open_day(day: dt.date, timetable: Timetable) -> dt.date:
    """`day` itself if there is work on it, else the next day with work."""
    for offset in range(HORIZON):
        if timetable.is_open(day + dt.timedelta(days=offset)):
            return day + dt.timedelta(days=offset)
    raise ValueError("the timetable has no opening hours")
