"""Tokens are made on the page, where somebody shows once more who they are; here they are seen and ended."""

from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from tanto.web.api.kinds import At, PathId, Shown
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import Room

from ..bearer import actor, caller
from ..models import Person, Token
from ..views import keeper


class TokenShown(Shown):
    """mark: its first signs."""

    example: ClassVar[dict[str, Any]] = {"id": 3, "name": "night report", "mark": "tanto_Ab3dE9", "scope": "read", "made_at": "2026-11-12T16:24:00+09:00", "expires_at": "2027-02-10T16:24:00+09:00", "used_at": None, "ended_at": None}  # fmt: skip

    id: int
    name: str
    mark: str
    scope: str
    made_at: At
    expires_at: At
    used_at: At | None
    ended_at: At | None

    @classmethod
    def of(cls, token: Token) -> "TokenShown":
        return cls(**{name: getattr(token, name) for name in cls.model_fields})


def listed_of(request: HttpRequest, person: Person, cursor: str, limit: int) -> HttpResponse:
    found, place = by_id(request, person.tokens.all(), cursor, limit)
    return paged(request, TokenShown, [TokenShown.of(token) for token in found], place)


def listed(request: HttpRequest, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Mine, without their secrets."""
    return listed_of(request, caller(request), cursor, limit)


def theirs(request: HttpRequest, person: PathId, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Of a colleague, for whoever keeps the house."""
    keeper(request)
    return listed_of(request, somebody(person), cursor, limit)


def end(request: HttpRequest, token: PathId) -> HttpResponse:
    """One of mine opens nothing any more."""
    Person.objects.get(pk=caller(request).pk).end_token(by=actor(request), token=token)
    return HttpResponse(status=204)


def end_theirs(request: HttpRequest, person: PathId, token: PathId) -> HttpResponse:
    """One of a colleague opens nothing any more."""
    keeper(request)
    somebody(person).end_token(by=actor(request), token=token)
    return HttpResponse(status=204)


def somebody(pk: int) -> Person:
    found = Person.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def offer_to(room: Room) -> None:
    theirs_at = "/people/{person}/tokens"
    room.offer("GET", "/me/tokens", listed, name="list_tokens", says="My tokens", gives=page_of(TokenShown))
    room.offer(
        "DELETE", "/me/tokens/{token}", end, name="end_token", says="End a token", gives=None, status=204
    )
    room.offer(
        "GET",
        theirs_at,
        theirs,
        name="list_tokens_of_person",
        says="A colleague’s tokens",
        gives=page_of(TokenShown),
        scope="house",
    )
    room.offer(
        "DELETE",
        f"{theirs_at}/{{token}}",
        end_theirs,
        name="end_token_of_person",
        says="End a colleague’s token",
        gives=None,
        status=204,
        scope="house",
    )
