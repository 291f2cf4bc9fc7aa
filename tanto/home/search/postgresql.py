"""The index in PostgreSQL: one tsvector per document, made by us, behind a GIN index. Head tokens carry ^ and keys ~ as
part of the lexeme, not as weights: GIN keeps no weights, and would look every hit up again."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from .asking import Question
from .documents import BETWEEN, PIECES, Document
from .tokens import Term

# The planner would walk the primary key backwards for a rare word, or read everything for one it thinks common: two
# functions say which way is meant. `home_found` asks the index; `home_newest` looks through the newest rows.
CREATE = [
    "CREATE TABLE home_document (id bigint PRIMARY KEY, tokens tsvector NOT NULL)",
    "CREATE INDEX home_document_tokens ON home_document USING gin (tokens) WITH (gin_pending_list_limit = 512)",
    """
    CREATE FUNCTION home_found(question tsquery, below bigint, most integer) RETURNS SETOF bigint
    LANGUAGE sql STABLE SET enable_seqscan = off SET enable_indexscan = off AS $$
        SELECT id FROM home_document WHERE tokens @@ question AND id < below LIMIT most
    $$""",
    """
    CREATE FUNCTION home_newest(question tsquery, below bigint, reach integer) RETURNS SETOF bigint
    LANGUAGE sql STABLE SET enable_seqscan = off SET enable_bitmapscan = off AS $$
        SELECT id FROM (
            SELECT id, tokens FROM home_document WHERE id < below ORDER BY id DESC LIMIT reach
        ) AS newest WHERE tokens @@ question
    $$""",
]
DROP = [
    "DROP FUNCTION home_found(tsquery, bigint, integer)",
    "DROP FUNCTION home_newest(tsquery, bigint, integer)",
    "DROP TABLE home_document",
]
END = 2**62
FEW = 10_000  # hits that are cheap to sort
NEAR = 400  # newest rows with all tokens in which a phrase is looked for
REACH = 3_000  # newest documents to look through for a common word
POSITIONS = 16_000
HITS = """
WITH hit AS MATERIALIZED (SELECT home_found(%s::tsquery, %s, %s) AS id)
SELECT id, (SELECT count(*) FROM hit) FROM hit ORDER BY id DESC LIMIT %s"""
NEWEST = "SELECT home_newest(%s::tsquery, %s, %s) LIMIT %s"
# OFFSET 0 keeps the planner from looking for the phrase in every row before it joins.
PHRASES = """
WITH hit AS MATERIALIZED (SELECT home_found(%s::tsquery, %s, %s) AS id),
near AS MATERIALIZED (SELECT id FROM hit ORDER BY id DESC LIMIT %s)
SELECT (SELECT count(*) FROM hit), ARRAY(
    SELECT document.id FROM near
    CROSS JOIN LATERAL (SELECT id, tokens FROM home_document WHERE id = near.id OFFSET 0) AS document
    WHERE document.tokens @@ %s::tsquery ORDER BY document.id DESC LIMIT %s
)"""


def write(cases: Sequence[int], documents: Iterable[Document]) -> None:
    """Put the documents of these cases in the place of what stood there."""
    rows = [(made.row, vector(made)) for made in documents]
    with connection.cursor() as cursor:
        cursor.executemany(
            "DELETE FROM home_document WHERE id BETWEEN %s AND %s",
            [(case * PIECES, case * PIECES + PIECES - 1) for case in cases],
        )
        cursor.executemany("INSERT INTO home_document (id, tokens) VALUES (%s, %s::tsvector)", rows)


def vector(document: Document) -> str:
    """A tsvector as text: every token with its places."""
    places: dict[str, list[int]] = defaultdict(list)
    for mark, stands in (("^", document.head), ("", document.words)):
        for place, token in enumerate(stands, start=1):
            if token != BETWEEN:
                places[mark + token].append(min(place, POSITIONS))
    written = [f"{quoted(token)}:{','.join(map(str, at[:250]))}" for token, at in places.items()]
    return " ".join(written + [quoted(f"~{key}") for key in document.keys])


def find(
    question: Question, *, below: int | None, want: int, among: tuple[str, Sequence[Any]] | None
) -> list[int]:
    """Rows that match, the newest first. below: only rows before this one; among: SQL that gives ids of cases."""
    asked, end = expression(question), END if below is None else below
    if among is not None:
        return found_among(asked, end, want, among)
    if any(len(term.tokens) > 1 for term in question.terms):
        return found_phrases(question, end, want)
    with connection.cursor() as cursor:
        cursor.execute(HITS, [asked, end, FEW, want])
        rows = cursor.fetchall()
        if not rows or rows[0][1] < FEW:
            return [row for row, _ in rows]
        return common(cursor, asked, end, want)


def common(cursor: Any, asked: str, end: int, want: int) -> list[int]:
    """Many hits: they are among the newest rows; where they are not, all of them are sorted."""
    cursor.execute(NEWEST, [asked, end, REACH, want])
    rows = cursor.fetchall()
    if len(rows) < want:
        cursor.execute(HITS, [asked, end, 2**31 - 1, want])
        rows = cursor.fetchall()
    return [row[0] for row in rows]


def found_phrases(question: Question, end: int, want: int) -> list[int]:
    """GIN keeps no places: whether tokens follow each other is looked up row by row. So the rows that hold all tokens
    are found first, and only the newest of them are looked at."""
    loose = Question(
        [Term((token,), False, ()) for token in tokens_of(question)], question.readable, question.under
    )
    asked, held = expression(question), expression(loose)
    with connection.cursor() as cursor:
        cursor.execute(PHRASES, [held, end, FEW, NEAR, asked, want])
        count, rows = cursor.fetchall()[0]
        if count <= NEAR or (count < FEW and len(rows) == want):
            return list(rows)
        return common(cursor, asked, end, want)


def tokens_of(question: Question) -> list[str]:
    """Every whole token that must be there; one that may go on is left to the phrase."""
    return [token for term in question.terms for token in (term.tokens[:-1] if term.is_open else term.tokens)]


def found_among(asked: str, end: int, want: int, among: tuple[str, Sequence[Any]]) -> list[int]:
    statement = f"SELECT id FROM home_document WHERE tokens @@ %s::tsquery AND id < %s AND id / {PIECES} IN ({among[0]}) ORDER BY id DESC LIMIT %s"  # noqa: S608 - our own names; what was typed is a parameter
    with connection.cursor() as cursor:
        cursor.execute(statement, [asked, end, *among[1], want])
        return [row for (row,) in cursor.fetchall()]


def expression(question: Question) -> str:
    found = conjoined("^", question.terms)
    if question.readable:
        keys = " | ".join(quoted(f"~{key}") for key in question.readable)
        found += f" | ({conjoined('', question.terms)} & ({keys}))"
    under = "".join(f" & {quoted(f'~{key}')}" for key in question.under)
    return f"({found}){under}"


def conjoined(mark: str, terms: Sequence[Term]) -> str:
    return "(" + " & ".join(phrase(mark, term) for term in terms) + ")"


def phrase(mark: str, wanted: Term) -> str:
    made = [quoted(mark + token) for token in wanted.tokens]
    return "(" + " <-> ".join(made) + (":*" if wanted.is_open else "") + ")"


def quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"
