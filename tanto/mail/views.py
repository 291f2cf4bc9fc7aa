"""The mailboxes for who keeps the house; what was left alone for who owns what comes in; the whole of a mail for who may read its case."""

import datetime as dt

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import escape
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto import clocks
from tanto.files.models import picture_type
from tanto.people.models import Person
from tanto.people.views import keeper
from tanto.recovery.models import Case, Reading
from tanto.recovery.views.doors import own_case
from tanto.recovery.views.files import shut_in
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from . import standing
from .becoming import open_anyway
from .fetching.trying import tried
from .forms import MailboxForm
from .models import Arrival, Mailbox
from .models.arrival import Outcome
from .reading import Mail, read_mail

SHOWN = 50
LEFT_ALONE = (Outcome.IGNORED, Outcome.ABUSE, Outcome.AUTO_REPLY, Outcome.BOUNCE, Outcome.OWN)


@require_GET
def mailboxes(request: HttpRequest) -> HttpResponse:
    """How each mailbox is read, and for who owns what comes: what opened nothing."""
    assert isinstance(request.user, Person)
    boxes, is_keeper = Mailbox.in_charge_of(request.user), request.user.may_keep_house()
    if not is_keeper and not boxes:
        raise Http404
    alone = Arrival.objects.filter(mailbox__in=boxes, case=None, outcome__in=LEFT_ALONE).order_by("-id")
    day = clocks.now() - dt.timedelta(days=1)
    counts = Count("arrivals", filter=Q(arrivals__came_at__gt=day))
    every = (
        Mailbox.objects.select_related("section", "duty").annotate(came=counts).order_by("name")
        if is_keeper
        else []
    )
    context = {
        "boxes": every,
        "now": clocks.now(),
        "alone": alone.select_related("mailbox")[:SHOWN],
        "is_keeper": is_keeper,
        "in_charge": boxes,
        "aside": standing.aside(clocks.now())[:SHOWN] if is_keeper else [],
    }
    return render(request, "mail/mailboxes.html", context)


@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """For the day page of who owns what comes: how much opened no case since a week. Nothing for anybody else."""
    assert isinstance(request.user, Person)
    boxes, week = Mailbox.in_charge_of(request.user), clocks.now() - dt.timedelta(days=7)
    alone = Arrival.objects.filter(mailbox__in=boxes, case=None, outcome__in=LEFT_ALONE, came_at__gt=week)
    return render(request, "mail/mine.html", {"count": alone.count() if boxes else 0})


@require_GET
def standing_of_mail(request: HttpRequest) -> HttpResponse:
    """For the page of how the program runs."""
    keeper(request)
    now = clocks.now()
    context = {"silent": standing.silent(now), "aside": standing.aside(now).count(), "now": now}
    return render(request, "mail/standing.html", context)


