import datetime as dt
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from ..working import Hours, Timetable


def week() -> list[list[list[int]]]:
    return [[[540, 1080]]] * 5 + [[], []]


class Calendar(models.Model):
    """Working hours of the company (section 0) or of one section. A section's calendar takes the holidays and the days
    of the company's along; its own days count first. `version` rises with every change of it or its days."""

    section = models.BigIntegerField(default=0, unique=True)
    name = models.CharField(max_length=80, unique=True)
    zone = models.CharField(max_length=40)
    country = models.CharField(max_length=8, default="JP", blank=True)
    hours = models.JSONField(default=week)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def company(cls) -> "Calendar":
        """The company's own calendar; made with the usual office hours when the house is new."""
        return cls.of(0)

    @classmethod
    def of(cls, section: int) -> "Calendar":
        """The calendar of a section, else the company's."""
        from .timing import forget, timing

        calendars = timing().calendars
        if found := calendars.get(section) or calendars.get(0):
            return found
        made, _is_new = cls.objects.get_or_create(
            section=0, defaults={"name": "company", "zone": settings.TIME_ZONE}
        )
        forget()
        return made

    def timetable(self) -> Timetable:
        from .timing import timing

        company = timing().calendars.get(0)
        return timetable_of(self.pk, self.version, company.version if company else 0)

    def is_confirmed(self, year: int) -> bool:
        """Did somebody look at the holidays of this year and say that they are right?"""
        return not self.country or self.confirmed_years.filter(year=year).exists()


class Day(models.Model):
    """A day with hours of its own: closed (no hours), or open at other hours, also on a holiday."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    name = models.CharField(max_length=80)
    hours = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(name="day_once", fields=["calendar", "day"])]
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class ConfirmedYear(models.Model):
    """A year whose public holidays somebody has confirmed. Without it they are computed, and marked so."""

    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="confirmed_years")
    year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="year_confirmed_once", fields=["calendar", "year"]),
            models.CheckConstraint(name="year_is_a_year", condition=Q(year__gte=2000, year__lt=2200)),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


@lru_cache(maxsize=256)
def timetable_of(calendar_id: int, version: int, company_version: int) -> Timetable:
    """Read once per version: public holidays of the country by rule, the company's days, and the calendar's own."""
    calendar = Calendar.objects.get(pk=calendar_id)
    special: dict[dt.date, Hours] = {}
    for day in Day.objects.filter(Q(calendar__section=0) | Q(calendar=calendar)).order_by(
        "calendar__section"
    ):
        special[day.day] = as_hours(day.hours)
    closed = public_holidays(calendar.country) if calendar.country else frozenset()
    return Timetable(calendar.zone, tuple(as_hours(day) for day in calendar.hours), closed, special)


def as_hours(stored: Any) -> Hours:
    return tuple((start, end) for start, end in stored)


@lru_cache
def public_holidays(country: str, language: str = "") -> Any:
    """The public holidays of a country ("JP") or of a part of it ("GB-ENG"): a mapping of days to their names, in the
    language asked for where the library has it, that reckons a year when it is first asked for one."""
    import holidays  # a tenth of a second: not paid before the first page

    nation, _, part = country.partition("-")
    tongue = {"ja": "ja", "en": "en_US"}.get(language)
    return holidays.country_holidays(nation, subdiv=part or None, language=tongue)
