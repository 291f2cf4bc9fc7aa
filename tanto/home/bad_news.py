"""The boss's desk: bad news first, then thanks, then decisions; what is near its end, drafts, and who carries how much."""

import datetime as dt
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.people.models import Person, Section
from tanto.recovery.models import Case, ToldBoss, Verbatim

SHOWN = 6
NEAR = dt.timedelta(days=3)


def open_notices() -> QuerySet[ToldBoss]:
    """Notices of open cases that a boss has not decided, or must decide again after a second failure."""
    told = ToldBoss.objects.filter(case__end__isnull=True)
    return told.filter(Q(decided_at__isnull=True) | Q(decided_at__lt=F("case__second_failure_at")))


def unread_notices() -> QuerySet[ToldBoss]:
    """Notices of open cases that nobody has read; what is not read is not decided either."""
    return ToldBoss.objects.filter(read_at__isnull=True, decided_at__isnull=True, case__end__isnull=True)


def notices_of(boss: Person) -> list[ToldBoss]:
    """The unread first, the longest waiting on top; then the unthanked, then the undecided; one more than is shown. Each
    with the opening words (`said`, `said_in`). What is read is asked for only where the unread leave room."""
    unread = list(with_words(unread_notices().filter(boss=boss)).order_by("told_at", "pk")[: SHOWN + 1])
    left = SHOWN + 1 - len(unread)
    if not left:
        return unread
    read = with_words(open_notices().filter(boss=boss, read_at__isnull=False))
    by_need = read.annotate(is_thanked=Q(thanked_at__isnull=False)).order_by("is_thanked", "told_at", "pk")
    return unread + list(by_need[:left])


def with_words(told: QuerySet[ToldBoss]) -> QuerySet[ToldBoss]:
    first = Verbatim.objects.filter(case=OuterRef("case")).order_by("-is_hers", "at", "id")
    return told.select_related(
        "case__client", "case__contact", "case__owner", "case__recorder", "boss"
    ).annotate(
        said=Subquery(first.values("words__text")[:1]), said_in=Subquery(first.values("words__language")[:1])
    )


def led_by(boss: Person) -> QuerySet[Any]:
    """The ids of the sections of a boss or deputy."""
    return Section.objects.filter(Q(boss=boss) | Q(deputy=boss)).values("pk")


def near_their_end(boss: Person) -> list[tuple[Clock, Case]]:
    """What the sections of a boss owe next: over, or due within three days."""
    soon = clocks.now() + NEAR
    owed = Clock.objects.owed().filter(section__among=led_by(boss), due_at__lt=soon)
    near = list(owed.filter(subject_kind="case").exclude(kind="time_to_boss").order_by("due_at", "id")[:10])
    cases = Case.objects.for_lists().in_bulk([clock.subject_id for clock in near])
    return [(clock, cases[clock.subject_id]) for clock in near if clock.subject_id in cases]


def drafts_of(boss: Person) -> list[Case]:
    """Drafts of the sections, the oldest first."""
    drafts = Case.objects.filter(step="draft", section__in=led_by(boss))
    return list(drafts.select_related("owner", "section", "client").order_by("known_at")[:10])


def load_of(boss: Person) -> list[Person]:
    """The people of the sections with their open duties (`duties`): a figure about what lies ahead, never about lateness."""
    running = Clock.objects.owed().filter(duty=OuterRef("pk")).order_by().values("duty")
    count = Subquery(running.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    people = Person.objects.here().filter(section__in=led_by(boss))
    return list(people.annotate(duties=Coalesce(count, Value(0))).order_by("-duties", "family_en")[:40])
