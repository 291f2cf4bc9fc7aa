import datetime as dt
from functools import lru_cache

from django.conf import settings
from django.db import models

from ..working import Timetable

WEEK = [[[540, 1080]]] * 5 + [[], []]  # Monday to Friday, 09:00-18:00, in minutes
YEARS = range(2020, 2051)


def week() -> list[list[list[int]]]:
    return WEEK


class Calendar(models.Model):
    """Working hours of the company or a section. `version` rises with every change of it or its closed days."""

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
        found = cls.objects.order_by("pk").first()
        return found or cls.objects.create(name="company", zone=settings.TIME_ZONE)

    def timetable(self) -> Timetable:
        return timetable_of(self.pk, self.version)


class ClosedDay(models.Model):
    calendar = models.ForeignKey(Calendar, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField()
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(name="closed_once", fields=["calendar", "day"])]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


@lru_cache(maxsize=256)
def timetable_of(calendar_id: int, version: int) -> Timetable:
    """Read once per version: public holidays of the country by rule, and the company's own closed days."""
    calendar = Calendar.objects.get(pk=calendar_id)
    closed = set(calendar.closed_days.values_list("day", flat=True))
    if calendar.country:
        closed |= public_holidays(calendar.country)
    hours = tuple(tuple((start, end) for start, end in day) for day in calendar.hours)
    return Timetable(calendar.zone, hours, frozenset(closed))


@lru_cache
def public_holidays(country: str) -> frozenset[dt.date]:
    import holidays  # a tenth of a second: not paid before the first page

    return frozenset(holidays.country_holidays(country, years=YEARS).keys())
