"""What a room offers to programs: one line per operation, with its scope, its example and everything that can go wrong."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Router
from pydantic.json_schema import models_json_schema

from .kinds import Shown
from .problems import wrong

View = Callable[..., HttpResponseBase]
ALWAYS = (401, 403, 404, 422, 429, 503)
WITH_BODY = (400, 409, 413, 415)
CONDITIONAL = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag under which it was read.",
    "required": False,
    "schema": {"type": "string", "pattern": '^("[!#-~]{1,100}"|\\*)$'},
}
KEYED = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "1 to 128 visible signs. The same key with the same body is done once.",
    "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"},
    "example": "2f0f9a52-6c1e-4b2e-9a39-0b8f5f3c8e11",
}
MADE = HTTPStatus.CREATED.value


PROBLEM = {
    "type": "urn:tanto:problem:cushion_one_sentence",
    "title": "The cushion is more than one sentence.",
    "status": 422,
    "detail": "A second sentence is where the excuse begins.",
    "instead": "Keep the one that says what it means for the customer.",
    "code": "cushion_one_sentence",
    "field": "sentence",
}
RESPONSES = {
    str(code): {
        "description": HTTPStatus(code).phrase,
        "content": {
            "application/problem+json": {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": PROBLEM | {"status": code},
            }
        },
    }
    for code in (*ALWAYS, *WITH_BODY, 412, 428)
}


@dataclass(frozen=True)
class Offer:
    """One operation. gives: the model of the answer (None: nothing, or `kind` is a file). if_match: None where it does not
    apply, False where it may be sent, True where it must. example: of the body; body: its whole description, where it is
    no JSON; may_vanish: what was changed may be out of its reader's sight afterwards (204)."""

    method: str
    path: str
    view: View
    says: str
    gives: type[Shown] | None
    name: str = ""
    status: int = 200
    scope: str = ""
    example: Mapping[str, Any] | None = None
    if_match: bool | None = None
    kind: str = "application/json"
    body: Mapping[str, Any] | None = None
    may_vanish: bool = False

    @property
    def needs(self) -> str:
        return self.scope or ("read" if self.method == "GET" else "write")

    @property
    def is_safe(self) -> bool:
        return self.method == "GET"

    def answers(self) -> dict[int, Any]:
        """What comes back when it is done, and every way in which it may be refused."""
        codes = {400, *ALWAYS, *(() if self.is_safe else WITH_BODY)}
        codes |= {412} if self.if_match is not None else set()
        codes |= {428} if self.if_match else set()
        found: dict[int, Any] = {code: {"$ref": f"#/components/responses/{code}"} for code in sorted(codes)}
        if self.gives is not None:
            shape = {
                "schema": {"$ref": f"#/components/schemas/{self.gives.__name__}"},
                "example": self.gives.example,
            }
            found[self.status] = {"content": {self.kind: shape}}
        elif self.status != HTTPStatus.NO_CONTENT:
            found[self.status] = {"content": {self.kind: {"schema": {"type": "string", "format": "binary"}}}}
        return found

    def described(self) -> dict[str, Any]:
        """What OpenAPI is told beyond the types of what is sent."""
        headers = [] if self.is_safe else [KEYED]
        headers += [CONDITIONAL] if self.if_match is not None else []
        extra: dict[str, Any] = {"responses": self.answers(), "x-scope": self.needs, "parameters": headers}
        if self.body is not None:
            extra["requestBody"] = dict(self.body)
        elif self.example is not None:
            extra["requestBody"] = {"content": {"application/json": {"example": dict(self.example)}}}
        return extra


class Room:
    """The operations of one room. bearer: makes, for a scope, what asks for the token (see people.bearer)."""

    def __init__(self, name: str, bearer: Callable[[str], Any]) -> None:
        self.name, self.bearer = name, bearer
        self.offers: list[Offer] = []

    def offer(self, method: str, path: str, view: View, **more: Any) -> None:
        """Put up one operation; see Offer for what may be said of it."""
        self.offers.append(Offer(method, path, view, **more))


def router_of(rooms: Iterable[Room]) -> Router:
    """All of them behind one router: a path may be offered by two rooms, and words come before placeholders."""
    router = Router()
    found = [(offer, room) for room in rooms for offer in room.offers]
    for offer, room in sorted(found, key=lambda each: places(each[0].path)):
        run = asking(offer.view, offer.path)
        run.__name__ = offer.name or offer.view.__name__
        codes = [offer.status, *([HTTPStatus.NO_CONTENT.value] if offer.may_vanish else [])]
        router.add_api_operation(
            offer.path,
            [offer.method],
            run,
            auth=room.bearer(offer.needs),
            response=dict.fromkeys(codes),
            operation_id=run.__name__,
            summary=offer.says,
            tags=[room.name],
            url_name=run.__name__,
            openapi_extra=offer.described(),
        )
    return router


def places(path: str) -> list[bool]:
    """Which parts of a path are placeholders."""
    return [part.startswith("{") for part in path.split("/")]


def asking(view: View, path: str) -> View:
    """The view behind a look at the query string: a filter that is passed by in silence would show more than was asked
    for."""
    signature = inspect.signature(view, eval_str=True)
    known = {name for name in signature.parameters if f"{{{name}}}" not in path} - {"request", "given"}

    def run(request: HttpRequest, **given: Any) -> HttpResponseBase:
        if strange := [name for name in request.GET if name not in known]:
            said = _("There is no such filter here.")
            raise wrong([{"field": name[:100], "what": said} for name in strange[:20]])
        return view(request, **given)

    run.__signature__ = signature  # type: ignore[attr-defined]
    run.__doc__ = view.__doc__
    return run


def schemas_of(models: Iterable[type[Shown]]) -> dict[str, Any]:
    """The shapes of the answers, made when somebody reads the description: until then they cost nothing."""
    _where, found = models_json_schema(
        [(model, "serialization") for model in dict.fromkeys(models)],
        ref_template="#/components/schemas/{model}",
    )
    return dict(found["$defs"])
