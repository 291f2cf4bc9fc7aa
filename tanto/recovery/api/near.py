"""Near misses: no name is asked and none is kept, whoever's token it was."""

import datetime as dt
from typing import Annotated, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from pydantic import Field

from tanto import clocks
from tanto.journal.actor import system
from tanto.notices.telling import tell
from tanto.people.bearer import actor, caller
from tanto.people.once import press_of
from tanto.web.api.answering import answer
from tanto.web.api.kinds import Given, PathId, Shown, Text
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room

from ..models import NearMiss
from .told import EntryShown

Line = Annotated[Text, Field(min_length=1, max_length=20000)]


class NewNearMiss(Given):
    what: Line
    work_step: Annotated[Text, Field(min_length=1, max_length=120)]


class NewLine(Given):
    """code: with it, whoever told the near miss adds to it without a name."""

    text: Line
    code: Annotated[Text, Field(max_length=40)] = ""


class NearMissShown(Shown):
    """day: the day only, so that nobody is found by the minute."""

    example: ClassVar[dict[str, Any]] = {"id": 1, "what": "Two crates had one label.", "work_step": "packing", "day": "2026-11-12"}  # fmt: skip

    id: int
    what: str | None
    work_step: str
    day: dt.date

    @classmethod
    def of(cls, miss: NearMiss) -> "NearMissShown":
        return cls(**columns(miss))


class ToldNearMiss(NearMissShown):
    """code: shown this once; it lets whoever told it come back to it."""

    example: ClassVar[dict[str, Any]] = NearMissShown.example | {"code": "ACDE-FGHJ-KLMN"}

    code: str


def columns(miss: NearMiss) -> dict[str, Any]:
    return {"id": miss.pk, "what": miss.words.text, "work_step": miss.work_step, "day": miss.day}


def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """The oldest first."""
    found, place = by_id(request, NearMiss.objects.select_related("words"), cursor, limit)
    return paged(request, NearMissShown, [NearMissShown.of(miss) for miss in found], place)


def create(request: HttpRequest, given: NewNearMiss) -> HttpResponse:
    """Kept without a name: the entry is a machine's, and its moment is the day."""
    press = press_of(request, caller(request).pk)
    unnamed = salted_hmac("tanto.near_miss.api", press, algorithm="sha256").hexdigest() if press else ""
    miss, code = NearMiss.tell(what=given.what, work_step=given.work_step, press=unnamed)
    headers = {"Location": f"/api/v1/near-misses/{miss.pk}"}
    return answer(ToldNearMiss(**columns(miss), code=code), status=MADE, headers=headers)


def miss_of(pk: int) -> NearMiss:
    found = NearMiss.objects.select_related("words").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def read(request: HttpRequest, miss: PathId) -> HttpResponse:
    """One near miss."""
    return answer(NearMissShown.of(miss_of(miss)))


def lines(request: HttpRequest, miss: PathId, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """What was added to it, the oldest first."""
    entries = miss_of(miss).history().filter(number__gt=1)
    found, place = by_id(request, entries, cursor, limit)
    return paged(request, EntryShown, [EntryShown.of(told) for told in tell(found, clocks.now())], place)


def add(request: HttpRequest, miss: PathId, given: NewLine) -> HttpResponse:
    """Thank, ask, or say what was done about it."""
    found = miss_of(miss)
    if given.code.strip():
        found.add(by=system("api"), code=given.code, text=given.text)
    else:
        found.thank(by=actor(request), text=given.text)
    return answer(NearMissShown.of(miss_of(miss)), status=MADE)


def offer_to(room: Room) -> None:
    room.offer(
        "GET",
        "/near-misses",
        listed,
        name="list_near_misses",
        says="What nearly went wrong",
        gives=page_of(NearMissShown),
    )
    room.offer(
        "POST",
        "/near-misses",
        create,
        name="tell_near_miss",
        says="Tell a near miss, without a name",
        gives=ToldNearMiss,
        status=MADE,
        example={"what": "Two crates had one label.", "work_step": "packing"},
    )
    room.offer(
        "GET",
        "/near-misses/{miss}",
        read,
        name="read_near_miss",
        says="Read a near miss",
        gives=NearMissShown,
    )
    room.offer(
        "GET",
        "/near-misses/{miss}/lines",
        lines,
        name="list_lines_of_near_miss",
        says="What was added to it",
        gives=page_of(EntryShown),
    )
    room.offer(
        "POST",
        "/near-misses/{miss}/lines",
        add,
        name="add_to_near_miss",
        says="Add to a near miss",
        gives=NearMissShown,
        status=MADE,
        example={"text": "Thank you. The labels are checked twice now."},
    )
