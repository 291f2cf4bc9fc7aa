"""What one reader sees of one case: a fixed number of queries, however long it lived."""

from functools import cached_property
from typing import Any

from django import forms as django_forms

from tanto.clocks.models import Clock
from tanto.notices.models import Letter
from tanto.notices.telling import tell
from tanto.people.models import Person
from tanto.web.refusals import Refused

from .. import forms
from ..models import Document, Note, Unsaid, Verbatim
from ..models.proposing import SILENT_AT
from ..steps import End, IssueState, Step
from .drawers import DRAWERS
from .glance import counts
from .glances import NEWEST, days, figures, first_read, may_go_on, rail, rejection, undo
from .page_forms import Bound, PageForms
from .text_choices import fitting

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
    "translate_words", "confirm_sender", "untag", "send_letter_again", "reword_issue", "take_back_issue", "rank_issues",
    "refuse_end", "go_back",
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


# Parts of the page that are drawn after the rest, or when somebody opens them.
PARTS = {
    "record": "recovery/record.html",
    "side": "recovery/side.html",
    "asking": "recovery/ask_action.html",
    "answer": "recovery/answer.html",
}


class CasePage(PageForms):
    """Everything the page shows of one case to one reader."""

    def __init__(self, case: Any, reader: Person, bound: Bound) -> None:
        super().__init__(case, bound)
        self.reader = reader

    @cached_property
    def stand_in(self) -> Person | None:
        return self.case.stand_in if self.case.is_owner_away else None

    @property
    def is_mine(self) -> bool:
        return self.reader.pk == self.case.owner_id or self.stand_in == self.reader

    def context(self) -> dict[str, Any]:
        case, reader = self.case, self.reader
        told = list(case.told_bosses.select_related("boss", "thanks", "reason"))
        running = self.running()
        words = self.words
        issues = self.issues
        return (
            {
                "case": case,
                "now": self.now,
                "is_mine": self.is_mine,
                "panel": PANELS[case.step_now] if case.step_now else "recovery/steps/closed.html",
                "opening": next((v for v in words if v.is_hers), words[0] if words else None),
                "heard": words,
                "marked": self.marked() if self.is_mine else [],
                "mailed": self.mailed,
                "rail": rail(case, self.visits),
                "open_visit": self.open_visit,
                "undo": undo(case, self.visits, reader, self.now),
                "rejection": rejection(case),
                "asked_at": next((c.started_at for c in running if c.kind == "her_answer"), None),
                "is_accountable": self.is_accountable,
                "read": first_read(told),
                "told": told,
                "tags": case.tags if case.has_tag else [],
                "my_notice": next((t for t in told if t.boss_id == reader.pk), None),
                "owned_since": case.owned_since,
                "offer": case.open_offer if case.has_offer else None,
                "issues": issues,
                "open_issues": [issue for issue in issues if issue.is_open],
                "first_issue": next((issue for issue in issues if issue.is_open), None),
                "left_issues": [i for i in issues if i.is_open and i.state != IssueState.FIXED],
                "actions": [action for action in self.actions if action.dropped_at is None],
                "has_tried": case.step in SILENT_AT and case.has_attempt,
                "questions": self.questions(),
                "unsaid_open": self.unsaid_open(),
                "stand_in": self.stand_in,
                "may_go_on": may_go_on(case, self.visits, issues),
                "is_time_again": case.end == End.CLOSED and case.is_time_to_follow_up,
                "due_follow_up": case.due_follow_up if case.step == Step.FOLLOW_UP else None,
                "drawers": DRAWERS.values(),
                "counts": counts(case),
                "next_clock": next((c for c in running if not c.waits), None),
                "call_asked": next((c for c in running if c.kind == "call_back"), None),
                "letters": self.letters_in_trouble(),
                "going": self.going,
                "my_draft": self.my_draft,
                "papers": self.papers(),
                "follow_up_from": case.follow_up_from if self.is_early else None,
                "is_early": self.is_early,
                "times": forms.soon_times(self.now, case.calendar.timetable()),
                "texts_fitting": fitting(case.step),
                "cushions": self.cushions(),
                "untouched": self.untouched(),
            }
            | self.to_say()
            | self.proposal()
            | self.forms()
        )

    def marked(self) -> list[Verbatim]:
        """Mails that ask for more than reading, until she was told something."""
        found = [v for v in self.words if v.signals or v.is_unconfirmed]
        if not found or not self.case.is_open:
            return []
        told = (
            self.case.history()
            .filter(kind__in=("letter_written", "told_by_voice"))
            .values_list("at", flat=True)
        )
        last = told.first()
        return [v for v in found if v.is_unconfirmed or last is None or v.at > last]

    def running(self) -> list[Clock]:
        return list(Clock.objects.of("case", self.case.pk).running().order_by("due_at"))

    def proposal(self) -> dict[str, Any]:
        case = self.case
        found = case.open_end_proposal if case.is_open and case.has_proposal else None
        if found is None or found.by_id == self.reader.pk:
            return {"proposal": found, "may_agree": False}
        return {"proposal": found, "may_agree": case.may_agree(self.reader, found.end)}

    def questions(self) -> list[Note]:
        if not self.case.has_question:
            return []
        asked = self.case.notes.filter(asked=self.reader, answered_at__isnull=True)
        return list(asked.select_related("words", "by"))

    def papers(self) -> list[Document]:
        """What can go with a letter."""
        return list(self.case.enclosable) if self.is_mine and self.case.has_paper else []

    def unsaid_open(self) -> list[Unsaid]:
        if self.case.step != Step.PROBE or not self.case.has_unsaid:
            return []
        return list(self.case.unsaid.filter(state="open").select_related("words"))

    def letters_in_trouble(self) -> list[Letter]:
        """May have gone, came back, or has not left after several tries."""
        if not self.case.has_letter_trouble:
            return []
        letters = Letter.in_trouble().filter(entry__subject_kind="case", entry__subject_id=self.case.pk)
        return list(letters.select_related("contact", "entry").order_by("pk"))

    def part(self, name: str) -> dict[str, Any]:
        """What a part of the page shows."""
        return {"record": self.record, "side": self.side, "asking": self.forms, "answer": self.answer}[name]()

    def record(self) -> dict[str, Any]:
        newest = tell(self.case.history()[: NEWEST + 1], self.now)
        return {"history": days(newest[:NEWEST]), "has_older": len(newest) > NEWEST}

    def answer(self) -> dict[str, Any]:
        return self.forms() | {"open_issues": [issue for issue in self.issues if issue.is_open]}

    def side(self) -> dict[str, Any]:
        """Clocks, client, link, hand-over, figures."""
        case = self.case
        clocks = list(Clock.objects.of("case", case.pk).order_by("stopped_at", "due_at"))
        stopped = [clock for clock in clocks if clock.stopped_at is not None]
        return self.forms() | {
            "clocks": [clock for clock in clocks if clock.stopped_at is None] + stopped[-3:],
            "action_words": {action.pk: str(action) for action in self.actions},
            "offer": case.open_offer if case.has_offer else None,
            "figures": figures(case),
            "link": case.live_link,
        }

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
