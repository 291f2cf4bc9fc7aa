"""Letters to the customer: written, looked after, sent again."""

import datetime as dt

from django.http import Http404

from tanto.journal.actor import Actor
from tanto.notices.models import Letter

from .. import forms
from ..models import Case
from .doors import pressed


@pressed(forms.LetterForm)
def letter(
    case: Case,
    by: Actor,
    *,
    subject: str,
    body: str,
    next_at: dt.datetime | None,
    channel: str,
    is_last: bool,
) -> None:
    if channel == "phone":
        case.speak(by=by, words=body, next_at=next_at)
    else:
        case.write(by=by, subject=subject, body=body, next_at=next_at, is_last=is_last)


@pressed()
def look_at_letter(case: Case, by: Actor, *, letter: int, went: bool) -> None:
    case.look_at_letter(by=by, letter=letter_of(case, letter), went=went)


@pressed(forms.AddressForm)
def send_letter_again(case: Case, by: Actor, *, letter: int, address: str) -> None:
    case.send_letter_again(by=by, letter=letter_of(case, letter), address=address)


def letter_of(case: Case, pk: int) -> Letter:
    found = Letter.objects.filter(
        pk=pk, contact__isnull=False, entry__subject_kind="case", entry__subject_id=case.pk
    )
    if (letter := found.select_related("entry", "contact__client").first()) is None:
        raise Http404
    return letter
