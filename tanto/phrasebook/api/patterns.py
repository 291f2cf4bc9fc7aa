"""Patterns: read by everybody, written by whoever keeps the house."""

from typing import Annotated, Any, ClassVar, Literal

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query
from pydantic import Field

from tanto.journal.models import Entry
from tanto.journal.verbs import lock
from tanto.people.bearer import actor
from tanto.people.views import keeper
from tanto.web.api.answering import answer, etag_of, must_match
from tanto.web.api.kinds import Given, Shown, Text
from tanto.web.api.paging import Cursor, Limit, no_such_cursor, opened, page_of, paged
from tanto.web.api.routes import MADE, Room
from tanto.web.pressing import also
from tanto.wording import examples

from ..models import HousePattern, Missed
from ..phrases import Phrase, Wanted, every, one
from .shapes import (  # fmt: skip
    COLUMNS,
    ChangedPattern,
    Code,
    Group,
    HitShown,
    Language,
    Level,
    Mode,
    NewPattern,
    OnOrNot,
    PatternShown,
    columns_from,
)

Words = Annotated[str, Query("", max_length=200, description="Words of the pattern, or its number.")]
State = Annotated[Literal["", "changed", "own", "off"], Query("", description="What the house did to it.")]


class TextToTry(Given):
    text: Annotated[Text, Field(max_length=5000)]


class Tried(Shown):
    example: ClassVar[dict[str, Any]] = {"hits": [HitShown.example]}

    hits: list[HitShown]


def known(code: str) -> Phrase:
    found = one(code)
    if found is None:
        raise Http404
    return found


def shown(code: str, *, status: int = 200, **headers: str) -> HttpResponse:
    found = known(code)
    return answer(PatternShown.of(found), status=status, etag=etag_of(code, 0, found.head), headers=headers)


def listed(
    request: HttpRequest,
    q: Words = "",
    language: Language | None = None,
    group: Group | None = None,
    mode: Mode | None = None,
    level: Level | None = None,
    state: State = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> HttpResponse:
    """By language, group and number."""
    wanted = Wanted(q, language or "", group or "", mode or "", level or "", state)
    found = list(wanted.among(every()))
    codes = [phrase.code for phrase in found]
    after = opened(cursor)
    if after and after not in codes:
        raise no_such_cursor()
    start = codes.index(after) + 1 if after else 0
    page = found[start : start + limit]
    place = page[-1].code if len(found) > start + limit else ""
    return paged(request, PatternShown, [PatternShown.of(phrase) for phrase in page], place)


def read(request: HttpRequest, code: Code) -> HttpResponse:
    """As it reads in this house, also while it is silent."""
    return shown(code)


def proposed(pk: int | None) -> Missed | None:
    found = Missed.objects.filter(pk=pk, outcome="").first() if pk else None
    if pk and found is None:
        raise Http404
    return found


@transaction.atomic
def create(request: HttpRequest, given: NewPattern) -> HttpResponse:
    """Taken once every example holds; it gets the next number of its group, from 101 on."""
    keeper(request)
    by, missed = actor(request), proposed(given.missed)
    made = HousePattern.add(by=by, language=given.language, group=given.group, **columns_from(given))
    if made is None:
        pk = Entry.objects.get(press=by.press, kind="pattern_added").subject_id
        return shown(HousePattern.objects.get(pk=pk).code, status=MADE)
    if missed is not None:
        missed.accept(by=by.pressing(also(by.press, "missed")), code=made.code)
    return shown(made.code, status=MADE, Location=f"/api/v1/patterns/{made.code}")


@transaction.atomic
def change(request: HttpRequest, code: Code, given: ChangedPattern) -> HttpResponse:
    """The house's own version. The examples that it was shipped with must hold in it, too."""
    keeper(request)
    known(code)
    by, missed, row = actor(request), proposed(given.missed), HousePattern.kept(code)
    lock(row)
    must_match(request, etag_of(code, 0, row.head_number), is_needed=True)
    row.change(by=by, **columns_from(given))
    if missed is not None:
        missed.accept(by=by.pressing(also(by.press, "missed")), code=code)
    return shown(code)


def switch(request: HttpRequest, code: Code, given: OnOrNot) -> HttpResponse:
    """Off: it marks nothing any more."""
    keeper(request)
    row = HousePattern.kept(known(code).code)
    if given.on:
        row.switch_on(by=actor(request))
    else:
        row.switch_off(by=actor(request))
    return shown(code)


def as_shipped(request: HttpRequest, code: Code) -> HttpResponse:
    """Undo whatever the house did to it."""
    keeper(request)
    HousePattern.kept(known(code).code).as_shipped(by=actor(request))
    return shown(code)


def drop(request: HttpRequest, code: Code) -> HttpResponse:
    """One of the house's own; its number is not used again."""
    keeper(request)
    HousePattern.kept(known(code).code).drop(by=actor(request))
    return HttpResponse(status=204)


def trial(request: HttpRequest, code: Code, given: TextToTry) -> HttpResponse:
    """What this pattern alone finds in a text, in its own field. Nothing is kept."""
    hits = examples.hits(known(code).pattern, given.text)
    return answer(Tried(hits=[HitShown.of(hit) for hit in hits]))


def offer_to(room: Room) -> None:
    house: dict[str, Any] = {"gives": PatternShown, "scope": "house"}
    item = "/patterns/{code}"
    room.offer("GET", "/patterns", listed, name="list_patterns", says="Every pattern", gives=page_of(PatternShown))  # fmt: skip
    room.offer("POST", "/patterns", create, name="add_pattern", says="Add a pattern", status=MADE, example={"language": "en", "group": "BL"} | COLUMNS, **house)  # fmt: skip
    room.offer("GET", item, read, name="read_pattern", says="A pattern", gives=PatternShown)
    room.offer("PUT", item, change, name="change_pattern", says="Change a pattern", if_match=True, example=COLUMNS, **house)  # fmt: skip
    room.offer("PUT", f"{item}/state", switch, name="switch_pattern", says="Switch a pattern on or off", example={"on": False}, **house)  # fmt: skip
    room.offer("POST", f"{item}/shipped", as_shipped, name="reset_pattern", says="Set a pattern back to how it came", **house)  # fmt: skip
    room.offer("DELETE", item, drop, name="drop_pattern", says="Drop a pattern of the house", gives=None, status=204, scope="house")  # fmt: skip
    room.offer("POST", f"{item}/trial", trial, name="try_pattern", says="Try a pattern on a text", gives=Tried, scope="read", example={"text": "The courier was late."})  # fmt: skip
