"""My day: what I owe in the order it is due, from one query on the clocks, whatever the house has grown to."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tanto.clients.models import Client
from tanto.clocks.models import Clock
from tanto.journal.models import Words
from tanto.people.models import Absence, Person
from tanto.people.models.absence import away_now
from tanto.recovery.models import Action, Case, CustomerWord, Verbatim
from tanto.recovery.steps import Step

SHOWN = 40


@dataclass(frozen=True)
class Tap:
    """What one tap on a line does: its words, its picture, and where it leads from the page of the case."""

    label: str | Promise
    icon: str
    place: str = "#step-h"


TAPS = {
    "progress_update": Tap(gettext_lazy("Write or call"), "write"),
    "first_response": Tap(gettext_lazy("Write or call"), "write"),
    "first_report": Tap(gettext_lazy("Write"), "write"),
    "interim_report": Tap(gettext_lazy("Write"), "write"),
    "final_report": Tap(gettext_lazy("Write"), "write"),
    "call_back": Tap(gettext_lazy("Call"), "phone"),
    "follow_up": Tap(gettext_lazy("Ask"), "say"),
    "test_question": Tap(gettext_lazy("Ask"), "say"),
    "clarify": Tap(gettext_lazy("Ask"), "say"),
    "time_to_record": Tap(gettext_lazy("Write it down"), "write"),
    "time_to_boss": Tap(gettext_lazy("Read"), "tick", "/desk/"),
    "thanks": Tap(gettext_lazy("Thank"), "say", "/desk/"),
    "boss_contact": Tap(gettext_lazy("Decide"), "tick", "/desk/"),
    "containment": Tap(gettext_lazy("Enter what was done"), "write", "#actions-h"),
    "action": Tap(gettext_lazy("Finish it"), "tick", "#actions-h"),
}
USUAL = Tap(gettext_lazy("Go to it"), "arrow")


@dataclass
class Owed:
    """One duty: the clock, what it is about, and the words to keep in mind."""

    clock: Clock
    duty: object
    case: Case | None = None
    client: Client | None = None
    words: Words | None = None
    absent: Person | None = None

    @property
    def is_rejected(self) -> bool:
        """Did the customer say "not solved", and is it in work again?"""
        case = self.case
        return case is not None and case.second_failure_at is not None and case.step == Step.ADDRESS

    @property
    def tap(self) -> Tap:
        return TAPS.get(self.clock.kind, USUAL)

    @property
    def address(self) -> str:
        """Where one tap leads: to the very place where it is done."""
        if self.case is None:
            return f"/clients/{self.clock.subject_id}/"
        place = self.tap.place
        return place if place.startswith("/") else self.case.get_absolute_url() + place


@dataclass
class Day:
    """Overdue, today, later; how many in all."""

    overdue: list[Owed] = field(default_factory=list)
    today: list[Owed] = field(default_factory=list)
    later: list[Owed] = field(default_factory=list)
    count: int = 0

    @property
    def all(self) -> list[Owed]:
        return [*self.overdue, *self.today, *self.later]

    @property
    def not_shown(self) -> int:
        return self.count - len(self.all)

    def take_next(self) -> Owed | None:
        """The next thing stands alone, large, and not again in the lists."""
        for part in (self.overdue, self.today, self.later):
            if part:
                self.count -= 1
                return part.pop(0)
        return None


def day_of(person: Person, now: dt.datetime, *, shown: int = SHOWN) -> Day:
    """What I owe, and what colleagues owe who are away and for whom I stand in."""
    away = away_now()
    mine = Clock.objects.owed_by(person.pk, *covered_by(person, away))
    found = sorted(mine[: shown + 1], key=told_before_done)
    day = Day(count=len(found) if len(found) <= shown else mine.count())
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) + dt.timedelta(
        days=1
    )
    for item in with_subjects(found[:shown], person, away):
        due = item.clock.due_at
        part = day.overdue if due <= now else day.today if due < midnight else day.later
        part.append(item)
    if len(found) <= shown:
        day.count = len(day.all)
    return day


def told_before_done(clock: Clock) -> tuple[dt.datetime, bool, int]:
    """At the same minute the customer is told before a deed is finished."""
    return clock.due_at, clock.kind == "action", clock.pk


def covered_by(person: Person, away: dict[int, Absence]) -> list[int]:
    """Who is away and may be covered by this person: as the named deputy, or because that deputy is away too."""
    return [
        pk
        for pk, absence in away.items()
        if pk != person.pk
        and (absence.deputy_id == person.pk or absence.deputy_id in away or not absence.deputy.is_here)
    ]


def with_subjects(found: Sequence[Clock], person: Person, away: dict[int, Absence]) -> list[Owed]:
    """Cases, clients and deeds of the clocks: one query each, where there are any."""
    covers = any(clock.duty != person.pk for clock in found)  # then it is asked who stands in for whom
    rows = Case.objects.with_names() if covers else Case.objects.for_lists()
    cases = rows.in_bulk([c.subject_id for c in found if c.subject_kind == "case"])
    served = [c.subject_id for c in found if c.subject_kind == "client"]
    clients = Client.objects.in_bulk(served) if served else {}
    items = []
    for clock in found:
        case = cases.get(clock.subject_id) if clock.subject_kind == "case" else None
        is_mine = clock.duty == person.pk
        if not is_mine and (case is None or case.stand_in_for(clock.duty, away) != person):
            continue
        client = clients.get(clock.subject_id) if clock.subject_kind == "client" else None
        absent = None if is_mine else away[clock.duty].person
        items.append(Owed(clock, clock.rule.duty, case=case, client=client, absent=absent))
    return with_actions(items)


def with_actions(items: list[Owed]) -> list[Owed]:
    """An action says what is to be done: one query for all of them."""
    parts = [item.clock.part for item in items if item.clock.kind == "action"]
    actions = Action.objects.select_related("words").in_bulk(parts) if parts else {}
    for item in items:
        if item.clock.kind == "action" and item.clock.part in actions:
            action = actions[item.clock.part]
            item.duty = str(action) if action.accepted_at else _("Say yes or no: %(what)s") % {"what": action}
    return items


def without_clock(person: Person) -> list[Case]:
    """My open cases for which nothing is owed just now: they wait for the customer, or for the next word."""
    waiting = Case.objects.open().filter(owner=person, due_at__isnull=True)
    return list(waiting.for_lists().order_by("-id")[:20])


def with_words(items: list[Owed]) -> list[Owed]:
    """Her words beside the first duties: what she said when it was not solved, else her opening words."""
    rejected = [item.case.pk for item in items if item.case is not None and item.is_rejected]
    judged = rejecting_words(rejected) if rejected else {}
    others = [item.case for item in items if item.case is not None and item.case.pk not in judged]
    said = opening_words(others) if others else {}
    for item in items:
        if item.case is not None:
            item.words = judged.get(item.case.pk) or said.get(item.case.pk)
    return items


def rejecting_words(case_ids: list[int]) -> dict[int, Words]:
    """What was said when it was not solved, by case."""
    words = CustomerWord.objects.filter(case__in=case_ids, question=Step.TEST, words__isnull=False)
    return {word.case_id: word.words for word in words.select_related("words").order_by("id") if word.words}


def opening_words(cases: list[Case]) -> dict[int, Words]:
    """The first words of each case, hers before ours."""
    verbatims = Verbatim.objects.filter(case__in=cases).select_related("words")
    first: dict[int, Words] = {}
    for verbatim in verbatims.order_by("case", "-is_hers", "at", "id"):
        first.setdefault(verbatim.case_id, verbatim.words)
    return first
