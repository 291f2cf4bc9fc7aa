"""One page of the list of cases: a fixed number of queries, however many cases there are."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.safestring import SafeString

from tanto import clocks
from tanto.clocks.kinds import waiting_kinds
from tanto.clocks.models import Clock
from tanto.people.models import Person
from tanto.recovery.models import Case, CaseTag, Tag
from tanto.recovery.steps import Step

from ..models import Said
from ..search import index, lighting
from ..search.asking import Question, keys_of
from ..search.documents import head_of
from ..search.tokens import Term, matches, terms
from . import paging
from .filters import ENDED, OPEN, Filters
from .paging import Place

PAGE = 50
FOUND = 30  # of a search: the words that were found stand below each line
NUMBER = re.compile(r"(?:SR-?)?(\d{4})-(\d{4,})", re.IGNORECASE)


@dataclass
class Row:
    """One case as the list shows it. snippet: the words that were found, only for who may read them."""

    case: Case
    clock: Clock | None = None
    tags: list[Tag] = field(default_factory=list)
    snippet: SafeString | None = None


@dataclass
class Page:
    """Rows, and where the pages before and after begin (empty: there is none)."""

    rows: list[Row]
    after: str = ""
    before: str = ""
    terms: Sequence[Term] = ()


def narrowed(filters: Filters, person: Person, now: dt.datetime) -> "QuerySet[Case]":
    """The cases of a filter, without the search and without an order."""
    cases = Case.objects.all()
    if filters.which == OPEN:
        cases = cases.open()
    elif filters.which == ENDED:
        cases = cases.filter(end__isnull=False)
    asked: dict[str, Any] = {
        "step": filters.step,
        "end": filters.end,
        "severity": filters.severity,
        "section": filters.section,
        "client": filters.client,
        "owner": person.pk if filters.mine else filters.owner,
    }
    cases = cases.filter(**{name: value for name, value in asked.items() if value})
    if filters.draft:
        cases = cases.filter(step=Step.DRAFT)
    if filters.late:
        cases = cases.open().filter(due_at__lt=now)
    if filters.tag:
        tag = Tag.named(filters.tag)
        cases = cases.filter(Exists(CaseTag.objects.filter(case=OuterRef("pk"), tag=tag)))
    return cases


def page(filters: Filters, person: Person, *, after: str = "", before: str = "", size: int = PAGE) -> Page:
    """The page that begins after a place, or ends before it; the first one without a place. size: rows; of what the search
    found at most FOUND."""
    if filters.q:
        return found_page(filters, person, after, min(size, FOUND))
    cases = narrowed(filters, person, clocks.now()).select_related("owner", "client", "contact")
    order = partial(paging.by_due, has_untimed=not filters.late) if filters.by_due else paging.by_age
    back = bool(before) and not after
    place = Place.read(after or before, by_due=filters.by_due) if after or before else None
    found = order(cases, place, back=back, want=size + 1)
    has_more = len(found) > size
    shown = found[1:] if has_more and back else found[:size]
    made = Page(with_tags(with_clocks([Row(case) for case in shown])))
    if shown and (has_more or back):
        made.after = Place.of(shown[-1]).written(by_due=filters.by_due)
    if shown and (after or (back and has_more)):
        made.before = Place.of(shown[0]).written(by_due=filters.by_due)
    return made


def found_page(filters: Filters, person: Person, after: str, size: int) -> Page:
    """What the search found, the newest first; the case of exactly this number on top."""
    wanted = terms(filters.q)
    place = Place.read(after, by_due=False) if after else None
    exact = exact_number(filters.q) if place is None else ""
    ids = ask(filters, person, wanted, place.pk if place else None) if wanted else []
    cases = rows_of(person, ids[:size], exact)
    shown = [
        case
        for case in cases
        if getattr(case, "is_readable", False) or heads_match(case, wanted) or case.number == exact
    ]
    rows = with_tags(with_clocks([Row(case) for case in shown]))
    made = Page(with_snippets(rows, wanted), terms=wanted)
    if len(ids) > size:
        made.after = str(ids[size - 1])
    return made


def rows_of(person: Person, ids: list[int], exact: str) -> list[Case]:
    """The rows of these ids in their order, the one of the exact number first; each knows whether its words may be read."""
    cases = Case.objects.filter(pk__in=ids)
    if exact:
        cases = cases | Case.objects.filter(number=exact)
    readable = Case.objects.visible_to(person).filter(pk=OuterRef("pk"))
    found = cases.annotate(is_readable=Exists(readable)).select_related("owner", "client", "contact")
    return sorted(found, key=lambda case: (case.number != exact, -case.pk))


def ask(filters: Filters, person: Person, wanted: Sequence[Term], below: int | None) -> list[int]:
    question = Question(wanted, keys_of(person), under(filters, person))
    among = narrowed(Filters(late=True), person, clocks.now()) if filters.late else None
    return index.find(question, below=below, want=FOUND + 1, among=among)


def under(filters: Filters, person: Person) -> list[str]:
    """The filter as keys of the index."""
    keys = {OPEN: ["ko"], ENDED: ["ke"]}.get(filters.which, [])
    owner = person.pk if filters.mine else filters.owner
    step = Step.DRAFT.value if filters.draft else filters.step
    tag = Tag.named(filters.tag) if filters.tag else None
    asked = [
        ("t", step), ("e", filters.end), ("v", filters.severity), ("s", filters.section), ("c", filters.client),
        ("o", owner), ("g", (tag.pk if tag else -1) if filters.tag else 0),
    ]  # fmt: skip
    return keys + [f"{letter}{value}" for letter, value in asked if value]


def exact_number(asked: str) -> str:
    found = NUMBER.fullmatch(asked.strip())
    return f"SR-{found[1]}-{found[2]}" if found else ""


def heads_match(case: Case, wanted: Sequence[Term]) -> bool:
    """The index may lag behind by a second; what it says of words is asked again, what it says of heads is looked at."""
    return matches(head_of(case), wanted)


def with_clocks(rows: list[Row]) -> list[Row]:
    """The clock that is due next of each: what somebody owes before what we wait for. One query."""
    by_case = {row.case.pk: row for row in rows if row.case.is_open}
    running = Clock.objects.running().filter(subject_kind=Case.subject_kind, subject_id__in=by_case)
    waits = waiting_kinds()
    for clock in sorted(running, key=lambda c: (c.kind in waits, c.due_at), reverse=True):
        by_case[clock.subject_id].clock = clock
    return rows


def with_tags(rows: list[Row]) -> list[Row]:
    by_case = {row.case.pk: row for row in rows}
    for each in CaseTag.objects.filter(case__in=by_case).select_related("tag").order_by("tag__key"):
        by_case[each.case_id].tags.append(each.tag)
    return rows


def with_snippets(rows: list[Row], wanted: Sequence[Term]) -> list[Row]:
    """The words that were found, lit, of the cases whose words this person may read. One query."""
    readable = {row.case.pk: row for row in rows if getattr(row.case, "is_readable", False)}
    said: dict[int, list[str]] = {}
    rows_said = Said.objects.filter(case__in=readable, words__text__isnull=False).order_by("words_id")
    for case, text in rows_said.values_list("case_id", "words__text"):
        said.setdefault(case, []).append(text or "")
    for pk, texts in said.items():
        readable[pk].snippet = lighting.snippet(texts, wanted)
    return rows
