"""The door through which a firm brings its people and its past: choose a table, look at what would happen, press."""

import base64
import binascii
import csv
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanto.people.views import keeper
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .kinds import BAD, KINDS, KNOWN, NEW, Kind, Line, brought
from .sheets import LARGEST, Sheet, not_a_table, read

SHOWN = 200


def kind_of(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest, name: str = "people") -> HttpResponse:
    """The first press shows what would happen, the second makes it so. The table travels along in the form: nothing of it
    is kept here until then."""
    person, kind = keeper(request), kind_of(name)
    context: dict[str, Any] = {"kind": kind, "kinds": KINDS.values()}
    if request.method != "POST":
        return page(request, context)
    try:
        content = chosen(request)
        lines = checked(kind, read(content))
        if "table" in request.POST:
            by = person.actor.pressing(press_of(request))
            with transaction.atomic():
                context["count"] = brought(kind, lines, by)
            context["left"] = [line for line in lines if line.outcome == BAD]
            return page(request, context)
    except Refused as refused:
        return page(request, context | {"refused": refused}, status=refused.status)
    return page(request, context | preview(lines) | {"table": base64.b64encode(content).decode()})


def page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, "clients/bring.html", context, status=status)


def chosen(request: HttpRequest) -> bytes:
    """The file, or the table that was looked at."""
    if table := request.POST.get("table", ""):
        try:
            return base64.b64decode(table, validate=True)
        except binascii.Error as error:
            raise not_a_table(error) from error
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST:
        raise not_a_table(_("No file was chosen.") if file is None else _("It is too large."))
    content: bytes = file.read()
    return content


def checked(kind: Kind, sheet: Sheet) -> list[Line]:
    if missing := kind.missing(sheet):
        raise not_a_table(
            _("These headings are missing: %(names)s. It has: %(found)s.")
            % {"names": ", ".join(missing), "found": ", ".join(filter(None, sheet.heading))}
        )
    return kind.lines(sheet)


def preview(lines: list[Line]) -> dict[str, Any]:
    by_outcome = {
        outcome: [line for line in lines if line.outcome == outcome] for outcome in (NEW, KNOWN, BAD)
    }
    return {
        "is_preview": True,
        "new": by_outcome[NEW],
        "known": by_outcome[KNOWN],
        "bad": by_outcome[BAD],
        "shown": SHOWN,
    }


@require_GET
def empty(request: HttpRequest, name: str) -> HttpResponse:
    """A table with our headings and nothing else, for whoever begins with none."""
    keeper(request)
    kind = kind_of(name)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    csv.writer(answer).writerow(kind.ours())
    return answer
