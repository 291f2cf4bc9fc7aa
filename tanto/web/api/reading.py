"""Reading what a program sent: JSON as the standard has it, and no more of it than a verb can need."""

import json
from typing import Any, NoReturn

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..refusals import Refused

LARGEST = 2 * 1024 * 1024  # bytes, as for the pages
DEEPEST = 8  # our bodies have two levels
LONGEST_NUMBER = 20  # digits


def body_of(request: HttpRequest) -> Any:
    """The JSON of a body; an empty one is {}."""
    kind = request.content_type or ""
    raw = request.body
    if not raw:
        return {}
    if kind != "application/json":
        raise wrong_kind(kind)
    if len(raw) > LARGEST:
        raise too_large(LARGEST)
    try:
        text = raw.decode("utf-8")
        if too_deep(text):
            raise ValueError("nested too deeply")
        return READER.decode(text)
    except (ValueError, RecursionError) as wrong:
        raise unreadable() from wrong


def too_deep(text: str) -> bool:
    """Counted before it is read; brackets inside of texts count too where there are very many."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return False
    deep, inside, skip = 0, False, False
    for sign in text:
        if skip:
            skip = False
        elif inside:
            skip, inside = sign == "\\", sign != '"'
        elif sign == '"':
            inside = True
        elif sign in "[{":
            deep += 1
            if deep > DEEPEST:
                return True
        elif sign in "]}":
            deep -= 1
    return False


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError("a number is too long")
    return int(text)


def no_such_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


READER = json.JSONDecoder(object_pairs_hook=once_each, parse_constant=no_such_number, parse_int=whole)


def unreadable() -> Refused:
    return Refused(
        "unreadable_body",
        _("The body is not JSON that can be read."),
        _("What is read in two ways would be kept in the wrong one."),
        _("Send one JSON object in UTF-8: each name once, no NaN, at most eight levels deep."),
        status=400,
    )


def unreadable_parts() -> Refused:
    return Refused(
        "unreadable_body",
        _("The request cannot be taken apart."),
        _("What is read in two ways would be kept in the wrong one."),
        _(
            "Send files as multipart/form-data with a boundary, and no more parts and fields than are described."
        ),
        status=400,
    )


def wrong_kind(kind: str) -> Refused:
    return Refused(
        "wrong_kind_of_body",
        _("The body is said to be “%(kind)s”.") % {"kind": (kind or "–")[:60]},
        _("A body is read as what it says it is, and as nothing else."),
        _("Send it as application/json; files as multipart/form-data."),
        status=415,
    )


def too_large(most: int) -> Refused:
    return Refused(
        "too_large",
        _("This is larger than %(mb)d MB.") % {"mb": most // 1024 // 1024},
        _("What is sent in one piece must fit on the disk beside everything else."),
        _("Send fewer files at a time, or smaller pictures. Nothing was taken."),
        status=413,
    )
