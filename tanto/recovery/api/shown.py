"""A case as a program gets it."""

from typing import Any, ClassVar

from django.db.models import Model

from tanto.web.api.answering import etag_of
from tanto.web.api.kinds import At, Named, Shown

from ..models import Case

MORI = {"id": 7, "name": "Mori Aya"}
CLIENT = {"id": 3, "name": "Shirakabazawa Precision"}
HEAD: dict[str, Any] = {
    "number": "SR-2026-0042",
    "owner": MORI,
    "client": CLIENT,
    "contact": {"id": 12, "name": "Ms. Kiuchi"},
    "section": {"id": 2, "name": "Sales East"},
    "step": "listen",
    "end": None,
    "severity": 3,
    "known_at": "2026-11-12T16:20:00+09:00",
    "opened_at": "2026-11-12T16:24:00+09:00",
    "due_at": "2026-11-12T18:00:00+09:00",
    "ended_at": None,
}


class Head(Shown):
    """What every colleague may find of a case, so that a caller is never turned away. due_at: when the next of its clocks is
    due; step or end, never both."""

    example: ClassVar[dict[str, Any]] = HEAD

    number: str
    owner: Named
    client: Named | None
    contact: Named | None
    section: Named
    step: str | None
    end: str | None
    severity: int
    known_at: At
    opened_at: At
    due_at: At | None
    ended_at: At | None

    @classmethod
    def of(cls, case: Case) -> "Head":
        return cls(**head(case))


class Whole(Head):
    """A case for who may read its words. words: the opening words; intensity: 0 calm to 4 furious."""

    example: ClassVar[dict[str, Any]] = HEAD | {
        "recorder": MORI,
        "channel": "mail",
        "discovered": "customer",
        "failure": "",
        "intensity": None,
        "next_told_at": None,
        "resolved_at": None,
        "second_failure_at": None,
        "reopened": 0,
        "merged_into": None,
        "entries": 2,
        "words": "The invoice says 60, the delivery note says 54. Which paper is true?",
    }

    recorder: Named
    channel: str
    discovered: str
    failure: str
    intensity: int | None
    next_told_at: At | None
    resolved_at: At | None
    second_failure_at: At | None
    reopened: int
    merged_into: str | None
    entries: int
    words: str | None

    @classmethod
    def of(cls, case: Case, *, words: str | None = None) -> "Whole":
        """words: the opening words, where they are known already."""
        opening = case.opening_words if words is None else None
        return cls(
            **head(case),
            recorder=named(case.recorder),
            channel=case.channel,
            discovered=case.discovered,
            failure=case.failure,
            intensity=case.intensity,
            next_told_at=case.next_told_at,
            resolved_at=case.resolved_at,
            second_failure_at=case.second_failure_at,
            reopened=case.reopened,
            merged_into=case.parent.number if case.parent else None,
            entries=case.head_number,
            words=opening.words.text if opening else words,
        )


def head(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "owner": named(case.owner),
        "client": named(case.client) if case.client else None,
        "contact": named(case.contact) if case.contact else None,
        "section": named(case.section),
        "step": case.step,
        "end": case.end,
        "severity": case.severity,
        "known_at": case.known_at,
        "opened_at": case.opened_at,
        "due_at": case.due_at,
        "ended_at": case.ended_at,
    }


def named(row: Model) -> Named:
    return Named.model_construct(id=row.pk, name=str(row))


def maybe(row: Model | None) -> Named | None:
    return named(row) if row is not None else None


def etag(case: Case) -> str:
    return etag_of("case", case.pk, case.head_number)
