"""What is written on a case is read with what the case knows; see `tanto.phrasebook.views.checking`."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.phrasebook.views import checking

from .. import forms
from ..models import Case, LetterDraft
from .doors import actor, own_case, pressed


@never_cache
@require_POST
def check(request: HttpRequest, number: str) -> HttpResponse:
    """What would hurt in a text of this case, and what is missing. Nothing is kept."""
    case = own_case(request, number)
    if (no := checking.refused(request)) is not None:
        return no
    asked = request.POST
    found = case.looked_over(
        checking.text_of(request),
        by=actor(request),
        mode=asked.get("mode", "ext"),
        step=asked.get("step", "")[:40],
        is_last=asked.get("is_last") == "on",
        in_there=asked.get("in_there", "").split(),
        is_growing=True,
    )
    return checking.answer(request, found)


@pressed(forms.ReadOverForm)
def ask_to_read(case: Case, by: Actor, *, person: Person, body: str) -> None:
    """The letter goes on where it was left, also without a script."""
    case.ask_to_read(by=by, person=person, text=body)
    LetterDraft.keep_body(case.pk, case.hand(by), at=clocks.now(), body=body)


@pressed()
def agree_to_text(case: Case, by: Actor, *, note: int) -> None:
    case.agree_to_text(by=by, note=note)
