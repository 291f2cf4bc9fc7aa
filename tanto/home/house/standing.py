"""How the house stands: each question one look at an index, or a count that stops at MOST."""

import datetime as dt
import shutil
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Exists, Min, QuerySet

from tanto import clocks
from tanto.clocks.aside import set_aside
from tanto.journal.models import Entry
from tanto.notices.models import Letter
from tanto.web.models import Heartbeat
from tanto.web.worries import WORRIES

MOST = 10_000  # a count that reaches it means: so many, or more
SILENT = dt.timedelta(seconds=30)  # beyond the promised beat: with the usual 30 s, a minute without one
UNTOLD = dt.timedelta(minutes=5)


@dataclass(frozen=True)
class Waiting:
    """How many wait, MOST at most, and since when the oldest of them."""

    count: int
    oldest: dt.datetime | None

    @classmethod
    def of(cls, rows: "QuerySet[Any]", moment: str) -> "Waiting":
        found = rows[:MOST].aggregate(count=Count("pk"), oldest=Min(moment))
        return cls(found["count"], found["oldest"])

    def __str__(self) -> str:
        return f"{self.count}{'+' if self.count == MOST else ''}"

    def seconds(self, now: dt.datetime) -> float:
        return max((now - self.oldest).total_seconds(), 0.0) if self.oldest else 0.0


def outbox() -> QuerySet[Entry]:
    return Entry.objects.filter(told_at__isnull=True).order_by("id")


def untold(now: dt.datetime) -> QuerySet[Entry]:
    """In the outbox for so long that something must be wrong with them, or with the worker."""
    return outbox().filter(at__lt=now - UNTOLD)


def letters_waiting() -> QuerySet[Letter]:
    return Letter.objects.filter(state__in=[Letter.WAITING, Letter.SENDING])


def letters_unclear() -> QuerySet[Letter]:
    return Letter.objects.filter(state=Letter.UNCLEAR)


def newest_worker() -> Any:
    """The last heartbeat with its `age` and how `late` the next one is; None if none was ever seen."""
    return Heartbeat.objects.with_ages().first()


def is_silent(worker: Any) -> bool:
    return worker is None or worker.late > SILENT


def needs_a_look() -> bool:
    """Is the worker silent, is anything set aside, does an entry wait too long, is the disk full, has a room above a
    worry? One query."""
    now = clocks.now()
    asked = {"aside": set_aside(now), "stuck": untold(now)}
    asked |= {f"worry_{number}": rows(now) for number, rows in enumerate(WORRIES)}
    worker = Heartbeat.objects.with_ages().annotate(**{name: Exists(asked[name]) for name in asked}).first()
    return is_silent(worker) or any(getattr(worker, name) for name in asked) or is_disk_full()


def database_size() -> int:
    """Bytes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    file = settings.DATA_DIR / "tanto.sqlite3"
    return sum(part.stat().st_size for part in file.parent.glob(f"{file.name}*"))


def free_disk() -> int:
    """Bytes free where the data folder lies."""
    return shutil.disk_usage(settings.DATA_DIR).free


def is_disk_full() -> bool:
    """Is less free than TANTO_DISK_FLOOR?"""
    return free_disk() < settings.DISK_FLOOR
