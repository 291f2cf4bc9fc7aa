"""What happened to a case, in sentences; its clocks, with why this time; the customer's page."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from tanto import clocks
from tanto.clocks import saying
from tanto.clocks.models import Clock
from tanto.clocks.templatetags.clock import why_time
from tanto.notices.telling import Told, tell
from tanto.people.bearer import caller
from tanto.web.api.answering import answer
from tanto.web.api.kinds import At, CaseNumber, PathId, Shown
from tanto.web.api.paging import Cursor, Limit, number_in, page_of, paged
from tanto.web.api.routes import Room

from .cases import noted, readable

WHEN = "2026-11-12T16:24:00+09:00"


class EntryShown(Shown):
    """One entry of the journal. sentence: as a reader is told it; hash: of the chain, hexadecimal."""

    example: ClassVar[dict[str, Any]] = {"number": 1, "kind": "case_received", "at": WHEN, "via": "api", "sentence": "Mori Aya recorded the case.", "words": "The invoice says 60.", "is_hers": False, "hash": "5e1f…"}  # fmt: skip

    number: int
    kind: str
    at: At
    via: str
    sentence: str
    words: str
    is_hers: bool
    hash: str

    @classmethod
    def of(cls, told: Told) -> "EntryShown":
        entry = told.entry
        return cls(
            number=entry.number,
            kind=entry.kind,
            at=entry.at,
            via=entry.via,
            sentence=told.sentence,
            words=told.words,
            is_hers=told.is_her_words,
            hash=entry.hash,
        )


class ClockShown(Shown):
    """What is owed, by whom (an id), until when. used: percent of the time; in_working_time: only the hours of the section
    count."""

    example: ClassVar[dict[str, Any]] = {"id": 77, "kind": "first_response", "label": "First response", "owed": "Write or call", "duty": 7, "started_at": WHEN, "due_at": "2026-11-12T18:00:00+09:00", "stopped_at": None, "used": 12, "in_working_time": True}  # fmt: skip

    id: int
    kind: str
    label: str
    owed: str
    duty: int
    started_at: At
    due_at: At
    stopped_at: At | None
    used: int
    in_working_time: bool

    @classmethod
    def of(cls, clock: Clock) -> "ClockShown":
        return cls(**columns(clock))


class Rung(Shown):
    """At which share of the time, when that is, and whether it was told."""

    share: int
    at: At
    hears: list[str]
    is_past: bool


class Stretch(Shown):
    since: At
    until: At


class ClockExplained(ClockShown):
    """target: how long it runs at this severity, in words; counted: the first stretches of working time; rungs: who hears at
    which share."""

    example: ClassVar[dict[str, Any]] = ClockShown.example | {"target": "2 hours of working time", "announced": False, "counted": [{"since": WHEN, "until": "2026-11-12T18:00:00+09:00"}], "rungs": [{"share": 80, "at": "2026-11-12T17:40:00+09:00", "hears": ["duty"], "is_past": False}]}  # fmt: skip

    target: str
    announced: bool
    counted: list[Stretch]
    rungs: list[Rung]


class Page(Shown):
    """The address of the customer's page, for the contact of the case."""

    example: ClassVar[dict[str, Any]] = {"url": "https://tanto.example/c/12-4f…/", "expires_at": WHEN}

    url: str
    expires_at: At


def columns(clock: Clock) -> dict[str, Any]:
    return {
        "id": clock.pk,
        "kind": clock.kind,
        "label": str(clock.rule.label),
        "owed": str(clock.rule.duty),
        "duty": clock.duty,
        "started_at": clock.started_at,
        "due_at": clock.due_at,
        "stopped_at": clock.stopped_at,
        "used": clock.used(clock.stopped_at or clocks.now()),
        "in_working_time": clock.calendar_id is not None,
    }


def history(request: HttpRequest, number: CaseNumber, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """The oldest first."""
    person = caller(request)
    case = noted(readable(person, number), person)
    entries = list(case.history().filter(number__gt=number_in(cursor)).order_by("number")[: limit + 1])
    place = str(entries[limit - 1].number) if len(entries) > limit else ""
    shown = [EntryShown.of(told) for told in tell(entries[:limit], clocks.now())]
    return paged(request, EntryShown, shown, place)


def running(request: HttpRequest, number: CaseNumber, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Running and stopped ones, in the order they were started."""
    case = readable(caller(request), number)
    rows = Clock.objects.of(case.subject_kind, case.pk).filter(pk__gt=number_in(cursor)).order_by("pk")
    found = list(rows[: limit + 1])
    place = str(found[limit - 1].pk) if len(found) > limit else ""
    return paged(request, ClockShown, [ClockShown.of(clock) for clock in found[:limit]], place)


def why(request: HttpRequest, number: CaseNumber, clock: PathId) -> HttpResponse:
    """Started when, counted which hours, due when, who hears at which share."""
    case = readable(caller(request), number)
    found = Clock.objects.of(case.subject_kind, case.pk).filter(pk=clock).first()
    if found is None:
        raise Http404
    known = why_time(found)
    shown = ClockExplained(
        **columns(found),
        target=saying.target(known["target"]) if known["target"] else "",
        announced=known["announced"],
        counted=[Stretch(since=since, until=until) for since, until in known["counted"]],
        rungs=[
            Rung(share=rung["share"], at=rung["at"], hears=list(rung["codes"]), is_past=rung["is_past"])
            for rung in known["rungs"]
        ],
    )
    return answer(shown)


def customers_page(request: HttpRequest, number: CaseNumber) -> HttpResponse:
    """404 while there is none."""
    link = readable(caller(request), number).live_link
    if link is None:
        raise Http404
    return answer(Page(url=link.url, expires_at=link.expires_at))


def offer_to(room: Room) -> None:
    room.offer(
        "GET",
        "/cases/{number}/history",
        history,
        name="read_history",
        says="Everything that happened",
        gives=page_of(EntryShown),
    )
    room.offer(
        "GET",
        "/cases/{number}/clocks",
        running,
        name="list_clocks_of_case",
        says="What is owed until when",
        gives=page_of(ClockShown),
    )
    room.offer(
        "GET",
        "/cases/{number}/clocks/{clock}",
        why,
        name="explain_clock",
        says="Why this time",
        gives=ClockExplained,
    )
    room.offer(
        "GET",
        "/cases/{number}/link",
        customers_page,
        name="read_link",
        says="The customer’s page",
        gives=Page,
    )
