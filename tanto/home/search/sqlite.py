"""The index in SQLite: an FTS5 table of tokens made by us. Its tokenizer only parts them at spaces, and every token of a
question is quoted: what somebody typed never reaches FTS syntax."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from .asking import Question
from .documents import PIECES, Document
from .tokens import Term

CREATE = """
CREATE VIRTUAL TABLE home_document USING fts5(
    head, words, keys, tokenize = "ascii tokenchars '_'", prefix = '1 2 3', columnsize = 0
)"""
DROP = "DROP TABLE home_document"
END = 2**62
MERGED = 500  # pages at a time


def write(cases: Sequence[int], documents: Iterable[Document]) -> None:
    """Put the documents of these cases in the place of what stood there."""
    spans = [(case * PIECES, case * PIECES + PIECES - 1) for case in cases]
    rows = [(made.row, " ".join(made.head), " ".join(made.words), " ".join(made.keys)) for made in documents]
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM home_document WHERE rowid BETWEEN %s AND %s", spans)
        cursor.executemany(
            "INSERT INTO home_document (rowid, head, words, keys) VALUES (%s, %s, %s, %s)", rows
        )


def forget() -> None:
    """Write the index anew without what was deleted from it, piece by piece, so that others may write between; then empty the log
    of the database. Deleted tokens would else stay in old pieces of the file until they are merged by chance."""
    with connection.cursor() as cursor:
        pages, before = -MERGED, -2
        while True:
            cursor.execute("INSERT INTO home_document (home_document, rank) VALUES ('merge', %s)", [pages])
            cursor.execute("SELECT total_changes()")
            (now,) = cursor.fetchone()
            if now - before < 2:
                break
            pages, before = MERGED, now
        if not connection.in_atomic_block:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def find(
    question: Question, *, below: int | None, want: int, among: tuple[str, Sequence[Any]] | None
) -> list[int]:
    """Rows that match, the newest first. below: only rows before this one; among: SQL that gives ids of cases."""
    narrowed: str = ""
    params: list[Any] = [expression(question), END if below is None else below]
    if among is not None:
        narrowed, params = f" AND rowid / {PIECES} IN ({among[0]})", [*params, *among[1]]
    statement = f"SELECT rowid FROM home_document WHERE home_document MATCH %s AND rowid < %s{narrowed} ORDER BY rowid DESC LIMIT %s"  # noqa: S608 - our own names; what was typed is a parameter
    with connection.cursor() as cursor:
        cursor.execute(statement, [*params, want])
        return [row for (row,) in cursor.fetchall()]


def expression(question: Question) -> str:
    asked = " AND ".join(term(each) for each in question.terms)
    found = f"{{head}} : ({asked})"
    if question.readable:
        found += f" OR ({{words}} : ({asked}) AND {{keys}} : ({' OR '.join(map(quoted, question.readable))}))"
    under = f" AND {{keys}} : ({' AND '.join(map(quoted, question.under))})" if question.under else ""
    return f"({found}){under}"


def term(wanted: Term) -> str:
    return quoted(" ".join(wanted.tokens)) + (" *" if wanted.is_open else "")


def quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
