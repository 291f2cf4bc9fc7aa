"""How much a verb costs beside the bare rows it writes: `python bench/receive.py [N]`. Prints ratios, judges nothing.

Runs on a database of its own: SQLite in a new folder, or the PostgreSQL of DATABASE_URL (a throw-away one).
"""

import os
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
from django.db import transaction

from tanto import clocks
from tanto.clocks.sweep import sweep
from tanto.journal.models import Entry, Words
from tanto.notices.drain import drain
from tests.cast import make_cast

N = int(sys.argv[1]) if len(sys.argv) > 1 else 200


def per_second(what) -> float:
    start = time.perf_counter()
    for number in range(N):
        what(number)
    return N / (time.perf_counter() - start)


def main() -> None:
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    cast = make_cast()
    template = Entry.objects.values().first()

    @transaction.atomic
    def bare(number: int) -> None:
        Words.objects.create(text=f"Box {number}", salt="0" * 32)
        Entry.objects.create(**{**template, "id": None, "subject_id": 10**6 + number, "press": None})

    rows = per_second(bare)
    Entry.objects.filter(subject_id__gte=10**6).delete()
    received = per_second(lambda number: cast.receive(f"Box {number} is wet", by=cast.owner))
    offered = per_second(lambda number: cast.receive(f"Box {number} is torn", by=cast.colleague))
    waiting = Entry.objects.filter(told_at__isnull=True).count()
    start = time.perf_counter()
    drain(clocks.now())
    told = waiting / (time.perf_counter() - start)
    start = time.perf_counter()
    sweep(clocks.now())
    idle = time.perf_counter() - start
    print(f"bare rows (words + entry)   {rows:8.0f}/s")
    print(f"receive a case              {received:8.0f}/s   {rows / received:.1f} x the bare rows")
    print(f"receive and offer it        {offered:8.0f}/s   {rows / offered:.1f} x the bare rows")
    print(f"drain the outbox            {told:8.0f} entries/s   {told / received:.1f} x as fast as receiving")
    print(f"a sweep with nothing due    {idle * 1000:8.2f} ms")


main()
