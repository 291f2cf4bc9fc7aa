"""One line in the log and one count for every request."""

import re
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from structlog.contextvars import bind_contextvars, clear_contextvars

from .counting import count
from .logs import HIDDEN, LINK

log = structlog.get_logger("tanto.requests")
SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")


class RequestLine:
    """Who asked for what, and how it ended. Everything logged meanwhile carries the same request, person and case.

    A person is an id, a case its number; no query string, no name, no customer's link ever stands in the line.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.headers.get("X-Request-ID", "")
        name = asked if SANE.fullmatch(asked) else uuid4().hex
        clear_contextvars()
        bind_contextvars(request=name, method=request.method, path=LINK.sub(HIDDEN, request.path)[:200])
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            seconds = time.perf_counter() - began
            log.info("request", status=response.status_code, ms=round(seconds * 1000, 1))
        finally:
            clear_contextvars()
        count(route_of(request), response.status_code, seconds)
        response["X-Request-ID"] = name
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Here the address is understood and the person is known."""
        if number := kwargs.get("number"):
            bind_contextvars(case=number)
        if request.user.is_authenticated:
            bind_contextvars(person=request.user.pk)


def route_of(request: HttpRequest) -> str:
    """The name of the route, never the address: there are few of them."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or "unnamed"
    return "static" if request.path.startswith(f"/{settings.STATIC_URL.strip('/')}/") else "none"
