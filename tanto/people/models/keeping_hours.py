"""How this house counts time: working hours, days of its own, and holidays somebody looked at."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.models import Calendar, ConfirmedYear, Day
from tanto.clocks.models.calendar import public_holidays
from tanto.clocks.models.timing import forget
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

from .keeper import must_keep_house

Intervals = Sequence[tuple[int, int]]


class KeepingHours(Subject):
    class Meta:
        abstract = True

    @verb
    def set_hours(
        self,
        *,
        by: Actor,
        hours: Sequence[Intervals],
        section: int = 0,
        name: str = "",
        zone: str = "",
        country: str | None = None,
    ) -> None:
        """Working hours of the company, or of one section: per weekday, Monday first, in minutes since midnight. Clocks
        that run keep the time that was computed; the next rungs are counted by the new hours."""
        must_keep_house(by)
        for day in hours:
            must_be_hours(day)
        must_open_sometime(hours)
        company = Calendar.company()
        zone, country = zone or company.zone, company.country if country is None else country
        must_be_known(zone, country)
        calendar = Calendar.objects.filter(section=section).first()
        if calendar is None:
            calendar = Calendar(section=section, name=name or f"section {section}")
        calendar.hours, calendar.zone, calendar.country = (
            [list(map(list, day)) for day in hours],
            zone,
            country,
        )
        self._changed(calendar)
        self.record("hours_set", by=by, at=clocks.now(), section=section, hours=calendar.hours, zone=zone)

    @verb
    def share_hours(self, *, by: Actor, section: int) -> None:
        """A section works the company's hours again. Its own days go with its calendar; running clocks that counted them
        count the company's from now on."""
        must_keep_house(by)
        own = Calendar.objects.filter(section=section).exclude(section=0).first()
        if own is not None:
            own.clock_set.update(calendar=Calendar.company())
            own.delete()
            forget()
            self.record("hours_shared", by=by, at=clocks.now(), section=section)

    @verb
    def name_day(
        self,
        *,
        by: Actor,
        day: dt.date,
        name: str,
        hours: Intervals = (),
        section: int = 0,
        until: dt.date | None = None,
    ) -> None:
        """A day with hours of its own, or several in a row: closed without hours, open with them, also on a holiday."""
        must_keep_house(by)
        must_be_hours(hours)
        last = until or day
        if not name.strip() or not dt.timedelta() <= last - day <= dt.timedelta(days=60):
            raise Refused(
                "day_without_name",
                _("The day has no name, or the last day lies before the first or far behind it."),
                _("A clock that stands still must be able to say why."),
                _("Write what it is, say “Year-end closing”, and at most two months at once."),
                field="name",
            )
        calendar = self._calendar(section)
        for offset in range((last - day).days + 1):
            Day.objects.update_or_create(
                calendar=calendar,
                day=day + dt.timedelta(days=offset),
                defaults={"name": name.strip(), "hours": [list(interval) for interval in hours]},
            )
        self._changed(calendar)
        self.record(
            "day_named",
            by=by,
            at=clocks.now(),
            section=section,
            day=day.isoformat(),
            until=last.isoformat(),
            name=name.strip(),
        )

    @verb
    def drop_day(self, *, by: Actor, day: dt.date, section: int = 0) -> None:
        """The day is a usual one after all."""
        must_keep_house(by)
        calendar = self._calendar(section)
        if calendar.days.filter(day=day).delete()[0]:
            self._changed(calendar)
            self.record("day_dropped", by=by, at=clocks.now(), section=section, day=day.isoformat())

    @verb
    def confirm_year(self, *, by: Actor, year: int, section: int = 0) -> None:
        """Somebody has looked at the holidays of a year and says that they are right."""
        must_keep_house(by)
        calendar = self._calendar(section)
        if not 2000 <= year < 2200:
            raise unknown_year()
        _row, is_new = ConfirmedYear.objects.get_or_create(
            calendar=calendar, year=year, defaults={"at": clocks.now(), "by": by.person_id or 0}
        )
        if is_new:
            self.record("year_confirmed", by=by, at=clocks.now(), section=section, year=year)

    def _calendar(self, section: int) -> Calendar:
        """The calendar of exactly this section: a day of one section must not close the house."""
        company = Calendar.company()
        calendar = Calendar.objects.filter(section=section).first() if section else company
        if calendar is None:
            raise Refused(
                "hours_shared",
                _("This section works the company’s hours."),
                _("A day entered here would stop the clocks of every section."),
                _("Give the section hours of its own first, or enter the day for the company."),
                field="section",
            )
        return calendar

    def _changed(self, calendar: Calendar) -> None:
        calendar.version += 1
        calendar.save()
        forget()


def must_be_hours(day: Intervals) -> None:
    before = 0
    for start, end in day:
        if not before <= start < end <= 24 * 60:
            raise Refused(
                "hours_out_of_order",
                _("These hours overlap, run backwards, or leave the day."),
                _("A minute is worked or not worked; a clock cannot count it twice."),
                _("Write them in order, say 9:00-12:00, 13:00-18:00."),
                field="hours",
            )
        before = end


def must_open_sometime(hours: Sequence[Intervals]) -> None:
    if len(hours) != 7 or not any(hours):
        raise Refused(
            "never_open",
            _("This calendar has no hours at all."),
            _("A clock that counts hours which never come would never be due."),
            _("Give at least one day its hours, or let the section work the company’s."),
            field="hours",
        )


def must_be_known(zone: str, country: str) -> None:
    if zone not in available_timezones():
        raise Refused(
            "zone_unknown",
            _("“%(zone)s” is no time zone.") % {"zone": zone},
            _("Hours on a wall mean nothing without the wall."),
            _("Write it like Asia/Tokyo or Europe/London."),
            field="zone",
        )
    try:
        if country:
            public_holidays(country)
    except (NotImplementedError, AttributeError, TypeError) as error:
        raise Refused(
            "country_unknown",
            _("The holidays of “%(country)s” are not known.") % {"country": country},
            _("A holiday that nobody knows of is counted as work."),
            _(
                "Write the country’s two letters (JP, GB, a part of it as GB-ENG), or leave it empty and enter the days."
            ),
            field="country",
        ) from error


def unknown_year() -> Refused:
    return Refused(
        "unknown_year",
        _("This year cannot be confirmed."),
        _("Only years that a clock can reach have holidays."),
        _("Choose a year between 2000 and 2199."),
        field="year",
    )
