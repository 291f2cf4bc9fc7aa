import json
import logging
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from .refusals import Refused
from .style import style_sheet

log = logging.getLogger(__name__)
NOT_TYPED = {"csrfmiddlewaretoken", "press", "next"}


@require_GET
@cache_control(max_age=60 * 60 * 24 * 365, public=True, immutable=True)
def style(request: HttpRequest, digest: str) -> HttpResponse:
    return HttpResponse(style_sheet(), content_type="text/css; charset=utf-8")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read on in the other language; kept on this machine only."""
    chosen = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=60 * 60 * 24 * 365,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return response


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """For whoever watches over the machine: the program answers, and so does its database."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse(json.dumps({"database": "ok"}), content_type="application/json")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "web/404.html", {"next": request.get_full_path()}, status=404)


def pressed_stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old (403): what was typed is given back."""
    refused = Refused(
        "form_too_old",
        _("This page was open for too long, or somebody else signed in here meanwhile."),
        _("A form is only taken from the page it was opened on, so that no stranger can press for you."),
        _("Open the page again and press once more. What you typed is kept below."),
    )
    page = page_without_database(request, refused, token=get_token(request))
    return HttpResponse(page, status=403, headers={"Cache-Control": "no-store"})


def server_error(request: HttpRequest) -> HttpResponse:
    """500; when it is the database that is locked or gone, 503. Either gives the typed text back."""
    error = sys.exc_info()[1]
    is_database = isinstance(error, OperationalError | InterfaceError)
    log.exception("no answer to %s %s", request.method, request.path)
    if is_database:
        refused = Refused(
            "database_gone",
            _("The database does not answer just now."),
            _("Nothing was saved, and nothing was saved by half."),
            _("Keep this page open and press “Send again” in a minute. Your text stays here."),
        )
    else:
        refused = Refused(
            "our_error",
            _("Something broke on our side."),
            _("Nothing was saved by half; the error is in the log of the machine."),
            _("Press “Send again”. If it breaks again, copy your text and tell whoever runs Tanto here."),
        )
    page = page_without_database(request, refused)
    response = HttpResponse(page, status=503 if is_database else 500, headers={"Cache-Control": "no-store"})
    if is_database:
        response["Retry-After"] = "30"
    return response


def page_without_database(request: HttpRequest, refused: Refused, token: str = "") -> str:
    typed = []
    if request.method == "POST":
        try:
            typed = [
                (k, v)
                for k in request.POST
                if k not in NOT_TYPED and "password" not in k
                for v in request.POST.getlist(k)
            ]
        except (OSError, ValueError):
            typed = []
    context = {
        "refused": refused,
        "typed": typed,
        "press": request.POST.get("press", "") if request.method == "POST" else "",
        "token": token or (request.POST.get("csrfmiddlewaretoken", "") if request.method == "POST" else ""),
        "address": request.get_full_path(),
        "is_post": request.method == "POST",
        "LANGUAGE_CODE": getattr(request, "LANGUAGE_CODE", "en"),
    }
    return render_to_string("web/broken.html", context)
