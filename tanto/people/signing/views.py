"""How I come in: second steps, browsers, a forgotten password."""

from typing import Any

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto.journal.actor import system
from tanto.people.models import Invitation, Person, Session
from tanto.people.models.signing_in import digest_of
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .sessions import remember_browser

SIGNING = "tanto.people.signing.Signing"


def enter(request: HttpRequest, person: Person) -> None:
    """Somebody who has just shown who they are is signed in."""
    login(request, person, backend=SIGNING)
    remember_browser(request)


@login_required
@require_GET
def how_i_come_in(request: HttpRequest) -> HttpResponse:
    """Password, second steps, and the browsers I am signed in with."""
    from allauth.mfa.models import Authenticator

    me = request.user
    assert isinstance(me, Person)
    keys: dict[str, list[Any]] = {}
    for each in Authenticator.objects.filter(user=me).order_by("pk"):
        keys.setdefault(each.type, []).append(each.wrap())
    rows = [
        (row, digest_of(row.pk), row.pk == request.session.session_key)
        for row in Session.live().filter(person=me)
    ]
    context = {
        "keys": keys,
        "browsers": sorted(rows, key=lambda row: not row[2]),
        "is_asked": me.owes_second_step,
    }
    return render(request, "people/sign_in.html", context)


@login_required
@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """One other browser, or all of them."""
    assert isinstance(request.user, Person)
    request.user.sign_out(
        by=request.user.actor.pressing(press_of(request)),
        session=request.POST.get("browser", ""),
        but=request.session.session_key or "",
    )
    return redirect("mfa_index")


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    """The answer is the same for every address: nobody learns here who works in the firm."""
    email = request.POST.get("email", "").strip()[:254]
    if request.method == "POST":
        asked = {"app": "allauth.account", "action": "reset_password", "key": email.lower()}
        if not ratelimit.consume(request, **asked):
            return render(request, "429.html", status=429)
        if found := Person.objects.here().filter(email__iexact=email).first():
            found.ask_new_password(by=found.actor)
    return render(request, "people/forgotten.html", {"email": email, "is_sent": request.method == "POST"})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def new_password(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in the letter: a password, and then the ordinary front door, with its second step."""
    found, refused = Invitation.behind(token), None
    if found is None or not found.is_new_password:
        raise Http404
    if request.method == "POST":
        by = found.person.actor.pressing(press_of(request))
        try:
            found.person.come_in(by=by, invitation=found.pk, password=request.POST.get("password", ""))
        except Refused as wrong:
            refused = wrong
        else:
            return redirect(settings.LOGIN_URL)
    context = {"invitation": found, "refused": refused, "is_live": found.is_live}
    status = refused.status if refused else 200 if found.is_live else 410
    return render(request, "people/new_password.html", context, status=status)


def forgotten_by(email: str) -> Invitation | None:
    """Whoever sits at the machine lets somebody in again: a link to a new password, and no second step (`tanto let-in`)."""
    by = system("cli")
    found = Person.objects.here().filter(email__iexact=email).first()
    if found is None:
        return None
    found.take_off_second_step(by=by)
    return found.ask_new_password(by=by)
