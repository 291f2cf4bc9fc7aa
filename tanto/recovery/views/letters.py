"""Letters to the customer: begun, seen as the customer will, sent, taken back, looked after, sent again."""

import datetime as dt
from email.message import EmailMessage
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from tanto import clocks
from tanto.journal.actor import Actor
from tanto.notices.models import Letter
from tanto.phrasebook.guards import Said
from tanto.web.numbers import whole
from tanto.web.refusals import Refused

from .. import forms
from ..forms.fields import FOREVER
from ..models import Case, LetterDraft
from ..models.enclosing import MOST
from .doors import actor, own_case, pressed, reader
from .page import case_page


@pressed(forms.LetterForm)
def letter(
    case: Case,
    by: Actor,
    *,
    channel: str,
    body: str,
    next_at: dt.datetime | None,
    said: Said,
    **mail: Any,
) -> None:
    if channel == "phone":
        case.speak(by=by, words=body, next_at=next_at, said=said)
        LetterDraft.drop(case.pk, by.person_id)
    else:
        case.send(by=by, body=body, next_at=next_at, said=said, **mail)


@pressed()
def take_back_letter(case: Case, by: Actor) -> None:
    case.take_back_letter(by=by)


def going(request: HttpRequest, number: str) -> HttpResponse:
    """What became of the letter that could be taken back: asked by the open page when its time is over."""
    case = own_case(request, number)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(case.get_absolute_url())
    ways = ("letter_written", "letter_held", "letter_taken_back")
    newest = case.history().filter(kind__in=ways).first()
    context = {
        "case": case,
        "going": case.letter_going,
        "is_mine": case.may_work(reader(request).pk),
        "newest": newest,
        "why": gettext(newest.facts["why"]) if newest and newest.kind == "letter_held" else "",
    }
    return render(request, "recovery/going.html", context)


def preview(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as the customer will see it, below the text. Nothing is sent, nothing is kept."""
    case = own_case(request, number)
    if request.method != "POST":
        return redirect(case.get_absolute_url())
    form = forms.LetterForm(request.POST)
    shown: dict[str, Any] = {"preview": None}
    if form.is_valid():
        names = ("subject", "body", "next_at", "is_last", "papers", "said")
        typed = {name: form.cleaned_data[name] for name in names}
        typed["said"] = typed["said"].unseen
        try:
            shown["preview"] = as_seen(case.letter_as_sent(by=actor(request), **typed))
        except Refused as refused:
            shown["preview_refused"] = refused
    status = 200 if shown["preview"] else 422
    if request.htmx:  # type: ignore[attr-defined]
        context = {"case": case, "letter_form": form, **shown}
        return render(request, "recovery/preview.html", context, status=status)
    return case_page(request, own_case(request, number), bound={"letter": form}, shown=shown, status=status)


def as_seen(mail: EmailMessage) -> dict[str, Any]:
    """The lines of a mail that its reader sees."""
    text = mail.get_body(("plain",))
    return {
        "to": str(mail["To"]),
        "sender": str(mail["From"]),
        "subject": str(mail["Subject"]),
        "reply_to": str(mail["Reply-To"]),
        "text": text.get_content() if text else "",
        "papers": [part.get_filename() for part in mail.iter_attachments()],
    }


def draft(request: HttpRequest, number: str) -> HttpResponse:
    """Kept as it is typed, by the script of the page; answers with the version that now lies here."""
    case = own_case(request, number)
    if request.method != "POST":
        return redirect(case.get_absolute_url())
    me = reader(request)
    if not case.may_work(me.pk):
        raise Http404
    typed = {name: request.POST.get(name, "").replace("\x00", "") for name in ("subject", "body", "next_at")}
    kept = LetterDraft.keep(
        case.pk,
        me,
        at=clocks.now(),
        subject=typed["subject"][:200],
        body=typed["body"][:FOREVER],
        next_at=moment(typed["next_at"]),
        is_last=request.POST.get("is_last") == "on",
        papers=chosen(request),
    )
    return HttpResponse(status=204, headers={"X-Draft": kept.version if kept else ""})


def chosen(request: HttpRequest) -> list[int]:
    """The papers that are ticked; what is no number is none."""
    found = [whole(each) for each in request.POST.getlist("papers")]
    return [each for each in found if each][:MOST]


def moment(text: str) -> dt.datetime | None:
    """Half a date is none yet."""
    try:
        found: dt.datetime | None = forms.MomentField(required=False).clean(text)
    except ValidationError:
        return None
    return found


@pressed()
def drop_draft(case: Case, by: Actor) -> None:
    LetterDraft.drop(case.pk, by.person_id)


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
