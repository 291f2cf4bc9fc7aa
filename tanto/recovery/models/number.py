import datetime as dt

from django.db import models
from django.db.models import F
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
        if not cls.objects.filter(year=year).update(last=F("last") + 1):
            cls.objects.get_or_create(year=year)
            cls.objects.filter(year=year).update(last=F("last") + 1)
        return f"SR-{year}-{cls.objects.get(year=year).last:04d}"
