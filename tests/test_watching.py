"""The parent that watches: in processes of its own, so that nothing of the tests is forked."""

import subprocess
import sys

from tanto import watching
from tanto.watching import Beat

WATCH = """
import os, sys, time
from pathlib import Path
from tanto import watching
from tanto.watching import Beat, Watched

watching.LOST = 0.6
folder = Path(sys.argv[1])

def child():
    with (folder / "born").open("a") as file:
        file.write(f"{os.getpid()}\\n")
    {does}

watched = Watched(child, beat=Beat(folder / "beat"))
end = time.monotonic() + 2.5
while time.monotonic() < end:
    watched.keep_alive()
    time.sleep(0.05)
watched.end()
print(*(folder / "born").read_text().split())
"""


def watch(folder, does: str) -> list[str]:
    """The process ids of the children that a parent had in two and a half seconds."""
    command = [sys.executable, "-c", WATCH.replace("{does}", does), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.split()


def test_a_child_that_sleeps_for_ever_is_ended_and_started_again(tmp_path):
    born = watch(tmp_path, "time.sleep(10_000)")
    assert len(born) >= 2
    assert not any(is_alive(pid) for pid in born)


def test_a_child_that_turns_is_left_alone(tmp_path):
    turns = "\n    while True:\n        (folder / 'beat').write_text('0'); time.sleep(0.05)"
    assert len(watch(tmp_path, turns)) == 1


def test_a_child_that_falls_again_and_again_is_waited_for_longer_each_time(tmp_path):
    assert len(watch(tmp_path, "sys.exit(3)")) == 3  # at once, after one second, after two more


def test_a_child_that_turns_no_more_for_a_minute_is_lost(tmp_path, monkeypatch):
    passed = [1000.0]
    monkeypatch.setattr(watching.time, "monotonic", lambda: passed[0])
    beat = Beat(tmp_path / "beat")
    passed[0] += 59
    (tmp_path / "beat").write_text("")
    assert not beat.is_lost()
    passed[0] += 59
    assert not beat.is_lost()
    passed[0] += 2
    assert beat.is_lost()


def is_alive(pid: str) -> bool:
    return subprocess.run(["ps", "-p", pid], capture_output=True).returncode == 0
