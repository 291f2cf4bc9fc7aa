"""The customer's own page. Opening it changes nothing; each press is one verb, with her as the actor."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tanto import clocks
from tanto.clocks import working
from tanto.clocks.models import Calendar, Clock
from tanto.journal.actor import Actor
from tanto.people.models import Firm
from tanto.recovery.models import Case, Link
from tanto.recovery.steps import ANSWERS, Answer, Step
from tanto.recovery.views.pressing import answered
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from . import forms

Page = Callable[..., HttpResponse]


def by_link(view: Page) -> Page:
    """Find case and contact by the token, and read in her language; a dead or forged link is 404 and says why."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **more: Any) -> HttpResponse:
        link = Link.behind(token)
        if link is not None and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            translation.activate(link.contact.language)
            request.LANGUAGE_CODE = link.contact.language
        if link is None or not link.is_live(clocks.now()):
            return render(request, "portal/dead.html", {"link": link, "firm": Firm.ours()}, status=404)
        if request.method != "POST" and request.path != f"/c/{link.token}/":
            return redirect(f"/c/{link.token}/")
        if request.method == "POST" and request.user.is_authenticated:
            raise only_she_presses()
        return view(request, link, **more)

    return never_cache(opened)


def only_she_presses() -> Refused:
    """INV-05: a colleague who opened the page to look at it cannot speak as the customer."""
    return Refused(
        "signed_in_here",
        _("You are signed in here as a colleague. This page is the customer’s."),
        _("Only the customer’s own word counts, so nobody of us can press in the customer’s place."),
        _("If the customer told you, write it down on the case: with the words, as heard by you."),
        status=409,
    )


@by_link
@require_GET
def page(request: HttpRequest, link: Link) -> HttpResponse:
    return shown(request, link, thanks=request.GET.get("thanks", ""))


@by_link
def answer(request: HttpRequest, link: Link) -> HttpResponse:
    """Solved, partly, not solved; nothing more or more; has it stayed solved."""
    form = forms.AnswerForm(request.POST)
    if not form.is_valid():
        return shown(request, link, bound={"answer": form}, status=422)
    chosen, words, more = (form.cleaned_data[name] for name in ("answer", "words", "more"))
    try:
        answered(link.case, hers(request, link), answer=Answer(chosen), words=words, channel="web")
        if chosen == Answer.SOLVED and more.strip():
            again = hers(request, link, suffix="-more")
            answered(link.case, again, answer=Answer.MORE, words=more, channel="web")
    except Refused as refused:
        return shown(request, link, bound={"answer": form}, refused=refused, status=refused.status)
    return redirect(f"/c/{link.token}/?thanks=answer")


@by_link
def words(request: HttpRequest, link: Link) -> HttpResponse:
    """She adds words at any time; to a closed case they open it again."""
    form = forms.WordsForm(request.POST)
    if not form.is_valid():
        return shown(request, link, bound={"words": form}, status=422)
    case, said = link.case, form.cleaned_data["words"]
    try:
        if case.is_open:
            case.hear(by=hers(request, link), text=said, channel="web")
        else:
            case.reopen(by=hers(request, link), words=said)
    except Refused as refused:
        return shown(request, link, bound={"words": form}, refused=refused, status=refused.status)
    return redirect(f"/c/{link.token}/?thanks=words")


@by_link
def call(request: HttpRequest, link: Link) -> HttpResponse:
    """She would rather be called, at a time of her own."""
    form = forms.CallForm(request.POST)
    if not form.is_valid():
        return shown(request, link, bound={"call": form}, status=422)
    try:
        link.case.ask_for_call(by=hers(request, link), at=form.cleaned_data["at"])
    except Refused as refused:
        return shown(request, link, bound={"call": form}, refused=refused, status=refused.status)
    return redirect(f"/c/{link.token}/?thanks=call")


@by_link
def end(request: HttpRequest, link: Link) -> HttpResponse:
    """She closes the link herself."""
    link.case.revoke_link(by=hers(request, link))
    return render(request, "portal/dead.html", {"link": link, "firm": Firm.ours(), "is_hers": True})


def hers(request: HttpRequest, link: Link, suffix: str = "") -> Actor:
    press = press_of(request)[:58]
    return link.contact.actor.pressing(press + suffix if press else "")


def shown(
    request: HttpRequest,
    link: Link,
    *,
    bound: dict[str, django_forms.Form] | None = None,
    refused: Refused | None = None,
    thanks: str = "",
    status: int = 200,
) -> HttpResponse:
    case, now = link.case, clocks.now()
    bound = bound or {}
    context = {
        "link": link,
        "case": case,
        "firm": Firm.ours(),
        "now": now,
        "opening": case.opening_words,
        "heard": list(case.verbatims.filter(is_hers=True).select_related("words"))[1:],
        "owned_since": case.since_when_owned,
        "read": case.boss_who_read,
        "actions": list(case.actions.select_related("words").order_by("done_at", "due_at")),
        "issues": list(case.issues.select_related("words")),
        "question": question(case),
        "last_answer": case.customer_words.select_related("words").order_by("-id").first(),
        "call": Clock.objects.of("case", case.pk).running().filter(kind="call_back").first(),
        "answers": ANSWERS.get(case.step or "", ()),
        "answer_form": bound.get("answer", forms.AnswerForm()),
        "words_form": bound.get("words", forms.WordsForm()),
        "call_form": bound.get("call", forms.CallForm(soon=soon(now))),
        "refused": refused,
        "refused_in": next(iter(bound), ""),
        "thanks": thanks,
    }
    return render(request, "portal/page.html", context, status=status)


def question(case: Case) -> str:
    """What she is asked now: test, probe, follow_up or nothing."""
    if case.step == Step.FOLLOW_UP:
        return "follow_up" if case.is_time_to_follow_up else ""
    return case.step if case.step in (Step.TEST, Step.PROBE) else ""


def soon(now: dt.datetime) -> dt.datetime:
    """The full hour after next at which somebody is here: a time that can be kept."""
    hour = (now + dt.timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
    return next(working.from_now_on(hour, Calendar.company().timetable()))[0]
