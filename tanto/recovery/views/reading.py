"""What one reader sees of one case: a fixed number of queries, however long it lived."""

from typing import Any

from django import forms as django_forms

from tanto.clocks.models import Clock
from tanto.notices.models import Letter
from tanto.notices.telling import tell
from tanto.people.models import Person
from tanto.web.refusals import Refused

from .. import forms
from ..models import Case
from ..models.proposing import SILENT_AT
from ..steps import End, IssueState, Step
from .drawers import DRAWERS, counts
from .glances import NEWEST, asked_at, days, figures, first_read, rail, rejection, undo
from .page_forms import Bound, PageForms

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
# Forms that stand on the page once per row: their refusals are said at the top, what was typed is given back there.
PER_ROW = {
    "decline_action", "drop_action", "move_action", "take_reaction", "answer_note", "correct_words",
    "translate_words", "untag", "reword_issue", "take_back_issue", "rank_issues", "refuse_end", "go_back",
}  # fmt: skip
# In which drawer the form of a verb lies, and what it is called there.
HOMES = {
    "hear": ("words", "hear"), "notice_unsaid": ("words", "unsaid"), "map_pressure": ("words", "pressure"),
    "attach": ("words", "attach"), "name_failure": ("words", "failure"), "move_known": ("words", "known"),
    "correct_client": ("words", "client"), "note": ("notes", "note"), "tag": ("notes", "tag"), "ask": ("notes", "ask"),
    "add_fact": ("facts", "fact"), "record_mistake": ("facts", "mistake"), "apologise": ("apologies", "apology"),
    "chase": ("apologies", "chase"), "try_to_reach": ("ends", "attempt"), "assess": ("severity", "assess"),
    "raise_severity": ("severity", "raise"), "lower_severity": ("severity", "lower"),
    "force_owner": ("people", "force"), "bring_in_boss": ("people", "boss"), "ask_to_drop": ("ends", "drop"),
    "propose_merger": ("ends", "merge"), "propose_unconfirmed": ("ends", "unconfirmed"),
    "propose_no_case": ("ends", "no_case"),
}  # fmt: skip


class CasePage(PageForms):
    """Everything the page shows of one case to one reader."""

    def __init__(self, case: Case, reader: Person, bound: Bound) -> None:
        super().__init__(case, bound)
        self.reader = reader

    def context(self) -> dict[str, Any]:
        case = self.case
        told = list(case.told_bosses.select_related("boss", "thanks", "reason"))
        running = list(Clock.objects.of("case", case.pk).order_by("stopped_at", "due_at"))
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
            "tags": case.tags,
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
        is_per_row = verb in PER_ROW or (verb == "fixed" and len(open_issues) > 1)
        return not is_per_row and refused.field in fields
