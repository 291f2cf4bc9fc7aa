"""Every operation of every room in one place. Imported at the first request to /api/v1/."""

from functools import lru_cache
from importlib import import_module
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.parser import Parser

from tanto.web.api import problems
from tanto.web.api.kinds import Shown
from tanto.web.api.reading import body_of
from tanto.web.api.routes import RESPONSES, router_of, schemas_of

PREFIX = "/api/v1/"
ROOMS = (
    "recovery",
    "home",
    "clients",
    "people",
    "phrasebook",
    "insights",
    "mail",
    "api.webhooks",
)  # the busiest first
ABOUT = """The same verbs as on the pages, under the name of the person whose token is sent.

Send `Authorization: Bearer tanto_…`. A refusal is `application/problem+json`: what is wrong, why the rule exists, and what to do
instead, in the language of `Accept-Language`. What is created takes an `Idempotency-Key`: the same key with the same body is done
once. What two people may change carries an `ETag`; send it back as `If-Match`. Lists are read by following `next`.
Moments are ISO 8601 with an offset."""


class StrictJSON(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        return body_of(request)


class Door(NinjaAPI):
    """The rooms' operations under one description. gives: every shape of an answer."""

    gives: list[type[Shown]]

    @lru_cache  # noqa: B019 - there is one door in a process
    def described(self) -> dict[str, Any]:
        found: dict[str, Any] = dict(self.get_openapi_schema(path_prefix=PREFIX))
        found["components"]["schemas"] |= schemas_of(self.gives) | {"Problem": problems.SCHEMA}
        found["components"]["responses"] = RESPONSES
        found["servers"] = [{"url": "/"}]
        return found


def problem(request: HttpRequest, error: Exception) -> HttpResponse:
    if isinstance(error, ValidationError):
        return problems.answer_to(problems.fields_wrong(error.errors))
    if isinstance(error, HttpError) and isinstance(error.__cause__, Exception):
        return problems.answer_to(error.__cause__)
    return problems.answer_to(error)


def opened() -> Door:
    door = Door(
        title="Tanto", version="1", description=ABOUT, docs_url=None, openapi_url=None, parser=StrictJSON()
    )
    for kind in (Exception, ValidationError, HttpError, Http404):
        door.add_exception_handler(kind, problem)  # type: ignore[arg-type]
    with translation.override("en"):  # labels of forms stand in the description
        rooms = [each for room in ROOMS for each in import_module(f"tanto.{room}.api").ROOMS]
        door.add_router("", router_of(rooms))
    door.gives = [offer.gives for room in rooms for offer in room.offers if offer.gives is not None]
    return door


door = opened()


def openapi(request: HttpRequest) -> HttpResponse:
    """The description of everything here; no secret, and no token is needed to read it."""
    from django.http import JsonResponse

    if request.method not in ("GET", "HEAD"):
        raise problems.not_allowed(request.method or "", "GET")
    return JsonResponse(door.described())


urlpatterns = [path("openapi.json", openapi, name="openapi"), *door.urls[0]]
