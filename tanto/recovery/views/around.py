"""The short views around the steps: issues, actions, facts, apologies, notes, severity, people, ends. One per verb."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from tanto.clients.models import Client, Contact
from tanto.files.models import File
from tanto.journal.actor import Actor
from tanto.people.models import Person
from tanto.web.refusals import Refused

from ..forms import around as forms
from ..models import Case
from .doors import pressed


def spoken_by(case: Case, by: Actor, speaker: Contact | None, channel: str) -> Actor:
    """She said it; the colleague at the keyboard wrote it down."""
    contact = speaker.pk if speaker else case.contact_id
    if contact is None:  # nobody of theirs is known: the colleague speaks for themselves
        return by
    return Actor("contact", contact, channel or "phone", entered_by=by.id, press=by.press)


@pressed(forms.FactForm)
def add_fact(case: Case, by: Actor, **fact: Any) -> None:
    case.add_fact(by=by, **fact)


@pressed(forms.MistakeForm)
def record_mistake(case: Case, by: Actor, **mistake: Any) -> None:
    case.record_mistake(by=by, **mistake)


@pressed(forms.ApologyForm)
def apologise(case: Case, by: Actor, **apology: Any) -> None:
    case.apologise(by=by, **apology)


@pressed(forms.ReactionForm)
def take_reaction(case: Case, by: Actor, **reaction: Any) -> None:
    case.take_reaction(by=by, **reaction)


@pressed(forms.ChaseForm)
def chase(case: Case, by: Actor, **chase: Any) -> None:
    case.chase(by=by, **chase)


@pressed(forms.AttemptForm)
def try_to_reach(case: Case, by: Actor, **attempt: Any) -> None:
    case.try_to_reach(by=by, **attempt)


@pressed()
def give_up_follow_up(case: Case, by: Actor) -> None:
    case.give_up_follow_up(by=by)


@pressed(forms.NoteForm)
def note(case: Case, by: Actor, **words: Any) -> None:
    case.note(by=by, **words)


@pressed(forms.TagForm)
def tag(case: Case, by: Actor, *, name: str) -> None:
    case.tag(by=by, name=name)


@pressed(forms.TagForm)
def untag(case: Case, by: Actor, *, name: str) -> None:
    case.untag(by=by, name=name)


@pressed(forms.AskForm)
def ask(case: Case, by: Actor, **asked: Any) -> None:
    case.ask(by=by, **asked)


@pressed(forms.AnswerNoteForm)
def answer_note(case: Case, by: Actor, **answer: Any) -> None:
    case.answer(by=by, **answer)


@pressed(forms.UnsaidForm)
def notice_unsaid(case: Case, by: Actor, *, unsaid: str) -> None:
    case.notice_unsaid(by=by, text=unsaid)


@pressed()
def settle_unsaid(case: Case, by: Actor, *, note: int, is_so: bool) -> None:
    case.settle_unsaid(by=by, note=note, is_so=is_so)


@pressed(forms.PressureForm)
def map_pressure(case: Case, by: Actor, **pressure: Any) -> None:
    case.map_pressure(by=by, **pressure)


@pressed(forms.CorrectForm)
def correct_words(case: Case, by: Actor, **corrected: Any) -> None:
    case.correct_words(by=by, **corrected)


@pressed(forms.TranslateForm)
def translate_words(case: Case, by: Actor, **translated: Any) -> None:
    case.translate_words(by=by, **translated)


@pressed(forms.SenderForm)
def confirm_sender(case: Case, by: Actor, *, verbatim: int, contact: Contact) -> None:
    case.confirm_sender(by=by, verbatim=verbatim, contact=contact)


@pressed(forms.CorrectClientForm)
def correct_client(case: Case, by: Actor, *, client: Client, contact: Contact | None, why: str) -> None:
    case.correct_client(by=by, client=client, contact=contact, why=why)


@pressed(forms.KnownForm)
def move_known(case: Case, by: Actor, *, known_at: dt.datetime, why: str) -> None:
    case.move_known(by=by, known_at=known_at, why=why)


@pressed(forms.FilesForm)
def attach(case: Case, by: Actor, *, papers: list[Any]) -> None:
    for number, upload in enumerate(papers):
        once = by.pressing(f"{by.press[:56]}-{number}" if by.press else "")
        case.attach(by=once, file=File.keep(upload.chunks()), name=upload.name or "")


@pressed(forms.FailureForm)
def name_failure(case: Case, by: Actor, *, failure: str) -> None:
    case.name_failure(by=by, failure=failure)


@pressed(forms.AssessForm)
def assess(case: Case, by: Actor, **weighed: Any) -> None:
    case.assess(by=by, **weighed)


@pressed(forms.RaiseForm)
def raise_severity(case: Case, by: Actor, *, words: str) -> None:
    case.raise_severity(by=by, words=words)


@pressed(forms.LowerForm)
def lower_severity(case: Case, by: Actor, *, to: int, reason: str) -> None:
    case.lower_severity(by=by, to=to, reason=reason)


@pressed(forms.ForceForm)
def force_owner(case: Case, by: Actor, **forced: Any) -> None:
    case.force_owner(by=by, **forced)


@pressed(forms.BossForm)
def bring_in_boss(case: Case, by: Actor, *, boss: Person) -> None:
    case.bring_in_boss(by=by, boss=boss)


@pressed()
def take_back_offer(case: Case, by: Actor) -> None:
    case.take_back_offer(by=by)


@pressed(forms.DropForm)
def ask_to_drop(case: Case, by: Actor, *, words: str, speaker: Contact | None, channel: str) -> None:
    case.ask_to_drop(by=spoken_by(case, by, speaker, channel), words=words, channel=channel or "phone")


@pressed(forms.ReasonForm)
def propose_unconfirmed(case: Case, by: Actor, *, reason: str) -> None:
    case.propose_unconfirmed(by=by, reason=reason)


@pressed(forms.MergeForm)
def propose_merger(case: Case, by: Actor, *, into: str, reason: str) -> None:
    person = Person.objects.get(pk=by.person_id or 0)
    found = Case.objects.visible_to(person).filter(number=into.strip().upper()).first()
    if found is None:
        raise Refused(
            "no_such_case",
            _("There is no case %(number)s that you can read.") % {"number": into.strip()},
            _("Two records become one only where somebody has read both."),
            _("Check the number, or ask the owner of the other case to ask you by name."),
            field="into",
        )
    case.propose_merger(by=by, into=found, reason=reason)


@pressed(forms.ReasonForm)
def propose_no_case(case: Case, by: Actor, *, reason: str) -> None:
    case.propose_no_case(by=by, reason=reason)


@pressed()
def agree_to_end(case: Case, by: Actor) -> None:
    case.agree_to_end(by=by)


@pressed(forms.ReasonForm)
def refuse_end(case: Case, by: Actor, *, reason: str) -> None:
    case.refuse_end(by=by, reason=reason)


@pressed()
def take_back_end(case: Case, by: Actor) -> None:
    case.take_back_end(by=by)


@pressed(forms.ReopenForm)
def reopen(case: Case, by: Actor, *, words: str, speaker: Contact | None, channel: str) -> None:
    case.reopen(by=spoken_by(case, by, speaker, channel), words=words, channel=channel or "phone")
