import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from .refusals import Refused

LARGE = 130 * 1024 * 1024  # five photographs of the largest size; for pages that take files
USUAL = 2 * 1024 * 1024
WITH_FILES = re.compile(r"/(cases/(new/|[\w-]+/files/)|c/[^/]+/files/|tell/|import/)")


def not_endless(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What is larger than any page sends is not read: nobody fills the disk by sending."""

    def answer(request: HttpRequest) -> HttpResponse:
        most = LARGE if WITH_FILES.match(request.path_info) else USUAL
        if int(request.META.get("CONTENT_LENGTH") or 0) > most:
            refused = Refused(
                "too_large",
                _("This is larger than %(mb)d MB.") % {"mb": most // 1024 // 1024},
                _("What is sent in one piece must fit on the disk beside everything else."),
                _("Send fewer files at a time, or smaller pictures. Nothing was taken."),
            )
            return render(request, "web/too_large.html", {"refused": refused}, status=413)
        return get_response(request)

    return answer


class Refusals:
    """A verb's refusal that no page set in place becomes a page of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refused):
            return render(request, "web/refused.html", {"refused": exception}, status=exception.status)
        return None
