"""Working hours, days of our own, holidays: set by who keeps the house, read by everybody, counted by every clock."""

import datetime as dt

import pytest

from tanto import clocks
from tanto.clocks.models import Calendar, Clock
from tanto.journal.verify import verify
from tanto.people.models import Firm
from tests.cast import HOUSE, Cast, at
from tests.recovery.test_receiving import refusal

WEEK = [[(540, 720), (780, 1080)]] * 5 + [[], []]
DAY = dt.date(2026, 12, 29)


def table(section: int = 0):
    return Calendar.of(section).timetable()


@pytest.fixture
def keeper(cast: Cast, client):
    cast.stranger.change(by=HOUSE, is_administrator=True)
    client.force_login(cast.stranger)
    return client


def test_a_break_at_noon_is_not_worked(cast: Cast):
    Firm.kept().set_hours(by=HOUSE, hours=WEEK)
    with clocks.travelling(at("2026-11-12 11:30")):
        case = cast.receive(severity=3)
    assert Clock.objects.get(subject_id=case.pk, kind="time_to_boss").due_at == at("2026-11-12 14:30")


def test_year_end_closing_stands_still_and_says_why(cast: Cast, client):
    Firm.kept().name_day(by=HOUSE, day=DAY, until=dt.date(2027, 1, 3), name="Year-end closing")
    assert not table().is_open(dt.date(2026, 12, 31))
    client.force_login(cast.owner)
    assert "Year-end closing" in client.get("/calendar/?month=2026-12").content.decode()


def test_a_holiday_may_be_worked(cast: Cast):
    labour_thanksgiving = dt.date(2026, 11, 23)
    assert not table().is_open(labour_thanksgiving)
    Firm.kept().name_day(by=HOUSE, day=labour_thanksgiving, name="Stock-taking", hours=[(540, 720)])
    assert table().hours_of(labour_thanksgiving) == ((540, 720),)
    Firm.kept().drop_day(by=HOUSE, day=labour_thanksgiving)
    assert not table().is_open(labour_thanksgiving)


def test_a_section_takes_the_days_of_the_company_along_and_its_own_count_first(cast: Cast):
    section = cast.owner.section_id
    Firm.kept().set_hours(by=HOUSE, hours=[[(0, 1440)]] * 7, section=section, name="round the clock")
    Firm.kept().name_day(by=HOUSE, day=DAY, name="Year-end closing")
    assert not table(section).is_open(DAY)
    Firm.kept().name_day(by=HOUSE, day=DAY, name="Night shift", hours=[(1200, 1440)], section=section)
    assert table(section).hours_of(DAY) == ((1200, 1440),)
    assert not table().is_open(DAY)


def test_a_section_works_the_company_s_hours_again_and_no_clock_is_lost(cast: Cast):
    section = cast.owner.section_id
    Firm.kept().set_hours(by=HOUSE, hours=[[(1080, 1380)]] * 7, section=section, name="evenings")
    case = cast.receive()
    Firm.kept().share_hours(by=HOUSE, section=section)
    clock = Clock.objects.running().get(subject_id=case.pk, kind="first_response")
    assert clock.calendar == Calendar.company()
    assert clock.used(clocks.now()) >= 0


def test_a_british_section_keeps_british_holidays_and_summer_time(cast: Cast):
    Firm.kept().set_hours(
        by=HOUSE,
        hours=WEEK,
        section=cast.owner.section_id,
        name="London",
        zone="Europe/London",
        country="GB-ENG",
    )
    london = table(cast.owner.section_id)
    assert not london.is_open(dt.date(2026, 8, 31))  # summer bank holiday
    opens = london.intervals(dt.date(2026, 7, 1))[0][0]
    assert opens == dt.datetime(2026, 7, 1, 8, tzinfo=dt.UTC)


def test_next_year_is_marked_until_somebody_confirms_it(cast: Cast, keeper):
    page = keeper.get("/calendar/?month=2027-01").content.decode()
    assert "The holidays of 2027 are computed and not confirmed yet." in page
    keeper.post("/calendar/year/", {"month": "2027-01", "section": "", "press": "x"})
    assert "not confirmed yet" not in keeper.get("/calendar/?month=2027-01").content.decode()
    assert "not confirmed yet" in keeper.get("/calendar/?month=2028-01").content.decode()


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("never_open", {"hours": [[]] * 7}),
        ("hours_out_of_order", {"hours": [[(780, 1080), (540, 720)]] * 7}),
        ("hours_out_of_order", {"hours": [[(540, 1500)]] * 7}),
        ("zone_unknown", {"hours": WEEK, "zone": "Asia/Tokio"}),
        ("country_unknown", {"hours": WEEK, "country": "XX"}),
        ("country_unknown", {"hours": WEEK, "country": "JAN"}),
    ],
)
def test_hours_that_cannot_be_counted_are_refused(cast: Cast, code, known):
    with refusal(code):
        Firm.kept().set_hours(by=HOUSE, **known)


