"""The case page: the open step first, everything else one look away."""

import datetime as dt
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tanto import clocks
from tanto.clocks import saying
from tanto.clocks.models import Clock
from tanto.notices.models import Letter
from tanto.notices.telling import Told, tell
from tanto.people.models import Firm, Person
from tanto.web.refusals import Refused
from tanto.wording import texts

from .. import forms
from ..models import Case, CustomerWord, StepVisit, ToldBoss
from ..steps import RAIL, Answer, Step

PANELS = {
    Step.DRAFT: "recovery/steps/draft.html",
    Step.LISTEN: "recovery/steps/listen.html",
    Step.QUESTION: "recovery/steps/question.html",
    Step.CUSHION: "recovery/steps/cushion.html",
    Step.ADDRESS: "recovery/steps/address.html",
    Step.TEST: "recovery/steps/ask.html",
    Step.PROBE: "recovery/steps/ask.html",
    Step.FOLLOW_UP: "recovery/steps/ask.html",
}
LETTER_OF = {Step.TEST: "test", Step.PROBE: "probe", Step.FOLLOW_UP: "follow_up"}
Bound = dict[str, django_forms.Form]


def case_page(
    request: HttpRequest,
    case: Case,
    *,
    bound: Bound | None = None,
    refused: Refused | None = None,
    status: int = 200,
    taken: str = "",
) -> HttpResponse:
    """Render the whole page, or its partial `case` for htmx."""
    assert isinstance(request.user, Person)
    template = "recovery/case.html#case" if request.htmx else "recovery/case.html"  # type: ignore[attr-defined]
    context = CasePage(case, request.user, bound or {}).context()
    context["typed"] = typed(bound or {}) if status == 409 else []
    context |= {"refused": refused, "taken": taken or request.GET.get("taken", "")}
    return render(request, template, context, status=status)


def typed(bound: Bound) -> list[str]:
    """What somebody wrote for a step that another took meanwhile: given back, so that it can be used elsewhere."""
    texts_of = [form.data.get(name, "") for form in bound.values() for name in form.fields]
    return [text for text in texts_of if len(text) > 3 and not text.isdigit()]


