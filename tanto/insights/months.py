"""The months of a page, on the wall of the company's calendar, and the question in which of them a moment lies."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Func, IntegerField, Q, Value, When
from django.db.models.sql.compiler import SQLCompiler

from tanto import clocks
from tanto.clocks.models.timing import timing
from tanto.clocks.working import instant, zone

WINDOWS = (6, 12, 24)
Sql = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class Months:
    """firsts: the first day of each month, the oldest first, and of the one after the last; now: when it was asked."""

    firsts: tuple[dt.date, ...]
    bounds: tuple[dt.datetime, ...]
    now: dt.datetime

    @classmethod
    def latest(cls, count: int) -> "Months":
        """This month and the ones before it, `count` in all."""
        now, wall = clocks.now(), zone(office_zone())
        today = now.astimezone(wall)
        last = today.year * 12 + today.month - 1
        firsts = [dt.date(n // 12, n % 12 + 1, 1) for n in range(last - count + 1, last + 2)]
        bounds = [instant(dt.datetime.combine(first, dt.time()), wall) for first in firsts]
        return cls(tuple(firsts), tuple(bounds), now)

    def __len__(self) -> int:
        return len(self.firsts) - 1

    def __getitem__(self, number: int) -> dt.date:
        return self.firsts[number]

    def holding(self, column: str) -> Q:
        """Rows whose moment lies in one of the months."""
        return Q(**{f"{column}__gte": self.bounds[0], f"{column}__lt": self.bounds[-1]})

    def number_of(self, column: str) -> Case:
        """In which of the months a moment lies, counted by the database: comparing with the bounds is as good as its own
        calendar, follows every change of the clock, and is many times faster on SQLite."""
        steps = [
            When(**{f"{column}__lt": bound}, then=Value(number))
            for number, bound in enumerate(self.bounds[1:])
        ]
        return Case(*steps, output_field=IntegerField())

    def number(self, moment: dt.datetime) -> int | None:
        """The same in Python."""
        for number, bound in enumerate(self.bounds[1:]):
            if moment < bound:
                return number if moment >= self.bounds[0] else None
        return None

    def is_whole(self, number: int, *, ripens: dt.timedelta = dt.timedelta()) -> bool:
        """Is the month over, and what is asked about it known?"""
        return self.bounds[number + 1] + ripens <= self.now


def office_zone() -> str:
    """Where the company's calendar hangs."""
    company = timing().calendars.get(0)
    return company.zone if company else settings.TIME_ZONE


class Minutes(Func):
    """Whole minutes from one moment to another, by the database itself: Django's own difference of moments calls back
    into Python for every row on SQLite. Seconds are cut, so that both databases count alike."""

    output_field = models.IntegerField()
    arity = 2

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Sql:
        return self.filled(compiler, "((strftime('%%s', {end}) - strftime('%%s', {start})) / 60)")

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Sql:
        seconds = "FLOOR(EXTRACT(EPOCH FROM {end})) - FLOOR(EXTRACT(EPOCH FROM {start}))"
        return self.filled(compiler, f"CAST(TRUNC(({seconds}) / 60) AS integer)")

    def filled(self, compiler: SQLCompiler, template: str) -> Sql:
        (start, before), (end, after) = (compiler.compile(part) for part in self.get_source_expressions())
        return template.format(start=start, end=end), (*after, *before)
