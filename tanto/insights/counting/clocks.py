"""What was kept by its time: clocks, and follow-ups."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Lead

from tanto.clocks.models import Clock
from tanto.recovery.models import Case, FollowUp
from tanto.recovery.models.following import MORNING
from tanto.recovery.steps import End

from ..months import Minutes
from ..tallies import Share
from .scope import Counted, Scope

FIGURES = {
    "time_to_boss": "M02-in-time",
    "first_response": "M49",
    "progress_update": "M10",
    "call_back": "M43",
}
A_WHILE = dt.timedelta(days=45)  # how far ahead a clock of these kinds is set at most
TO_THE_DAY = int(MORNING.total_seconds() // 60)


def clock_figures(scope: Scope) -> Iterator[Counted]:
    yield from kept_clocks(scope)
    yield from kept_follow_ups(scope)


def kept_clocks(scope: Scope) -> Iterator[Counted]:
    """Stopped by its fact until it was due. Messages: only those whose time the customer was told."""
    due = Clock.objects.filter(scope.months.holding("due_at"), due_at__lte=scope.months.now)
    due = due.filter(subject_kind=Case.subject_kind, kind__in=FIGURES)
    due = due.filter(Q(because__announced=True) | ~Q(kind="progress_update"))
    due = due.exclude(pk__in=replaced(scope)).exclude(fell_away())
    if scope.section is not None:
        due = due.filter(section=scope.section)
    if scope.severity is not None:
        due = due.filter(subject_id__in=Case.objects.filter(severity=scope.severity).values("pk"))
    rows = due.values_list("kind", "section", scope.months.number_of("due_at"))
    for kind, section, month, n, hits in rows.annotate(
        n=Count("pk"), hits=Count("pk", filter=Q(stopped_at__lte=F("due_at")))
    ):
        yield FIGURES[kind], section, month, Share(hits, n)


def replaced(scope: Scope) -> QuerySet[Any, Any]:
    """Clocks that a newer one of their kind took the place of, so that nothing was kept or missed: the customer named
    another time to be called; the case came to another section, whose boss has the same time from the same start."""
    clocks = Clock.objects.filter(kind__in=["time_to_boss", "call_back"], subject_kind=Case.subject_kind)
    clocks = clocks.filter(due_at__gte=scope.months.bounds[0] - A_WHILE)
    following = Window(Lead("started_at"), partition_by=[F("kind"), F("subject_id")], order_by="pk")
    took_over = Q(following=F("stopped_at")) | Q(kind="time_to_boss", following__isnull=False)
    return clocks.annotate(following=following).filter(took_over).values("pk")


def fell_away() -> Q:
    """Stopped, before it was due, by an end of its case that is not the customer's closing: by then nothing was owed."""
    ended = Case.objects.filter(end__isnull=False).exclude(end=End.CLOSED)
    with_it = Exists(ended.filter(pk=OuterRef("subject_id"), ended_at=OuterRef("stopped_at")))
    return Q(stopped_at__lt=F("due_at")) & Q(subject_id__in=ended.values("pk")) & Q(with_it)


def kept_follow_ups(scope: Scope) -> Iterator[Counted]:
    """Reached on the day: from twelve hours before its morning to twelve hours after, as asking itself may begin.
    Given up, or still open: missed. Cancelled in time, because the case went on: counted on neither side."""
    late = Q(after__gt=TO_THE_DAY)
    due = FollowUp.objects.filter(scope.of_cases("case__"), scope.months.holding("due_at"))
    due = due.filter(due_at__lte=scope.months.now - MORNING).annotate(
        after=Minutes(F("due_at"), F("done_at"))
    )
    due = due.exclude(~late, result="cancelled")
    rows = due.values_list("case__section", scope.months.number_of("due_at"))
    for section, month, n, hits in rows.annotate(
        n=Count("pk"), hits=Count("pk", filter=Q(result="satisfied") & ~late)
    ):
        yield "M17", section, month, Share(hits, n)