class CasePage:
    """Everything the page shows of one case to one reader; a fixed number of queries."""

    def __init__(self, case: Case, reader: Person, bound: Bound) -> None:
        self.case, self.reader, self.bound = case, reader, bound
        self.now = clocks.now()
        self.is_early = case.step == Step.FOLLOW_UP and not case.is_time_to_follow_up

    def context(self) -> dict[str, Any]:
        case = self.case
        told = list(case.told_bosses.select_related("boss", "thanks", "reason"))
        running = list(
            Clock.objects.of("case", case.pk).select_related("calendar").order_by("stopped_at", "due_at")
        )
        history = tell(case.history(), self.now)
        words = list(case.verbatims.select_related("words", "speaker", "heard_by"))
        visits = list(case.visits.select_related("done_by", "words"))
        open_visit = next((v for v in visits if v.done_at is None), None)
        return {
            "case": case,
            "now": self.now,
            "is_mine": case.may_work(self.reader.pk),
            "panel": PANELS[case.step_now] if case.step_now else "recovery/steps/closed.html",
            "opening": next((v for v in words if v.is_hers), words[0] if words else None),
            "heard": words,
            "rail": rail(case, visits),
            "open_visit": open_visit,
            "rejection": rejection(case),
            "asked_at": asked_at(history, open_visit),
            "is_accountable": case.step == Step.ADDRESS
            and open_visit is not None
            and open_visit.words_id is not None,
            "read": first_read(told),
            "told": told,
            "my_notice": next((t for t in told if t.boss_id == self.reader.pk), None),
            "owned_since": case.since_when_owned,
            "offer": case.open_offer,
            "issues": list(case.issues.select_related("words")),
            "actions": list(case.actions.select_related("words", "person")),
            "clocks": [c for c in running if c.stopped_at is None]
            + [c for c in running if c.stopped_at is not None][-3:],
            "next_clock": next((c for c in running if c.stopped_at is None), None),
            "call_asked": next((c for c in running if c.stopped_at is None and c.kind == "call_back"), None),
            "history": days(history),
            "unclear": list(
                Letter.objects.filter(
                    entry__subject_kind="case", entry__subject_id=case.pk, state=Letter.UNCLEAR
                ).select_related("contact")
            ),
            "link": case.live_link,
            "follow_up_from": case.follow_up_from if self.is_early else None,
            "is_early": self.is_early,
            "times": forms.soon_times(self.now),
        } | self.forms()

    def forms(self) -> dict[str, Any]:
        """Fresh forms, or the ones that came back with what was typed."""
        case = self.case
        fresh: Bound = {
            "place": forms.PlaceForm(
                initial={"client": case.client_id, "contact": case.contact_id, "channel": case.channel}
            ),
            "offer_to": forms.OfferForm(),
            "decline": forms.DeclineForm(),
            "thank": forms.ThanksForm(
                initial={
                    "words": _("Thank you for telling me so quickly. It helps the customer, and it helps us.")
                }
            ),
            "decide": forms.DecisionForm(),
            "hear": forms.HearForm(),
            "listen": forms.ListenForm(),
            "issue": forms.IssueForm(),
            "cushion": forms.CushionForm(),
            "call_back": forms.CallBackForm(),
            "spoken": forms.SpokenForm(),
        }
        if case.step == Step.ADDRESS and not case.is_accountable:
            fresh["account"] = forms.AccountForm(initial={"statement": self.draft("accountability")[1]})
        if case.step == Step.ADDRESS:
            fresh["fixed"] = forms.FixedForm()
        if case.is_listened:
            name = LETTER_OF.get(case.step_now or Step.DRAFT, "update")
            subject, body = ("", "") if self.is_early else self.draft(name)
            fresh["letter"] = forms.LetterForm(
                initial={
                    "subject": subject,
                    "body": body,
                    "next_at": self.promise_to_keep(),
                }
            )
        if case.step_now in LETTER_OF:
            fresh["word"] = forms.WordForm(step=case.step_now, initial={"channel": "phone"})
        return {f"{name}_form": self.bound.get(name, form) for name, form in fresh.items()} | {
            f"{name}_form": form for name, form in self.bound.items()
        }

    def promise_to_keep(self) -> dt.datetime | None:
        """The announced time, unless this very letter keeps it: then the next one must be chosen."""
        told = self.case.next_told_at
        return told if told is not None and told > self.now + dt.timedelta(hours=1) else None

    def draft(self, name: str) -> tuple[str, str]:
        """A text to start from, in the customer's language, with what is known."""
        case, owner = self.case, self.case.owner
        language = case.contact.language if case.contact else (translation.get_language() or "en")[:2]
        done = case.actions.filter(done_at__isnull=False).order_by("-done_at", "-id").first()
        someone = "ご担当者様" if language == "ja" else "colleagues"
        with translation.override(language):
            return texts.draft(
                name,
                language,
                me=owner.name(language),
                surname=owner.surname(language),
                ours=Firm.ours().name(language),
                section=owner.section.name(language) if owner.section else "",
                phone=owner.phone or "–",
                number=case.number,
                firm=case.client.name(language) if case.client else "",
                contact=case.contact.address(language) if case.contact else someone,
                now=saying.hour(self.now) if language == "en" else saying.letter_time(self.now),
                fixed=str(done.words) if done else "",
            )


def first_read(told: list[ToldBoss]) -> ToldBoss | None:
    """Whose seal stands in the second box."""
    read = [(t.read_at, t.pk, t) for t in told if t.read_at]
    return min(read)[2] if read else None


def rejection(case: Case) -> CustomerWord | None:
    """Her "not solved" or "partly" that brought the case back to step 4, until it is asked again."""
    if case.step != Step.ADDRESS or case.second_failure_at is None:
        return None
    word = case.customer_words.select_related("words", "contact").order_by("-id").first()
    return word if word and word.answer in (Answer.NOT_SOLVED, Answer.PARTLY) else None


def asked_at(history: list[Told], visit: StepVisit | None) -> dt.datetime | None:
    """When the question of this step was sent, if it was."""
    if visit is None:
        return None
    return next(
        (told.at for told in history if told.event.kind == "letter_written" and told.at >= visit.since), None
    )


def rail(case: Case, visits: list[Any]) -> list[dict[str, Any]]:
    """The seven stations: done (with the seal of who took it), open, ahead."""
    stations = []
    here = RAIL.index(case.step_now) if case.step_now in RAIL else (len(RAIL) if case.step is None else -1)
    for index, step in enumerate(RAIL):
        done = [v for v in visits if v.step == step and v.done_at]
        stations.append(
            {
                "step": step,
                "number": index + 1,
                "is_open": index == here,
                "visit": done[-1] if done and index < here else None,
                "is_done": index < here,
                "is_again": bool(done) and index == here,
            }
        )
    return stations


def days(history: list[Any]) -> list[tuple[Any, list[Any]]]:
    """The history by day, the newest first."""
    grouped: dict[Any, list[Any]] = {}
    for told in history:
        grouped.setdefault(timezone.localtime(told.at).date(), []).append(told)
    return list(grouped.items())
