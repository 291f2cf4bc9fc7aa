from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation

from tanto.clocks.wall import wall

Answer = Callable[[HttpRequest], HttpResponseBase]

WITHOUT_HOURS = ("/static/", "/style-", "/healthz", "/readyz", "/metrics")
OPEN_TO_ALL = (
    "/sign-in/",
    "/sign-out/",
    "/begin/",
    "/invitation/",
    "/password/forgotten/",
    "/password/new/",
    "/language/",
    "/help/",
    "/static/",
    "/style-",
    "/c/",
    "/tell/",
    "/healthz",
    "/readyz",
    "/metrics",
    "/demo/",
)


def own_language(get_response: Answer) -> Answer:
    """A person reads in the language of the cookie, or the one chosen for them."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return answer


def office_wall(get_response: Answer) -> Answer:
    """Hours are those of the firm, wherever the machine stands."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(WITHOUT_HOURS):
            timezone.activate(wall())
        return get_response(request)

    return answer


def unkept(response: HttpResponseBase) -> HttpResponseBase:
    """Pages are not kept by the browser: Back shows what is true now, with a fresh form, and nothing after signing out."""
    if response.get("Content-Type", "").startswith("text/html"):
        response["Cache-Control"] = "no-store, private"
    return response


def strangers_find_nothing(get_response: Answer) -> Answer:
    """Who is not signed in finds nothing at any address but the front door: 404, with a way to sign in."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        path = request.path_info
        if request.user.is_authenticated or path == "/" or path.startswith(OPEN_TO_ALL):
            return unkept(get_response(request))
        return unkept(render(request, "web/404.html", {"next": request.get_full_path()}, status=404))

    return answer


def second_step_first(get_response: Answer) -> Answer:
    """Of whom the house asks a second step and who has none sets one up before anything else."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        person = request.user
        is_free = request.path_info.startswith((*OPEN_TO_ALL, "/me/sign-in/", "/password/"))
        if person.is_authenticated and not is_free and person.owes_second_step:
            return redirect("mfa_index")
        return get_response(request)

    return answer
