"""Makes a house that `bench/pages.py` built ten times as large, by statements inside the database: a million cases in
minutes. `BENCH_DIR=FOLDER python bench/multiply.py [TIMES]`, then `BENCH_DIR=FOLDER python bench/pages.py`; or the
PostgreSQL of DATABASE_URL. The copies have the shapes of the originals, not their hashes: `journal verify` does not hold on
them, and that is all they are for.
"""

import os
import sys
import time
from pathlib import Path

os.environ["TANTO_DATA_DIR"] = os.environ.get("BENCH_DIR", "var/bench")
os.environ["DJANGO_SETTINGS_MODULE"] = "tanto.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from django.db import connection, models, transaction

from tanto.clocks.models import Clock
from tanto.home.models import Counted, Said, Tally
from tanto.home.search.documents import PIECES
from tanto.journal.models import Entry, Words
from tanto.notices.models import Notice
from tanto.recovery.models import (
    Case,
    CustomerWord,
    Issue,
    Note,
    OwnerSpan,
    Part,
    StepVisit,
    ToldBoss,
    Verbatim,
)

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 10
STEP = 10_000_000
COPIED: list[type[models.Model]] = [
    Words, Case, CustomerWord, Issue, Note, OwnerSpan, Part, StepVisit, ToldBoss, Verbatim, Entry, Clock, Notice,
    Counted, Said,
]  # fmt: skip
POINTS = {(Entry, "subject_id"), (Clock, "subject_id"), (Notice, "subject_id"), (Notice, "clock")}


def copied(model: type[models.Model], time_: int) -> None:
    """One more copy of a table: ids and what points at copied rows are moved up, a case's number gets a tail."""
    quote, names, values = connection.ops.quote_name, [], []
    for field in model._meta.concrete_fields:
        column = quote(field.column)
        names.append(column)
        target = field.related_model if isinstance(field, models.ForeignKey) else None
        if field.primary_key or target in COPIED or (model, field.name) in POINTS:
            values.append(f"{column} + {time_ * STEP}")
        elif model is Case and field.name == "number":
            values.append(f"{column} || '-{time_}'")
        else:
            values.append(column)
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} WHERE {key} < {STEP}"
        )


def copied_index(time_: int) -> None:
    up, first = time_ * STEP * PIECES, STEP * PIECES
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO home_document (rowid, head, words, keys) "
                f"SELECT rowid + {up}, head, words, keys FROM home_document WHERE rowid < {first}"
            )
            return
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'home_document'"
        )
        columns = [name for (name,) in cursor.fetchall()]
        moved = [f"{name} + {up}" if name == "id" else name for name in columns]
        cursor.execute(
            f"INSERT INTO home_document ({', '.join(columns)}) SELECT {', '.join(moved)} FROM home_document WHERE id < {first}"
        )


def main() -> None:
    start = time.perf_counter()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA synchronous=OFF")
            cursor.execute("PRAGMA foreign_keys=OFF")
            cursor.execute("PRAGMA cache_size=-2000000")
    for time_ in range(1, TIMES):
        with transaction.atomic():
            if connection.vendor == "postgresql":
                connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")
            for model in COPIED:
                copied(model, time_)
            copied_index(time_)
        print(f"{time_ + 1} times, {time.perf_counter() - start:.0f} s", flush=True)
    Tally.objects.update(n=models.F("n") * TIMES)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"{connection.vendor}: {Case.objects.count()} cases after {time.perf_counter() - start:.0f} s")


main()
