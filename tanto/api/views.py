from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation on one page, drawn here: no script from elsewhere, no bundle of a megabyte."""
    from .reference import chapters

    return render(request, "api/docs.html", {"chapters": chapters(), "house": settings.URL})
