"""A worker is killed in the middle of a sweep, and the next in the middle of a drain: everybody is told once, and the
record holds. The same story on both databases."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from tanto import clocks
from tanto.clocks.models import Clock
from tanto.journal.models import Entry
from tanto.journal.verify import verify
from tanto.notices.models import Notice
from tests.cast import make_cast

CASES = 120
SMALL_STEPS = """
import django; django.setup()
from tanto.clocks import sweep
from tanto.notices import drain
sweep.BATCH = drain.BATCH = 5
from tanto.worker import Worker
Worker().run()
"""


def house_beside(folder: Path) -> dict[str, str]:
    """The environment of a process that lives in this test's database."""
    known = connection.settings_dict
    environment = os.environ | {"TANTO_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tanto.settings"}
    if connection.vendor == "postgresql":
        place = f"{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
        return environment | {"DATABASE_URL": f"postgresql://{place}"}
    if not (folder / "tanto.sqlite3").exists():
        (folder / "tanto.sqlite3").symlink_to(known["NAME"])
    return environment


def worker(folder: Path) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", SMALL_STEPS], env=house_beside(folder))


def wait_until(question) -> None:
    end = time.monotonic() + 90
    while not question():
        assert time.monotonic() < end, "the worker did not come so far in time"
        time.sleep(0.005)


def killed_when(folder: Path, question) -> None:
    running = worker(folder)
    try:
        wait_until(question)
    finally:
        os.kill(running.pid, signal.SIGKILL)
        running.wait()


def late() -> int:
    return Entry.objects.filter(kind="clock_late").count()


@pytest.mark.django_db(transaction=True)
def test_killed_in_the_sweep_and_in_the_drain_nobody_is_told_twice_or_never(tmp_path):
    cast = make_cast()
    with clocks.travelling(clocks.now() - dt.timedelta(days=10)):
        for number in range(CASES):
            cast.receive(f"Box {number} is wet", severity=1)
    Entry.objects.update(told_at=clocks.now())
    killed_when(tmp_path, lambda: late() > 15)
    assert Clock.objects.running().filter(next_at__lte=clocks.now()).exists()  # it was in the middle
    killed_when(tmp_path, lambda: Notice.objects.filter(entry__kind="clock_late").count() > 15)
    last = worker(tmp_path)
    try:
        wait_until(lambda: not Clock.objects.running().filter(next_at__lte=clocks.now()).exists())
        wait_until(lambda: not Entry.objects.filter(told_at__isnull=True).exists())
    finally:
        last.terminate()
        last.wait()
    overdue = Entry.objects.filter(kind="clock_late", facts__task="first_response")
    assert overdue.count() == CASES
    assert overdue.values("subject_id").distinct().count() == CASES
    told = sum(len(entry.receivers) for entry in Entry.objects.filter(kind="clock_late"))
    assert Notice.objects.filter(entry__kind="clock_late").count() == told
    assert verify().broken == ""
