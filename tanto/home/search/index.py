"""The index as the rest of the room sees it: written for some cases, asked by one question."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from tanto.recovery.models import Case

from . import postgresql, sqlite
from .asking import Question
from .documents import PIECES, documents

STORES = {"sqlite": sqlite, "postgresql": postgresql}


def write(case_ids: Iterable[int]) -> None:
    """Make the place of these cases in the index anew, from what stands in the database now."""
    cases = sorted(set(case_ids))
    if cases:
        STORES[connection.vendor].write(cases, documents(cases))


def forget() -> None:
    """After a mask: nothing of what was deleted stays behind. PostgreSQL's vacuum does it there."""
    if connection.vendor == "sqlite":
        sqlite.forget()


def find(
    question: Question, *, below: int | None, want: int, among: "QuerySet[Case] | None" = None
) -> list[int]:
    """The ids of cases that match, the newest first; below: only cases older than this id; among: only these. Several
    pieces of one case are one."""
    store, found = STORES[connection.vendor], dict[int, None]()
    row = None if below is None else min(below, 2**62 // PIECES) * PIECES
    narrowed = sql_of(among) if among is not None else None
    while len(found) < want:
        rows = store.find(question, below=row, want=want, among=narrowed)
        found |= dict.fromkeys(each // PIECES for each in rows)
        if len(rows) < want:
            break
        row = rows[-1] // PIECES * PIECES
    return list(found)[:want]


def sql_of(cases: "QuerySet[Case]") -> tuple[str, Sequence[Any]]:
    sql, params = cases.order_by().values("pk").query.sql_with_params()
    return sql, params
