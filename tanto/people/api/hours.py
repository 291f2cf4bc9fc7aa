"""The hours a clock counts: of the company, or of one section."""

import datetime as dt
from typing import Annotated, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from tanto.clocks.models import Calendar
from tanto.web.api.answering import answer
from tanto.web.api.kinds import Day, Given, Id, Number, Shown, Text
from tanto.web.api.routes import MADE, Room

from ..bearer import actor
from ..models import Firm, Section
from ..views import keeper

Minute = Annotated[int, Field(strict=True, ge=0, le=1440)]
Interval = Annotated[list[Minute], Field(min_length=2, max_length=2)]
Intervals = Annotated[list[Interval], Field(max_length=12)]
Year = Annotated[int, Field(strict=True, ge=2000, le=2199)]
OFFICE = [[540, 720], [780, 1080]]


class NewHours(Given):
    """hours: for each weekday, Monday first, intervals in minutes since midnight. Without a section, of the company."""

    hours: Annotated[list[Intervals], Field(min_length=7, max_length=7)]
    zone: Annotated[Text, Field(min_length=1, max_length=40)]
    country: Annotated[Text, Field(max_length=8)] = ""
    section: Id | None = None


class OfSection(Given):
    section: Id


class NewDay(Given):
    """Without hours it is closed. until: the last day, if several."""

    day: Day
    until: Day | None = None
    name: Annotated[Text, Field(min_length=1, max_length=80)]
    hours: Intervals = []
    section: Id | None = None


class GoneDay(Given):
    day: Day
    section: Id | None = None


class LookedAt(Given):
    year: Year
    section: Id | None = None


class DayShown(Shown):
    day: dt.date
    name: str
    hours: list[list[int]]


class CalendarShown(Shown):
    """own: whether the section has hours of its own; days: those that the house named; confirmed: years whose holidays
    somebody has looked at."""

    example: ClassVar[dict[str, Any]] = {"section": 0, "name": "company", "own": True, "zone": "Asia/Tokyo", "country": "JP", "hours": [OFFICE] * 5 + [[], []], "days": [{"day": "2026-12-30", "name": "Year end", "hours": []}], "confirmed": [2026]}  # fmt: skip

    section: int
    name: str
    own: bool
    zone: str
    country: str
    hours: list[list[list[int]]]
    days: list[DayShown]
    confirmed: list[int]


def known(section: int | None) -> Section | None:
    if not section:
        return None
    found = Section.objects.filter(pk=section).first()
    if found is None:
        raise Http404
    return found


def shown(section: int | None, *, status: int = 200) -> HttpResponse:
    calendar = Calendar.of(section or 0)
    days = calendar.days.order_by("day")[:1000]
    return answer(
        CalendarShown(
            section=section or 0,
            name=calendar.name,
            own=calendar.section == (section or 0),
            zone=calendar.zone,
            country=calendar.country,
            hours=[[list(interval) for interval in day] for day in calendar.hours],
            days=[
                DayShown(day=day.day, name=day.name, hours=[list(each) for each in day.hours]) for day in days
            ],
            confirmed=list(calendar.confirmed_years.order_by("year").values_list("year", flat=True)),
        ),
        status=status,
    )


def read(request: HttpRequest, section: Number = 0) -> HttpResponse:
    """Of the company, or of one section."""
    known(section)
    return shown(section)


def pairs(intervals: list[list[int]]) -> list[tuple[int, int]]:
    return [(start, end) for start, end in intervals]


def set_hours(request: HttpRequest, given: NewHours) -> HttpResponse:
    """Running clocks are measured anew."""
    keeper(request)
    section = known(given.section)
    Firm.kept().set_hours(
        by=actor(request),
        hours=[pairs(day) for day in given.hours],
        section=section.pk if section else 0,
        name=section.name("en") if section else "company",
        zone=given.zone,
        country=given.country.upper(),
    )
    return shown(given.section)


def share(request: HttpRequest, given: OfSection) -> HttpResponse:
    """The section works the company's hours again."""
    keeper(request)
    known(given.section)
    Firm.kept().share_hours(by=actor(request), section=given.section)
    return shown(given.section)


def name_day(request: HttpRequest, given: NewDay) -> HttpResponse:
    """A day, or several in a row, with hours of its own."""
    keeper(request)
    known(given.section)
    Firm.kept().name_day(
        by=actor(request),
        day=given.day,
        until=given.until,
        name=given.name,
        hours=pairs(given.hours),
        section=given.section or 0,
    )
    return shown(given.section, status=MADE)


def drop_day(request: HttpRequest, given: GoneDay) -> HttpResponse:
    """A usual day after all."""
    keeper(request)
    known(given.section)
    Firm.kept().drop_day(by=actor(request), day=given.day, section=given.section or 0)
    return shown(given.section)


def confirm(request: HttpRequest, given: LookedAt) -> HttpResponse:
    """Somebody has looked at the holidays and says that they are right."""
    keeper(request)
    known(given.section)
    Firm.kept().confirm_year(by=actor(request), year=given.year, section=given.section or 0)
    return shown(given.section)


def offer_to(room: Room) -> None:
    house: dict[str, Any] = {"scope": "house", "gives": CalendarShown}
    week = [OFFICE] * 5 + [[], []]
    room.offer(
        "GET", "/calendar", read, name="read_calendar", says="The hours a clock counts", gives=CalendarShown
    )
    room.offer(
        "PUT",
        "/calendar/hours",
        set_hours,
        name="set_hours",
        says="Set working hours",
        example={"hours": week, "zone": "Asia/Tokyo", "country": "JP"},
        **house,
    )
    room.offer(
        "PUT",
        "/calendar/hours/company",
        share,
        name="share_hours",
        says="A section works the company’s hours again",
        example={"section": 2},
        **house,
    )
    room.offer(
        "POST",
        "/calendar/days",
        name_day,
        name="name_day",
        says="A day with hours of its own",
        status=MADE,
        example={"day": "2026-12-30", "name": "Year end"},
        **house,
    )
    room.offer(
        "PUT",
        "/calendar/days/removal",
        drop_day,
        name="drop_day",
        says="A usual day after all",
        example={"day": "2026-12-30"},
        **house,
    )
    room.offer(
        "PUT",
        "/calendar/year",
        confirm,
        name="confirm_year",
        says="The holidays of a year are right",
        example={"year": 2027},
        **house,
    )
