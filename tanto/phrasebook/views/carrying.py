"""The house's changes as a file, and a file of changes taken in: for whoever keeps the house."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from tanto import clocks
from tanto.people.views import keeper
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from ..bringing import Change, bring, look
from ..carrying import Unreadable, as_csv, as_toml, read, standing

KINDS = {"toml": (as_toml, "application/toml"), "csv": (as_csv, "text/csv; charset=utf-8")}


@require_http_methods(["GET", "POST"])
def changes(request: HttpRequest) -> HttpResponse:
    """What the house changed, out as a file; another's in: looked at first, then entered."""
    by = keeper(request).actor.pressing(press_of(request))
    context: dict[str, Any] = {"standing": len(standing()), "is_taken": "taken" in request.GET}
    if request.method == "POST":
        name, table = given(request)
        try:
            items = read(name, table.encode("utf-8", "surrogateescape"))
            if "file" not in request.FILES:
                bring(items, by=by)
                return redirect("/phrasebook/changes/?taken=1")
            context |= preview(look(items)) | {"name": name, "table": table}
        except Unreadable as wrong:
            context["refused"] = wrong.refused
        except Refused as refused:
            context["refused"] = refused
    is_wrong = any(context.get(name) for name in ("refused", "bad"))
    return render(request, "phrasebook/changes.html", context, status=422 if is_wrong else 200)


def given(request: HttpRequest) -> tuple[str, str]:
    """The file that was chosen, or the one that was looked at before."""
    file: UploadedFile[Any] | None = request.FILES.get("file")
    if file is not None:
        return file.name or "", file.read(2 * 1024 * 1024).decode("utf-8", "surrogateescape")
    return request.POST.get("name", ""), request.POST.get("table", "").replace("\r\n", "\n")


def preview(found: list[Change]) -> dict[str, Any]:
    return {
        "is_preview": True,
        "bad": [change for change in found if change.refused],
        "coming": [change for change in found if change.what and not change.refused],
        "same": sum(1 for change in found if not change.what and not change.refused),
    }


@require_GET
def file(request: HttpRequest, kind: str) -> HttpResponse:
    """Everything that differs from how the program came."""
    keeper(request)
    if kind not in KINDS:
        raise Http404
    write, content_type = KINDS[kind]
    answer = HttpResponse(write(standing()), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="phrasebook-{clocks.today().isoformat()}.{kind}"'
    return answer
