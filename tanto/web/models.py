import datetime as dt
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, F, Q, Value
from django.db.models.functions import Now

DAY = dt.timedelta(days=1)


class Beats(models.QuerySet["Heartbeat"]):
    def with_ages(self) -> "models.QuerySet[Any]":
        """The newest first. age: since the last beat; late: since the next one was promised (negative as long as it is not late)."""
        return self.annotate(age=Now() - F("beat_at"), late=Now() - F("next_by")).order_by("-beat_at")


class Heartbeat(models.Model):
    """One worker that is, or lately was, at work. Not history: a row that its worker writes over.

    name: machine:process; next_by: when it means to have beaten again. All moments are the database's own time, the
    same for every machine: the demo's clock is for stories, not for whether a process lives.
    """

    name = models.CharField(max_length=200, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    next_by = models.DateTimeField()

    objects = Beats.as_manager()

    def __str__(self) -> str:
        return self.name

    @classmethod
    def begin(cls, name: str, *, patience: int) -> None:
        """A worker starts. Rows of the dead go: of the same name, of this machine and overdue, of any more than a
        day ago. Who lives after all writes itself a new one."""
        mine = Q(name__startswith=name.rpartition(":")[0] + ":", next_by__lt=Now())
        cls.objects.filter(Q(name=name) | mine | Q(beat_at__lt=Now() - DAY)).delete()
        cls.objects.create(name=name, started_at=Now(), beat_at=Now(), next_by=in_seconds(patience))

    @classmethod
    def beat(cls, name: str, *, patience: int) -> bool:
        """Still here, and again within `patience` seconds; False if there is no such row."""
        return bool(cls.objects.filter(name=name).update(beat_at=Now(), next_by=in_seconds(patience)))

    @classmethod
    def end(cls, name: str) -> None:
        """A worker was asked to stop, and did."""
        cls.objects.filter(name=name).delete()


def in_seconds(seconds: int) -> "ExpressionWrapper[Any]":
    later = Now() + Value(dt.timedelta(seconds=seconds))
    return ExpressionWrapper(later, output_field=models.DateTimeField())
