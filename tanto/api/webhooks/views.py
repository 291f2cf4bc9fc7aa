"""The pages of the webhooks, for whoever keeps the house; for anybody else these addresses do not exist."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.people.views import keeper
from tanto.web.numbers import whole
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .forms import HookForm, SinceForm
from .models import Delivery, Hook
from .reading import PAGE, Line, Standing

ALL, UNTAKEN = "all", "untaken"


def pressing(request: HttpRequest) -> Actor:
    return keeper(request).actor.pressing(press_of(request))


@require_GET
def hooks(request: HttpRequest) -> HttpResponse:
    """All of them, and how each stands."""
    keeper(request)
    return render(request, "webhooks/hooks.html", {"rows": Standing.of_all()})


@require_GET
def standing(request: HttpRequest) -> HttpResponse:
    """A panel for the page of the house."""
    keeper(request)
    return render(request, "webhooks/standing.html", {"rows": Standing.of_all()})


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    by, form, refused = pressing(request), HookForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        try:
            hook = Hook.open(by=by, **form.columns())
            return hook_page(request, hook, secret=hook.shown_secret()) if hook else redirect("hooks")
        except Refused as refusal:
            refused = refusal
    return entry_page(request, form, refused)


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Another address, or other kinds."""
    by, hook, refused = pressing(request), get_object_or_404(Hook, pk=pk), None
    form = HookForm(request.POST or None, hook=hook)
    if request.method == "POST" and form.is_valid():
        try:
            hook.change(by=by, **form.columns())
            return redirect("hook", pk=pk)
        except Refused as refusal:
            refused = refusal
    return entry_page(request, form, refused, hook)


def entry_page(
    request: HttpRequest, form: HookForm, refused: Refused | None, hook: Hook | None = None
) -> HttpResponse:
    context = {"form": form, "refused": refused, "hook": hook}
    return render(request, "webhooks/entry.html", context, status=422 if form.errors or refused else 200)


@require_GET
def hook(request: HttpRequest, pk: int) -> HttpResponse:
    keeper(request)
    return hook_page(request, get_object_or_404(Hook, pk=pk))


def hook_page(
    request: HttpRequest, hook: Hook, *, secret: str = "", refused: Refused | None = None
) -> HttpResponse:
    """secret: shown this once. The log, newest first, from where the last page ended."""
    which = UNTAKEN if request.GET.get("which") == UNTAKEN else ALL
    found = Delivery.objects.filter(hook=hook).order_by("-pk")
    if which == UNTAKEN:
        found = found.untaken()
    if before := whole(request.GET.get("before", "")):
        found = found.filter(pk__lt=before)
    rows = [Line(delivery, hook) for delivery in found[: PAGE + 1]]
    context = {
        "standing": Standing.of(hook),
        "rows": rows[:PAGE],
        "older": rows[PAGE - 1].delivery.pk if len(rows) > PAGE else None,
        "which": which,
        "secret": secret,
        "refused": refused,
        "since_form": SinceForm(initial={"since": clocks.today() - dt.timedelta(days=3)}),
    }
    answer = render(request, "webhooks/hook.html", context, status=refused.status if refused else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def secret(request: HttpRequest, pk: int) -> HttpResponse:
    """A new secret, shown once; for a day the old one holds as well."""
    by, found = pressing(request), get_object_or_404(Hook, pk=pk)
    if not found.rotate(by=by):
        return redirect("hook", pk=pk)
    return hook_page(request, found, secret=found.shown_secret())


@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    by, found = pressing(request), get_object_or_404(Hook, pk=pk)
    if request.POST.get("to") == "on":
        found.switch_on(by=by)
    else:
        found.switch_off(by=by)
    return redirect("hook", pk=pk)


@require_POST
def test(request: HttpRequest, pk: int) -> HttpResponse:
    by, found = pressing(request), get_object_or_404(Hook, pk=pk)
    try:
        found.send_test(by=by)
    except Refused as refused:
        return hook_page(request, found, refused=refused)
    return redirect("hook", pk=pk)


@require_POST
def replay_failed(request: HttpRequest, pk: int) -> HttpResponse:
    by, found, form = pressing(request), get_object_or_404(Hook, pk=pk), SinceForm(request.POST)
    if not form.is_valid():
        return redirect("hook", pk=pk)
    try:
        found.replay_failed(by=by, since=form.moment())
    except Refused as refused:
        return hook_page(request, found, refused=refused)
    return redirect("hook", pk=pk)


@require_POST
def replay(request: HttpRequest, pk: int, delivery: int) -> HttpResponse:
    by, found = pressing(request), get_object_or_404(Hook, pk=pk)
    try:
        found.replay(by=by, delivery=get_object_or_404(Delivery, pk=delivery, hook=found))
    except Refused as refused:
        return hook_page(request, found, refused=refused)
    return redirect("hook", pk=pk)
