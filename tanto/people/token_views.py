"""Tokens for programs: mine on a page of my own; those of a colleague are ended by whoever keeps the house."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from .models import Person, Token
from .models.token import LASTS, SCOPES
from .views import keeper


def lengths() -> list[tuple[int, str]]:
    return [(days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in LASTS]


class TokenForm(forms.Form):
    is_entry = True

    name = forms.CharField(
        label=_("Which program, on which machine"),
        max_length=60,
        widget=forms.TextInput(attrs={"data-keep": ""}),
    )
    scope = forms.ChoiceField(
        label=_("How far it reaches"), choices=list(SCOPES.items()), widget=forms.RadioSelect, initial="read"
    )
    days = forms.TypedChoiceField(
        label=_("How long it lasts"), coerce=int, choices=lengths, widget=forms.RadioSelect, initial=90
    )


def myself(request: HttpRequest) -> Person:
    return Person.objects.get(pk=request.user.pk or 0)


@require_GET
def tokens(request: HttpRequest) -> HttpResponse:
    mine = Token.objects.filter(person=request.user.pk)
    return render(request, "people/tokens.html", {"tokens": mine[:50], "scopes": SCOPES})


@require_http_methods(["GET", "POST"])
@reauthentication_required  # type: ignore[untyped-decorator]
def token_new(request: HttpRequest) -> HttpResponse:
    """Who makes a key shows once more who they are; its secret stands on the page that answers, and nowhere else."""
    me, refused, secret = myself(request), None, None
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            secret = me.make_token(by=me.actor.pressing(press_of(request)), **form.cleaned_data)
        except Refused as wrong:
            refused = wrong
        else:
            if secret is None:  # pressed twice: it was shown
                return redirect("tokens")
    context = {"form": form, "refused": refused, "secret": secret}
    status = 422 if refused or form.errors else 200
    return render(request, "people/token_new.html", context, status=status)


@require_POST
def end_token(request: HttpRequest, token: int) -> HttpResponse:
    me = myself(request)
    me.end_token(by=me.actor.pressing(press_of(request)), token=token)
    return redirect("tokens")


@require_POST
def end_token_of(request: HttpRequest, pk: int, token: int) -> HttpResponse:
    by = keeper(request).actor.pressing(press_of(request))
    get_object_or_404(Person, pk=pk).end_token(by=by, token=token)
    return redirect("person", pk=pk)
