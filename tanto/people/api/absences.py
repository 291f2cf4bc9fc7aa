"""Days away, and the one person who stands in."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse

from tanto import clocks
from tanto.web.api.answering import answer
from tanto.web.api.forms import cleaned, given_by, typed
from tanto.web.api.kinds import At, Named, PathId, Shown
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import Room

from ..bearer import actor, caller
from ..forms import AbsenceForm
from ..models import Absence, Person
from ..views import whose
from .persons import MORI

NewAbsence = given_by(AbsenceForm, "NewAbsence")
DAYS = {"since": "2026-12-01", "until": "2026-12-05", "deputy": 8}


class AbsenceShown(Shown):
    example: ClassVar[dict[str, Any]] = {"id": 1, "person": MORI, "deputy": MORI, "since": "2026-12-01T00:00:00+09:00", "until": "2026-12-05T00:00:00+09:00"}  # fmt: skip

    id: int
    person: Named
    deputy: Named
    since: At
    until: At

    @classmethod
    def of(cls, absence: Absence) -> "AbsenceShown":
        return cls(
            id=absence.pk,
            person=Named(id=absence.person_id, name=str(absence.person)),
            deputy=Named(id=absence.deputy_id, name=str(absence.deputy)),
            since=absence.since,
            until=absence.until,
        )


class Away(Shown):
    """The absence of now, or the next one."""

    example: ClassVar[dict[str, Any]] = {"absence": AbsenceShown.example}

    absence: AbsenceShown | None


def coming() -> Any:
    return Absence.objects.filter(until__gt=clocks.now()).select_related("person", "deputy")


def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Who is away or will be, and who stands in."""
    found, place = by_id(request, coming(), cursor, limit)
    return paged(request, AbsenceShown, [AbsenceShown.of(absence) for absence in found], place)


def next_of(person: Person) -> HttpResponse:
    found = coming().filter(person=person).order_by("since").first()
    return answer(Away(absence=AbsenceShown.of(found) if found else None))


def be_away(request: HttpRequest, person: Person, given: Any) -> HttpResponse:
    form = AbsenceForm(typed(given))
    cleaned(form)
    person.be_away(by=actor(request), **form.moments())
    return next_of(person)


def mine(request: HttpRequest, given: NewAbsence) -> HttpResponse:  # type: ignore[valid-type]
    """From the first day away until the first day back."""
    return be_away(request, Person.objects.get(pk=caller(request).pk), given)


def theirs(request: HttpRequest, person: PathId, given: NewAbsence) -> HttpResponse:  # type: ignore[valid-type]
    """As their boss, or as whoever keeps the house."""
    return be_away(request, whose(request, person), given)


def i_am_back(request: HttpRequest) -> HttpResponse:
    """Back early, or not gone after all."""
    return back(request, Person.objects.get(pk=caller(request).pk))


def they_are_back(request: HttpRequest, person: PathId) -> HttpResponse:
    """Back early, or not gone after all."""
    return back(request, whose(request, person))


def back(request: HttpRequest, person: Person) -> HttpResponse:
    person.come_back(by=actor(request))
    return next_of(person)


def offer_to(room: Room) -> None:
    room.offer(
        "GET", "/absences", listed, name="list_absences", says="Who is away", gives=page_of(AbsenceShown)
    )
    room.offer("PUT", "/me/absence", mine, name="be_away", says="I will be away", gives=Away, example=DAYS)
    room.offer("DELETE", "/me/absence", i_am_back, name="come_back", says="I am back", gives=Away)
    room.offer(
        "PUT",
        "/people/{person}/absence",
        theirs,
        name="enter_absence",
        says="Somebody will be away",
        gives=Away,
        example=DAYS,
    )
    room.offer(
        "DELETE",
        "/people/{person}/absence",
        they_are_back,
        name="end_absence",
        says="Somebody is back",
        gives=Away,
    )
