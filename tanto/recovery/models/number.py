import datetime as dt
from collections.abc import Sequence

from django.db import connection, models
from django.utils import timezone

from tanto.many import ids_ahead


class CaseNumber(models.Model):
    """The last number given in a year. Numbers rise; a gap is allowed, a second use is not."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

    @classmethod
    def take(cls, at: dt.datetime, *tables: type[models.Model]) -> "tuple[str, list[int]]":
        """SR-2026-0048, and the next id of each of these tables. Call inside a transaction: the row stays locked until it
        ends."""
        year = timezone.localtime(at).year
        row = cls.next_of(year, tables)
        if row is None:
            cls.objects.get_or_create(year=year)
            row = cls.next_of(year, tables)
            assert row is not None
        return f"SR-{year}-{row[0]:04d}", list(row[1:])

    @staticmethod
    def next_of(year: int, tables: "Sequence[type[models.Model]]") -> tuple[int, ...] | None:
        ahead, given = ids_ahead(*tables)
        sql = f"UPDATE recovery_casenumber SET last = last + 1 WHERE year = %s RETURNING last, {ahead}"  # noqa: S608 - no words of anybody
        with connection.cursor() as cursor:
            cursor.execute(sql, [year, *given])
            row: tuple[int, ...] | None = cursor.fetchone()
        return row
