"""The short road: a request of a program needs no session, no cookie, no page. It passes by what pages need."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext_lazy as _

from tanto.clocks.wall import wall
from tanto.web.refusals import Refused

PREFIX = "/api/"
PAGES = ("/api/v1/docs",)  # for people, with everything a page has
HEADERS = {
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept-Language, Authorization",
}


class ShortRoad:
    """Stands in front of the middleware of the pages, and behind the line in the log."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX) or request.path_info.startswith(PAGES):
            return self.get_response(request)
        language = get_language_from_request(request)
        with translation.override(language), timezone.override(wall()):
            response = answered(request)
            response["Content-Language"] = translation.get_language() or language
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
        return response


def answered(request: HttpRequest) -> HttpResponseBase:
    """The answer of the operation, or what went wrong as a problem."""
    from tanto.web.api import problems

    try:
        must_be_meant_for_us(request)
        match = resolve(request.path_info)
        request.resolver_match = match
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except Resolver404:
        return problems.told(problems.not_found())
    except Exception as error:
        return problems.answer_to(error)
    if response.status_code == 405:
        allowed = response.get("Allow", "")
        return problems.answer_to(problems.not_allowed(request.method or "", allowed))
    return response


def must_be_meant_for_us(request: HttpRequest) -> None:
    """A known name of the house, and never in the clear where the house is reached by https: the token would be read."""
    try:
        request.get_host()
    except DisallowedHost:
        raise Refused(
            "unknown_host",
            _("The house is not called by this name."),
            _("An answer to a wrong name may be given to somebody else."),
            _("Use the address of TANTO_URL."),
            status=400,
        ) from None
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        raise Refused(
            "not_in_the_clear",
            _("This request came without encryption."),
            _("Whoever listens on the way now has the token."),
            _("Use https, and end this token: make a new one."),
            status=403,
        )
