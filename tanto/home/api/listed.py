"""Every case of the firm, filtered and searched as on the page; one thing done to many; views that were kept."""

from typing import Annotated, Any, ClassVar, Literal
from urllib.parse import parse_qsl

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from pydantic import Field

from tanto.people.bearer import actor, caller
from tanto.people.models import Person
from tanto.recovery.api.shown import HEAD, Head, head
from tanto.recovery.models import Case, Tag
from tanto.web.api.answering import answer
from tanto.web.api.kinds import CaseNumber, Flag, Given, Id, Number, PathId, Shown, Text, Tick
from tanto.web.api.paging import Cursor, Limit, by_id, opened, page_of, paged
from tanto.web.api.problems import wrong
from tanto.web.api.routes import MADE, Room
from tanto.web.refusals import Refused

from ..cases import bulk, listing
from ..cases import filters as filtering
from ..cases.doing import myself
from ..cases.figures import Figures
from ..cases.views import with_names
from ..models import SavedView

Asked = Annotated[Text, Field(max_length=200)]


class Line(Head):
    """A case in a list. found: where the search found it in the words, for who may read them."""

    example: ClassVar[dict[str, Any]] = HEAD | {"tags": ["delivery note"], "next_clock": "first_response", "found": None}  # fmt: skip

    tags: list[str]
    next_clock: str | None
    found: str | None


class ViewShown(Shown):
    """filter: as a query string of the list."""

    example: ClassVar[dict[str, Any]] = {"id": 1, "name": "Mine, late", "filter": "mine=1&late=1", "is_shared": False, "person": 7}  # fmt: skip

    id: int
    name: str
    filter: str
    is_shared: bool
    person: int

    @classmethod
    def of(cls, view: SavedView) -> "ViewShown":
        return cls(
            id=view.pk, name=view.name, filter=view.address, is_shared=view.is_shared, person=view.person_id
        )


class NewView(Given):
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    filter: Annotated[Text, Field(max_length=3000)] = ""
    is_shared: Flag = False


class ChangedView(Given):
    name: Annotated[Text, Field(min_length=1, max_length=200)]
    is_shared: Flag = False


class TagShown(Shown):
    example: ClassVar[dict[str, Any]] = {"id": 1, "name": "delivery note"}

    id: int
    name: str


class Many(Given):
    """do: offer (with `to`), tag or untag (with `name`)."""

    do: Literal["offer", "tag", "untag"]
    cases: Annotated[list[CaseNumber], Field(min_length=1, max_length=bulk.MOST)]
    to: Id | None = None
    name: Annotated[Text, Field(max_length=200)] = ""


class Left(Shown):
    number: str
    what: str
    why: str
    instead: str
    code: str


class Outcome(Shown):
    """done: numbers where it was done; refused: the others, each with its reason."""

    example: ClassVar[dict[str, Any]] = {"done": ["SR-2026-0042"], "refused": []}

    done: list[str]
    refused: list[Left]


