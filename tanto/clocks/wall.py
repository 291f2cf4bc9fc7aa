"""The clock on the office wall: the zone that the company's calendar names, for everything that people read."""

from zoneinfo import ZoneInfo

from django.conf import settings

from .models.timing import timing


def wall() -> ZoneInfo:
    """Where nobody entered a calendar yet, TANTO_TIME_ZONE."""
    company = timing().calendars.get(0)
    return ZoneInfo(company.zone if company else settings.TIME_ZONE)
