"""Lists that leave the house as a file: asked for, followed while it is written, fetched."""

from typing import Annotated, Any, ClassVar, Literal

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from pydantic import Field

from tanto import clocks
from tanto.people.bearer import actor, caller
from tanto.web.api.answering import answer
from tanto.web.api.kinds import At, Given, PathId, Shown, Text
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import Room

from ..cases.doing import my_export, myself
from ..exporting import enqueue
from ..models import Export
from .listed import address_of

ACCEPTED = 202  # it is written by a worker, after this answer


class NewExport(Given):
    """purpose: written into the record; filter: as a query string of the list."""

    purpose: Annotated[Text, Field(min_length=1, max_length=300)]
    kind: Literal["csv", "xlsx"] = "csv"
    filter: Annotated[Text, Field(max_length=3000)] = ""


class ExportShown(Shown):
    """state: waiting, running, ready, stopped, failed or removed; done, total: rows; file: its address once it is ready."""

    example: ClassVar[dict[str, Any]] = {"id": 4, "kind": "csv", "filter": "late=1", "purpose": "For Monday", "made_at": "2026-11-12T16:24:00+09:00", "state": "running", "done": 1200, "total": 5000, "rows": None, "file": None}  # fmt: skip

    id: int
    kind: str
    filter: str
    purpose: str | None
    made_at: At
    state: str
    done: int
    total: int | None
    rows: int | None
    file: str | None

    @classmethod
    def of(cls, made: Export) -> "ExportShown":
        job = made.job
        return cls(
            id=made.pk,
            kind=made.kind,
            filter=made.address,
            purpose=made.purpose.text,
            made_at=made.made_at,
            state=state_of(made),
            done=job.done if job else made.rows or 0,
            total=job.total if job else made.rows,
            rows=made.rows,
            file=f"/api/v1/exports/{made.pk}/file" if made.is_ready else None,
        )


def state_of(made: Export) -> str:
    if made.removed_at is not None:
        return "removed"
    if made.is_ready:
        return "ready"
    return made.job.state if made.job else "stopped"


def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """My own."""
    mine = Export.objects.filter(person=caller(request)).select_related("job", "purpose")
    found, place = by_id(request, mine, cursor, limit)
    return paged(request, ExportShown, [ExportShown.of(made) for made in found], place)


def ask(request: HttpRequest, given: NewExport) -> HttpResponse:
    """A worker writes it; ask again at its address until it is ready."""
    made = Export.ask(
        myself(request),
        by=actor(request),
        write=enqueue,
        address=address_of(given.filter),
        kind=given.kind,
        purpose=given.purpose,
    )
    headers = {"Location": f"/api/v1/exports/{made.pk}", "Retry-After": "2"}
    return answer(ExportShown.of(made), status=ACCEPTED, headers=headers)


def read(request: HttpRequest, export: PathId) -> HttpResponse:
    """How far it is."""
    return answer(ExportShown.of(my_export(request, export)))


def stop(request: HttpRequest, export: PathId) -> HttpResponse:
    """It stops at its next step, and nothing of it is kept."""
    asked = my_export(request, export)
    if asked.job is not None:
        asked.job.ask_to_stop(clocks.now())
    return answer(ExportShown.of(my_export(request, export)))


def file(request: HttpRequest, export: PathId) -> HttpResponseBase:
    """The file itself; 404 until it is ready, and after a week."""
    made = my_export(request, export)
    if not made.is_ready or not made.path.exists():
        raise Http404
    return FileResponse(
        made.path.open("rb"), as_attachment=True, filename=f"tanto-cases-{made.pk}.{made.kind}"
    )


def offer_to(room: Room) -> None:
    room.offer(
        "GET",
        "/exports",
        listed,
        name="list_exports",
        says="Lists that I took out",
        gives=page_of(ExportShown),
    )
    room.offer(
        "POST",
        "/exports",
        ask,
        name="ask_export",
        says="A list of cases as a file",
        gives=ExportShown,
        status=ACCEPTED,
        example={"purpose": "For the meeting on Monday", "kind": "csv", "filter": "late=1"},
    )
    room.offer(
        "GET", "/exports/{export}", read, name="read_export", says="How far a list is", gives=ExportShown
    )
    room.offer(
        "PUT", "/exports/{export}/stop", stop, name="stop_export", says="Stop a list", gives=ExportShown
    )
    room.offer(
        "GET",
        "/exports/{export}/file",
        file,
        name="read_export_file",
        says="The file of a list",
        gives=None,
        kind="application/octet-stream",
    )
