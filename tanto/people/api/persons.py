"""Colleagues: found by everybody, entered by whoever keeps the house."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from tanto.journal.masking import traces
from tanto.journal.verbs import lock
from tanto.web.api.answering import answer, etag_of, must_match
from tanto.web.api.forms import cleaned, given_by, patched, typed
from tanto.web.api.kinds import At, Named, PathId, Shown, Tick
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room
from tanto.web.pressing import also

from ..bearer import actor, caller
from ..forms import PersonForm
from ..models import Person
from ..views import keeper

MORI = {"id": 7, "name": "Mori Aya"}
NewPerson = given_by(PersonForm, "NewPerson")
ChangedPerson = given_by(PersonForm, "ChangedPerson", without=("password",), is_patch=True)


class PersonShown(Shown):
    example: ClassVar[dict[str, Any]] = MORI | {"family_en": "Mori", "given_en": "Aya", "family_ja": "森", "given_ja": "彩", "email": "mori@tamabashi.example", "phone": "03-0000-2711", "section": {"id": 2, "name": "Sales East"}, "language": "ja", "is_executive": False, "is_administrator": False, "is_quality_lead": False, "left_at": None}  # fmt: skip

    id: int
    name: str
    family_en: str
    given_en: str
    family_ja: str
    given_ja: str
    email: str
    phone: str
    section: Named | None
    language: str
    is_executive: bool
    is_administrator: bool
    is_quality_lead: bool
    left_at: At | None

    @classmethod
    def of(cls, person: Person) -> "PersonShown":
        known = {
            name: getattr(person, name) for name in cls.model_fields if name not in ("id", "name", "section")
        }
        return cls(id=person.pk, name=str(person), section=maybe(person.section), **known)


class Traces(Shown):
    """texts: how many name this person, and would go with a mask."""

    example: ClassVar[dict[str, Any]] = {"texts": 12}

    texts: int


def maybe(row: Any) -> Named | None:
    return Named(id=row.pk, name=str(row)) if row is not None else None


def etag(person: Person) -> str:
    return etag_of("person", person.pk, person.head_number)


def person_of(pk: int) -> Person:
    found = Person.objects.select_related("section").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def shown(pk: int, *, status: int = 200, **headers: str) -> HttpResponse:
    person = person_of(pk)
    return answer(PersonShown.of(person), status=status, etag=etag(person), headers=headers)


def listed(request: HttpRequest, gone: Tick = False, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Who works here; with gone=true, who left."""
    rows = Person.objects.filter(left_at__isnull=not gone).select_related("section")
    found, place = by_id(request, rows, cursor, limit)
    return paged(request, PersonShown, [PersonShown.of(person) for person in found], place)


def read(request: HttpRequest, person: PathId) -> HttpResponse:
    """A colleague's entry."""
    return shown(person)


def me(request: HttpRequest) -> HttpResponse:
    """Whose token it is."""
    return shown(caller(request).pk)


def create(request: HttpRequest, given: NewPerson) -> HttpResponse:  # type: ignore[valid-type]
    """Without a password an invitation goes out."""
    keeper(request)
    by, columns = actor(request), cleaned(PersonForm(typed(given)))
    new = Person.join(by=by, **columns)
    if not columns["password"]:
        new.invite(by=by.pressing(also(by.press, "invitation")))
    return shown(new.pk, status=MADE, Location=f"/api/v1/people/{new.pk}")


def change(request: HttpRequest, person: PathId, given: ChangedPerson) -> HttpResponse:  # type: ignore[valid-type]
    """What is left out stays as it is."""
    keeper(request)
    by = actor(request)
    with transaction.atomic():
        found = person_of(person)
        lock(found)
        must_match(request, etag(found), is_needed=True)
        found.change(by=by, **patched(PersonForm, person_of(person), given))
    return shown(person)


def invite(request: HttpRequest, person: PathId) -> HttpResponse:
    """Send an invitation again; the one before no longer opens."""
    keeper(request)
    person_of(person).invite(by=actor(request))
    return shown(person)


def take_off(request: HttpRequest, person: PathId) -> HttpResponse:
    """A colleague lost the telephone."""
    keeper(request)
    person_of(person).take_off_second_step(by=actor(request))
    return shown(person)


def leave(request: HttpRequest, person: PathId) -> HttpResponse:
    """End the account of somebody who holds nothing any more."""
    keeper(request)
    person_of(person).leave(by=actor(request))
    return shown(person)


def traced(request: HttpRequest, person: PathId) -> HttpResponse:
    """What a mask would take away."""
    found = to_mask(request, person)
    return answer(Traces(texts=traces("person", found.pk)))


def forget(request: HttpRequest, person: PathId) -> HttpResponse:
    """Mask a colleague who left. Nobody can bring it back."""
    to_mask(request, person).mask(by=actor(request))
    return shown(person)


def to_mask(request: HttpRequest, pk: int) -> Person:
    if not Person.may_be_masked_by(caller(request)):
        raise Http404
    return person_of(pk)


def offer_to(room: Room) -> None:
    one = "/people/{person}"
    house: dict[str, Any] = {"scope": "house", "gives": PersonShown}
    room.offer(
        "GET", "/people", listed, name="list_people", says="Who works here", gives=page_of(PersonShown)
    )
    room.offer("GET", "/me", me, name="read_me", says="Whose token it is", gives=PersonShown)
    room.offer("GET", one, read, name="read_person", says="A colleague", gives=PersonShown)
    room.offer(
        "POST",
        "/people",
        create,
        name="enter_person",
        says="Enter a colleague",
        status=MADE,
        example={
            "family_en": "Ueda",
            "given_en": "Ken",
            "family_ja": "上田",
            "email": "ueda@tamabashi.example",
            "section": 2,
            "language": "ja",
        },
        **house,
    )
    room.offer(
        "PATCH",
        one,
        change,
        name="change_person",
        says="Correct a colleague’s entry",
        if_match=True,
        example={"phone": "03-0000-2712"},
        **house,
    )
    room.offer("PUT", f"{one}/invitation", invite, name="invite_person", says="Send an invitation", **house)
    room.offer(
        "DELETE",
        f"{one}/second-step",
        take_off,
        name="take_off_second_step",
        says="Take off a second step that was lost",
        **house,
    )
    room.offer("PUT", f"{one}/leaving", leave, name="end_person", says="End an account", **house)
    room.offer(
        "GET",
        f"{one}/forgetting",
        traced,
        name="traces_of_person",
        says="What a mask would take away",
        gives=Traces,
        scope="house",
    )
    room.offer(
        "PUT", f"{one}/forgetting", forget, name="forget_person", says="Mask a colleague who left", **house
    )
