"""How what hangs on a case is shown, kind by kind."""

from typing import Any, ClassVar, Self

from django.db.models import Model

from tanto.journal.models import Words
from tanto.web.api.kinds import At, Named, Shown

from .shown import MORI, named

WHEN = "2026-11-12T16:24:00+09:00"
KIUCHI = {"id": 12, "name": "Ms. Kiuchi"}


class Row(Shown):
    """A row of a case: texts as texts (null: masked), people as id and name."""

    id: int

    @classmethod
    def of(cls, row: Model) -> Self:
        return cls(**{name: shown(getattr(row, name)) for name in cls.model_fields})


def shown(value: Any) -> Any:
    if isinstance(value, Words):
        return value.text
    return named(value) if isinstance(value, Model) else value


class HeardWords(Row):
    example: ClassVar[dict[str, Any]] = {"id": 31, "words": "The invoice says 60.", "is_hers": True, "speaker": KIUCHI, "heard_by": MORI, "channel": "mail", "at": WHEN, "intensity": None, "translation": None}  # fmt: skip

    words: str | None
    is_hers: bool
    speaker: Named | None
    heard_by: Named | None
    channel: str
    at: At
    intensity: int | None
    translation: str | None


class IssueRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 4, "words": "A correct delivery note by Monday nine", "rank": 1, "person": MORI, "state": "confirmed", "since": WHEN, "origin": "question", "confirmed_at": WHEN, "fixed_at": None, "accepted_at": None}  # fmt: skip

    words: str | None
    rank: int
    person: Named
    state: str
    since: At
    origin: str
    confirmed_at: At | None
    fixed_at: At | None
    accepted_at: At | None


class ActionRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 9, "words": "A corrected delivery note", "person": MORI, "kind": "correction", "due_at": WHEN, "asked_at": None, "accepted_at": WHEN, "declined_at": None, "reason": None, "done_at": None, "dropped_at": None}  # fmt: skip

    words: str | None
    person: Named
    kind: str
    due_at: At
    asked_at: At | None
    accepted_at: At | None
    declined_at: At | None
    reason: str | None
    done_at: At | None
    dropped_at: At | None


class FactRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 2, "words": "Fifty-four boxes left the dock.", "source": "Scan of 10 November", "kind": "measurement", "confidence": "sure", "contradicts_id": None, "by": MORI, "at": WHEN}  # fmt: skip

    words: str | None
    source: str | None
    kind: str
    confidence: str
    contradicts_id: int | None
    by: Named
    at: At


class MistakeRow(Row):
    """By the step of the work, never by a person: who wrote it down is not shown."""

    example: ClassVar[dict[str, Any]] = {"id": 1, "words": "The label of another order was used.", "work_step": "packing", "effect": None, "at": WHEN}  # fmt: skip

    words: str | None
    work_step: str
    effect: str | None
    at: At


class ApologyRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "level": "A2", "person": MORI, "channel": "phone", "words": "I am sorry: the note was ours.", "at": WHEN, "reaction": "", "heard": None, "answered_at": None}  # fmt: skip

    level: str
    person: Named
    channel: str
    words: str | None
    at: At
    reaction: str
    heard: str | None
    answered_at: At | None


class ChaseRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "at": WHEN, "channel": "phone", "words": "Where does it stand?", "heard_by": MORI}  # fmt: skip

    at: At
    channel: str
    words: str | None
    heard_by: Named | None


class AttemptRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "at": WHEN, "channel": "phone", "result": "no_answer", "by": MORI}  # fmt: skip

    at: At
    channel: str
    result: str
    by: Named


class NoteRow(Row):
    """asked: a question to this colleague; answers_id: the question it answers."""

    example: ClassVar[dict[str, Any]] = {"id": 3, "words": "The crate stands at the dock.", "by": MORI, "at": WHEN, "asked": None, "answers_id": None, "answered_at": None}  # fmt: skip

    words: str | None
    by: Named
    at: At
    asked: Named | None
    answers_id: int | None
    answered_at: At | None


class UnsaidRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "words": "The line stands on Monday.", "by": MORI, "at": WHEN, "state": "open", "settled_at": None}  # fmt: skip

    words: str | None
    by: Named
    at: At
    state: str
    settled_at: At | None


class AnswerRow(Row):
    """The customer's own answers: question is the step at which it was asked."""

    example: ClassVar[dict[str, Any]] = {"id": 1, "contact": KIUCHI, "question": "test", "answer": "solved", "words": "Yes, this is right.", "channel": "phone", "heard_by": MORI, "at": WHEN}  # fmt: skip

    contact: Named
    question: str
    answer: str
    words: str | None
    channel: str
    heard_by: Named | None
    at: At


class BossRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "boss": MORI, "told_at": WHEN, "read_at": None, "thanked_at": None, "thanks": None, "decision": "", "decided_at": None, "reason": None}  # fmt: skip

    boss: Named
    told_at: At
    read_at: At | None
    thanked_at: At | None
    thanks: str | None
    decision: str
    decided_at: At | None
    reason: str | None


class OwnerRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "person": MORI, "since": WHEN, "kind": "tanto"}

    person: Named
    since: At
    kind: str


class OfferRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "by": MORI, "to": MORI, "at": WHEN, "answered_at": None, "answer": "", "reason": None}  # fmt: skip

    by: Named
    to: Named
    at: At
    answered_at: At | None
    answer: str
    reason: str | None


class PartRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "person": MORI, "why": "owner"}

    person: Named
    why: str


class ReadingRow(Row):
    """Who looked into protected records, once a day each."""

    example: ClassVar[dict[str, Any]] = {"id": 1, "person": MORI, "what": "words", "at": WHEN}

    person: Named
    what: str
    at: At


class AssessmentRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "at": WHEN, "by": MORI, "safety": 0, "their_customers": 1, "promise": 2, "harm": 1, "feeling": 2, "pattern": 0, "money": 0, "triggers": [], "points": 6, "result": 3}  # fmt: skip

    at: At
    by: Named | None
    safety: int
    their_customers: int
    promise: int
    harm: int
    feeling: int
    pattern: int
    money: int
    triggers: list[str]
    points: int
    result: int


class FollowUpRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "days": 14, "due_at": WHEN, "done_at": None, "result": ""}

    days: int
    due_at: At
    done_at: At | None
    result: str


class ProposalRow(Row):
    """A proposed end, and who agreed."""

    example: ClassVar[dict[str, Any]] = {"id": 1, "end": "not_a_case", "by": MORI, "at": WHEN, "reason": "A question.", "answered_by": None, "answered_at": None, "is_agreed": False, "refusal": None}  # fmt: skip

    end: str
    by: Named
    at: At
    reason: str | None
    answered_by: Named | None
    answered_at: At | None
    is_agreed: bool
    refusal: str | None


class TagRow(Row):
    example: ClassVar[dict[str, Any]] = {"id": 1, "name": "delivery note"}

    name: str
