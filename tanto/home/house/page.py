"""What the page of the house shows. Case numbers only: who keeps the house reads no case words."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tanto.clocks.aside import set_aside, since
from tanto.clocks.kinds import KINDS
from tanto.clocks.models import Clock
from tanto.journal.models import Entry, Seal
from tanto.recovery.models import Case
from tanto.web.models import Heartbeat
from tanto.web.worries import WORRIES

from .standing import (
    Waiting,
    database_size,
    free_disk,
    is_disk_full,
    is_silent,
    letters_unclear,
    letters_waiting,
    outbox,
    untold,
)

SHOWN = 50


@dataclass(frozen=True)
class Turning:
    """A worker, and how long ago it beat, in real time."""

    name: str
    started_at: dt.datetime
    ago: str
    is_late: bool

    @classmethod
    def of(cls, worker: Any) -> "Turning":
        return cls(worker.name, worker.started_at, ago(worker.age), is_silent(worker))


def ago(age: dt.timedelta) -> str:
    seconds = max(int(age.total_seconds()), 0)
    if seconds < 120:
        return _("%(n)d s ago") % {"n": seconds}
    if seconds < 7200:
        return _("%(n)d min ago") % {"n": seconds // 60}
    return _("%(n)d h ago") % {"n": seconds // 3600}


@dataclass(frozen=True)
class Aside:
    """A clock that was set aside: what it measures, of which case, since when, and what broke."""

    clock: Clock
    label: object
    number: str
    since: dt.datetime
    is_next: bool

    @property
    def trouble(self) -> str:
        """The error without the row it failed on: a database quotes words there."""
        return self.clock.trouble.partition("\\nDETAIL")[0][:200]


def page_of_house(now: dt.datetime) -> dict[str, Any]:
    workers = list(Heartbeat.objects.with_ages()[:10])
    aside, stuck = asides(now), list(untold(now)[:SHOWN])
    silent, is_full = is_silent(workers[0] if workers else None), is_disk_full()
    return {
        "now": now,
        "workers": [Turning.of(worker) for worker in workers],
        "is_silent": silent,
        "aside": aside,
        "untold": [(entry, number_of(entry)) for entry in stuck],
        "outbox": Waiting.of(outbox(), "at"),
        "waiting": Waiting.of(letters_waiting(), "entry__at"),
        "unclear": Waiting.of(letters_unclear(), "entry__at"),
        "size": database_size(),
        "free": free_disk(),
        "is_full": is_full,
        "backup": Entry.objects.filter(subject_kind="firm", kind="backup_made").order_by("-id").first(),
        "seal": Seal.objects.order_by("day").last(),
        "is_well": not (silent or aside or stuck or is_full or any(rows(now).exists() for rows in WORRIES)),
    }


def asides(now: dt.datetime) -> list[Aside]:
    found = list(set_aside(now).order_by("next_at")[:SHOWN])
    cases = [clock.subject_id for clock in found if clock.subject_kind == Case.subject_kind]
    numbers = dict(Case.objects.filter(pk__in=cases).values_list("pk", "number"))
    return [
        Aside(
            clock,
            KINDS[clock.kind].label if clock.kind in KINDS else clock.kind,
            numbers.get(clock.subject_id, "") if clock.subject_kind == Case.subject_kind else "",
            since(clock),
            is_next=clock.next_at is not None and clock.next_at <= now,
        )
        for clock in found
    ]


def number_of(entry: Entry) -> str:
    return str(entry.facts.get("number", ""))
