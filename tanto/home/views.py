from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.people.models import Person
from tanto.recovery.forms import CaptureForm

from . import asked as asked_of
from . import bad_news, owed


@require_GET
def my_day(request: HttpRequest) -> HttpResponse:
    """What I owe now; for who is not in yet, the front door."""
    if isinstance(request.user, AnonymousUser):
        return redirect("account_login")
    now = clocks.now()
    day = owed.day_of(request.user, now)
    count, first = day.count, day.take_next()
    owed.with_words([first] if first else [])
    context = {
        "now": now,
        "day": day,
        "count": count,
        "next": first,
        "others": owed.without_clock(request.user),
        "capture": CaptureForm(),
    }
    return render(request, "home/day.html", context)


@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """What others wait for beside the clocks: drawn into my day and the desk, a page of its own without script."""
    assert isinstance(request.user, Person)
    me = request.user
    context = {
        "unclear": asked_of.letters_to_look_at(me),
        "offers": (offers := asked_of.offers_to(me)),
        "ends": asked_of.ends_to_look_at(me),
        "questions": asked_of.questions_to(me),
        "handovers": asked_of.handovers_to(me),
        "waiting": asked_of.waiting_for_customers(me),
        "offer_words": owed.opening_words([offer.case for offer in offers]),
    }
    context["is_empty"] = not any(context[name] for name in context)
    template = "home/asked.html#asked" if request.htmx else "home/asked.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """The boss's desk: notices wait for a seal, then thanks, then a decision."""
    assert isinstance(request.user, Person)
    found = bad_news.notices_of(request.user)
    told = found[: bad_news.SHOWN]
    cases = [t.case for t in told]
    boss_clocks = Clock.objects.running().filter(
        subject_kind="case", kind="time_to_boss", subject_id__in=[case.pk for case in cases]
    )
    context = {
        "now": clocks.now(),
        "told": told,
        "has_more": len(found) > len(told),
        "boss_clocks": {clock.subject_id: clock for clock in boss_clocks} if cases else {},
        "near": bad_news.near_their_end(request.user),
        "drafts": bad_news.drafts_of(request.user),
        "load": bad_news.load_of(request.user),
    }
    return render(request, "home/desk.html", context)
