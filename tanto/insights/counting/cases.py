"""What is asked about a case from the month in which it became known."""

from collections.abc import Iterator
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce

from tanto.recovery.models import Case, Chase, Offer, OwnerSpan, StepVisit, ToldBoss
from tanto.recovery.steps import End, Step

from ..months import Minutes
from ..tallies import Lengths, Rate, Share, Sum
from .scope import Counted, Scope

MOVED = ["assigned", "forced"]  # the way from the recorder to the client's own tanto is no bounce


def case_figures(scope: Scope) -> Iterator[Counted]:
    known = scope.cases().filter(scope.months.holding("known_at"))
    read = ToldBoss.objects.filter(case=OuterRef("pk"), read_at__isnull=False).order_by("read_at")
    yield from lengths("M02", scope, known, read.values("read_at"))
    recorded = StepVisit.objects.filter(case=OuterRef("pk")).exclude(step=Step.DRAFT).order_by("number")
    yield from lengths("M01", scope, known, recorded.values("since"))
    yield from numbers(scope, known)
    yield from ownerless(scope, known)
    yield from troubles(scope)


def lengths(
    figure: str, scope: Scope, known: QuerySet[Case], reached: QuerySet[Any, Any]
) -> Iterator[Counted]:
    """From the moment a case became known to the moment that `reached` names; else it counts as open until now, or
    until the case ended."""
    now = Value(scope.months.now, output_field=DateTimeField())
    until = Coalesce(F("reached"), F("ended_at"), now)
    cases = known.annotate(reached=Subquery(reached[:1], output_field=DateTimeField()))
    rows = cases.values_list(
        "section",
        scope.months.number_of("known_at"),
        Minutes(F("known_at"), until),
        ExpressionWrapper(Q(reached__isnull=False), output_field=BooleanField()),
    )
    found: dict[tuple[int, int], Lengths] = {}
    for section, month, minutes, is_complete, count in rows.annotate(count=Count("pk")):
        found.setdefault((section, month), Lengths()).see(minutes, bool(is_complete), count)
    for (section, month), tally in found.items():
        yield figure, section, month, tally


def numbers(scope: Scope, known: QuerySet[Case]) -> Iterator[Counted]:
    """How many cases: of how many the rest is counted. What turned out to be no case had an owner all the same."""
    rows = known.values_list("section", scope.months.number_of("known_at"))
    none = Q(end=End.NOT_A_CASE)
    for section, month, n, nones in rows.annotate(n=Count("pk"), nones=Count("pk", filter=none)):
        yield "M44", section, month, Sum(0, n)
        yield "M11", section, month, Rate(0, n - nones)
        yield "M11-none", section, month, Share(n - nones, n - nones)
        yield "M12", section, month, Rate(0, n - nones)


def ownerless(scope: Scope, known: QuerySet[Case]) -> Iterator[Counted]:
    """Minutes before the first owner's span begins: spans have no gaps, so no other minute can lack an owner."""
    month = scope.months.number_of("known_at")
    spans = OwnerSpan.objects.filter(case=OuterRef("pk"))
    bare = known.filter(~Exists(spans.filter(since__lte=OuterRef("opened_at"))))
    first = Subquery(spans.order_by("since").values("since")[:1])
    until = Coalesce(first, Value(scope.months.now, output_field=DateTimeField()))
    for section, number, minutes in bare.values_list("section", month, Minutes(F("opened_at"), until)):
        yield "M44", section, number, Sum(minutes)


def troubles(scope: Scope) -> Iterator[Counted]:
    """Chases and bounces per case; what turned out to be no case is left out."""
    for section, month, chases, chased in on_cases(scope, Chase.objects.all()):
        yield "M11", section, month, Rate(chases)
        yield "M11-none", section, month, Share(-chased)
    for bounces in (Offer.objects.filter(answer=Offer.DECLINED), OwnerSpan.objects.filter(kind__in=MOVED)):
        for section, month, times, _cases in on_cases(scope, bounces):
            yield "M12", section, month, Rate(times)


def on_cases(scope: Scope, rows: QuerySet[Any, Any]) -> Iterator[tuple[int, int, int, int]]:
    """(section, month of the case, rows, cases with one)."""
    known = rows.filter(scope.of_cases("case__"), scope.months.holding("case__known_at")).exclude(
        case__end=End.NOT_A_CASE
    )
    grouped = known.values_list("case__section", scope.months.number_of("case__known_at"))
    yield from grouped.annotate(times=Count("pk"), cases=Count("case", distinct=True))
