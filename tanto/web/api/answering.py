"""An answer, its ETag, and what was read before it was changed."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from ..refusals import Refused
from .problems import Problem


def answer(
    shown: BaseModel, *, status: int = 200, etag: str = "", headers: Mapping[str, str] | None = None
) -> HttpResponse:
    made = HttpResponse(shown.model_dump_json(), status=status, content_type="application/json")
    if etag:
        made["ETag"] = etag
    for name, value in (headers or {}).items():
        made[name] = value
    return made


def etag_of(kind: str, pk: int, head: int) -> str:
    """Of a subject: its newest entry. It moves with everything that happens to it."""
    return f'"{kind}-{pk}-{head}"'


def etag_from(kind: str, pk: int, columns: Mapping[str, Any]) -> str:
    """Of a row without a journal of its own: what stands in it."""
    text = json.dumps(columns, sort_keys=True, default=str)
    return f'"{kind}-{pk}-{sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]}"'


def must_match(request: HttpRequest, etag: str, *, is_needed: bool) -> None:
    """Was it read as it stands now? Ask with the row locked. 428 where it must be said and is not, 412 where it moved."""
    asked = request.headers.get("If-Match", "")
    if not asked:
        if is_needed:
            raise Problem(unread(), headers={"ETag": etag})
        return
    if asked.strip() != "*" and etag not in [one.strip() for one in asked.split(",")]:
        raise Problem(moved(), headers={"ETag": etag})


def unread() -> Refused:
    return Refused(
        "if_match_missing",
        _("It is not said which state is to be changed."),
        _("Somebody else may have changed it since it was read, and would lose it without a word."),
        _("Read it, and send its ETag as If-Match."),
        status=428,
    )


def moved() -> Refused:
    return Refused(
        "changed_meanwhile",
        _("It was changed since you read it."),
        _("What somebody else wrote meanwhile must not be lost without a word."),
        _("Read it again, look at what is new, and send the change with the new ETag."),
        status=412,
    )
