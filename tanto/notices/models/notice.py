import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Q

from tanto.journal.models import Entry
from tanto.people.models import Person

from .letter import Letter


class Notice(models.Model):
    """What one of us was told in the program: of an entry, of a clock that reached 50 or 80 percent, or a list of the
    day. Exactly once.

    subject: what it is about; clock, share: which clock climbed how far, also where it became an entry; rung_at: the
    moment of that rung, so that a clock that was moved, or that repeats, tells anew; list, day: the list of the morning
    or evening; mail_at: from when on it goes by mail too (null: it does not); letter: the mail that
    carried it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices", db_index=False)
    entry = models.ForeignKey(
        Entry, on_delete=models.PROTECT, null=True, related_name="notices", db_index=False
    )
    subject_kind = models.CharField(max_length=20, blank=True)
    subject_id = models.BigIntegerField(default=0)
    clock = models.BigIntegerField(null=True)
    share = models.PositiveSmallIntegerField(null=True)
    rung_at = models.DateTimeField(null=True)
    list = models.CharField(max_length=10, blank=True)
    day = models.DateField(null=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail_at = models.DateTimeField(null=True)
    letter = models.ForeignKey(
        Letter, on_delete=models.PROTECT, null=True, related_name="notices", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="notice_of_entry_once", fields=["entry", "person"]),
            models.UniqueConstraint(
                name="notice_of_clock_once",
                fields=["clock", "share", "person", "rung_at"],
                condition=Q(entry__isnull=True),
            ),
            models.UniqueConstraint(
                name="notice_of_list_once", fields=["person", "list", "day"], condition=~Q(list="")
            ),
            models.CheckConstraint(
                name="notice_of_something",
                condition=Q(entry__isnull=False, list="")
                | Q(entry__isnull=True, list="", clock__isnull=False, share__isnull=False)
                | Q(entry__isnull=True, clock__isnull=True, day__isnull=False) & ~Q(list=""),
            ),
        ]
        indexes = [
            models.Index(name="notice_unread", fields=["person", "-id"], condition=Q(read_at__isnull=True)),
            models.Index(name="notice_all", fields=["person", "-id"]),
            models.Index(name="notice_letter", fields=["letter"], condition=Q(letter__isnull=False)),
            models.Index(name="notice_clock", fields=["clock"], condition=Q(clock__isnull=False)),
            models.Index(
                name="notice_to_mail",
                fields=["person", "mail_at"],
                condition=Q(mail_at__isnull=False, letter__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk} for {self.person_id}"

    @classmethod
    def remind_each(cls, rows: Iterable[tuple[int, Any, int, dict[str, Any]]], *, at: dt.datetime) -> None:
        """Tell people that clocks reached a rung, with no entry of it: person, clock, share and facts of each. A second
        time does nothing."""
        from ..ways import AllWays, reminder_group

        rows = list(rows)
        ways = AllWays({pk for pk, _clock, _share, _facts in rows})
        notices = [
            Notice(
                person_id=pk,
                subject_kind=clock.subject_kind,
                subject_id=clock.subject_id,
                clock=clock.pk,
                share=share,
                rung_at=clock.next_at,
                at=at,
                facts=facts,
                mail_at=ways.of(pk).mail_at(
                    reminder_group(share), at, is_critical=facts.get("severity") == 1
                ),
            )
            for pk, clock, share, facts in rows
        ]
        Notice.objects.bulk_create(notices, ignore_conflicts=True)

    @classmethod
    def read(cls, person: Person, *, at: dt.datetime) -> int:
        """Somebody has seen the list; how many were new."""
        return cls.objects.filter(person=person, read_at__isnull=True).update(read_at=at)

    @classmethod
    def see(cls, person: Person, subject_kind: str, subject_id: int, *, at: dt.datetime) -> int:
        """Somebody has the matter open before them: what they were told of it is seen."""
        unread = cls.objects.filter(person=person, read_at__isnull=True)
        return unread.filter(subject_kind=subject_kind, subject_id=subject_id).update(read_at=at)
