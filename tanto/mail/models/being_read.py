import datetime as dt
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from tanto import clocks
from tanto.journal.actor import system
from tanto.journal.models import Subject
from tanto.journal.verbs import lock
from tanto.people.models import Person

SILENT = dt.timedelta(minutes=15)
UNHEARD = dt.timedelta(minutes=20)  # beyond the five minutes after which a line that is well is heard again
LEASE = dt.timedelta(seconds=90)


class BeingRead(Subject):
    """How reading it goes. None of these columns is history; that it fell silent, and reads again, is.

    read_at: when it last answered; trouble, trouble_since: what it says, and since when; told_at: when that was told;
    reader, leased_until: which worker reads it; validity, last_uid: how far, where messages stay on an IMAP server;
    asked_at: somebody wants it tried now.
    """

    read_at = models.DateTimeField(null=True, editable=False)
    trouble = models.CharField(max_length=300, blank=True, editable=False)
    trouble_since = models.DateTimeField(null=True, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    reader = models.CharField(max_length=80, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, editable=False)
    validity = models.BigIntegerField(default=0, editable=False)
    last_uid = models.BigIntegerField(default=0, editable=False)
    asked_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def lease(cls, pk: int, reader: str, now: dt.datetime) -> bool:
        """May this worker read it? One at a time; a worker that died lets go after LEASE."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lte=now) | Q(reader=reader)
        row = cls._default_manager.filter(free, pk=pk)
        return bool(row.update(reader=reader, leased_until=now + LEASE))

    @classmethod
    def let_go(cls, pk: int, reader: str) -> None:
        cls._default_manager.filter(pk=pk, reader=reader).update(reader="", leased_until=None)

    @property
    def quiet_since(self) -> dt.datetime:
        """Since when nothing came of it."""
        return self.trouble_since or self.read_at or self.asked_at or clocks.now()

    def answered(self, now: dt.datetime) -> None:
        """It answered. Who was told that it did not is told that it does."""
        was_told = self.told_at is not None
        rows = type(self)._default_manager.filter(pk=self.pk)
        rows.update(read_at=now, trouble="", trouble_since=None, told_at=None)
        self.read_at, self.trouble, self.trouble_since, self.told_at = now, "", None, None
        if was_told:
            self.tell_keepers("mailbox_reads_again", now)

    def failed(self, trouble: str, now: dt.datetime) -> None:
        """It did not answer. After 15 minutes the keepers hear of it, once."""
        type(self)._default_manager.filter(pk=self.pk, trouble_since__isnull=True).update(trouble_since=now)
        type(self)._default_manager.filter(pk=self.pk).update(trouble=trouble[:300])
        self.refresh_from_db(fields=["trouble", "trouble_since", "told_at"])
        self.watch(now)

    @classmethod
    def silent(cls, now: dt.datetime) -> "models.QuerySet[Any]":
        """Said by the row that has the way."""
        raise NotImplementedError

    def watch(self, now: dt.datetime) -> bool:
        """Tell of it, once, if it is silent."""
        rows = type(self).silent(now).filter(pk=self.pk, told_at__isnull=True)
        if not rows.update(told_at=now):
            return False
        self.refresh_from_db()
        self.tell_keepers("mailbox_silent", now)
        return True

    @transaction.atomic
    def tell_keepers(self, kind: str, now: dt.datetime) -> None:
        lock(self)
        keepers = [("person", keeper.pk) for keeper in Person.objects.keepers()]
        duty = [("person", self.duty_id)]  # type: ignore[attr-defined]
        self.record(
            kind, by=system("mail"), at=now, tell=[*keepers, *duty], name=str(self), since_at=self.quiet_since
        )
