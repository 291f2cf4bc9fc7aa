"""Patterns switched, written and dropped: for whoever keeps the house; for anybody else these addresses do not exist."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tanto.journal.actor import Actor
from tanto.people.views import keeper
from tanto.web.numbers import whole
from tanto.web.pressing import also, press_of
from tanto.web.refusals import Refused

from ..drafting import begun_from, tried
from ..forms import NewPatternForm, PatternForm, standing
from ..models import HousePattern, Missed
from ..phrases import Phrase
from .reading import known, page_of


def pressing(request: HttpRequest) -> Actor:
    return keeper(request).actor.pressing(press_of(request))


def proposed(request: HttpRequest) -> Missed | None:
    """The proposal that a pattern is made of."""
    pk = whole(request.POST.get("missed") or request.GET.get("missed") or "")
    return Missed.objects.filter(pk=pk, outcome="").select_related("words").first() if pk else None


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    by, missed = pressing(request), proposed(request)
    form = NewPatternForm(request.POST or None, initial=begun_from(missed))
    return written(request, form, missed, lambda columns: entered(by, form, columns, missed))


@transaction.atomic
def entered(by: Actor, form: PatternForm, columns: dict[str, Any], missed: Missed | None) -> str:
    place = {name: form.cleaned_data[name] for name in ("language", "group")}
    made = HousePattern.add(by=by, **place, **columns)
    if made is not None and missed is not None:
        missed.accept(by=by.pressing(also(by.press, "missed")), code=made.code)
    return f"/phrasebook/{made.code}/" if made else "/phrasebook/?state=own"


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    by, found, missed = pressing(request), known(code), proposed(request)
    initial = standing(found.pattern)
    if missed is not None:
        initial["fire"] += f"\n{missed.sentence}"
    form = PatternForm(request.POST or None, initial=initial)
    return written(request, form, missed, lambda columns: rewritten(by, code, columns, missed, whole(request.POST.get("seen", ""))), found)  # fmt: skip


@transaction.atomic
def rewritten(by: Actor, code: str, columns: dict[str, Any], missed: Missed | None, seen: int | None) -> str:
    HousePattern.kept(code).change(by=by, seen=seen, **columns)
    if missed is not None:
        missed.accept(by=by.pressing(also(by.press, "missed")), code=code)
    return f"/phrasebook/{code}/"


def written(
    request: HttpRequest, form: PatternForm, missed: Missed | None, take: Any, found: Phrase | None = None
) -> HttpResponse:
    """The form; tried out before it is taken where that button was pressed."""
    context: dict[str, Any] = {"form": form, "phrase": found, "missed": missed, "seen": found.head if found else 0}  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if "try" in request.POST:
            context["seen"] = request.POST.get("seen", "")
            context["tried"] = tried(form, found.code if found else None)
            return render(request, "phrasebook/entry.html", context)
        try:
            return redirect(take(form.columns()))
        except Refused as refused:
            context |= {"refused": refused, "seen": request.POST.get("seen", "")}
    status = 422 if form.errors or "refused" in context else 200
    return render(request, "phrasebook/entry.html", context, status=status)


@require_POST
def switch(request: HttpRequest, code: str) -> HttpResponse:
    by, found = pressing(request), known(code)
    row = HousePattern.kept(found.code)
    (row.switch_on if request.POST.get("to") == "on" else row.switch_off)(by=by)
    return redirect("phrase", code=code)


@require_POST
def shipped(request: HttpRequest, code: str) -> HttpResponse:
    """Undo what the house did to it."""
    by, found = pressing(request), known(code)
    try:
        HousePattern.kept(found.code).as_shipped(by=by)
    except Refused as refused:
        return page_of(request, found, refused.status, refused=refused)
    return redirect("phrase", code=code)


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    by, found = pressing(request), known(code)
    try:
        HousePattern.kept(found.code).drop(by=by)
    except Refused as refused:
        return page_of(request, found, refused.status, refused=refused)
    return redirect("/phrasebook/?state=own")
