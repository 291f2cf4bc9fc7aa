"""One short view per verb: the fields of its form go in, the page comes out."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Client, Contact
from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.web.refusals import Refused

from .. import forms
from ..models import Case
from ..steps import Answer, Step
from .doors import pressed


@pressed(forms.PlaceForm)
def place(
    case: Case,
    by: Actor,
    *,
    client: Client | None,
    contact: Contact | None,
    is_unknown_client: bool,
    channel: str,
) -> None:
    if case.step == Step.DRAFT and not (channel or case.channel):
        raise Refused(
            "channel_missing",
            _("It is not said how it reached us."),
            _("A draft becomes a case when we know who it is and which way it came."),
            _("Choose the way: telephone, mail, visit …"),
            field="channel",
        )
    case.place(by=by, client=client, contact=contact, is_unknown_client=is_unknown_client, channel=channel)


@pressed(forms.OfferForm)
def offer_to(case: Case, by: Actor, *, to: Person) -> None:
    case.offer(by=by, to=to)


@pressed()
def accept(case: Case, by: Actor) -> None:
    case.accept(by=by)


@pressed(forms.DeclineForm)
def decline(case: Case, by: Actor, *, reason: str) -> None:
    case.decline(by=by, reason=reason)


@pressed()
def acknowledge(case: Case, by: Actor) -> None:
    case.acknowledge(by=by)


@pressed(forms.ThanksForm)
def thank(case: Case, by: Actor, **words: Any) -> None:
    case.thank(by=by, **words)


@pressed(forms.DecisionForm)
def decide(case: Case, by: Actor, **decided: Any) -> None:
    case.decide_contact(by=by, **decided)


@pressed(forms.HearForm)
def hear(case: Case, by: Actor, *, channel: str, **heard: Any) -> None:
    case.hear(by=by, channel=channel or "phone", **heard)


@pressed(forms.ListenForm)
def listen(case: Case, by: Actor, *, intensity: int) -> None:
    case.finish_listening(by=by, intensity=intensity)


@pressed(forms.IssueForm)
def issue(case: Case, by: Actor, *, wording: str, then: list[str], read_back: bool) -> None:
    case.agree_issue(by=by, wording=wording, then=then, read_back=read_back)


@pressed(forms.CushionForm)
def cushion(case: Case, by: Actor, **words: Any) -> None:
    case.cushion(by=by, **words)


@pressed(forms.AccountForm)
def account(case: Case, by: Actor, **stated: Any) -> None:
    case.take_accountability(by=by, **stated)


@pressed(forms.SpokenForm)
def spoken(case: Case, by: Actor, *, channel: str, **words: Any) -> None:
    """A boss went to the customer and writes down what was said."""
    try:
        case.speak(by=by, channel=channel or "phone", **words)
    except Refused as refused:  # the text of a letter is called otherwise
        refused.field = "words" if refused.field == "body" else refused.field
        raise


@pressed(forms.FixedForm)
def fixed(case: Case, by: Actor, **done: Any) -> None:
    case.report_fixed(by=by, **done)


@pressed()
def finish_action(case: Case, by: Actor, *, action: int) -> None:
    found = case.actions.select_related("words").filter(pk=action).first()
    if found is None:
        raise Http404
    case.finish_action(by=by, action=found)


@pressed(forms.CallBackForm)
def call_back(case: Case, by: Actor, **words: Any) -> None:
    case.call_back(by=by, **words)


@pressed()
def hand_link(case: Case, by: Actor) -> None:
    case.hand_link(by=by)


@pressed()
def revoke_link(case: Case, by: Actor) -> None:
    case.revoke_link(by=by)


def heard(
    case: Case,
    by: Actor,
    *,
    answer: str,
    words: str,
    channel: str,
    speaker: Contact | None,
    said_at: dt.datetime | None,
    solved: list[str],
) -> None:
    """Her answer as a colleague heard it: she is the actor, the colleague wrote it down."""
    contact = speaker.pk if speaker else case.contact_id
    way = channel or "phone"
    hers = Actor("contact", contact, way, entered_by=by.id, press=by.press)
    issues = [int(pk) for pk in solved]
    answered(case, hers, answer=Answer(answer), words=words, channel=way, solved=issues, said_at=said_at)


def answered(
    case: Case,
    hers: Actor,
    *,
    answer: Answer,
    words: str,
    channel: str,
    solved: Iterable[int] = (),
    said_at: dt.datetime | None = None,
) -> None:
    """One answer, one verb."""
    said: dict[str, Any] = {"by": hers, "words": words, "channel": channel, "said_at": said_at}
    match answer:
        case Answer.SOLVED:
            case.confirm_fix(**said)
        case Answer.PARTLY:
            case.reject_fix(**said, is_partly=True, solved=solved)
        case Answer.NOT_SOLVED:
            case.reject_fix(**said)
        case Answer.NOTHING_MORE:
            case.say_nothing_more(**said)
        case Answer.MORE:
            case.name_more(**said)
        case Answer.SATISFIED:
            case.confirm_lasting(**said)
        case Answer.RESIDUAL if case.is_open:
            case.report_residual(**said)
        case Answer.RESIDUAL:
            case.reopen(**said)
        case Answer.DROPPED:
            case.ask_to_drop(**said)


@pressed(forms.WordForm)
def word(case: Case, by: Actor, **said: Any) -> None:
    """She answered by telephone or on a visit."""
    heard(case, by, **said)