@require_http_methods(["GET", "POST"])
def mailbox(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    found = get_object_or_404(Mailbox, pk=pk) if pk else None
    form = MailboxForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        if found is None:
            made = Mailbox.open(by=by, secrets=form.secrets(), **form.columns())
        else:
            made = Mailbox.objects.get(pk=found.pk)
            made.change(by=by, secrets=form.secrets(), **form.columns())
        return redirect("mailbox", pk=made.pk)
    context = {"form": form, "found": Mailbox.objects.get(pk=pk) if pk else None, "now": clocks.now()}
    return render(request, "mail/mailbox.html", context, status=422 if form.errors else 200)


@require_POST
def switch(request: HttpRequest, pk: int) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    get_object_or_404(Mailbox, pk=pk).switch(by=by, on=request.POST.get("on") == "1")
    return redirect("mailbox", pk=pk)


@require_POST
def try_now(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in there and count, without taking anything; what the server says stands on the page."""
    keeper(request)
    found = get_object_or_404(Mailbox, pk=pk)
    context = {
        "form": MailboxForm(instance=found),
        "found": found,
        "now": clocks.now(),
        "tried": tried(found),
    }
    return render(request, "mail/mailbox.html", context)


def in_charge(request: HttpRequest, pk: int) -> Arrival:
    """What came in and belongs to no case, for who owns what comes through this mailbox."""
    assert isinstance(request.user, Person)
    found = Arrival.objects.filter(
        pk=pk, case=None, state=Arrival.TAKEN, mailbox__in=Mailbox.in_charge_of(request.user)
    ).first()
    if found is None:
        raise Http404
    return found


def read(arrival: Arrival) -> Mail | None:
    try:
        return read_mail(arrival.raw())
    except FileNotFoundError:
        return None


@require_GET
def left_alone(request: HttpRequest, pk: int) -> HttpResponse:
    arrival = in_charge(request, pk)
    return render(request, "mail/mail.html", {"arrival": arrival, "mail": read(arrival), "now": clocks.now()})


@require_POST
def make_case(request: HttpRequest, pk: int) -> HttpResponse:
    """It is a complaint after all."""
    arrival = in_charge(request, pk)
    assert isinstance(request.user, Person)
    try:
        case = open_anyway(arrival, by=request.user.actor.pressing(press_of(request)))
    except Refused as refused:
        context = {"arrival": arrival, "mail": read(arrival), "now": clocks.now(), "refused": refused}
        return render(request, "mail/mail.html", context, status=refused.status)
    return redirect(case.get_absolute_url())


@require_GET
def source_left_alone(request: HttpRequest, pk: int) -> HttpResponse:
    return as_it_came(in_charge(request, pk))


def case_read(request: HttpRequest, number: str) -> Case:
    """A case, for who may read its words; who has no part in it leaves a trace, as on its page."""
    if request.method != "GET":
        raise Http404
    case = own_case(request, number)
    assert isinstance(request.user, Person)
    if not case.parts.filter(person=request.user).exists():
        Reading.note(case.pk, request.user, Reading.WORDS)
    return case


def of_case(request: HttpRequest, number: str, pk: int) -> Arrival:
    arrivals = Arrival.objects.select_related("case", "contact")
    return get_object_or_404(arrivals, pk=pk, case=case_read(request, number))


def mails(request: HttpRequest, number: str) -> HttpResponse:
    """Everything that came by mail in this case, the newest first."""
    case = case_read(request, number)
    arrivals = Arrival.objects.filter(case=case).select_related("contact").order_by("-id")[:SHOWN]
    return render(request, "mail/mails.html", {"case": case, "arrivals": arrivals, "now": clocks.now()})


def one_mail(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    arrival = of_case(request, number, pk)
    mail = read(arrival)
    return render(
        request,
        "mail/mail.html",
        {"case": arrival.case, "arrival": arrival, "mail": mail, "page": laid_out(mail), "now": clocks.now()},
    )


def picture(request: HttpRequest, number: str, pk: int, place: int) -> HttpResponse:
    """A picture that stands within the text: by its first bytes, whatever it calls itself."""
    mail = read(of_case(request, number, pk))
    content = mail.attachments[place].content if mail and place < len(mail.attachments) else b""
    kind = picture_type(content[:16])
    if not kind:
        raise Http404
    answer = HttpResponse(content, content_type=kind)
    return shut_in(answer)


def laid_out(mail: Mail | None) -> str:
    """The page of a mail with its own pictures; those that are none of a browser's are left out."""
    html = mail.html if mail else ""
    for place, each in enumerate(mail.attachments if mail else ()):
        if each.content_id:
            address = f"pictures/{place}/" if picture_type(each.content[:16]) else ""
            html = html.replace(f'"cid:{escape(each.content_id)}"', f'"{address}"')
    return html


def source(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    return as_it_came(of_case(request, number, pk))


def as_it_came(arrival: Arrival) -> HttpResponse:
    """Only ever saved, never opened here."""
    try:
        answer = HttpResponse(arrival.raw(), content_type="application/octet-stream")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer["Content-Disposition"] = content_disposition_header(True, f"mail-{arrival.pk}.eml") or ""
    return shut_in(answer)
