"""What a room offers to programs: one line per operation, with its scope, its example and everything that can go wrong."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Router
from pydantic import BaseModel

from .problems import wrong

View = Callable[..., HttpResponseBase]
ALWAYS = (401, 403, 404, 422, 429, 503)
WITH_BODY = (400, 409, 413, 415)
CONDITIONAL = {
    "name": "If-Match",
    "in": "header",
    "description": "The ETag under which it was read.",
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


class Room:
    """The operations of one room. bearer: makes, for a scope, what asks for the token (see people.bearer)."""

    def __init__(self, name: str, bearer: Callable[[str], Any]) -> None:
        self.router = Router(tags=[name])
        self.bearer = bearer

    def offer(
        self,
        method: str,
        path: str,
        view: View,
        *,
        says: str,
        gives: type[BaseModel] | None,
        name: str = "",
        status: int = 200,
        scope: str = "",
        example: Mapping[str, Any] | None = None,
        if_match: bool | None = None,
        kind: str = "application/json",
        body: Mapping[str, Any] | None = None,
    ) -> None:
        """gives: the model of the answer (None: none, or `kind` is a file). if_match: None where it does not apply, False
        where it may be sent, True where it must. example: of the body; body: its whole
        description, where it is no JSON."""
        known = known_names(view)
        needed = scope or ("read" if method == "GET" else "write")

        def run(request: HttpRequest, **given: Any) -> HttpResponseBase:
            must_know(request, known)
            return view(request, **given)

        run.__signature__ = signature_of(view)  # type: ignore[attr-defined]
        run.__name__ = name or view.__name__
        run.__doc__ = view.__doc__
        self.router.add_api_operation(
            path,
            [method],
            run,
            auth=self.bearer(needed),
            response={status: gives},
            operation_id=run.__name__,
            summary=says,
            url_name=run.__name__,
            openapi_extra=described(method, status, gives, example, if_match, needed, kind)
            | ({"requestBody": body} if body else {}),
        )


def described(
    method: str,
    status: int,
    gives: type[BaseModel] | None,
    example: Mapping[str, Any] | None,
    if_match: bool | None,
    scope: str,
    kind: str,
) -> dict[str, Any]:
    """What OpenAPI is told beyond the types."""
    codes = {400, *ALWAYS, *(WITH_BODY if method != "GET" else ()), *((412,) if if_match is not None else ())}
    codes |= {428} if if_match else set()
    responses: dict[int, Any] = {code: {"$ref": f"#/components/responses/{code}"} for code in sorted(codes)}
    shown = getattr(gives, "example", None)
    if shown:
        responses[status] = {"content": {kind: {"example": shown}}}
    elif gives is None and status != HTTPStatus.NO_CONTENT:
        responses[status] = {"content": {kind: {"schema": {"type": "string", "format": "binary"}}}}
    extra: dict[str, Any] = {"responses": responses, "x-scope": scope, "parameters": []}
    if method != "GET":
        extra["parameters"].append(KEYED)
    if if_match is not None:
        extra["parameters"].append(CONDITIONAL | {"required": False})
    if example is not None:
        extra["requestBody"] = {"content": {"application/json": {"example": dict(example)}}}
    return extra


def signature_of(view: View) -> Any:
    import inspect

    return inspect.signature(view, eval_str=True)


def known_names(view: View) -> frozenset[str]:
    """The names a query string may hold: those of the view that do not stand in its address or its body."""
    return frozenset(signature_of(view).parameters)


def must_know(request: HttpRequest, known: frozenset[str]) -> None:
    """A filter that is passed by in silence would show more than was asked for."""
    if strange := [name for name in request.GET if name not in known]:
        raise wrong(
            [{"field": name[:100], "what": _("There is no such filter here.")} for name in strange[:20]]
        )
