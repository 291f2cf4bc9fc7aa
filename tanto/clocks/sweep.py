"""Looks for clocks that reached a rung. Costs what is due, not what is open."""

import datetime as dt
import logging
from itertools import groupby
from typing import Any

from django.db import OperationalError, transaction

from tanto.many import set_each

from .kinds import Due, kind_of
from .models import Clock

log = logging.getLogger(__name__)
BATCH, BATCHES = 1000, 10  # of one look: whoever waits for the first is told before the last is recorded
ASIDE = dt.timedelta(hours=1)
Found = tuple[int, int]  # subject and clock
COLUMNS = (
    "subject_kind", "subject_id", "kind", "part", "duty", "section", "calendar_id", "started_at", "due_at", "next_at", "fired",
)  # fmt: skip


def sweep(now: dt.datetime) -> int:
    """Fire what is due at `now`, the oldest first, the highest rung of each clock only; how many clocks were looked at.
    More than some batches are left to the next look."""
    done = 0
    for _ in range(BATCHES):
        batch = claimed(now)
        before = done
        for kind, rows in groupby(batch, key=lambda row: row[0]):
            found = [(subject_id, clock_id) for _kind, subject_id, clock_id in rows]
            try:
                done += reach(kind, found, now)
            except OperationalError:
                raise  # a busy database is nobody's bad row; the worker comes again
            except Exception:
                done += halves(kind, found, now)
        if len(batch) < BATCH or done == before:  # nothing left, or another worker holds all of it
            break
    return done


def claimed(now: dt.datetime) -> list[tuple[str, int, int]]:
    """Kind, subject and id of what is due, the oldest first, in batches that memory does not feel."""
    due = Clock.objects.running().filter(next_at__lte=now).order_by("next_at")
    return sorted(due.values_list("kind", "subject_id", "pk")[:BATCH])


@transaction.atomic
def reach(kind: str, found: list[Found], now: dt.datetime) -> int:
    """Lock the subjects first, as every verb does, then read the clocks again: another worker may have been faster. How
    many were in hand."""
    spec = kind_of(kind)
    subject_ids, clock_ids = {subject for subject, _clock in found}, [clock for _subject, clock in found]
    locked = spec.model._base_manager.select_for_update(skip_locked=True, of=("self",))
    rows: Any = locked.filter(pk__among=subject_ids).order_by("pk")
    if spec.head:
        rows = (spec.head(*values) for values in rows.values_list(*spec.columns))
    subjects = {row.pk: row for row in rows}
    clocks = Clock.objects.running().only(*COLUMNS).filter(pk__among=clock_ids).order_by("subject_id", "pk")
    due = [
        Due(clock, subjects[clock.subject_id], clock.highest_rung(now))
        for clock in clocks
        if clock.subject_id in subjects and clock.next_at is not None and clock.next_at <= now
    ]
    spec.reach([item for item in due if item.share], now)
    moved = []
    for item in due:
        moved.append((item.clock.pk, *item.clock.after_telling(item.share, now), ""))
    set_each(Clock, ["fired", "next_at", "trouble"], moved)
    return len(moved)


def halves(kind: str, found: list[Found], now: dt.datetime) -> int:
    """One bad row must not hold the others back: the batch is halved until it stands alone, then set aside for an hour
    and shown to the administrator."""
    done, middle = 0, (len(found) + 1) // 2
    for half in filter(None, (found[:middle], found[middle:])):
        try:
            done += reach(kind, half, now)
        except OperationalError:
            raise
        except Exception as error:
            done += set_aside(half[0][1], error, now) if len(half) == 1 else halves(kind, half, now)
    return done


def set_aside(clock_id: int, error: Exception, now: dt.datetime) -> int:
    log.error("clock %s set aside for an hour", clock_id, exc_info=error, extra={"clock": clock_id})
    return Clock.objects.filter(pk=clock_id).update(next_at=now + ASIDE, trouble=repr(error)[:500])
