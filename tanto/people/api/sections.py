from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse

from tanto.journal.verbs import lock
from tanto.web.api.answering import answer, etag_of, must_match
from tanto.web.api.forms import cleaned, given_by, patched, typed
from tanto.web.api.kinds import Named, PathId, Shown
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room

from ..bearer import actor
from ..forms import SectionForm
from ..models import Section
from ..views import keeper
from .persons import MORI, maybe

NewSection = given_by(SectionForm, "NewSection")
ChangedSection = given_by(SectionForm, "ChangedSection", is_patch=True)


class SectionShown(Shown):
    """boss: told first when something goes wrong."""

    example: ClassVar[dict[str, Any]] = {"id": 2, "name": "Sales East", "name_en": "Sales East", "name_ja": "東日本営業部", "boss": MORI, "deputy": None, "parent": None}  # fmt: skip

    id: int
    name: str
    name_en: str
    name_ja: str
    boss: Named
    deputy: Named | None
    parent: Named | None

    @classmethod
    def of(cls, section: Section) -> "SectionShown":
        return cls(
            id=section.pk,
            name=str(section),
            name_en=section.name_en,
            name_ja=section.name_ja,
            boss=Named(id=section.boss_id, name=str(section.boss)),
            deputy=maybe(section.deputy),
            parent=maybe(section.parent),
        )


def etag(section: Section) -> str:
    return etag_of("section", section.pk, section.head_number)


def section_of(pk: int) -> Section:
    found = Section.objects.select_related("boss", "deputy", "parent").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def shown(pk: int, *, status: int = 200, **headers: str) -> HttpResponse:
    section = section_of(pk)
    return answer(SectionShown.of(section), status=status, etag=etag(section), headers=headers)


def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Every section, with who leads it."""
    rows = Section.objects.select_related("boss", "deputy", "parent")
    found, place = by_id(request, rows, cursor, limit)
    return paged(request, SectionShown, [SectionShown.of(section) for section in found], place)


def read(request: HttpRequest, section: PathId) -> HttpResponse:
    """One section."""
    return shown(section)


def create(request: HttpRequest, given: NewSection) -> HttpResponse:  # type: ignore[valid-type]
    """Its boss must be somebody."""
    keeper(request)
    made = Section.open(by=actor(request), **cleaned(SectionForm(typed(given))))
    return shown(made.pk, status=MADE, Location=f"/api/v1/sections/{made.pk}")


def change(request: HttpRequest, section: PathId, given: ChangedSection) -> HttpResponse:  # type: ignore[valid-type]
    """What is left out stays as it is."""
    keeper(request)
    by = actor(request)
    with transaction.atomic():
        found = section_of(section)
        lock(found)
        must_match(request, etag(found), is_needed=True)
        found.change(by=by, **patched(SectionForm, section_of(section), given))
    return shown(section)


def offer_to(room: Room) -> None:
    house: dict[str, Any] = {"scope": "house", "gives": SectionShown}
    room.offer(
        "GET", "/sections", listed, name="list_sections", says="Every section", gives=page_of(SectionShown)
    )
    room.offer("GET", "/sections/{section}", read, name="read_section", says="A section", gives=SectionShown)
    room.offer(
        "POST",
        "/sections",
        create,
        name="open_section",
        says="Open a section",
        status=MADE,
        example={"name_en": "Logistics", "name_ja": "物流部", "boss": 7},
        **house,
    )
    room.offer(
        "PATCH",
        "/sections/{section}",
        change,
        name="change_section",
        says="Change a section",
        if_match=True,
        example={"deputy": 8},
        **house,
    )
