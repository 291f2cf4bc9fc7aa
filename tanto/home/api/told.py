"""What one of us was told, and by which ways."""

from typing import Annotated, Any, ClassVar

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from tanto import clocks
from tanto.notices.models import Notice, Ways
from tanto.notices.telling import Line, lines
from tanto.people.bearer import actor, caller
from tanto.people.models import Person
from tanto.web.api.answering import answer
from tanto.web.api.forms import cleaned
from tanto.web.api.kinds import At, Given, Minute, Shown, Text, Tick
from tanto.web.api.paging import Cursor, Limit, number_in, page_of, paged
from tanto.web.api.routes import Room

from ..told import WaysForm


class NoticeShown(Shown):
    example: ClassVar[dict[str, Any]] = {"id": 12, "sentence": "Mori Aya recorded the case.", "number": "SR-2026-0042", "at": "2026-11-12T16:24:00+09:00", "read_at": None}  # fmt: skip

    id: int
    sentence: str
    number: str
    at: At
    read_at: At | None

    @classmethod
    def of(cls, line: Line) -> "NoticeShown":
        notice = line.notice
        return cls(
            id=notice.pk,
            sentence=line.sentence,
            number=str(line.number),
            at=notice.at,
            read_at=notice.read_at,
        )


class Count(Shown):
    """unread: 100 means: so many, or more."""

    example: ClassVar[dict[str, Any]] = {"unread": 3}

    unread: int


class WaysShown(Shown):
    """quiet_from, quiet_until: no mail between these times of day; mail: groups that come by mail too; may: groups that may be
    chosen."""

    example: ClassVar[dict[str, Any]] = {"quiet_from": "22:00", "quiet_until": "07:00", "mail": ["asked"], "may": ["asked", "colleagues"]}  # fmt: skip

    quiet_from: str | None
    quiet_until: str | None
    mail: list[str]
    may: list[str]


class NewWays(Given):
    quiet_from: Minute | None = None
    quiet_until: Minute | None = None
    mail: Annotated[list[Annotated[Text, Field(max_length=40)]], Field(max_length=20)] = []


def notices(
    request: HttpRequest, unread: Tick = False, cursor: Cursor = "", limit: Limit = 50
) -> HttpResponse:
    """The newest first."""
    mine = Notice.objects.filter(person=caller(request)).select_related("entry").order_by("-id")
    if unread:
        mine = mine.filter(read_at__isnull=True)
    if before := number_in(cursor):
        mine = mine.filter(pk__lt=before)
    found = list(mine[: limit + 1])
    place = str(found[limit - 1].pk) if len(found) > limit else ""
    shown = [NoticeShown.of(line) for line in lines(found[:limit], clocks.now())]
    return paged(request, NoticeShown, shown, place)


def count(request: HttpRequest) -> HttpResponse:
    """The bell."""
    return answer(unread_of(caller(request)))


def unread_of(person: Person) -> Count:
    return Count(unread=Notice.objects.filter(person=person, read_at__isnull=True)[:100].count())


def read(request: HttpRequest) -> HttpResponse:
    """All of them are seen."""
    Notice.read(caller(request), at=clocks.now())
    return answer(unread_of(caller(request)))


def ways(request: HttpRequest) -> HttpResponse:
    """How I am told by mail."""
    return answer(ways_of(caller(request)))


def ways_of(person: Person) -> WaysShown:
    form = WaysForm(person=person)
    return WaysShown(
        quiet_from=form.initial["quiet_from"],
        quiet_until=form.initial["quiet_until"],
        mail=form.initial["mail"],
        may=list(form.open),
    )


def choose(request: HttpRequest, given: NewWays) -> HttpResponse:
    """Quiet hours, and what comes by mail."""
    me = Person.objects.get(pk=caller(request).pk)
    form = WaysForm(given.model_dump(), person=me)
    times = {name: cleaned(form)[name] for name in ("quiet_from", "quiet_until")}
    Ways.choose(me, by=actor(request), mail=form.choice(), **times)
    return answer(ways_of(me))


def offer_to(room: Room) -> None:
    room.offer(
        "GET", "/notices", notices, name="list_notices", says="What I was told", gives=page_of(NoticeShown)
    )
    room.offer(
        "GET", "/notices/count", count, name="count_notices", says="How many I have not read", gives=Count
    )
    room.offer("PUT", "/notices/reading", read, name="read_notices", says="I have read them all", gives=Count)
    room.offer("GET", "/me/ways", ways, name="read_ways", says="How I am told by mail", gives=WaysShown)
    room.offer(
        "PUT",
        "/me/ways",
        choose,
        name="choose_ways",
        says="Choose how I am told",
        gives=WaysShown,
        example={"quiet_from": "22:00", "quiet_until": "07:00", "mail": []},
    )
