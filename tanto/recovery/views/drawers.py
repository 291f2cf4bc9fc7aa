"""What lies one look behind the open step: each drawer has a name, a label, and asks only for its own rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tanto import clocks
from tanto.clients.models import Contact
from tanto.journal.models import Entry
from tanto.notices.telling import tell
from tanto.people.models import Person

from ..forms import HearForm, work
from ..forms import around as forms
from ..models import (
    Apology,
    Assessment,
    Attachment,
    Case,
    Chase,
    Fact,
    FollowUp,
    Mistake,
    Note,
    Part,
    PressureMap,
    Reading,
    Unsaid,
    Verbatim,
)
from ..models.fact import supported

Rows = dict[str, Any]


def words(case: Case, reader: Person) -> Rows:
    heard = list(case.verbatims.select_related("words", "speaker", "heard_by", "translation"))
    corrected = case.history().filter(kind="words_corrected")
    pressure = PressureMap.objects.filter(case=case).select_related("helpful").first()
    return {
        "heard": heard,
        "corrections": tell(corrected, clocks.now()),
        "unsaid": list(case.unsaid.select_related("words", "by")),
        "pressure": pressure,
        "files": list(case.attachments.select_related("file", "contact", "person")),
        "hear_form": HearForm(case=case),
        "unsaid_form": forms.UnsaidForm(),
        "pressure_form": forms.PressureForm(
            initial={"ticks": pressure.ticks, "helpful": pressure.helpful} if pressure else {}
        ),
        "attach_form": forms.FilesForm(),
        "failure_form": forms.FailureForm(initial={"failure": case.failure}),
        "known_form": forms.KnownForm(initial={"known_at": case.known_at}),
        "client_form": forms.CorrectClientForm(),
        "their_people": list(
            Contact.objects.filter(client=case.client_id).select_related("client").order_by("name_en")
        )
        if any(v.is_unconfirmed for v in heard)
        else [],
    }


def facts(case: Case, reader: Person) -> Rows:
    found = list(case.facts.select_related("words", "source", "by", "contradicts__words"))
    return {
        "facts": found,
        "supported": {fact.pk for fact in supported(found)},
        "mistakes": list(case.mistakes.select_related("words", "effect")),
        "fact_form": forms.FactForm(case=case),
        "mistake_form": forms.MistakeForm(),
    }


def apologies(case: Case, reader: Person) -> Rows:
    return {
        "apologies": list(case.apologies.select_related("words", "heard", "person")),
        "chases": list(case.chases.select_related("words")),
        "attempts": list(case.attempts.all()),
        "apology_form": forms.ApologyForm(),
        "reaction_form": forms.ReactionForm(),
        "chase_form": forms.ChaseForm(),
        "attempt_form": forms.AttemptForm(),
    }


def notes(case: Case, reader: Person) -> Rows:
    written = list(case.notes.select_related("words", "by", "asked", "answers").order_by("-id"))
    return {
        "notes": written,
        "note_form": forms.NoteForm(),
        "ask_form": forms.AskForm(),
        "tag_form": forms.TagForm(),
        "drawer_tags": case.tags,
    }


def severity(case: Case, reader: Person) -> Rows:
    last = case.assessments.select_related("by").last()
    scales = (
        [
            (label, getattr(last, name), scale[getattr(last, name)])
            for name, (label, scale) in forms.AssessForm.SCALES.items()
        ]
        if last
        else []
    )
    initial = {name: getattr(last, name) for name in forms.AssessForm.SCALES} if last else {}
    return {
        "last": last,
        "scales": scales,
        "triggers": case.triggers,
        "assess_form": forms.AssessForm(initial=initial | {"triggers": case.triggers}),
        "raise_form": forms.RaiseForm(),
        "lower_form": forms.LowerForm(case=case),
        "is_boss": reader in case.section.bosses_for(case.owner),
    }


def people(case: Case, reader: Person) -> Rows:
    spans = list(case.owner_spans.select_related("person").order_by("since"))
    return {
        "spans": spans,
        "parts": list(Part.objects.filter(case=case).select_related("person").order_by("person_id", "why")),
        "offers": list(case.offers.select_related("by", "to", "reason").order_by("-at")),
        "force_form": forms.ForceForm(),
        "boss_form": forms.BossForm(case=case),
        "is_boss": reader in case.section.bosses_for(case.owner),
        "readings": list(Reading.objects.filter(case=case).select_related("person")[:50]),
        "told_bosses": list(case.told_bosses.select_related("boss", "thanks", "reason")),
    }


def ends(case: Case, reader: Person) -> Rows:
    return {
        "follow_ups": list(case.follow_ups.all()),
        "tried": case.attempts.count(),
        "drop_form": forms.DropForm(case=case),
        "merge_form": forms.MergeForm(),
        "unconfirmed_form": forms.ReasonForm(),
        "no_case_form": forms.ReasonForm(),
        "back_form": work.BackForm(),
        "steps_behind": case.steps_behind,
        "attempt_form": forms.AttemptForm(),
    }


def record(case: Case, reader: Person) -> Rows:
    return {"everything": tell(case.history(), clocks.now())}


@dataclass(frozen=True)
class Drawer:
    """counted: whose rows stand as a number on its label."""

    name: str
    label: str | Promise
    rows: Callable[[Case, Person], Rows]
    counted: tuple[Any, ...] = ()

    @property
    def template(self) -> str:
        return f"recovery/drawers/{self.name}.html"


DRAWERS = {
    drawer.name: drawer
    for drawer in (
        Drawer("words", _("What was said"), words, (Verbatim, Unsaid, Attachment)),
        Drawer("notes", _("Among ourselves"), notes, (Note,)),
        Drawer("facts", _("What is known"), facts, (Fact, Mistake)),
        Drawer("apologies", _("Apologies and chases"), apologies, (Apology, Chase)),
        Drawer("severity", _("How serious"), severity, (Assessment,)),
        Drawer("people", _("Who is in it"), people),
        Drawer("ends", _("Back, later, and other ends"), ends, (FollowUp,)),
        Drawer("record", _("Everything that happened"), record, (Entry,)),
    )
}
