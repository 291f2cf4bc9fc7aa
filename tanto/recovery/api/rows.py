"""What hangs on a case, kind by kind, each as a list that is read page by page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from tanto.people.bearer import caller
from tanto.web.api.kinds import CaseNumber
from tanto.web.api.paging import Cursor, Limit, by_id, page_of, paged
from tanto.web.api.routes import Room

from ..models import Case, Reading, Tag
from . import told
from .cases import noted, readable
from .row_shapes import (
    ActionRow,
    AnswerRow,
    ApologyRow,
    AssessmentRow,
    AttemptRow,
    BossRow,
    ChaseRow,
    FactRow,
    FollowUpRow,
    HeardWords,
    IssueRow,
    MistakeRow,
    NoteRow,
    OfferRow,
    OwnerRow,
    PartRow,
    ProposalRow,
    ReadingRow,
    Row,
    TagRow,
    UnsaidRow,
)


@dataclass(frozen=True)
class Rows:
    """path below the case; rows: of a case; is_protected: reading them is written down."""

    path: str
    item: type[Row]
    rows: Callable[[Case], "QuerySet[Any]"]
    says: str
    is_protected: bool = False

    @property
    def operation(self) -> str:
        return f"list_{self.path.replace('-', '_')}_of_case"


ROWS = (
    Rows("words", HeardWords, lambda c: c.verbatims.select_related("words", "speaker", "heard_by", "translation"), "What was said"),
    Rows("issues", IssueRow, lambda c: c.issues.select_related("words", "person"), "What troubles the customer"),
    Rows("actions", ActionRow, lambda c: c.actions.select_related("words", "person", "reason"), "What is done, by whom, until when"),
    Rows("facts", FactRow, lambda c: c.facts.select_related("words", "source", "by"), "What is known"),
    Rows("mistakes", MistakeRow, lambda c: c.mistakes.select_related("words", "effect"), "What went wrong on our side (the reading is written down)", True),
    Rows("apologies", ApologyRow, lambda c: c.apologies.select_related("words", "heard", "person"), "Apologies and what was answered"),
    Rows("chases", ChaseRow, lambda c: c.chases.select_related("words", "heard_by"), "When the customer had to ask us"),
    Rows("attempts", AttemptRow, lambda c: c.attempts.select_related("by"), "When we tried to reach the customer"),
    Rows("notes", NoteRow, lambda c: c.notes.select_related("words", "by", "asked"), "Notes and questions among ourselves"),
    Rows("unsaid", UnsaidRow, lambda c: c.unsaid.select_related("words", "by"), "What was noticed and not said"),
    Rows("answers", AnswerRow, lambda c: c.customer_words.select_related("words", "contact", "heard_by"), "What the customer answered"),
    Rows("bosses", BossRow, lambda c: c.told_bosses.select_related("boss", "thanks", "reason"), "Which boss knows, thanked, decided"),
    Rows("owners", OwnerRow, lambda c: c.owner_spans.select_related("person"), "Who owned it since when"),
    Rows("offers", OfferRow, lambda c: c.offers.select_related("by", "to", "reason"), "Offers to take it"),
    Rows("parts", PartRow, lambda c: c.parts.select_related("person"), "Who has a part in it"),
    Rows("readings", ReadingRow, lambda c: Reading.objects.filter(case=c).select_related("person"), "Who looked into protected records"),
    Rows("assessments", AssessmentRow, lambda c: c.assessments.select_related("by"), "How serious it was weighed"),
    Rows("follow-ups", FollowUpRow, lambda c: c.follow_ups.all(), "When the customer is asked again"),
    Rows("ends", ProposalRow, lambda c: c.end_proposals.select_related("by", "reason", "answered_by", "refusal"), "Proposed ends"),
    Rows("tags", TagRow, lambda c: Tag.objects.filter(on__case=c), "Tags"),
)  # fmt: skip


def offer_to(room: Room) -> None:
    for rows in ROWS:
        room.offer(
            "GET",
            f"/cases/{{number}}/{rows.path}",
            view_of(rows),
            name=rows.operation,
            says=rows.says,
            gives=page_of(rows.item),
        )
    told.offer_to(room)


def view_of(rows: Rows) -> Callable[..., HttpResponse]:
    def view(
        request: HttpRequest, number: CaseNumber, cursor: Cursor = "", limit: Limit = 50
    ) -> HttpResponse:
        person = caller(request)
        case = noted(readable(person, number), person, mistakes=rows.is_protected)
        found, place = by_id(request, rows.rows(case), cursor, limit)
        return paged(request, rows.item, [rows.item.of(row) for row in found], place)

    return view
