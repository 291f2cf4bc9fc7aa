from typing import TypeVar

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase

from ..models import Attachment
from .doors import own_case

Answer = TypeVar("Answer", bound=HttpResponseBase)


def file(request: HttpRequest, number: str, pk: int) -> HttpResponseBase:
    """A photograph or paper, for who may read the words."""
    found = own_case(request, number).attachments.select_related("file").filter(pk=pk).first()
    if found is None or found.is_masked or request.method != "GET":
        raise Http404
    return handed_out(found)


def handed_out(attachment: Attachment) -> HttpResponseBase:
    """A picture is shown as what its first bytes are; everything else is only ever saved, never opened here."""
    kept = attachment.file
    try:
        content = kept.path.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(
        content,
        as_attachment=not kept.picture,
        filename=attachment.name,
        content_type=kept.picture or "application/octet-stream",
    )
    return shut_in(answer)


def shut_in(answer: Answer) -> Answer:
    """What somebody else sent does nothing in a browser of ours, and lies in no cache."""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer
