"""How long the page of figures takes: `python bench/figures.py [CASES]`. Prints milliseconds, judges nothing.

Cases of two years are built in bulk, in cheap shapes. Runs on a database of its own: SQLite in a new folder, or the
PostgreSQL of DATABASE_URL (a throw-away one).
"""

import datetime as dt
import os
import random
import sys
import tempfile
import time
from pathlib import Path

os.environ["TANTO_DATA_DIR"] = tempfile.mkdtemp(prefix="tanto-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tanto.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import F, OuterRef, Subquery
from django.test.utils import CaptureQueriesContext

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.insights.board import Board
from tanto.insights.wanted import Wanted
from tanto.journal.models import Entry, Words
from tanto.people.models import Section
from tanto.recovery.models import (
    Case,
    Chase,
    CustomerWord,
    FollowUp,
    Offer,
    OwnerSpan,
    StepVisit,
    ToldBoss,
    Verbatim,
)
from tests.cast import HOUSE, make_cast

N = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
BATCH = 5_000
CHANCE = random.Random(7)


def minutes(low: int, high: int) -> dt.timedelta:
    return dt.timedelta(minutes=CHANCE.randint(low, high))


class Builder:
    """A batch of cases with what hangs on them."""

    def __init__(self, cast, sections) -> None:
        self.cast, self.sections = cast, sections
        self.made = 0

    def build(self, count: int) -> None:
        now = clocks.now()
        first = self.made
        words = Words.objects.bulk_create(Words(text="Box", salt="0" * 32) for _ in range(2 * count))
        cases = Case.objects.bulk_create(self.case(first + n, now) for n in range(count))
        self.made += count
        self.rows = {
            m: []
            for m in (
                Clock,
                StepVisit,
                ToldBoss,
                OwnerSpan,
                FollowUp,
                Chase,
                Offer,
                Verbatim,
                CustomerWord,
                Entry,
            )
        }
        for n, case in enumerate(cases):
            self.hang(case, words[2 * n : 2 * n + 2], now)
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows, batch_size=2_000)

    def case(self, n: int, now: dt.datetime) -> Case:
        known = now - dt.timedelta(days=730 * (1 - n / N))  # in the order in which they would come
        solved = known + dt.timedelta(days=2) + minutes(0, 6000)
        cast = self.cast
        return Case(
            number=f"B-{n}", owner=cast.owner, recorder=cast.colleague, section_id=CHANCE.choice(self.sections),
            client=cast.client, contact=cast.customer, severity=CHANCE.choice([1, 2, 3, 3, 3, 4]), intensity=2,
            channel="phone", known_at=known, opened_at=known + minutes(0, 50), step="follow_up",
            reopened=CHANCE.random() < 0.04, resolved_at=solved if solved < now else None,
        )  # fmt: skip

    def hang(self, case: Case, words: list[Words], now: dt.datetime) -> None:
        cast, known = self.cast, case.known_at
        self.add(ToldBoss(case=case, boss=cast.boss, told_at=known, read_at=known + minutes(2, 300)))
        steps = ["draft", "listen", "question", "cushion", "address", "test", "probe", "follow_up"]
        for number, step in enumerate(steps, 1):
            since = (
                case.opened_at if number == 1 else known + minutes(50, 90) + number * dt.timedelta(hours=1)
            )
            self.add(StepVisit(case=case, number=number, step=step, since=since, done_at=since))
        self.add(OwnerSpan(case=case, person=cast.colleague, since=case.opened_at, kind="interim"))
        self.add(
            OwnerSpan(
                case=case,
                person=cast.owner,
                since=case.opened_at + minutes(5, 90),
                kind=CHANCE.choice(["tanto", "tanto", "assigned"]),
            )
        )
        for kind, share in (
            ("time_to_boss", 0.8),
            ("first_response", 0.9),
            ("thanks", 0.9),
            ("call_back", 0.9),
        ):
            if kind != "call_back" or CHANCE.random() < 0.2:
                self.clock(case, kind, known, known + minutes(30, 240), share)
        for hop in range(3):
            self.clock(
                case,
                "progress_update",
                known + dt.timedelta(hours=8 * hop),
                known + dt.timedelta(hours=8 * hop + 8),
                0.85,
                announced=True,
                default=known.isoformat(),
            )
        for said, kept in zip((known, known + dt.timedelta(hours=9)), words, strict=True):
            self.add(
                Verbatim(
                    case=case,
                    words=kept,
                    speaker=cast.customer,
                    heard_by=cast.owner,
                    channel="phone",
                    at=said,
                )
            )
        for n in range(CHANCE.choice([0, 0, 0, 0, 1, 2])):
            self.add(Chase(case=case, at=known + dt.timedelta(hours=5 + n), channel="phone"))
        if CHANCE.random() < 0.3:
            answer = CHANCE.choice(["accepted", "declined"])
            self.add(
                Offer(case=case, by=cast.colleague, to=cast.owner, at=known, answered_at=known, answer=answer)
            )
        for number in range(4):
            self.entry(case, number, "told_by_voice", known)
        if case.resolved_at:
            self.solve(case, case.resolved_at, now)

    def solve(self, case: Case, solved: dt.datetime, now: dt.datetime) -> None:
        case.resolved_at = solved
        for question, answer in (("test", "solved"), ("probe", "nothing_more")):
            self.add(
                CustomerWord(
                    case=case,
                    contact=self.cast.customer,
                    question=question,
                    answer=answer,
                    channel="web",
                    at=solved,
                )
            )
        for days in (14, 30):
            due = solved + dt.timedelta(days=days)
            done = due + minutes(-300, 900) if due < now else None
            self.add(
                FollowUp(case=case, days=days, due_at=due, done_at=done, result="satisfied" if done else "")
            )
        if case.reopened and solved + dt.timedelta(days=15) < now:
            ended = solved + dt.timedelta(days=14)
            self.entry(case, 5, "case_closed", ended)
            self.entry(case, 6, "case_reopened", ended + dt.timedelta(days=CHANCE.randint(5, 120)))

    def clock(
        self, case: Case, kind: str, start: dt.datetime, due: dt.datetime, share: float, **because
    ) -> None:
        stopped = start + (due - start) * CHANCE.uniform(0.1, 1 / share)
        self.add(Clock(subject_kind="case", subject_id=case.pk, kind=kind, duty=self.cast.owner.pk, section=case.section_id,
                       started_at=start, due_at=due, stopped_at=stopped, because=because))  # fmt: skip

    def entry(self, case: Case, number: int, kind: str, at: dt.datetime) -> None:
        self.add(Entry(subject_kind="case", subject_id=case.pk, number=number, kind=kind, actor_kind="person", via="page",
                       at=at, told_at=at, facts={"number": case.number}, after={"step": "x" * 300}, previous="", hash=""))  # fmt: skip

    def add(self, row) -> None:
        self.rows[type(row)].append(row)


