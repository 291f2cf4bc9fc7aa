"""Photographs and papers of a case: put there, listed, taken out."""

from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tanto.people.bearer import actor, caller
from tanto.web.api.forms import cleaned
from tanto.web.api.kinds import At, CaseNumber, Named, PathId, Shown
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.reading import wrong_kind
from tanto.web.api.routes import MADE, Room

from ..forms.around import FilesForm
from ..models import Attachment
from ..views.around import attach
from ..views.files import handed_out
from .cases import noted, readable, shown_after
from .shown import MORI, Whole, maybe

UPLOAD = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": ["papers"],
                "properties": {
                    "papers": {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 10,
                        "items": {"type": "string", "format": "binary"},
                    }
                },
            }
        }
    },
}


class FileShown(Shown):
    """size in bytes; picture: its media type where a browser may show it; digest: sha256, hexadecimal."""

    example: ClassVar[dict[str, Any]] = {"id": 5, "name": "crate.jpg", "size": 48211, "picture": "image/jpeg", "digest": "9f86…", "channel": "mail", "contact": None, "person": MORI, "at": "2026-11-12T16:24:00+09:00"}  # fmt: skip

    id: int
    name: str
    size: int
    picture: str
    digest: str
    channel: str
    contact: Named | None
    person: Named | None
    at: At

    @classmethod
    def of(cls, kept: Attachment) -> "FileShown":
        return cls(
            id=kept.pk,
            name=kept.name,
            size=kept.file.size,
            picture=kept.file.picture,
            digest=kept.file.digest,
            channel=kept.channel,
            contact=maybe(kept.contact),
            person=maybe(kept.person),
            at=kept.at,
        )


def put(request: HttpRequest, number: CaseNumber) -> HttpResponse:
    """One or several files as multipart/form-data, each in a part named `papers`."""
    if request.content_type != "multipart/form-data":
        raise wrong_kind(request.content_type or "")
    by, person = actor(request), caller(request)
    case = readable(person, number)
    with transaction.atomic():
        attach.call(case, by, **cleaned(FilesForm(request.POST, request.FILES)))  # type: ignore[attr-defined]
    return shown_after(person, number, status=MADE)


def listed(request: HttpRequest, number: CaseNumber, cursor: Cursor = "", limit: Limit = 50) -> HttpResponse:
    """Without those that were masked with whoever sent them."""
    person = caller(request)
    case = noted(readable(person, number), person)
    rows = case.attachments.select_related("file", "contact", "person")
    found, place = by_id(request, rows, cursor, limit)
    return paged(request, FileShown, [FileShown.of(row) for row in found if not row.is_masked], place)


def content(request: HttpRequest, number: CaseNumber, file: PathId) -> HttpResponseBase:
    """The file itself, as it came."""
    person = caller(request)
    case = noted(readable(person, number), person)
    found = case.attachments.select_related("file").filter(pk=file).first()
    if found is None or found.is_masked:
        raise Http404
    return handed_out(found)


def offer_to(room: Room) -> None:
    files = "/cases/{number}/files"
    room.offer(
        "POST", files, put, name="attach", says="Put files to a case", gives=Whole, status=MADE, body=UPLOAD
    )
    room.offer(
        "GET",
        files,
        listed,
        name="list_files_of_case",
        says="Photographs and papers",
        gives=page_of(FileShown),
    )
    room.offer(
        "GET",
        f"{files}/{{file}}",
        content,
        name="read_file",
        says="A file itself",
        gives=None,
        kind="application/octet-stream",
    )
