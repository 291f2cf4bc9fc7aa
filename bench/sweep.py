"""What time costs: a sweep with nothing due (few clocks and many), everything due at once, and how late a clock fires.
`python bench/sweep.py [N]`. Prints figures, judges nothing.

Runs on a database of its own: SQLite in a new folder, or the PostgreSQL of DATABASE_URL (a throw-away one).
"""

import datetime as dt
import gc
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["TANTO_DATA_DIR"] = os.environ.get("BENCH_DIR") or tempfile.mkdtemp(prefix="tanto-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tanto.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

from django.core.management import call_command
from django.db import connection

from bench.build import build
from tanto import clocks
from tanto.clocks.models import Calendar, Clock
from tanto.clocks.sweep import sweep
from tanto.journal.models import Entry
from tanto.journal.verify import verify
from tanto.notices.drain import drain
from tanto.notices.models import Notice
from tanto.recovery.models import Case

N = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


def main() -> None:
    gc.set_threshold(100_000, 20, 20)  # as the worker sets it
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not Case.objects.exists():
        build(N, open_share=1.0)
    Clock.objects.all().delete()
    Entry.objects.filter(told_at__isnull=True).update(told_at=clocks.now())
    Calendar.company().timetable().intervals(clocks.today())  # a worker that runs knows its holidays
    nothing_due(100)
    nothing_due(N)
    all_due_at_once()
    how_late()


def run(count: int, due_at: dt.datetime, *, started: dt.datetime | None = None) -> None:
    """So many clocks of the next message to the customer, one a case."""
    Clock.objects.all().delete()
    calendar, start = Calendar.company(), started or due_at - dt.timedelta(hours=30)
    rows = Case.objects.order_by("pk").values_list("pk", "owner_id", "section_id")[:count]
    Clock.objects.bulk_create(
        (
            Clock(
                subject_kind="case", subject_id=pk, kind="progress_update", duty=owner, section=section,
                calendar=calendar, started_at=start, due_at=due_at, next_at=due_at, fired=80,
            )
            for pk, owner, section in rows.iterator()
        ),
        batch_size=1000,
    )  # fmt: skip


def nothing_due(count: int) -> None:
    now = clocks.now()
    run(count, now + dt.timedelta(days=3))
    took = []
    for _ in range(30):
        begin = time.perf_counter()
        sweep(now)
        took.append((time.perf_counter() - begin) * 1000)
    print(f"{connection.vendor}: nothing due, {count} running: {statistics.median(took):.2f} ms", flush=True)


def all_due_at_once() -> None:
    now = clocks.now()
    run(N, now - dt.timedelta(minutes=5))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begin, busy = time.perf_counter(), time.process_time()
    swept, told, recording = 0, 0, 0.0
    while True:  # as the worker turns
        before = swept, told
        look = time.perf_counter()
        swept += sweep(now)
        recording += time.perf_counter() - look
        told += drain(now)
        if before == (swept, told):
            break
    end, busy = time.perf_counter(), time.process_time() - busy
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    print(
        f"{connection.vendor}: {swept} due at once: recorded in {recording:.1f} s, {told} told in "
        f"{end - begin - recording:.1f} s, together {end - begin:.1f} s ({busy:.1f} s of own CPU), {swept / (end - begin):.0f} a second, "
        f"memory +{grown:.0f} MiB, {Notice.objects.filter(share=100).count()} notices",
        flush=True,
    )
    if N <= 20_000:
        print(
            f"{connection.vendor}: the record {'holds' if not verify().broken else verify().broken}",
            flush=True,
        )


def how_late() -> None:
    """A worker runs; twenty clocks fall due half a second apart: how long after its moment is each recorded?"""
    start = clocks.now() + dt.timedelta(seconds=8)
    run(20, start, started=start - dt.timedelta(hours=30))
    for place, clock in enumerate(Clock.objects.order_by("pk")):
        due = start + dt.timedelta(seconds=place / 2)
        Clock.objects.filter(pk=clock.pk).update(due_at=due, next_at=due)
    cases = list(Clock.objects.values_list("subject_id", flat=True))
    worker = subprocess.Popen([sys.executable, "-m", "tanto", "worker"], env=os.environ)
    try:
        time.sleep(max(0, (start - clocks.now()).total_seconds()) + 14)
    finally:
        worker.terminate()
        worker.wait()
    fired = Entry.objects.filter(kind="update_missed", subject_id__in=cases, at__gte=start).order_by("at")
    late = [(e.at - dt.datetime.fromisoformat(e.facts["due_at"])).total_seconds() * 1000 for e in fired]
    said = f"median {statistics.median(late):.0f} ms, at most {max(late):.0f} ms" if late else "none fired"
    print(f"{connection.vendor}: {len(late)} of 20 clocks fired after their moment: {said}", flush=True)


main()
