import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tanto import clocks
from tanto.files.models import File
from tanto.people.models import Person
from tanto.phrasebook import section_texts
from tanto.web.numbers import whole
from tanto.web.refusals import Refused
from tanto.wording import texts

from ..filling import Filling, as_said
from ..forms import CaptureForm
from ..models import Case
from ..queries import lately_of, likely_doubles
from .doors import actor, own_case
from .drawers import DRAWERS
from .glance import at_a_glance
from .page import case_page, drawer_of, part_of
from .reading import PARTS


@require_GET
def case(request: HttpRequest, number: str) -> HttpResponse:
    """The case for who has a part in it; its head for every other colleague."""
    assert isinstance(request.user, Person)
    seen = at_a_glance(request.user).filter(number=number).first()
    if seen is not None:
        return case_page(request, seen)
    head = Case.objects.with_names().filter(number=number).first()
    if head is None:
        return render(request, "web/404.html", {"case": None}, status=404)
    return render(request, "recovery/head.html", {"case": head} | when_absent(head, request.user))


def when_absent(case: Case, reader: Person) -> dict[str, Any]:
    """What to say to a caller while the owner is away, in the caller's language."""
    language = Filling(case).language
    known = {"absent": as_said(case.owner, language), "me": as_said(reader, language)}
    text = section_texts.one("T-25", case.section_id)
    return {"to_say": texts.fill(text.body[language], known.get, language), "said_in": language}


@require_GET
def drawer(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """One of the drawers behind the open step."""
    if name not in DRAWERS:
        raise Http404
    return drawer_of(request, own_case(request, number), name)


@require_GET
def part(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """A part of the case page that is drawn later."""
    if name not in PARTS:
        raise Http404
    return part_of(request, own_case(request, number), name)


@require_GET
def alike(request: HttpRequest) -> HttpResponse:
    """While somebody types: is it recorded already, and what troubled this client lately?"""
    assert isinstance(request.user, Person)
    client = whole(request.GET.get("client", ""))
    found = likely_doubles(request.GET.get("words", ""), client, request.user)
    but = whole(request.GET.get("but", ""))
    lately = lately_of(client, but=but) if client else []
    return render(request, "recovery/alike.html", {"doubles": found, "lately": lately, "but": but})


@require_http_methods(["GET", "POST"])
def capture(request: HttpRequest) -> HttpResponse:
    """I have it."""
    form = CaptureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        known = dict(form.cleaned_data)
        if twin := just_received(request, known):
            return redirect(f"/cases/{twin.number}/?taken=capture")
        try:
            files = [(File.keep(file.chunks()), file.name or "") for file in known.pop("papers")]
            made = Case.receive(known.pop("words"), by=actor(request), files=files, **known)
        except Refused as refused:
            return render(
                request, "recovery/capture.html", {"form": form, "refused": refused}, status=refused.status
            )
        return redirect(f"/cases/{made.number}/?taken=capture")
    status = 422 if form.errors else 200
    return render(
        request,
        "recovery/capture.html",
        {"form": form, "form_errors": form.errors and _("Look at the fields below.")},
        status=status,
    )


def just_received(request: HttpRequest, known: dict[str, Any]) -> Case | None:
    """The case this person made of the very same words and client a moment ago, without a file: Back and press again is
    not a second trouble."""
    words = known["words"]
    if known["papers"] or not words.strip():
        return None
    since = clocks.now() - dt.timedelta(minutes=10)
    mine = Case.objects.filter(recorder_id=request.user.pk, opened_at__gte=since)
    client = known["client"] or (known["contact"].client if known["contact"] else None)
    return mine.filter(client=client, verbatims__words__text=words.strip()).first()
