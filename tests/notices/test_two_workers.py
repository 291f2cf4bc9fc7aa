"""Two workers on one PostgreSQL; one is killed in the middle. No notice is lost, none is doubled."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tanto import clocks
from tanto.journal.models import Entry
from tanto.notices.models import Letter, Notice
from tanto.recovery.models import Case
from tests.cast import make_cast

is_postgresql = django_settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
CASES = 120


def start_worker(folder) -> subprocess.Popen:
    database = connection.settings_dict
    address = f"postgresql://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": address,
        "TANTO_DATA_DIR": str(folder),
        "TANTO_MAIL_LEASE": "2",
    }
    return subprocess.Popen([sys.executable, "-m", "tanto", "worker"], env=environment)


def wait_until(question, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not question():
        assert time.monotonic() < end, "the workers did not finish in time"
        time.sleep(0.02)


@pytest.mark.postgresql
@pytest.mark.skipif(not is_postgresql, reason="SQLite has one writer; this story is PostgreSQL's")
@pytest.mark.django_db(transaction=True)
def test_one_of_two_workers_is_killed_and_nothing_is_lost_or_doubled(tmp_path):
    cast = make_cast()
    Entry.objects.update(told_at=clocks.now())
    for number in range(CASES):
        case = cast.receive(f"Box {number} is wet", by=cast.colleague)
        case.accept(by=cast.owner.actor)
        case.finish_listening(by=cast.owner.actor, intensity=1)
        case.write(
            by=cast.owner.actor,
            body=f"Mori here, {number}, {{next_time}}",
            next_at=clocks.now() + clocks_hour(),
        )
    first, second = start_worker(tmp_path), start_worker(tmp_path)
    try:
        wait_until(lambda: Letter.objects.filter(state="sent").count() > 5)
        os.kill(first.pid, signal.SIGKILL)
        wait_until(lambda: not Entry.objects.filter(told_at__isnull=True).exists())
        wait_until(lambda: not Notice.objects.filter(mail_at__isnull=False, letter__isnull=True).exists())
        wait_until(lambda: not Letter.objects.filter(state__in=["waiting", "sending"]).exists())
    finally:
        for worker in (first, second):
            worker.kill()
            worker.wait()
    # offered: owner; received: boss; changed: recorder and boss; letter: the customer
    assert Notice.objects.filter(entry__kind="case_received").count() == CASES
    assert Notice.objects.filter(entry__kind="owner_offered", person=cast.owner).count() == CASES
    assert Notice.objects.filter(entry__kind="owner_changed").count() == 2 * CASES
    sent, unclear = (Letter.objects.filter(state=state).count() for state in ("sent", "unclear"))
    assert sent + unclear == Letter.objects.count()
    assert Letter.objects.filter(contact__isnull=False).count() == CASES
    mailed = Notice.objects.filter(mail_at__isnull=False, entry__isnull=False)  # not the lists of the hour
    assert mailed.count() == 4 * CASES  # offered, received, changed twice; each in one letter, some together
    assert not mailed.filter(letter__isnull=True).exists()
    assert unclear <= 1  # what the killed worker had in its hands, if it was the customer's
    files = len(list((tmp_path / "letters").glob("*.eml")))
    assert sent <= files <= sent + unclear
    assert Case.objects.count() == CASES


def clocks_hour():
    import datetime as dt

    return dt.timedelta(hours=1)
