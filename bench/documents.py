"""How long a paper takes and how large it is: `python bench/documents.py [TIMES]`. Prints milliseconds (median, the slowest, and how long the processor worked) and
kilobytes for each kind and language, as PDF and with pictures of its pages; judges nothing. SQLite in a new folder."""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ["TANTO_DATA_DIR"] = tempfile.mkdtemp(prefix="tanto-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tanto.settings"
sys.path.insert(0, str(Path(__file__).parents[1]))

import django

django.setup()

import resource

from django.core.management import call_command

from tanto.insights.documents import rendering
from tanto.insights.documents.kinds import KINDS
from tanto.insights.documents.paper import Paper
from tanto.insights.documents.views import begin
from tests.cast import make_cast

TIMES = int(sys.argv[1]) if len(sys.argv) > 1 else 9


def worked() -> float:
    """Milliseconds of the processor, of all typesetters until now."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


def timed(paper: Paper, *, with_pictures: bool) -> tuple[float, float, float, int]:
    taken, before = [], worked()
    for _ in range(TIMES):
        began = time.perf_counter()
        made = rendering.make(paper, with_pictures=with_pictures)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), max(taken), (worked() - before) / TIMES, len(made.pdf)


def main() -> None:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    case = cast.accountable()
    cast.contain(case)
    for kind in KINDS:
        for language in ("en", "ja"):
            given = begin(case, kind, language)
            texts = {name: given.get(name) or "納品書の数量 54" for name in KINDS[kind].fields}
            paper = Paper(case, KINDS[kind], language, texts, given["day"], given["next_at"])
            usual, slowest, work, size = timed(paper, with_pictures=False)
            seen, _slowest, _work, _size = timed(paper, with_pictures=True)
            print(
                f"{kind:8} {language}  {usual:4.0f} ms, at most {slowest:4.0f}, of the processor {work:4.0f};"
                f"  with pictures {seen:4.0f} ms;  {size / 1000:3.0f} kB",
                flush=True,
            )
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"the typesetter takes {most:.0f} MiB at most, for as long as it runs")


if __name__ == "__main__":
    main()
