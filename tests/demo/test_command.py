"""`tanto demo` as its own process: tells, serves, refuses, and leaves nothing half told."""

import os
import signal
import sqlite3
import subprocess
import sys

from tests.cli.test_commands import answer, environment, free_port, tanto


def begin(folder, *words: str) -> subprocess.Popen[str]:
    known = {name: value for name, value in environment(folder).items() if name != "TANTO_DEMO"}
    command = [sys.executable, "-u", "-m", "tanto", "demo", *words]
    return subprocess.Popen(
        command,
        env=known,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def people(folder) -> list[str]:
    with sqlite3.connect(folder / "tanto.sqlite3") as database:
        return [email for (email,) in database.execute("SELECT email FROM people_person")]


def test_it_tells_by_month_leaves_nothing_half_told_and_tells_once(tmp_path):
    telling = begin(tmp_path, "--no-serve", "--language", "ja")
    for line in telling.stdout:
        if "June 2026" in line:
            break
    os.killpg(telling.pid, signal.SIGKILL)
    telling.wait()
    assert people(tmp_path) == []
    said = tanto(tmp_path, "demo", "--no-serve", "--language", "en")
    assert "October 2026: 41 cases so far" in said
    assert "Come and look" in said
    assert len(people(tmp_path)) == 25
    assert "nothing was changed" in tanto(tmp_path, "demo", "--no-serve")
    assert tanto(tmp_path, "journal", "verify").startswith("holds")
    serving = begin(tmp_path, "--port", str(port := free_port()))
    try:
        assert answer(port) == {"database": "ok"}
    finally:
        serving.terminate()
        serving.wait(timeout=30)


def test_where_real_people_live_it_refuses_and_changes_nothing(tmp_path):
    tanto(tmp_path, "migrate")
    real = ("--email", "k@t.example", "--family", "Kuroda", "--password", "a long enough one")
    tanto(tmp_path, "createadmin", *real)
    for words in (("demo",), ("demo", "--no-serve"), ("serve",)):
        assert "Real people live in this house" in tanto(tmp_path, *words, code=1)
    assert people(tmp_path) == ["k@t.example"]
    assert not (tmp_path / "demo-clock").exists()
