"""Looks for clocks that reached a rung. Costs what is due, not what is open."""

import datetime as dt
import logging
from itertools import groupby

from django.db import OperationalError, transaction

from .kinds import KINDS, Due
from .models import Clock

log = logging.getLogger(__name__)
BATCH = 100
ASIDE = dt.timedelta(hours=1)


def sweep(now: dt.datetime) -> int:
    """Fire everything due at `now`, the highest rung of each clock only; how many clocks were looked at."""
    done = 0
    while batch := claimed(now):
        for kind, clocks in groupby(batch, key=lambda clock: clock.kind):
            ids = [clock.pk for clock in clocks]
            try:
                reach(kind, ids, now)
            except OperationalError:
                raise  # a busy database is nobody's bad row; the worker comes again
            except Exception:
                one_by_one(kind, ids, now)
        done += len(batch)
        if len(batch) < BATCH:
            break
    return done


def claimed(now: dt.datetime) -> list[Clock]:
    due = Clock.objects.running().filter(next_at__lte=now).order_by("next_at")[:BATCH]
    return sorted(due, key=lambda clock: (clock.kind, clock.subject_id))


@transaction.atomic
def reach(kind: str, clock_ids: list[int], now: dt.datetime) -> None:
    """Lock the subjects first, as every verb does, then read the clocks again: another worker may have been faster."""
    spec = KINDS[kind]
    wanted = Clock.objects.filter(pk__in=clock_ids).values("subject_id")
    locked = spec.model._base_manager.select_for_update(skip_locked=True, of=("self",))
    subjects = {row.pk: row for row in locked.filter(pk__in=wanted).order_by("pk")}
    clocks = Clock.objects.running().filter(pk__in=clock_ids, next_at__lte=now, subject_id__in=subjects)
    due = [
        Due(clock, subjects[clock.subject_id], clock.highest_rung(now))
        for clock in clocks.select_related("calendar").order_by("subject_id")
    ]
    spec.reach([item for item in due if item.share], now)
    for item in due:
        item.clock.fired = max(item.share, item.clock.fired)
        item.clock.next_at = item.clock.rung_after(item.clock.fired)
        item.clock.trouble = ""
    Clock.objects.bulk_update([item.clock for item in due], ["fired", "next_at", "trouble"])


def one_by_one(kind: str, clock_ids: list[int], now: dt.datetime) -> None:
    """One bad row must not hold the others back: it is set aside for an hour and shown to the administrator."""
    for clock_id in clock_ids:
        try:
            reach(kind, [clock_id], now)
        except OperationalError:
            raise
        except Exception as error:
            log.exception("clock %s set aside for an hour", clock_id, extra={"clock": clock_id})
            Clock.objects.filter(pk=clock_id).update(next_at=now + ASIDE, trouble=repr(error)[:500])
