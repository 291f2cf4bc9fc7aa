"""The road from a pressed form to a verb: find the case through the person, check the fields, call, show the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.web.pressing import press_of
from tanto.web.refusals import Refused

from ..forms import OfCase
from ..models import Case
from .drawers import DRAWERS
from .page import case_page

Verb = Callable[..., None]


def own_case(request: HttpRequest, number: str) -> Case:
    """The case, if this person may read its words; else 404."""
    assert isinstance(request.user, Person)
    case = Case.objects.visible_to(request.user).with_names().filter(number=number).first()
    if case is None:
        raise Http404
    return case


def actor(request: HttpRequest) -> Actor:
    assert isinstance(request.user, Person)
    return request.user.actor.pressing(press_of(request))


def pressed(form_class: type[forms.Form] | None = None) -> Callable[[Verb], Callable[..., HttpResponse]]:
    """Decorate `fn(case, by, **fields)` into a POST view of a case. A refusal is shown in place, 422 or 409, with
    everything that was typed. What it calls and the fields it takes stay known, for the door of programs."""

    def decorate(call: Verb) -> Callable[..., HttpResponse]:
        @wraps(call)
        def view(request: HttpRequest, number: str, **more: Any) -> HttpResponse:
            case = own_case(request, number)
            if request.method != "POST":  # reloaded after a refusal, or read on in another language
                return redirect(case.get_absolute_url())
            form = bind(form_class, request, case) if form_class else None
            if form is not None and not form.is_valid():
                return case_page(request, case, bound={call.__name__: form}, status=422)
            try:
                call(case, actor(request), **(form.cleaned_data if form else {}), **more)
            except Refused as refused:
                fresh = own_case(request, number)
                bound = {call.__name__: form} if form is not None else {}
                return case_page(request, fresh, bound=bound, refused=refused, status=refused.status)
            return shown(request, number, taken=call.__name__)

        view.call, view.form_class = call, form_class  # type: ignore[attr-defined]
        return view

    return decorate


def bind(form_class: type[forms.Form], request: HttpRequest, case: Case) -> forms.Form:
    """The form with what was typed; one that knows its case gets it."""
    if issubclass(form_class, OfCase):
        return form_class(request.POST, request.FILES, case=case)
    return form_class(request.POST, request.FILES)


def shown(request: HttpRequest, number: str, *, taken: str) -> HttpResponse:
    """The case after a verb: swapped in place for htmx, else by redirect; from the boss's desk back to it."""
    if request.POST.get("back") == "desk":
        return redirect("/desk/")
    case = Case.objects.visible_to(reader(request)).with_names().filter(number=number).first()
    if case is None:  # the verb itself took the part away: another client's case now
        return redirect(f"/cases/{number}/")
    if request.htmx:  # type: ignore[attr-defined]
        return case_page(request, case, taken=taken)
    drawer = request.POST.get("open", "")
    place = f"&open={drawer}#drawer" if drawer in DRAWERS else ""
    return redirect(f"/cases/{number}/?taken={taken}{place}")


def reader(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)
    return request.user