def build(count: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    cast = make_cast()
    more = [Section.open(by=HOUSE, name_en=f"Section {n}", boss=cast.boss) for n in range(8)]
    builder = Builder(cast, [section.pk for section in [*more, cast.boss.section]])
    for start in range(0, count, BATCH):
        with transaction.atomic():
            builder.build(min(BATCH, count - start))
    words = CustomerWord.objects.filter(case=OuterRef("pk"), answer="nothing_more").values("pk")
    Case.objects.filter(reopened=0, resolved_at__lt=clocks.now() - dt.timedelta(days=15)).update(
        step=None,
        end="closed_by_customer",
        ended_at=F("resolved_at") + dt.timedelta(days=14),
        closing_word=Subquery(words[:1]),
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def main() -> None:
    start = time.perf_counter()
    build(N)
    print(
        f"{connection.vendor}: {N} cases, {Clock.objects.count()} clocks built in {time.perf_counter() - start:.0f} s"
    )
    for months in (6, 12, 24):
        for section in (None, Section.objects.order_by("-pk")[0].pk):
            wanted = Wanted(months=months, section=section)
            took = []
            for _ in range(3):
                start = time.perf_counter()
                with CaptureQueriesContext(connection) as asked:
                    board = Board(wanted)
                counted = time.perf_counter() - start
                [(row.newest, row.chart, row.cells) for row in (*board.rows, *board.table)]
                took.append((time.perf_counter() - start, counted))
            whole, counted = min(took)
            which = "one section " if section else "all sections"
            print(
                f"{months:3} months, {which} {whole * 1000:7.0f} ms ({counted * 1000:.0f} counting, {len(asked)} queries)"
            )
            if "-v" in sys.argv and not section:
                for query in sorted(asked.captured_queries, key=lambda q: -float(q["time"]))[:8]:
                    print(
                        "     ",
                        query["time"],
                        query["sql"][: 4000 if "-vv" in sys.argv else 150].replace("\n", " "),
                    )


main()
