from typing import Annotated, Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from pydantic import Field

from tanto.journal.verbs import lock
from tanto.people.bearer import actor
from tanto.web.api.answering import answer, etag_of, must_match
from tanto.web.api.forms import cleaned, given_by, patched, typed
from tanto.web.api.kinds import At, Named, PathId, Shown, Text
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import MADE, Room

from ..forms import ClientForm
from ..models import Client
from ..models.tanto_span import TantoSpan

MORI = {"id": 7, "name": "Mori Aya"}
NewClient = given_by(ClientForm, "NewClient")
ChangedClient = given_by(ClientForm, "ChangedClient", is_patch=True)


class ClientShown(Shown):
    """main and deputy: the two of ours who answer for it at every instant."""

    example: ClassVar[dict[str, Any]] = {"id": 3, "name": "Shirakabazawa Precision", "name_en": "Shirakabazawa Precision", "name_ja": "白樺沢精密", "code": "F03", "city": "", "report_format": "8d", "main": MORI, "deputy": {"id": 8, "name": "Sasaki Ken"}}  # fmt: skip

    id: int
    name: str
    name_en: str
    name_ja: str
    code: str
    city: str
    report_format: str
    main: Named
    deputy: Named

    @classmethod
    def of(cls, client: Client) -> "ClientShown":
        return cls(
            id=client.pk,
            name=str(client),
            name_en=client.name_en,
            name_ja=client.name_ja,
            code=client.code,
            city=client.city,
            report_format=client.report_format,
            main=Named(id=client.main_id, name=str(client.main)),
            deputy=Named(id=client.deputy_id, name=str(client.deputy)),
        )


class SpanShown(Shown):
    example: ClassVar[dict[str, Any]] = {"id": 1, "main": MORI, "deputy": MORI, "since": "2026-04-01T09:00:00+09:00"}  # fmt: skip

    id: int
    main: Named
    deputy: Named
    since: At

    @classmethod
    def of(cls, span: TantoSpan) -> "SpanShown":
        return cls(
            id=span.pk,
            main=Named(id=span.main_id, name=str(span.main)),
            deputy=Named(id=span.deputy_id, name=str(span.deputy)),
            since=span.since,
        )


def etag(client: Client) -> str:
    return etag_of("client", client.pk, client.head_number)


def client_of(pk: int) -> Client:
    found = Client.objects.select_related("main__section", "deputy").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def shown(pk: int, *, status: int = 200, **headers: str) -> HttpResponse:
    client = client_of(pk)
    return answer(ClientShown.of(client), status=status, etag=etag(client), headers=headers)


def listed(
    request: HttpRequest,
    q: Annotated[Text, Field(max_length=80)] = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> HttpResponse:
    """Every client with its two names; q: a part of its name."""
    rows = Client.objects.select_related("main", "deputy")
    if wanted := q.strip():
        rows = rows.filter(name_en__icontains=wanted) | rows.filter(name_ja__contains=wanted)
    found, place = by_id(request, rows, cursor, limit)
    return paged(request, ClientShown, [ClientShown.of(client) for client in found], place)


def read(request: HttpRequest, client: PathId) -> HttpResponse:
    """One client."""
    return shown(client)


def spans(request: HttpRequest, client: PathId, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Who answered for it since when."""
    rows = client_of(client).spans.select_related("main", "deputy")
    found, place = by_id(request, rows, cursor, limit)
    return paged(request, SpanShown, [SpanShown.of(span) for span in found], place)


def create(request: HttpRequest, given: NewClient) -> HttpResponse:  # type: ignore[valid-type]
    """With a main tanto and a deputy from the first second."""
    made = Client.take_on(by=actor(request), **cleaned(ClientForm(typed(given))))
    return shown(made.pk, status=MADE, Location=f"/api/v1/clients/{made.pk}")


def change(request: HttpRequest, client: PathId, given: ChangedClient) -> HttpResponse:  # type: ignore[valid-type]
    """What is left out stays as it is."""
    by = actor(request)
    with transaction.atomic():
        found = client_of(client)
        lock(found)
        must_match(request, etag(found), is_needed=True)
        found.change(by=by, **patched(ClientForm, client_of(client), given))
    return shown(client)


def offer_to(room: Room) -> None:
    room.offer(
        "GET", "/clients", listed, name="list_clients", says="The firms we serve", gives=page_of(ClientShown)
    )
    room.offer(
        "POST",
        "/clients",
        create,
        name="take_on_client",
        says="Begin to serve a client",
        gives=ClientShown,
        status=MADE,
        example={
            "name_en": "Shirakabazawa Precision",
            "name_ja": "白樺沢精密",
            "code": "F03",
            "main": 7,
            "deputy": 8,
        },
    )
    room.offer("GET", "/clients/{client}", read, name="read_client", says="A client", gives=ClientShown)
    room.offer(
        "PATCH",
        "/clients/{client}",
        change,
        name="change_client",
        says="Correct a client’s entry",
        gives=ClientShown,
        if_match=True,
        example={"city": "Chiba"},
    )
    room.offer(
        "GET",
        "/clients/{client}/tantos",
        spans,
        name="list_tantos_of_client",
        says="Who answered for it since when",
        gives=page_of(SpanShown),
    )
