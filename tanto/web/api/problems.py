"""How a program is told no: application/problem+json (RFC 9457), with the same what, why and what instead as on a page."""

import json
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..refusals import Refused
from . import reading

log = logging.getLogger(__name__)
Errors = Sequence[Mapping[str, str]]


class Problem(Exception):  # noqa: N818 - an answer, not an error of the program
    """A refusal with headers of its own, or with more than one wrong field. errors: field and what of each."""

    def __init__(
        self, refused: Refused, *, headers: Mapping[str, str] | None = None, errors: Errors = ()
    ) -> None:
        super().__init__(refused.code)
        self.refused, self.headers, self.errors = refused, headers or {}, errors


def answer_to(error: Exception) -> HttpResponse:
    """The problem of anything that was raised; what nobody foresaw is logged, and told as ours."""
    if isinstance(error, Problem):
        return told(error.refused, errors=error.errors, headers=error.headers)
    if isinstance(error, Refused):
        return told(error)
    if isinstance(error, Http404):
        return told(not_found())
    if isinstance(error, RequestDataTooBig):
        return told(reading.too_large(settings.DATA_UPLOAD_MAX_MEMORY_SIZE))
    if isinstance(error, SuspiciousOperation | BadRequest | MultiPartParserError):
        return told(reading.unreadable_parts())
    if isinstance(error, OperationalError | InterfaceError):
        log.exception("the database does not answer the API")
        return told(database_gone(), headers={"Retry-After": "30"})
    log.error("no answer to the API", exc_info=error)
    return told(our_error())


def told(refused: Refused, *, errors: Errors = (), headers: Mapping[str, str] | None = None) -> HttpResponse:
    problem: dict[str, Any] = {
        "type": f"urn:tanto:problem:{refused.code}",
        "title": str(refused.what),
        "status": refused.status,
        "detail": str(refused.why),
        "instead": str(refused.instead),
        "code": refused.code,
    }
    if refused.field:
        problem["field"] = refused.field
    if errors:
        problem["errors"] = [dict(error) for error in errors]
    answer = HttpResponse(
        json.dumps(problem, ensure_ascii=False),
        status=refused.status,
        content_type="application/problem+json",
    )
    for name, value in (headers or {}).items():
        answer[name] = value
    return answer


def not_found() -> Refused:
    return Refused(
        "not_found",
        gettext_lazy("There is nothing at this address, or nothing that you may see."),
        gettext_lazy("Whoever has no part in something is not told whether it exists."),
        gettext_lazy("Check the address and the number. /api/v1/docs lists every address."),
        status=404,
    )


def not_allowed(method: str, allowed: str) -> Problem:
    refused = Refused(
        "no_such_method",
        gettext_lazy("This address does not know %(method)s.") % {"method": method},
        gettext_lazy("Each address does few things, and does them by one method each."),
        gettext_lazy("It knows: %(allowed)s.") % {"allowed": allowed},
        status=405,
    )
    return Problem(refused, headers={"Allow": allowed})


def database_gone() -> Refused:
    return Refused(
        "database_gone",
        gettext_lazy("The database does not answer just now."),
        gettext_lazy("Nothing was saved, and nothing was saved by half."),
        gettext_lazy("Send it again in half a minute, with the same Idempotency-Key."),
        status=503,
    )


def our_error() -> Refused:
    return Refused(
        "our_error",
        gettext_lazy("Something broke on our side."),
        gettext_lazy("Nothing was saved by half; the error is in the log of the machine."),
        gettext_lazy(
            "Send it again with the same Idempotency-Key; if it breaks again, tell whoever runs Tanto here."
        ),
        status=500,
    )


SAID = {
    "missing": gettext_lazy("This field is missing."),
    "extra_forbidden": gettext_lazy("There is no such field."),
    "string_too_long": gettext_lazy("This text is too long."),
    "string_type": gettext_lazy("Give a text."),
    "int_type": gettext_lazy("Give a whole number."),
    "bool_type": gettext_lazy("Give true or false."),
    "list_type": gettext_lazy("Give a list."),
    "literal_error": gettext_lazy("This is none of the allowed values."),
    "greater_than_equal": gettext_lazy("This number is too small."),
    "less_than_equal": gettext_lazy("This number is too large."),
}


def fields_wrong(errors: Sequence[Mapping[str, Any]]) -> Exception:
    """What does not fit the description of an operation; what stands in the address itself is not found."""
    if all(error["loc"][:1] == ("path",) for error in errors):
        return Http404()
    return wrong([{"field": place_of(error["loc"]), "what": said(error)} for error in errors[:50]])


def wrong(errors: Errors) -> Problem:
    refused = Refused(
        "fields_wrong",
        gettext_lazy("%(n)d of the fields cannot be taken as sent.") % {"n": len(errors)},
        gettext_lazy("What is guessed at the door stands wrong in the record later."),
        gettext_lazy("Compare it with /api/v1/openapi.json; each field is named under errors."),
        field=errors[0]["field"] if errors else "",
    )
    return Problem(refused, errors=errors)


def place_of(loc: Sequence[Any]) -> str:
    """("body", "given", "then", 0) as then.0: the name of our own variable is left out."""
    inner = (
        [str(part) for part in loc[1:]]
        if loc[:1] in (("query",), ("header",))
        else [str(part) for part in loc[2:]]
    )
    return ".".join(inner)[:200]


def said(error: Mapping[str, Any]) -> str:
    known = SAID.get(error["type"])
    return str(known) if known else _("It does not fit: %(why)s.") % {"why": str(error["msg"])[:200]}


SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457. title: what is wrong; detail: why the rule exists; instead: what to do.",
    "required": ["type", "title", "status", "detail", "instead", "code"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instead": {"type": "string"},
        "code": {"type": "string"},
        "field": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "what"],
                "properties": {"field": {"type": "string"}, "what": {"type": "string"}},
            },
        },
    },
}
