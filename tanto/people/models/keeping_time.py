"""How this house counts time: working hours, days of its own, holidays somebody looked at, and the rules of its clocks.
Deadlines are data; who keeps the house changes them, and every change is in the journal."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from zoneinfo import available_timezones

from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clocks.kinds import HEARERS, KINDS, OWN, STARTS, STOPS, Tells
from tanto.clocks.models import Calendar, ClockRule, ConfirmedYear, Day
from tanto.clocks.models.calendar import public_holidays
from tanto.clocks.models.timing import forget
from tanto.clocks.targets import Targets
from tanto.journal.actor import Actor
from tanto.journal.models import Subject
from tanto.journal.verbs import verb
from tanto.web.refusals import Refused

Intervals = Sequence[tuple[int, int]]

MOST = {"minutes": 5_256_000, "working_minutes": 5_256_000} | dict.fromkeys(
    ("working_days", "end_of_day", "calendar_days", "elapsed_days"), 3650
)
"""The longest target of each unit, ten years: a slip of the hand must not lead beyond the last day a date can name."""


class KeepingTime(Subject):
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

    @verb
    def set_rule(
        self,
        *,
        by: Actor,
        kind: str,
        targets: Targets,
        tells: Tells,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """Another target, other people told, other words for one kind of clock. It counts for clocks that start from now
        on; those that run keep what was computed, and tell by the new rule."""
        must_keep_house(by)
        rule = ClockRule.objects.filter(kind=kind).first()
        if rule is None and kind not in KINDS:
            raise no_such_clock(kind)
        must_be_targets(targets)
        must_be_heard(tells)
        self._keep(rule or ClockRule(kind=kind), targets, tells, words or {})
        self.record("rule_set", by=by, at=clocks.now(), task=kind, **stored(targets, tells))

    @verb
    def reset_rule(self, *, by: Actor, kind: str) -> None:
        """As it is shipped. A deadline of the house is not reset but ended: what it measured stays."""
        must_keep_house(by)
        rule = ClockRule.objects.filter(kind=kind).first()
        if rule is None:
            return
        if rule.is_own:
            rule.retired_at = clocks.now()
            rule.save(update_fields=["retired_at"])
        else:
            rule.delete()
        forget()
        self.record("rule_reset", by=by, at=clocks.now(), task=kind)

    @verb
    def enter_deadline(
        self,
        *,
        by: Actor,
        name_en: str,
        name_ja: str = "",
        starts: str,
        stops: str,
        targets: Targets,
        tells: Tells,
        words: Mapping[str, str] | None = None,
    ) -> None:
        """A deadline of the house, a law or a contract: from which moment to which, how long, and who hears."""
        must_keep_house(by)
        if not name_en.strip() or starts not in STARTS or stops not in STOPS:
            raise Refused(
                "deadline_without_ends",
                _("The deadline has no name, no beginning or no end."),
                _("A clock that nothing starts or stops measures nothing."),
                _("Give it a name and choose both moments from the lists."),
                field="name_en",
            )
        must_be_targets(targets)
        must_be_heard(tells)
        number = ClockRule.objects.filter(kind__startswith=f"{OWN}-").count() + 1
        rule = ClockRule(
            kind=f"{OWN}-{number}",
            name_en=name_en.strip(),
            name_ja=name_ja.strip(),
            starts=starts,
            stops=stops,
        )
        self._keep(rule, targets, tells, words or {})
        self.record("deadline_entered", by=by, at=clocks.now(), task=rule.kind, **stored(targets, tells))

    def _keep(self, rule: ClockRule, targets: Targets, tells: Tells, words: Mapping[str, str]) -> None:
        kept = stored(targets, tells)
        rule.targets, rule.tells = kept["targets"], kept["tells"]
        rule.words_en, rule.words_ja = words.get("en", "").strip(), words.get("ja", "").strip()
        rule.save()
        forget()

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


def stored(targets: Targets, tells: Tells) -> dict[str, Any]:
    return {
        "targets": [target.stored() if target else None for target in targets],
        "tells": {str(share): list(codes) for share, codes in tells.items()},
    }


def must_keep_house(by: Actor) -> None:
    from .person import Person

    person = Person.objects.filter(pk=by.person_id or 0).first()
    if by.kind != "system" and (person is None or not person.may_keep_house()):
        raise Refused(
            "not_the_keeper",
            _("Only who keeps the house changes how its time is counted."),
            _("A deadline that anybody moves is no deadline."),
            _("Ask an administrator; everybody may read the rules here."),
            status=409,
        )


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


def must_be_targets(targets: Targets) -> None:
    for target in targets:
        if target is not None and max(target.amounts, default=0) > MOST[target.unit]:
            raise Refused(
                "target_too_long",
                _("A time of more than ten years is no deadline."),
                _("Nobody would be told of it while it matters."),
                _("Give at most %(most)s, or leave the severity without this clock.")
                % {"most": MOST[target.unit]},
                field="targets",
            )
        if target is not None and target.unit != "end_of_day" and min(target.amounts) < 1:
            raise Refused(
                "target_of_nothing",
                _("A time of zero is due before it begins."),
                _("Whoever is told of it can only be late."),
                _("Give at least one minute, or leave the severity without this clock."),
                field="targets",
            )
    if not any(targets):
        raise Refused(
            "no_target",
            _("No severity has a time."),
            _("A clock without any time never runs."),
            _("Give at least one severity a time; to switch a deadline off, end it."),
            field="targets",
        )


def must_be_heard(tells: Tells) -> None:
    known = all(code in HEARERS for codes in tells.values() for code in codes)
    if not known or not any(codes for share, codes in tells.items() if share >= 100):
        raise Refused(
            "nobody_hears",
            _("Nobody hears when the time is over."),
            _("A deadline that runs out in silence protects no customer."),
            _("Choose at least one person at 100 % or later."),
            field="tells",
        )


def no_such_clock(kind: str) -> Refused:
    return Refused(
        "no_such_clock",
        _("There is no clock “%(kind)s”.") % {"kind": kind},
        _("Clocks start and stop by facts that the program knows."),
        _("Choose one from the list, or enter a deadline of the house."),
    )


def unknown_year() -> Refused:
    return Refused(
        "unknown_year",
        _("This year cannot be confirmed."),
        _("Only years that a clock can reach have holidays."),
        _("Choose a year between 2000 and 2199."),
        field="year",
    )
