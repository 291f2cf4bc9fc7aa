import datetime as dt

from django.db import connection, models
from django.utils import timezone


class CaseNumber(models.Model):
    """The last number given in a year. Numbers rise; a gap is allowed, a second use is not."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

    @classmethod
    def take(cls, at: dt.datetime) -> str:
        """SR-2026-0048. Call inside a transaction: the row stays locked until it ends."""
        year = timezone.localtime(at).year
        last = cls.next_of(year)
        if last is None:
            cls.objects.get_or_create(year=year)
            last = cls.next_of(year)
        return f"SR-{year}-{last:04d}"

    @staticmethod
    def next_of(year: int) -> int | None:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE recovery_casenumber SET last = last + 1 WHERE year = %s RETURNING last", [year]
            )
            row = cursor.fetchone()
        return row[0] if row else None
