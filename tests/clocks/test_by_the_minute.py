"""The arithmetic against a second way that shares nothing with it: every minute of ten years, one by one."""

import datetime as dt
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from hypothesis import given, settings
from hypothesis import strategies as st

from tanto.clocks import working
from tanto.clocks.working import Timetable

MINUTE = dt.timedelta(minutes=1)
WEEKDAYS = (((540, 720), (780, 1080)),) * 5 + ((), ())
ROUND_THE_CLOCK = (((0, 1440),),) * 7
NIGHTS = (
    ((60, 150), (1320, 1440)),
) * 7  # 01:00-02:30 lies across the hour that Britain changes, and 22:00-24:00
HALF_DAY = {dt.date(2024, 2, 29): ((540, 720),), dt.date(2028, 2, 29): (), dt.date(2026, 8, 13): ()}
CALENDARS = {
    "Japan": ("Asia/Tokyo", WEEKDAYS, "JP", None),
    "Britain": ("Europe/London", WEEKDAYS, "GB", "ENG"),
    "Britain at night": ("Europe/London", NIGHTS, "GB", "ENG"),
    "Britain around the clock": ("Europe/London", ROUND_THE_CLOCK, "GB", "ENG"),
}


@lru_cache
def closed_days(nation: str, part: str | None):
    return frozenset(holidays.country_holidays(nation, subdiv=part, years=range(2019, 2032)))


@lru_cache
def timetable(name: str) -> Timetable:
    zone, hours, nation, part = CALENDARS[name]
    return Timetable(zone, hours, closed_days(nation, part), HALF_DAY)


@lru_cache(maxsize=4096)
def worked_minutes(name: str, day: dt.date) -> bytes:
    """For each of the 1,440 minutes of a UTC day: does the clock on the wall stand at a worked one?"""
    zone, hours, nation, part = CALENDARS[name]
    tz, closed = ZoneInfo(zone), closed_days(nation, part)
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    worked = bytearray(1440)
    for minute in range(1440):
        wall = (midnight + minute * MINUTE).astimezone(tz)
        spans = HALF_DAY.get(wall.date(), () if wall.date() in closed else hours[wall.weekday()])
        worked[minute] = any(start <= wall.hour * 60 + wall.minute < end for start, end in spans)
    return bytes(worked)


def counted(name: str, start: dt.datetime, minutes: int) -> dt.datetime:
    """When so many worked minutes have passed since a whole minute, counted one by one."""
    now = start
    while minutes:
        minutes -= worked_minutes(name, now.date())[now.hour * 60 + now.minute]
        now += MINUTE
    return now


ten_years = st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2029, 12, 1)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=dt.UTC)
)
around_changes = st.builds(
    lambda year, spring, minutes: (
        last_sunday(year, 3 if spring else 10) - dt.timedelta(hours=4) + minutes * MINUTE
    ),
    st.integers(2020, 2029),
    st.booleans(),
    st.integers(0, 10 * 60),
)


def last_sunday(year: int, month: int) -> dt.datetime:
    last = dt.datetime(year, month, 31, 1, tzinfo=dt.UTC)
    return last - dt.timedelta(days=(last.weekday() + 1) % 7)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(CALENDARS)), start=ten_years | around_changes, minutes=st.integers(1, 3000)
)
def test_working_time_is_what_one_counts_minute_by_minute(name, start, minutes):
    assert working.add(start, minutes * MINUTE, timetable(name)) == counted(name, start, minutes)


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(sorted(CALENDARS)), start=ten_years | around_changes, length=st.integers(0, 20_000)
)
def test_between_two_moments_lies_what_one_counts_minute_by_minute(name, start, length):
    end = start + length * MINUTE
    days = [start.date() + dt.timedelta(days=n) for n in range((end.date() - start.date()).days + 1)]
    whole = b"".join(worked_minutes(name, day) for day in days)
    first = start.hour * 60 + start.minute
    assert working.between(start, end, timetable(name)) == sum(whole[first : first + length]) * MINUTE


def test_every_day_of_ten_years_is_laid_out_as_counted():
    for name in CALENDARS:
        table, day = timetable(name), dt.date(2020, 1, 1)
        while day < dt.date(2030, 1, 1):
            start = dt.datetime.combine(day, dt.time(), dt.UTC)
            assert (
                working.between(start, start + dt.timedelta(days=1), table)
                == sum(worked_minutes(name, day)) * MINUTE
            ), (name, day)
            day += dt.timedelta(days=1 if name == "Britain at night" else 7)
