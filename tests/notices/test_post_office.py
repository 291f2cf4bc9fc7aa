"""Letters to a real mail server that drops the line, refuses, and a worker that is killed while a letter is in its hands."""

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tanto import clocks
from tanto.notices.drain import drain
from tanto.notices.models import Letter
from tanto.notices.post import send_due
from tests.cast import Cast
from tests.journeys.house import ROOT, House

from .post_office import PostOffice

HERS, OWNERS, BOSSES = (
    f"{name}.example" for name in ("kiuchi@shirakabazawa", "mori@tamabashi", "suzuki@tamabashi")
)


@pytest.fixture
def office(settings):
    with PostOffice() as office:
        settings.MAIL = office.address
        yield office


def written(cast: Cast) -> Letter:
    case = cast.accountable()
    case.write(by=cast.owner.actor, body="森 Mori {next_time}", next_at=clocks.now() + dt.timedelta(hours=1))
    drain(clocks.now())
    send_due(clocks.now())
    return Letter.objects.get(contact=cast.customer)


def test_it_arrives_as_it_was_written(cast: Cast, office: PostOffice):
    letter = written(cast)
    (mail,) = office.to(HERS)
    assert (mail["Message-ID"], letter.state) == (letter.message_id, "sent")
    assert "森 Mori" in mail.get_body(("plain",)).get_content()


def test_a_line_that_drops_before_the_answer_may_have_taken_it(cast: Cast, office: PostOffice):
    office.drops = "before"
    assert written(cast).state == "unclear"
    send_due(clocks.now() + dt.timedelta(days=1))
    assert office.to(HERS) == []


def test_a_line_that_drops_after_the_answer_has_taken_it(cast: Cast, office: PostOffice):
    office.drops = "after"
    assert written(cast).state == "sent"
    office.drops = ""
    send_due(clocks.now() + dt.timedelta(days=1))
    assert len(office.to(HERS)) == 1


def test_what_she_cannot_be_reached_by_is_known_at_once(cast: Cast, office: PostOffice):
    office.nobody = {HERS}
    letter = written(cast)
    assert (letter.state, letter.entry.subject_kind) == ("bounced", "case")
    assert letter.trouble == f"550 5.1.1 <{HERS}>: no such user"


STORY = """
import django; django.setup()
import datetime as dt
from tanto import clocks
from tests.cast import make_cast
cast = make_cast()
case = cast.accountable()
case.write(by=cast.owner.actor, body="Mori {next_time}", next_at=clocks.now() + dt.timedelta(hours=1))
case.send(by=cast.owner.actor, body="Mori again {next_time}", next_at=clocks.now() + dt.timedelta(hours=2))
"""


class Killed:
    """A house of its own whose worker can be killed; what its database says."""

    def __init__(self, folder: Path, office: PostOffice, **more: str) -> None:
        self.house = House(folder)
        self.known = self.house.environment() | {"TANTO_MAIL": office.address, "TANTO_MAIL_LEASE": "2"} | more
        self.house.tanto("migrate")
        story = self.known | {"DJANGO_SETTINGS_MODULE": "tanto.settings", "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", STORY], env=story, check=True, timeout=60)

    def worker(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "tanto", "worker"], env=self.known)

    def rows(self, question: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.house.folder / "tanto.sqlite3", timeout=10) as database:
            return database.execute(question).fetchall()

    def letters(self) -> list[tuple[object, ...]]:
        return self.rows("SELECT address, state FROM notices_letter ORDER BY id")


def until(question, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def killed(worker: "subprocess.Popen[bytes]") -> None:
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()


def test_a_worker_killed_with_letters_in_its_hands_loses_and_doubles_none(tmp_path):
    with PostOffice() as office:
        office.go_on.clear()
        killed_house = Killed(tmp_path, office, TANTO_TAKE_BACK="2")
        worker = killed_house.worker()
        killed_at: list[str] = []
        try:
            for _ in range(6):  # each worker is killed while the server holds a letter of it
                assert office.in_hand.wait(40)
                killed(worker)
                [*_, in_hand] = killed_house.rows(
                    "SELECT address FROM notices_letter WHERE state = 'sending' ORDER BY next_at"
                )
                killed_at.append(str(in_hand[0]))
                office.in_hand.clear()
                worker = killed_house.worker()
                if HERS in killed_at:
                    break
            office.go_on.set()
            settled = ("sent", "unclear")
            until(
                lambda: (
                    len(hers := [s for a, s in killed_house.letters() if a == HERS]) == 2
                    and set(hers) <= set(settled)
                )
            )
            until(
                lambda: all(state in settled for address, state in killed_house.letters() if address != HERS)
            )
        finally:
            killed(worker)
        assert HERS in killed_at
        assert [state for address, state in killed_house.letters() if address == HERS] == ["unclear", "sent"]
        names = [mail["Message-ID"] for mail in office.to(HERS)]
        assert len(names) == len(
            set(names)
        )  # nothing doubled for her, whatever the server made of the broken line
        known = {name for (name,) in killed_house.rows("SELECT message_id FROM notices_letter")}
        assert {mail["Message-ID"] for mail in office.kept} <= known