def test_a_day_needs_a_name(cast: Cast):
    with refusal("day_without_name"):
        Firm.kept().name_day(by=HOUSE, day=DAY, name=" ")
    with refusal("day_without_name"):
        Firm.kept().name_day(by=HOUSE, day=DAY, until=DAY - dt.timedelta(days=1), name="Closing")


def test_a_day_of_a_section_without_hours_of_its_own_does_not_close_the_house(cast: Cast, keeper):
    section = cast.owner.section_id
    asked = {
        "press": "1",
        "section": section,
        "month": "2026-12",
        "day": "2026-12-29",
        "name": "Outing",
        "hours": "",
    }
    answer = keeper.post("/calendar/days/", asked)
    assert answer.status_code == 422
    assert "works the company’s hours" in answer.content.decode()
    assert "day-h" not in keeper.get(f"/calendar/?section={section}").content.decode()
    assert table().is_open(DAY)
    Firm.kept().name_day(by=HOUSE, day=DAY, name="Year-end closing")
    with refusal("hours_shared"):
        Firm.kept().drop_day(by=HOUSE, day=DAY, section=section)
    assert not table().is_open(DAY)


def test_a_leap_day_is_a_day(cast: Cast):
    Firm.kept().name_day(by=HOUSE, day=dt.date(2028, 2, 29), name="Founding day")
    assert not table().is_open(dt.date(2028, 2, 29))


def test_hours_are_typed_as_people_write_them(cast: Cast, keeper):
    days = {f"day_{n}": "9:00-12:00、13時" if n == 6 else "９:00-12:00, 13:00–18:00" for n in range(7)}
    refused = keeper.post("/calendar/hours/", days | {"zone": "Asia/Tokyo", "country": "JP"})
    assert refused.status_code == 422
    days["day_6"] = ""
    keeper.post("/calendar/hours/", days | {"zone": "Asia/Tokyo", "country": "JP", "press": "h"})
    assert Calendar.company().hours[0] == [[540, 720], [780, 1080]]
    assert verify().broken == ""


def test_a_colleague_reads_the_calendar_and_the_clocks_and_changes_nothing(cast: Cast, client):
    client.force_login(cast.owner)
    for address in ("/calendar/", f"/calendar/?section={cast.owner.section_id}", "/clocks/"):
        assert client.get(address).status_code == 200
    assert "Set these hours" not in client.get("/calendar/").content.decode()
    for address in (
        "/calendar/hours/",
        "/calendar/days/",
        "/calendar/year/",
        "/clocks/first_response/",
        "/clocks/new/",
    ):
        assert client.post(address, {}).status_code == 404


def test_a_rule_is_set_on_its_page(cast: Cast, keeper):
    typed = {f"unit_{n}": "minutes" for n in range(1, 5)} | {f"amount_{n}": "45" for n in range(1, 5)}
    heard = {"tell_50": ["duty"], "tell_100": ["duty", "boss"]}
    answer = keeper.post("/clocks/first_response/", typed | heard | {"press": "r"})
    assert answer.status_code == 302
    assert "changed here" in keeper.get("/clocks/").content.decode()
    assert "45 min" in keeper.get("/clocks/").content.decode()


def test_a_time_of_zero_is_refused_in_place_with_what_was_typed(cast: Cast, keeper):
    typed = {f"unit_{n}": "minutes" for n in range(1, 5)} | {f"amount_{n}": "0" for n in range(1, 5)}
    page = keeper.post("/clocks/first_response/", typed | {"tell_100": ["boss"], "words_en": "Ring now"})
    assert page.status_code == 422
    assert "A time of zero is due before it begins." in page.content.decode()
    assert "Ring now" in page.content.decode()


@pytest.mark.parametrize("month", ["2026-13", "yesterday", "", "0001-01", "2026-11-31"])
def test_a_month_typed_by_hand_is_this_month(cast: Cast, client, month):
    client.force_login(cast.owner)
    assert client.get("/calendar/", {"month": month}).status_code == 200


def test_people_read_the_hours_of_the_firm_not_of_the_machine(cast: Cast, client):
    case = cast.receive(known_at=at("2026-11-12 09:00"))
    Firm.kept().set_hours(by=HOUSE, hours=[[(540, 1080)]] * 5 + [[], []], zone="Europe/London", country="GB")
    client.force_login(cast.owner)
    page = client.get(f"/cases/{case.number}/").content.decode()
    assert "00:00" in page
    assert "09:00" not in page
