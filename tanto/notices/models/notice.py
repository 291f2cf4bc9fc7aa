import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from tanto.journal.models import Entry
from tanto.people.models import Person


class Notice(models.Model):
    """What one of us was told in the program: of an entry, or of a clock that reached 50 or 80 percent. Exactly once."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="notices")
    clock = models.BigIntegerField(null=True)
    share = models.PositiveSmallIntegerField(null=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="notice_of_entry_once", fields=["entry", "person"]),
            models.UniqueConstraint(name="notice_of_clock_once", fields=["clock", "share", "person"]),
            models.CheckConstraint(
                name="notice_of_entry_or_clock",
                condition=Q(entry__isnull=False, clock__isnull=True, share__isnull=True)
                | Q(entry__isnull=True, clock__isnull=False, share__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="notice_unread", fields=["person", "-id"], condition=Q(read_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk} for {self.person_id}"

    @classmethod
    def remind_each(cls, rows: Iterable[tuple[int, int, int, dict[str, Any]]], *, at: dt.datetime) -> None:
        """Tell people that clocks reached a rung below 100 percent: person, clock, share and facts of each. A second
        time does nothing."""
        notices = [
            Notice(person_id=pk, clock=clock, share=share, at=at, facts=facts)
            for pk, clock, share, facts in rows
        ]
        Notice.objects.bulk_create(notices, ignore_conflicts=True)

    @classmethod
    def read(cls, person: Person, *, at: dt.datetime) -> int:
        """Somebody has seen the list; how many were new."""
        return cls.objects.filter(person=person, read_at__isnull=True).update(read_at=at)