def cases(
    request: HttpRequest,
    which: Literal["open", "ended", "all"] | None = None,
    step: Asked = "",
    end: Asked = "",
    severity: Number = 0,
    section: Number = 0,
    client: Number = 0,
    tag: Asked = "",
    mine: Tick = False,
    owner: Number = 0,
    draft: Tick = False,
    late: Tick = False,
    q: Asked = "",
    sort: Literal["due", "new"] | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> HttpResponse:
    """Open cases, the next due first, unless asked otherwise. Everybody finds every head; `found` only for who may read."""
    person = caller(request)
    given = {
        name: ticked(value) for name, value in request.GET.dict().items() if name not in ("cursor", "limit")
    }
    filters, refused = filtering.read(given)
    filters, _found = with_names(filters, Figures.now(), refused)
    if refused:
        raise wrong([{"field": "filter", "what": f"{each.what} {each.instead}"} for each in refused])
    page = listing.page(filters, person, after=opened(cursor), size=limit)
    return paged(request, Line, [line(row) for row in page.rows], page.after)


def ticked(value: str) -> str:
    return {"true": "1", "false": ""}.get(value, value)


def line(row: listing.Row) -> Line:
    return Line(
        **head(row.case),
        tags=[tag.name for tag in row.tags],
        next_clock=row.clock.kind if row.clock else None,
        found=str(row.snippet) if row.snippet else None,
    )


def tags(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Every tag that is on some case."""
    found, place = by_id(request, Tag.objects.filter(on__isnull=False).distinct(), cursor, limit)
    return paged(request, TagShown, [TagShown(id=tag.pk, name=tag.name) for tag in found], place)


def many(request: HttpRequest, given: Many) -> HttpResponse:
    """Each goes through its own verb, so each may be refused for its own reason."""
    if given.do == "offer":
        to = Person.objects.here().filter(pk=given.to or 0).first()
        if to is None:
            raise wrong([{"field": "to", "what": _("Choose one person. A group cannot be accountable.")}])
        does = bulk.offer(to)
    else:
        does = (bulk.tag if given.do == "tag" else bulk.untag)(given.name)
    outcome = bulk.each(bulk.chosen(given.cases), actor(request), does)
    return answer(
        Outcome(
            done=[case.number for case in outcome.done],
            refused=[left(case, refused) for case, refused in outcome.refused],
        )
    )


def left(case: Case, refused: Refused) -> Left:
    return Left(
        number=case.number,
        what=str(refused.what),
        why=str(refused.why),
        instead=str(refused.instead),
        code=refused.code,
    )


def views(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Mine, and those for all colleagues."""
    found, place = by_id(request, SavedView.objects.seen_by(caller(request)), cursor, limit)
    return paged(request, ViewShown, [ViewShown.of(view) for view in found], place)


def address_of(text: str) -> str:
    """A filter as it is always written; what cannot be read is said."""
    filters, refused = filtering.read(dict(parse_qsl(text)))
    if refused:
        raise wrong([{"field": "filter", "what": f"{each.what} {each.instead}"} for each in refused])
    return filters.address()


def keep(request: HttpRequest, given: NewView) -> HttpResponse:
    """Keep a filter under a name."""
    address, me = address_of(given.filter), myself(request)
    made = SavedView.keep(
        me, by=actor(request), name=given.name, address=address, is_shared=given.is_shared
    ) or SavedView.objects.filter(person=me, name=" ".join(given.name.split())).latest("pk")
    return answer(ViewShown.of(made), status=MADE)


def view_of(request: HttpRequest, pk: int) -> SavedView:
    found = SavedView.objects.seen_by(caller(request)).select_related("person").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def change(request: HttpRequest, view: PathId, given: ChangedView) -> HttpResponse:
    """Another name, for all colleagues or for oneself."""
    found = view_of(request, view)
    found.change(by=actor(request), name=given.name, is_shared=given.is_shared)
    return answer(ViewShown.of(found))


def remove(request: HttpRequest, view: PathId) -> HttpResponse:
    """Take it out of every list."""
    view_of(request, view).remove(by=actor(request))
    return HttpResponse(status=204)


def offer_to(room: Room) -> None:
    room.offer(
        "GET",
        "/cases",
        cases,
        name="list_cases",
        says="Every case, filtered and searched",
        gives=page_of(Line),
    )
    room.offer(
        "POST",
        "/cases/bulk",
        many,
        name="do_to_many",
        says="One thing done to many cases",
        gives=Outcome,
        example={"do": "tag", "cases": ["SR-2026-0042"], "name": "delivery note"},
    )
    room.offer("GET", "/tags", tags, name="list_tags", says="Every tag", gives=page_of(TagShown))
    room.offer(
        "GET", "/views", views, name="list_views", says="Views that were kept", gives=page_of(ViewShown)
    )
    room.offer(
        "POST",
        "/views",
        keep,
        name="keep_view",
        says="Keep a view",
        gives=ViewShown,
        status=MADE,
        example={"name": "Mine, late", "filter": "mine=1&late=1"},
    )
    room.offer(
        "PUT",
        "/views/{view}",
        change,
        name="change_view",
        says="Change a view",
        gives=ViewShown,
        example={"name": "Mine, overdue", "is_shared": True},
    )
    room.offer(
        "DELETE", "/views/{view}", remove, name="remove_view", says="Remove a view", gives=None, status=204
    )
