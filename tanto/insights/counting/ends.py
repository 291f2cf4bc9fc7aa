"""What became of cases: the customer's confirmation, coming back, and how often the customer had to speak to us."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tanto.journal.models import Entry
from tanto.recovery.models import Case, Chase, CustomerWord, Verbatim
from tanto.recovery.steps import Answer, End, Step

from ..months import Minutes
from ..tallies import Lengths, Share
from .scope import Counted, Scope

SOON = dt.timedelta(days=90)  # coming back within this time counts as reopened
FIRST_CONTACT = 60  # minutes; what is said by then belongs to the first contact
NO_OWN_END = [End.MERGED, End.NOT_A_CASE]
CLOSINGS = ["case_closed", "case_closed_unreached"]


def end_figures(scope: Scope) -> Iterator[Counted]:
    yield from ended(scope)
    yield from reopened(scope)
    yield from contacts(scope)


def ended(scope: Scope) -> Iterator[Counted]:
    """M21: ended cases, whatever the end, and those of them with "solved" and "nothing more". A case carried on in another
    one ends there, and what was no case had no trouble to solve: both are counted beside, not in.
    M22: closings by the customer, of cases that never came back."""
    nothing_more = CustomerWord.objects.filter(
        case=OuterRef("pk"), answer=Answer.NOTHING_MORE, at__gte=OuterRef("resolved_at")
    )
    cases = scope.cases().filter(scope.months.holding("ended_at")).annotate(is_confirmed=Exists(nothing_more))
    beside = Q(end__in=NO_OWN_END)
    for section, month, n, hits, left_out, closed in cases.values_list(
        "section", scope.months.number_of("ended_at")
    ).annotate(
        n=Count("pk", filter=~beside),
        hits=Count("pk", filter=~beside & Q(is_confirmed=True)),
        left_out=Count("pk", filter=beside),
        closed=Count("pk", filter=Q(end=End.CLOSED, reopened=0)),
    ):
        yield "M21", section, month, Share(hits, n, left_out)
        yield "M22", section, month, Share(0, closed)


def reopened(scope: Scope) -> Iterator[Counted]:
    """The closings of cases that came back, and whether they did within ninety days. The row of such a case knows only
    the present, so its journal is read."""
    back = dict(scope.cases().filter(reopened__gt=0).values_list("pk", "section"))
    turns = Entry.objects.filter(
        subject_kind=Case.subject_kind,
        subject_id__in=scope.cases().filter(reopened__gt=0).values("pk"),
        kind__in=[*CLOSINGS, "case_reopened"],
    )
    closed: dict[int, dt.datetime] = {}
    for case, kind, at in turns.order_by("subject_id", "number").values_list("subject_id", "kind", "at"):
        if kind in CLOSINGS:
            closed[case], tally, month = at, Share(0, 1), scope.months.number(at)
        else:
            before = closed.pop(case, None)
            is_soon = before is not None and at - before <= SOON
            tally, month = Share(1, 0), scope.months.number(before) if before and is_soon else None
        if month is not None:
            yield "M22", back[case], month, tally


def contacts(scope: Scope) -> Iterator[Counted]:
    """How often the customer had to speak or write until "nothing more" was said for the first time: the receipt, then
    every further word, question after the state, and answer to "is it solved?"."""
    of_case = {"case": OuterRef("case"), "at__lte": OuterRef("at")}
    spoken = Verbatim.objects.filter(**of_case, is_hers=True)
    asked = Chase.objects.filter(**of_case)
    answered = CustomerWord.objects.filter(**of_case, question=Step.TEST)
    earlier = CustomerWord.objects.filter(
        case=OuterRef("case"), answer=Answer.NOTHING_MORE, pk__lt=OuterRef("pk")
    )
    words = CustomerWord.objects.filter(
        scope.of_cases("case__"), scope.months.holding("at"), ~Exists(earlier)
    )
    rows = words.filter(answer=Answer.NOTHING_MORE).values_list(
        "case__section",
        scope.months.number_of("at"),
        1 + later(spoken) + later(asked) + later(answered),
    )
    for section, month, times, n in rows.annotate(n=Count("pk")):
        tally = Lengths()
        tally.see(times, True, n)
        yield "M45", section, month, tally


def later(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many of a case came after its first contact."""
    after = rows.annotate(after=Minutes(OuterRef("case__known_at"), F("at"))).filter(after__gte=FIRST_CONTACT)
    return Coalesce(Subquery(after.order_by().values("case").annotate(n=Count("pk")).values("n")), 0)
