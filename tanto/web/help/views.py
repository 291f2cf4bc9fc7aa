from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from . import handbook
from .screens import FOR_THE_CUSTOMER, ORDER


@require_GET
def contents(request: HttpRequest) -> HttpResponse:
    """The first page of the handbook."""
    return render(request, "web/help/contents.html", {"page": handbook.page(handbook.INDEX, spoken())})


@require_GET
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page, the contents beside it, and the way to the pages before and after."""
    if slug not in ORDER:
        raise Http404
    language, here = spoken(), ORDER.index(slug)
    titles = handbook.titles(language)
    beside = {
        "before": [(each, titles[each]) for each in ORDER[max(here - 1, 0) : here]],
        "after": [(each, titles[each]) for each in ORDER[here + 1 : here + 2]],
    }
    context = {"page": handbook.page(slug, language), "parts": handbook.contents(language), **beside}
    return render(request, "web/help/page.html", context)


@require_GET
def for_the_customer(request: HttpRequest) -> HttpResponse:
    """The customer's own page of help: in the language of the page they came from, and with no way into the house."""
    wanted = request.GET.get("in", "")
    if wanted in handbook.LANGUAGES and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(wanted)
        request.LANGUAGE_CODE = wanted
    return render(request, "web/help/customer.html", {"page": handbook.page(FOR_THE_CUSTOMER, spoken())})


@require_GET
def picture(request: HttpRequest, language: str, slug: str) -> FileResponse:
    path = handbook.picture(slug, language)
    if path is None:
        raise Http404
    kept = {"Cache-Control": "public, max-age=3600"}
    return FileResponse(path.open("rb"), content_type="image/webp", headers=kept)


def spoken() -> str:
    """The reader's language, where the handbook speaks it."""
    language = (translation.get_language() or "en")[:2]
    return language if language in handbook.LANGUAGES else "en"
