from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tanto.clocks.models import Clock
from tanto.notices.models import Notice

from .doors import own_case


def why(request: HttpRequest, number: str, clock: int) -> HttpResponse:
    """Why this time: when it started and by what, which hours count, who is told at which share, and who has seen it."""
    case = own_case(request, number)
    found = Clock.objects.of(case.subject_kind, case.pk).filter(pk=clock).first()
    if found is None:
        raise Http404
    heard: dict[int, list[Notice]] = {}
    for notice in Notice.objects.filter(clock=found.pk).select_related("person").order_by("at", "pk"):
        heard.setdefault(notice.share or 0, []).append(notice)
    template = "recovery/why.html#why" if request.htmx else "recovery/why.html"  # type: ignore[attr-defined]
    return render(request, template, {"case": case, "clock": found, "heard": heard})
