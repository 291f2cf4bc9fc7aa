import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanto.clocks import working
from tanto.clocks.models.calendar import public_holidays
from tanto.clocks.targets import Target
from tanto.clocks.working import Timetable
from tanto.recovery.clock_kinds import TIME_TO_BOSS
from tests.cast import at

YEAR_END = {dt.date(2026, 12, day) for day in (29, 30, 31)} | {dt.date(2027, 1, day) for day in (1, 2, 3)}
OFFICE = Timetable(
    "Asia/Tokyo", (((540, 1080),),) * 5 + ((), ()), public_holidays("JP"), dict.fromkeys(YEAR_END, ())
)
LUNCH = Timetable("Asia/Tokyo", (((540, 720), (780, 1080)),) * 5 + ((), ()))
BERLIN = Timetable("Europe/Berlin", (((0, 1440),),) * 7)
moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 6, 1)).map(
    lambda m: m.replace(tzinfo=dt.UTC)
)
lengths = st.integers(1, 60 * 80).map(lambda n: dt.timedelta(minutes=n))


@given(start=moments, length=lengths, table=st.sampled_from([OFFICE, LUNCH, BERLIN]))
def test_what_was_added_lies_between(start, length, table):
    assert working.between(start, working.add(start, length, table), table) == length


def test_golden_week_is_not_worked():
    assert working.add(at("2026-05-01 17:00"), dt.timedelta(hours=4), OFFICE) == at("2026-05-07 12:00")


def test_year_end_is_not_worked():
    assert working.add(at("2026-12-28 17:00"), dt.timedelta(hours=8), OFFICE) == at("2027-01-04 16:00")


def test_a_working_day_is_the_same_time_a_working_day_on():
    assert working.days_on(at("2026-11-13 16:20"), 1, OFFICE) == at("2026-11-16 16:20")


def test_a_day_counted_from_a_closed_day_begins_with_the_next_opening():
    assert working.days_on(at("2026-11-14 12:00"), 1, OFFICE) == at("2026-11-17 09:00")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-11-12 10:00", "2026-11-12 18:00"),
        ("2026-11-12 19:00", "2026-11-13 18:00"),
        ("2026-11-14 10:00", "2026-11-16 18:00"),
    ],
)
def test_the_end_of_the_working_day(start, end):
    assert working.end_of_day(at(start), OFFICE) == at(end)


def test_an_hour_that_the_clock_skips_is_not_counted():
    spring = dt.datetime(2026, 3, 29, 1, 0, tzinfo=ZoneInfo("Europe/Berlin"))
    added = working.add(spring, dt.timedelta(hours=3), BERLIN)
    assert added - spring.astimezone(dt.UTC) == dt.timedelta(hours=3)


def test_a_timetable_without_opening_hours_is_refused():
    with pytest.raises(ValueError, match="no opening hours"):
        working.add(at("2026-11-12 10:00"), dt.timedelta(hours=1), Timetable("Asia/Tokyo", ((),) * 7))


@pytest.mark.parametrize(
    ("severity", "due"),
    [(1, "2026-11-13 17:27"), (2, "2026-11-13 17:42"), (3, "2026-11-16 10:12"), (4, "2026-11-13 18:00")],
)
def test_the_boss_is_told_within(severity, due):
    assert TIME_TO_BOSS[severity - 1].due(at("2026-11-13 17:12"), OFFICE) == at(due)


def test_a_follow_up_moves_to_the_next_working_day():
    assert Target("calendar_days", 14).due(at("2026-11-07 15:00"), OFFICE) == at("2026-11-24 09:00")
