"""The case page: the open step first, everything else one look away."""

import datetime as dt
from typing import Any

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
from ..forms import around
from ..models import Case, CustomerWord, StepVisit, ToldBoss
from ..models.ending import SILENT_AT
from ..steps import RAIL, Answer, End, IssueState, Step
from .drawers import DRAWERS, counts

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
    bound = bound or {}
    page = CasePage(case, request.user, bound)
    opened = request.POST.get("open", "") or request.GET.get("open", "") or page.home
    context = page.context() | page.drawer(opened)
    on_top = refused is not None and not any(page.stands_at(form, refused) for form in bound.items())
    context["typed"] = typed(bound) if status == 409 or (bound and on_top) else []
    context |= {"refused": refused, "on_top": on_top, "taken": taken or request.GET.get("taken", "")}
    return render(request, template, context, status=status)


# Forms that stand on the page once per row: their refusals are said at the top, what was typed is given back there.
PER_ROW = {
    "decline_action", "drop_action", "move_action", "take_reaction", "answer_note", "correct_words",
    "translate_words", "reword_issue", "take_back_issue", "rank_issues", "refuse_end", "go_back",
}  # fmt: skip


def drawer_of(request: HttpRequest, case: Case, name: str) -> HttpResponse:
    """One drawer alone, pulled open on the page; as a page of its own where no script runs."""
    assert isinstance(request.user, Person)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(f"/cases/{case.number}/?open={name}#drawer")
    page = CasePage(case, request.user, {})
    context = {
        "case": case,
        "is_mine": case.may_work(request.user.pk),
        "now": page.now,
        **page.drawer(name),
        "drawers": DRAWERS.values(),
        "counts": counts(case),
    }
    return render(request, "recovery/drawers.html", context)


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
        actions = list(case.actions.select_related("words", "person", "reason"))
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
            "undo": undo(case, visits, self.reader, self.now),
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
            "issues": (issues := list(case.issues.select_related("words"))),
            "open_issues": [issue for issue in issues if issue.is_open],
            "first_issue": next((issue for issue in issues if issue.is_open), None),
            "left_issues": [i for i in issues if i.is_open and i.state != IssueState.FIXED],
            "actions": [action for action in actions if action.dropped_at is None],
            "action_words": {action.pk: str(action) for action in actions},
            "has_tried": case.step in SILENT_AT and case.attempts.exists(),
            "proposal": (proposal := case.open_end_proposal if case.is_open else None),
            "may_agree": proposal is not None
            and proposal.by_id != self.reader.pk
            and case.may_agree(self.reader, proposal.end),
            "questions": list(
                case.notes.filter(asked=self.reader, answered_at__isnull=True).select_related("words", "by")
            ),
            "unsaid_open": list(case.unsaid.filter(state="open").select_related("words"))
            if case.step == Step.PROBE
            else [],
            "stand_in": case.stand_in,
            "may_go_on": case.may_go_on,
            "is_time_again": case.end == End.CLOSED and case.is_time_to_follow_up,
            "due_follow_up": case.due_follow_up if case.step == Step.FOLLOW_UP else None,
            "figures": figures(case, history),
            "drawers": DRAWERS.values(),
            "counts": counts(case),
            "clocks": [c for c in running if c.stopped_at is None]
            + [c for c in running if c.stopped_at is not None][-3:],
            "next_clock": next((c for c in running if c.stopped_at is None), None),
            "call_asked": next((c for c in running if c.stopped_at is None and c.kind == "call_back"), None),
            "history": days(history[:NEWEST]),
            "has_older": len(history) > NEWEST,
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
            "hear": forms.HearForm(case=case),
            "listen": forms.ListenForm(),
            "issue": forms.IssueForm(initial={"wording": said} if (said := self.just_said()) else None),
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
        if case.step_now in LETTER_OF or case.end == End.CLOSED:
            step = case.step_now or Step.FOLLOW_UP
            fresh["word"] = forms.WordForm(case=case, step=step, initial={"channel": "phone"})
        if case.step in (Step.QUESTION, Step.CUSHION, Step.ADDRESS, Step.TEST):
            fresh["name_issue"] = around.NameIssueForm()
        if case.step == Step.ADDRESS:
            fresh["ask_action"] = around.ActionForm()
        if case.may_settle_in_one:
            fresh["settle_in_one"] = around.OneContactForm(
                case=case, initial={"statement": self.draft("accountability")[1], "channel": case.channel}
            )
        if not case.is_open:
            fresh["reopen"] = around.ReopenForm(case=case)
        return {f"{name}_form": self.bound.get(name, form) for name, form in fresh.items()} | {
            f"{name}_form": form for name, form in self.bound.items()
        }

    def just_said(self) -> str:
        """At step 2, what she said last, to begin the wording with."""
        issue = self.case.just_said if self.case.step == Step.QUESTION else None
        return str(issue) if issue else ""

    def drawer(self, name: str) -> dict[str, Any]:
        """The drawer that is pulled open, with its rows and forms; what was typed in it stays."""
        drawer = DRAWERS.get(name)
        if drawer is None:
            return {"open_drawer": None}
        rows = drawer.rows(self.case, self.reader)
        typed_again = {f"{HOMES[verb][1]}_form": form for verb, form in self.bound.items() if verb in HOMES}
        return rows | typed_again | {"open_drawer": drawer}

    @property
    def home(self) -> str:
        """The drawer of the form that came back; step 1 has its own form for words."""
        verb = next(iter(self.bound), "")
        stands_in_step = verb == "hear" and self.case.step == Step.LISTEN
        return "" if stands_in_step else HOMES.get(verb, ("", ""))[0]

    def stands_at(self, form: tuple[str, django_forms.Form], refused: Refused) -> bool:
        """Does the field that is refused stand on the page, in the form that was pressed?"""
        verb, fields = form[0], form[1].fields
        open_issues = [i for i in self.case.open_issues() if i.state != IssueState.FIXED]
        is_per_row = verb in PER_ROW or (verb == "fixed" and len(open_issues) != 1)
        return not is_per_row and refused.field in fields

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


