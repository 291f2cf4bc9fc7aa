"""One page of a list, found by where the last one ended and not by counting: as quick on page 100 as on page 1."""

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from tanto.recovery.models import Case
from tanto.web.numbers import whole
from tanto.web.refusals import Refused

PLACE = re.compile(r"(?:(\d{8}T\d{6}\.\d{6})Z|never)\.(\d{1,18})")
WRITTEN = "%Y%m%dT%H%M%S.%f"


@dataclass(frozen=True)
class Place:
    """A row as the end of a page: its id, and when it is due (None: no clock runs)."""

    pk: int
    due_at: dt.datetime | None = None

    @classmethod
    def read(cls, text: str, *, by_due: bool) -> "Place":
        if not by_due and whole(text):
            return cls(int(text))
        found = PLACE.fullmatch(text) if by_due else None
        if found is None:
            raise no_such_place(text)
        try:
            due = dt.datetime.strptime(found[1], WRITTEN).replace(tzinfo=dt.UTC) if found[1] else None
        except ValueError:
            raise no_such_place(text) from None
        return cls(int(found[2]), due)

    @classmethod
    def of(cls, case: Case) -> "Place":
        return cls(case.pk, case.due_at)

    def written(self, *, by_due: bool) -> str:
        if not by_due:
            return str(self.pk)
        due = f"{self.due_at.astimezone(dt.UTC).strftime(WRITTEN)}Z" if self.due_at else "never"
        return f"{due}.{self.pk}"


def by_due(
    cases: "QuerySet[Case]", place: Place | None, *, back: bool, want: int, has_untimed: bool = True
) -> list[Case]:
    """Cases beyond a place, the next due first; those without a time stand last, by their number. At most two queries.
    has_untimed: False where the filter leaves only timed ones; said twice, PostgreSQL would expect too few rows."""
    timed, untimed = (
        cases.filter(due_at__isnull=False) if has_untimed else cases,
        cases.filter(due_at__isnull=True),
    )
    is_among_timed = place is None or place.due_at is not None
    if back:
        steps = (
            [(timed, place, timed_back)]
            if is_among_timed
            else [(untimed, place, new_ahead), (timed, None, timed_back)]
        )
    else:
        steps = (
            [(timed, place, timed_on), (untimed, None, old_on)]
            if is_among_timed
            else [(untimed, place, old_on)]
        )
    found: list[Case] = []
    for rows, start, order in steps:
        if len(found) < want and (has_untimed or rows is timed):
            found += order(rows, start)[: want - len(found)]
    return found[::-1] if back else found


def timed_on(cases: "QuerySet[Case]", place: Place | None) -> "QuerySet[Case]":
    if place is not None:
        cases = cases.filter(due_at__gte=place.due_at).exclude(due_at=place.due_at, pk__lte=place.pk)
    return cases.order_by("due_at", "pk")


def timed_back(cases: "QuerySet[Case]", place: Place | None) -> "QuerySet[Case]":
    if place is not None:
        cases = cases.filter(due_at__lte=place.due_at).exclude(due_at=place.due_at, pk__gte=place.pk)
    return cases.order_by("-due_at", "-pk")


def old_on(cases: "QuerySet[Case]", place: Place | None) -> "QuerySet[Case]":
    return (cases.filter(pk__gt=place.pk) if place else cases).order_by("pk")


def new_ahead(cases: "QuerySet[Case]", place: Place | None) -> "QuerySet[Case]":
    return (cases.filter(pk__lt=place.pk) if place else cases).order_by("-pk")


def by_age(cases: "QuerySet[Case]", place: Place | None, *, back: bool, want: int) -> list[Case]:
    """Cases beyond a place, the newest first. One query."""
    if back and place is not None:
        return list(cases.filter(pk__gt=place.pk).order_by("pk")[:want])[::-1]
    return list(new_ahead(cases, place)[:want])


def no_such_place(text: str) -> Refused:
    return Refused(
        "no_such_place",
        _("The list has no place “%(text)s”.") % {"text": text[:60]},
        _("A page begins where the last one ended; that place is written by the list itself."),
        _("Here is the first page. Go on with the links below the list."),
    )
