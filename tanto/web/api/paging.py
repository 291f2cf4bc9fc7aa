"""Pages of a list, found by where the last one ended: stable while rows come and go."""

import base64
import binascii
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from ninja import Query
from pydantic import create_model

from ..refusals import Refused
from .answering import answer
from .kinds import Place, Shown, Size
from .problems import Problem

USUAL = 50
Cursor = Annotated[Place, Query("", description="Where the page begins: from `next` of the page before.")]
Limit = Annotated[Size, Query(USUAL, description="How many at most, 1 to 100.")]


def closed(place: str) -> str:
    """A place as a cursor: whoever gets it can only give it back."""
    return base64.urlsafe_b64encode(place.encode()).decode().rstrip("=") if place else ""


def opened(cursor: str) -> str:
    try:
        return base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("utf-8") if cursor else ""
    except (binascii.Error, UnicodeDecodeError) as wrong:
        raise no_such_cursor() from wrong


def number_in(cursor: str) -> int:
    """The id in a cursor of a list by id; 0 for the first page."""
    text = opened(cursor)
    if text and not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise no_such_cursor()
    return int(text or 0)


def next_address(request: HttpRequest, place: str) -> str | None:
    """The address of the next page, with the same filter."""
    if not place:
        return None
    asked = {name: value for name, value in request.GET.items() if name != "cursor"}
    return f"{request.path}?{urlencode(asked | {'cursor': closed(place)})}"


def link(address: str | None) -> dict[str, str]:
    return {"Link": f'<{address}>; rel="next"'} if address else {}


def no_such_cursor() -> Problem:
    refused = Refused(
        "no_such_cursor",
        _("The list has no such place."),
        _("A page begins where the last one ended; that place is written by the list itself."),
        _("Begin without a cursor, and follow `next`."),
        field="cursor",
    )
    return Problem(refused)


@lru_cache
def page_of(item: type[Shown]) -> type[Shown]:
    """The model of a page of these. next: the address of the page after it, null at the end."""
    fields: dict[str, Any] = {"items": (list[item], ...), "next": (str | None, ...)}  # type: ignore[valid-type]
    made = create_model(f"{item.__name__}Page", __base__=Shown, **fields)
    made.example = {"items": [getattr(item, "example", {})], "next": None}
    return made


def by_id(request: HttpRequest, rows: "QuerySet[Any]", cursor: str, limit: int) -> tuple[list[Any], str]:
    """The rows of one page, the oldest first, and where the next one begins."""
    after = number_in(cursor)
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    return found[:limit], str(found[limit - 1].pk) if len(found) > limit else ""


def paged(request: HttpRequest, item: type[Shown], items: Sequence[Shown], place: str) -> HttpResponse:
    """A page with its `next` and its Link."""
    address = next_address(request, place)
    shown = page_of(item).model_construct(items=list(items), next=address)
    return answer(shown, headers=link(address))
