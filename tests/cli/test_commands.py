"""The command line, each command as its own process against a data folder of its own."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request

import pytest


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A data folder with the demo told."""
    folder = tmp_path_factory.mktemp("house")
    tanto(folder, "migrate")
    tanto(folder, "demo", "load", "--language", "en")
    return folder


def environment(folder, **more) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return known | {"TANTO_DATA_DIR": str(folder), "TANTO_DEMO": "1"} | more


def tanto(folder, *words, code: int = 0, **more) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tanto", *words],
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def copy(house, tmp_path):
    with (
        sqlite3.connect(house / "tanto.sqlite3") as source,
        sqlite3.connect(tmp_path / "tanto.sqlite3") as target,
    ):
        source.backup(target)
    return sqlite3.connect(tmp_path / "tanto.sqlite3")


def test_a_journal_that_holds_says_so_with_counts(house):
    said = tanto(house, "journal", "verify")
    assert said.startswith("holds: ")
    assert "entries" in said


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            "UPDATE recovery_case SET severity = 2 WHERE number = 'SR-2026-0002'",
            "row case 2: severity changed",
        ),
        ("UPDATE journal_entry SET facts = '{}' WHERE kind = 'cushioned'", "its content was changed"),
        ("DELETE FROM journal_entry WHERE kind = 'cushioned'", "is missing before it"),
    ],
)
def test_a_change_behind_our_back_is_reported_with_exit_1(house, tmp_path, change, named):
    with copy(house, tmp_path) as database:
        database.execute("PRAGMA foreign_keys=OFF")
        database.execute(change)
    assert named in tanto(tmp_path, "journal", "verify", code=1)


def test_the_demo_is_told_only_into_an_empty_house(house):
    assert "There are people in this house already" in tanto(house, "demo", "load")


def test_intake_names_what_it_made(house, tmp_path):
    copy(house, tmp_path).close()
    (tmp_path / "one.eml").write_text("Subject: Wet\n\nThe box is wet.")
    said = tanto(tmp_path, "intake", str(tmp_path / "one.eml"), "--duty", "tanaka@tamabashi.example")
    assert "1 new, 0 known before, 0 without a case, 0 not read" in said


def test_intake_needs_one_named_person(house):
    said = tanto(house, "intake", "x.eml", "--duty", "sales@tamabashi.example", code=1)
    assert "one named owner" in said


def test_a_house_begins_with_one_person(tmp_path):
    tanto(tmp_path, "migrate")
    words = [
        "--firm",
        "Tamabashi",
        "--family",
        "Kuroda",
        "--given",
        "Makoto",
        "--email",
        "k@t.example",
        "--password",
        "a long enough one",
    ]
    assert "Welcome" in tanto(tmp_path, "begin", *words)
    assert "already" in tanto(tmp_path, "begin", *words, code=1)


def test_a_script_makes_who_keeps_the_house_and_asks_nothing(tmp_path):
    tanto(tmp_path, "migrate")
    first = ("createadmin", "--email", "k@t.example")
    assert "no surname is given" in tanto(tmp_path, *first, code=1)
    assert "too short" in tanto(tmp_path, *first, "--family", "Kuroda", "--password", "short", code=1)
    named = (*first, "--family", "Kuroda", "--firm", "Tamabashi")
    assert "k@t.example) keeps the house" in tanto(tmp_path, *named, TANTO_ADMIN_PASSWORD="a long enough one")
    assert "keeps the house" in tanto(tmp_path, *first)
    second = ("createadmin", "--email", "m@t.example", "--family", "Miura")
    assert "m@t.example) keeps the house" in tanto(
        tmp_path, *second, TANTO_ADMIN_PASSWORD="a long enough one"
    )
    assert "holds: " in tanto(tmp_path, "journal", "verify")


def test_the_key_is_readable_by_its_owner_only(house):
    assert (house / "secret.key").stat().st_mode & 0o777 == 0o600


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def children(pid: int) -> list[int]:
    found = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True)
    return [int(line) for line in found.stdout.split()]


def answer(port: int) -> dict[str, str]:
    end = time.monotonic() + 120  # the demo is told first
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as page:
                return json.load(page)
        except OSError:
            assert time.monotonic() < end, "the house did not open"
            time.sleep(0.1)


def test_serve_opens_the_house_keeps_its_worker_alive_and_leaves_nobody_behind(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "tanto", "serve", "--port", str(port)]
    serving = subprocess.Popen(command, env=environment(tmp_path, TANTO_URL=f"http://127.0.0.1:{port}"))
    try:
        assert answer(port) == {"database": "ok"}
        before = children(serving.pid)
        assert len(before) == 2
        os.kill(before[1], signal.SIGKILL)
        end = time.monotonic() + 20
        while len(set(children(serving.pid)) - set(before)) < 1:
            assert time.monotonic() < end, "the worker was not started again"
            time.sleep(0.1)
        after = children(serving.pid)
    finally:
        serving.terminate()
        serving.wait(timeout=30)
    time.sleep(0.3)
    assert not [pid for pid in after if os.path.exists(f"/proc/{pid}")]
    assert (tmp_path / "demo-clock").exists()
