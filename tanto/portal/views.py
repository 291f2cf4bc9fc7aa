"""The customer's own page. Opening it changes nothing; each press is one verb, with her as the actor."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from tanto import clocks
from tanto.clocks import working
from tanto.clocks.models import Clock
from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.people.models import Firm
from tanto.recovery.models import Attachment, Case, Issue, Link
from tanto.recovery.steps import ANSWERS, Answer, End, Step, Work
from tanto.recovery.views.files import handed_out
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
    """Solved, partly, not solved (for each issue where there are several); nothing more or more; has it stayed solved."""
    case = link.case
    several = several_issues(case)
    form = forms.IssuesForm(request.POST, issues=several) if several else forms.AnswerForm(request.POST)
    if not form.is_valid():
        return shown(request, link, bound={"answer": form}, status=422)
    given = form.cleaned_data
    chosen = form.together if isinstance(form, forms.IssuesForm) else Answer(given["answer"])
    solved = form.solved if isinstance(form, forms.IssuesForm) else []
    try:
        answered(case, hers(request, link), answer=chosen, words=given["words"], channel="web", solved=solved)
        if chosen == Answer.SOLVED and given["more"].strip():
            again = hers(request, link, suffix="-more")
            answered(case, again, answer=Answer.MORE, words=given["more"], channel="web")
    except Refused as refused:
        return shown(request, link, bound={"answer": form}, refused=refused, status=refused.status)
    return redirect(f"/c/{link.token}/?thanks=answer")


def several_issues(case: Case) -> list[Issue]:
    """The open issues she is asked about one by one; empty where one question is enough."""
    issues = case.open_issues() if case.step == Step.TEST else []
    return issues if len(issues) > 1 else []


@by_link
def where(request: HttpRequest, link: Link) -> HttpResponse:
    """She asks where it stands: the owner hears at once, and it is counted as our lateness, not as her impatience."""
    try:
        link.case.chase(by=hers(request, link), channel="web")
    except Refused as refused:
        return shown(request, link, refused=refused, status=refused.status)
    return redirect(f"/c/{link.token}/?thanks=where")


@by_link
def drop(request: HttpRequest, link: Link) -> HttpResponse:
    """ "Please drop it", in her words."""
    form = forms.DropForm(request.POST)
    form.is_valid()
    try:
        link.case.ask_to_drop(by=hers(request, link), words=form.cleaned_data.get("words", ""))
    except Refused as refused:
        return shown(request, link, bound={"drop": form}, refused=refused, status=refused.status)
    return redirect(f"/c/{link.token}/?thanks=drop")


@by_link
def take_back(request: HttpRequest, link: Link, issue: int) -> HttpResponse:
    """One of her issues troubles her no more."""
    try:
        link.case.take_back_issue(by=hers(request, link), issue=issue)
    except Refused as refused:
        return shown(request, link, refused=refused, status=refused.status)
    return redirect(f"/c/{link.token}/?thanks=words")


@by_link
def files(request: HttpRequest, link: Link) -> HttpResponse:
    """A photograph says more than our questions."""
    form = forms.FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return shown(request, link, bound={"files": form}, status=422)
    try:
        for number, upload in enumerate(form.cleaned_data["papers"]):
            by = hers(request, link, suffix=f"-{number}")
            link.case.attach(by=by, file=File.keep(upload.chunks()), name=upload.name or "", channel="web")
    except Refused as refused:
        return shown(request, link, bound={"files": form}, refused=refused, status=refused.status)
    return redirect(f"/c/{link.token}/?thanks=files")


def shown_to_her(link: Link) -> QuerySet[Attachment]:
    sent = Q(document__sent_at__isnull=False, document__contact__client=link.contact.client_id)
    hers = Q(contact__client=link.contact.client_id)
    return link.case.attachments.select_related("file").filter(hers | sent)


def file(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    """A file that she sent herself, or a paper that went to her with a letter; the rest stays in the house."""
    link = Link.behind(token)
    found = None
    if link is not None and link.is_live(clocks.now()):
        found = shown_to_her(link).filter(pk=pk).first()
    if found is None:
        raise Http404
    return handed_out(found)


def again(request: HttpRequest, token: str) -> HttpResponse:
    """The link has run out and she asks for a new one: the owner hears of it. A closed or forged one opens nothing."""
    link = Link.behind(token)
    if link is None or link.revoked_at is not None:
        return render(request, "portal/dead.html", {"link": link, "firm": Firm.ours()}, status=404)
    if request.method != "POST":
        return redirect(f"/c/{token}/")
    if not link.is_live(clocks.now()) and not request.user.is_authenticated:
        link.case.ask_for_link(by=hers(request, link))
    return render(
        request, "portal/dead.html", {"link": link, "firm": Firm.ours(), "is_asked": True}, status=404
    )


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
        "heard": list(case.verbatims.filter(theirs(link), is_hers=True).select_related("words"))[1:],
        "owned_since": case.since_when_owned,
        "read": case.boss_who_read,
        "actions": [
            action
            for action in case.actions.select_related("words").order_by("done_at", "due_at")
            if action.is_promised and action.kind == Work.CORRECTION and (case.is_open or action.done_at)
        ],
        "issues": list(case.issues.select_related("words")),
        "question": question(case),
        "several": several_issues(case),
        "issues_form": bound.get("answer", forms.IssuesForm(issues=several_issues(case))),
        "files": list(shown_to_her(link)),
        "proposal": case.open_end_proposal if case.is_open else None,
        "drop_form": bound.get("drop", forms.DropForm()),
        "files_form": bound.get("files", forms.FilesForm()),
        "last_answer": case.customer_words.select_related("words").order_by("-id").first(),
        "call": Clock.objects.of("case", case.pk).running().filter(kind="call_back").first(),
        "answers": ANSWERS.get(case.step or Step.FOLLOW_UP, ()),
        "answer_form": bound.get("answer", forms.AnswerForm()),
        "words_form": bound.get("words", forms.WordsForm()),
        "call_form": bound.get("call", forms.CallForm(soon=soon(now, case.calendar.timetable()))),
        "refused": refused,
        "refused_in": next(iter(bound), ""),
        "on_top": refused is not None and not bound,
        "thanks": thanks,
    }
    return render(request, "portal/page.html", context, status=status)


def theirs(link: Link) -> Q:
    """Only what people of her own firm said, or nobody known."""
    return Q(speaker__isnull=True) | Q(speaker__client=link.contact.client_id)


def question(case: Case) -> str:
    """What she is asked now: test, probe, follow_up or nothing."""
    if case.step == Step.FOLLOW_UP or case.end == End.CLOSED:
        return "follow_up" if case.is_time_to_follow_up else ""
    return str(case.step) if case.step in (Step.TEST, Step.PROBE) else ""


def soon(now: dt.datetime, timetable: working.Timetable) -> dt.datetime:
    """The full hour after next at which somebody is here: a time that can be kept."""
    hour = (now + dt.timedelta(hours=2)).replace(minute=0, second=0, microsecond=0)
    return next(working.from_now_on(hour, timetable))[0]
