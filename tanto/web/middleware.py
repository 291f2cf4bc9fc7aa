from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .refusals import Refused


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
