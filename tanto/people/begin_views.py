"""The doors before anybody is in: a house begins, an invitation is taken."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tanto.web.nearness import is_from_here
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .begin import begin_house, by_hand, is_key_of_the_house
from .begin_forms import BeginForm
from .models import Firm, Invitation, Person
from .models import firm as firm_module
from .signing.views import enter


def may_begin(request: HttpRequest, key: str = "") -> bool:
    """Who knows the address that the program printed when it started, or sits at its machine; where the house has an address in
    the world, something may stand between that says nothing of itself, so the machine alone does not count."""
    is_local = (urlsplit(settings.URL).hostname or "") in ("localhost", "127.0.0.1")
    return (is_local and is_from_here(request)) or (bool(key) and is_key_of_the_house(key))


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, key: str = "") -> HttpResponse:
    """The first page of a new house; once somebody lives here it is not there any more."""
    if Person.objects.exists() or not may_begin(request, key):
        raise Http404
    language, refused = (get_language() or "ja")[:2], None
    form = BeginForm(request.POST or None, language=language)
    if request.method == "POST" and form.is_valid():
        try:
            first = begin_house(by=by_hand().pressing(press_of(request)), **form.house())
        except Refused as wrong:
            refused = wrong
        else:
            firm_module.forget()
            enter(request, first)
            return redirect("people")
    status = refused.status if refused else 422 if form.errors else 200
    return render(request, "people/begin.html", {"form": form, "refused": refused}, status=status)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """A colleague comes in for the first time; a link that is over says so, a forged one is not there."""
    found = Invitation.behind(token)
    if found is None or found.is_new_password:
        raise Http404
    refused = None
    if request.method == "POST":
        person, by = found.person, found.person.actor.pressing(press_of(request))
        try:
            is_new = person.come_in(by=by, invitation=found.pk, password=request.POST.get("password", ""))
        except Refused as wrong:
            refused = wrong
        else:
            if not is_new or person.steps_of_signing_in():
                return redirect("account_login")
            enter(request, person)
            return redirect("my_day")
    context = {"invitation": found, "refused": refused, "firm": Firm.ours(), "is_live": found.is_live}
    status = refused.status if refused else 200 if found.is_live else 410
    return render(request, "people/invitation.html", context, status=status)
