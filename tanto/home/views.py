from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.notices.models import Notice
from tanto.notices.telling import tell
from tanto.people.models import Person
from tanto.recovery.forms import CaptureForm
from tanto.recovery.models import Case

from . import queries


@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """What I owe now; for who is not in yet, the front door."""
    if isinstance(request.user, AnonymousUser):
        return redirect("account_login")
    owed = queries.owed(request.user)
    queries.with_words(owed[:1])
    offers = queries.offers_to(request.user)
    context = {
        "now": clocks.now(),
        "owed": owed,
        "next": owed[0] if owed else None,
        "then": owed[1:],
        "others": queries.owned_without_clock(request.user, owed),
        "unclear": queries.letters_to_look_at(request.user),
        "offers": offers,
        "ends": queries.ends_to_look_at(request.user),
        "questions": queries.questions_to(request.user),
        "handovers": queries.handovers_to(request.user),
        "offer_words": queries.opening_words([offer.case for offer in offers]),
        "capture": CaptureForm(),
    }
    return render(request, "home/day.html", context)


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The boss's desk: notices wait for a seal, then thanks, then a decision."""
    assert isinstance(request.user, Person)
    told = queries.notices_of(request.user)
    cases = [t.case for t in told]
    running = Clock.objects.running().filter(subject_kind=Case.subject_kind)
    announced = running.filter(kind="progress_update", subject_id__in=queries.led_by(request.user))
    near = list(announced.order_by("due_at")[:10])
    near_cases = Case.objects.with_names().in_bulk([clock.subject_id for clock in near])
    context = {
        "now": clocks.now(),
        "told": told,
        "waiting": sum(1 for t in told if t.read_at is None),
        "words": queries.opening_words(cases),
        "boss_clocks": {
            c.subject_id: c for c in running.filter(kind="time_to_boss", subject_id__in=[c.pk for c in cases])
        },
        "near": [(clock, near_cases[clock.subject_id]) for clock in near],
    }
    return render(request, "home/desk.html", context)


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Person)
    mine = list(Notice.objects.filter(person=request.user).select_related("entry").order_by("-id")[:60])
    told = {t.entry.pk: t for t in tell([n.entry for n in mine if n.entry], clocks.now(), with_words=False)}
    rows = [(notice, told.get(notice.entry_id or 0)) for notice in mine]
    return render(request, "home/notices.html", {"rows": rows})


@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, Person)
    Notice.read(request.user, at=clocks.now())
    return redirect("notices")
