"""How much memory a list of N cases takes as a file, beside one of N / 10: `python bench/export.py [N]`. Judges nothing.

Runs on a database of its own: SQLite in a new folder, or the PostgreSQL of DATABASE_URL (a throw-away one).
"""

import os
import resource
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

from bench.build import build
from tanto.home import exporting
from tanto.home.cases.filters import NEW as NEWEST
from tanto.home.cases.filters import Filters
from tanto.jobs import working
from tanto.people.models import Person
from tanto.recovery.models import Case

N = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000


class Quiet:
    def say(self, done: int, total: int | None = None) -> None:
        pass


def most_memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Case.objects.exists():
        build(N)
    working._progress.set(Quiet())  # type: ignore[arg-type]
    person, folder = Person.objects.order_by("pk")[0], Path(tempfile.mkdtemp(prefix="tanto-export-"))
    for kind in ("csv", "xlsx"):
        for filters in (Filters(), Filters(which="all", sort=NEWEST)):
            before, start = most_memory(), time.perf_counter()
            rows = exporting.written(folder / f"list.{kind}", kind, filters, person)
            took = time.perf_counter() - start
            print(
                f"{kind:5} {rows:8} rows {took:6.1f} s  most memory {before:6.1f} -> {most_memory():6.1f} MiB"
            )


main()
