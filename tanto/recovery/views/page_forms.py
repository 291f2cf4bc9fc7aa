"""The forms of the case page: fresh ones for where the case stands, or the ones that came back with what was typed."""

import datetime as dt
from functools import cached_property
from typing import Any

from django import forms as django_forms
from django.utils import translation

from tanto import clocks
from tanto.people.models import Person
from tanto.phrasebook import section_texts
from tanto.wording import texts

from .. import forms
from ..filling import Filling
from ..forms import around, work
from ..models import Action, Issue, LetterDraft, StepVisit, Verbatim
from ..queries import contact_named_in
from ..steps import Channel, End, IssueState, Step
from .text_choices import sign_of

ASKING = (Step.TEST, Step.PROBE, Step.FOLLOW_UP)
Bound = dict[str, django_forms.Form]


class PageForms:
    """The forms that stand on the page outside the drawers."""

    reader: Person

    def __init__(self, case: Any, bound: Bound) -> None:
        self.case, self.bound = case, bound
        self.now = clocks.now()
        self.is_early = case.step == Step.FOLLOW_UP and not case.is_time_to_follow_up

    @cached_property
    def visits(self) -> list[StepVisit]:
        return list(self.case.visits.select_related("done_by", "words"))

    @cached_property
    def words(self) -> list[Verbatim]:
        return list(self.case.verbatims.select_related("words", "speaker", "heard_by"))

    @cached_property
    def mailed(self) -> Verbatim | None:
        """What she wrote since she was asked: it may be her answer, and only a person can read which."""
        visit = self.open_visit
        if visit is None or self.case.step not in ASKING:
            return None
        return next(
            (v for v in reversed(self.words) if v.original and v.is_hers and v.at >= visit.since), None
        )

    @cached_property
    def actions(self) -> list[Action]:
        return list(self.case.actions.select_related("words", "person", "reason"))

    @cached_property
    def issues(self) -> list[Issue]:
        return list(self.case.issues.select_related("words"))

    @property
    def open_visit(self) -> StepVisit | None:
        return next((visit for visit in self.visits if visit.done_at is None), None)

    @property
    def is_accountable(self) -> bool:
        visit = self.open_visit
        return self.case.step == Step.ADDRESS and visit is not None and visit.words_id is not None

    def place(self) -> dict[str, Any]:
        """What is known; of a draft that nobody placed, whose address stands in its words: proposed, for a colleague to confirm."""
        case = self.case
        known = {"client": case.client_id, "contact": case.contact_id, "channel": case.channel}
        if case.step == Step.DRAFT and case.client_id is None and (found := contact_named_in(case)):
            known |= {"client": found.client_id, "contact": found.pk}
        return known

    def forms(self) -> dict[str, Any]:
        """Fresh forms, or the ones that came back with what was typed."""
        case = self.case
        fresh: Bound = {
            "place": forms.PlaceForm(initial=self.place()),
            "offer_to": forms.OfferForm(),
            "decline": forms.DeclineForm(),
            "thank": forms.ThanksForm(initial={"words": self.thanks}),
            "decide": forms.DecisionForm(),
            "hear": forms.HearForm(case=case),
            "listen": forms.ListenForm(),
            "issue": forms.IssueForm(initial={"wording": said} if (said := self.just_said()) else None),
            "cushion": forms.CushionForm(),
            "call_back": forms.CallBackForm(),
            "spoken": forms.SpokenForm(),
        }
        if case.step == Step.ADDRESS and not self.is_accountable:
            fresh["account"] = forms.AccountForm(initial={"statement": self.accountability()})
        if case.step == Step.ADDRESS:
            fresh["fixed"] = forms.FixedForm()
        if case.is_listened:
            fresh["letter"] = self.letter()
        if case.step_now in ASKING or case.end == End.CLOSED:
            step = case.step_now or Step.FOLLOW_UP
            fresh["word"] = forms.WordForm(case=case, step=step, initial=self.answer_heard())
        if case.step in (Step.QUESTION, Step.CUSHION, Step.ADDRESS, Step.TEST):
            fresh["name_issue"] = work.NameIssueForm()
        if case.step == Step.ADDRESS:
            fresh["ask_action"] = work.ActionForm()
        if case.may_settle_in_one:
            fresh["settle_in_one"] = work.OneContactForm(
                case=case, initial={"statement": self.accountability(), "channel": case.channel}
            )
        if not case.is_open:
            fresh["reopen"] = around.ReopenForm(case=case)
        return {f"{name}_form": self.bound.get(name, form) for name, form in fresh.items()} | {
            f"{name}_form": form for name, form in self.bound.items()
        }

    def answer_heard(self) -> dict[str, Any]:
        mailed = self.mailed
        if mailed is None:
            return {"channel": Channel.PHONE}
        said = {"words": str(mailed.words), "channel": Channel.MAIL, "speaker": mailed.speaker_id}
        return said | {"said_at": mailed.at}

    @cached_property
    def drafts(self) -> list[LetterDraft]:
        """Letters begun or about to leave."""
        return list(self.case.letter_drafts.select_related("person")) if self.case.has_draft else []

    @property
    def going(self) -> LetterDraft | None:
        return next((draft for draft in self.drafts if draft.goes_at), None)

    @property
    def my_draft(self) -> LetterDraft | None:
        return next((d for d in self.drafts if d.person_id == self.reader.pk and not d.goes_at), None)

    def letter(self) -> django_forms.Form:
        """What was begun; else a text to start from."""
        if (begun := self.my_draft) is not None:
            names = ("subject", "body", "next_at", "is_last")
            typed = {name: getattr(begun, name) for name in names} | {"papers": list(map(str, begun.papers))}
            return forms.LetterForm(initial=typed)
        subject, body = self.beginning
        return forms.LetterForm(initial={"subject": subject, "body": body, "next_at": self.promise_to_keep()})

    @cached_property
    def beginning(self) -> tuple[str, str]:
        return ("", "") if self.is_early else self.text(self.begins_with())

    def untouched(self) -> str:
        """What of the letter nobody has typed in."""
        if "letter" in self.bound:
            return str(self.bound["letter"].data.get("untouched", ""))
        if not self.case.is_listened or self.my_draft is not None:
            return ""
        subject, body = self.beginning
        return f"{sign_of(subject)}.{sign_of(body)}"

    def begins_with(self) -> str:
        """The text that fits where the case stands: before anybody took the next steps on, the first words."""
        if self.case.step == Step.ADDRESS and not self.is_accountable:
            return texts.begins_at(Step.QUESTION)
        return texts.begins_at(self.case.step or "closed")

    def just_said(self) -> str:
        """At step 2, what she said last, to begin the wording with."""
        if self.case.step != Step.QUESTION:
            return ""
        said = [
            i
            for i in self.issues
            if i.state == IssueState.REPORTED and i.origin in (Step.PROBE, Step.FOLLOW_UP)
        ]
        return str(said[-1]) if said else ""

    def promise_to_keep(self) -> dt.datetime | None:
        """The announced time, unless this very letter keeps it: then the next one must be chosen."""
        told = self.case.next_told_at
        return told if told is not None and told > self.now + dt.timedelta(hours=1) else None

    @cached_property
    def filling(self) -> Filling:
        return Filling(self.case, issues=self.issues, actions=self.actions, words=self.words)

    def text(self, name: str) -> tuple[str, str]:
        """A text to start from, in the customer's language, with what is known."""
        return self.filling.fill(section_texts.one(name, self.case.section_id))

    def to_say(self) -> dict[str, Any]:
        """What to say at the open step, in the customer's language."""
        name = {Step.DRAFT: "", Step.LISTEN: "T-02", Step.QUESTION: "T-03"}.get(
            self.case.step_now or Step.DRAFT
        )
        return {"to_say": self.text(name)[1] if name else "", "said_in": self.filling.language}

    def cushions(self) -> list[str]:
        if self.case.step != Step.CUSHION:
            return []
        return section_texts.one("T-04", self.case.section_id).lines(self.filling.language)

    def thanks(self) -> str:
        """How a boss may begin, asked where the form is shown."""
        text = section_texts.one("T-32", self.case.section_id)
        return text.lines((translation.get_language() or "en")[:2])[0]

    def accountability(self) -> str:
        """The first sentence of it; what is done by when has fields of its own."""
        return self.text("T-05")[1].partition("\n")[0]