# In which drawer the form of a verb lies, and what it is called there.
HOMES = {
    "hear": ("words", "hear"), "notice_unsaid": ("words", "unsaid"), "map_pressure": ("words", "pressure"),
    "attach": ("words", "attach"), "name_failure": ("words", "failure"), "move_known": ("words", "known"),
    "correct_client": ("words", "client"), "note": ("notes", "note"), "ask": ("notes", "ask"),
    "add_fact": ("facts", "fact"), "record_mistake": ("facts", "mistake"), "apologise": ("apologies", "apology"),
    "chase": ("apologies", "chase"), "try_to_reach": ("ends", "attempt"), "assess": ("severity", "assess"),
    "raise_severity": ("severity", "raise"), "lower_severity": ("severity", "lower"),
    "force_owner": ("people", "force"), "bring_in_boss": ("people", "boss"), "ask_to_drop": ("ends", "drop"),
    "propose_merger": ("ends", "merge"), "propose_unconfirmed": ("ends", "unconfirmed"),
    "propose_no_case": ("ends", "no_case"),
}  # fmt: skip
UNDO = dt.timedelta(minutes=10)
NEWEST = 8  # entries of the record that stand on the page; the rest is in its drawer
CONTACTS = {"letter_written", "told_by_voice", "called_back", "apologised"}


def figures(case: Case, history: list[Told]) -> dict[str, Any]:
    """The case in figures: chases, contacts until "nothing more", ownerless minutes (M11, M44, M45)."""
    kinds = [told.entry.kind for told in reversed(history)]
    until = kinds.index("nothing_more_said") if "nothing_more_said" in kinds else len(kinds)
    return {
        "chases": kinds.count("chased"),
        "contacts": sum(kind in CONTACTS for kind in kinds[:until]),
        "is_said": "nothing_more_said" in kinds,
        "ownerless": case.ownerless_minutes,
        "owners": 1 + kinds.count("owner_changed") + kinds.count("owner_forced"),
        "reopened": case.reopened,
    }


def first_read(told: list[ToldBoss]) -> ToldBoss | None:
    """Whose seal stands in the second box."""
    read = [(t.read_at, t.pk, t) for t in told if t.read_at]
    return min(read)[2] if read else None


def undo(case: Case, visits: list[StepVisit], reader: Person, now: dt.datetime) -> Step | None:
    """The step this reader finished a moment ago: one press goes back to it."""
    done = max((v for v in visits if v.done_at), key=lambda v: v.number, default=None)
    if done is None or done.done_by_id != reader.pk or done.done_at is None or now - done.done_at > UNDO:
        return None
    return Step(done.step) if done.step in case.steps_behind and done.step != Step.DRAFT else None


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
