"""Workers as processes of their own: two send nothing twice while both live, and what a killed one had in its hands goes again
with the same id."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.conf import settings as django_settings
from django.db import connection

from tanto import clocks
from tanto.api.webhooks.models import Delivery
from tanto.journal.models import Entry
from tests.api.webhooks.receiver import Receiver, hook_to
from tests.cast import make_cast
from tests.notices.test_two_workers import is_postgresql, wait_until

STORY = """
import django, sys
django.setup()
from tanto import clocks
from tanto.api.webhooks import courier
from tanto.api.webhooks.models import delivery
import datetime as dt
delivery.LEASE = dt.timedelta(seconds=2)
for beside in courier.couriers:
    beside.start()
import time
while True:
    courier.send_hooks(clocks.now())
    time.sleep(0.02)
"""


def start(folder) -> subprocess.Popen:
    """A worker that does nothing but send, with a short lease."""
    known = connection.settings_dict
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tanto.settings",
        "TANTO_SECRET_KEY": django_settings.SECRET_KEY,
        "TANTO_DATA_DIR": str(folder),
        "TANTO_HOOKS_MAY_REACH": "127.0.0.0/8",
    }
    if is_postgresql:
        environment["DATABASE_URL"] = (
            f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
        )
    else:
        (folder / "tanto.sqlite3").symlink_to(known["NAME"])
    return subprocess.Popen([sys.executable, "-c", STORY], env=environment)


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_had_in_its_hands_goes_again_with_the_same_id(receiver: Receiver, tmp_path):
    cast = make_cast()
    hook_to(receiver, "case_received")
    Entry.objects.update(told_at=clocks.now())
    receiver.answer(lambda handler: time.sleep(60))
    cast.receive()
    told()
    first = start(folder(tmp_path, "one"))
    try:
        wait_until(lambda: receiver.came)
        assert Delivery.objects.get().state == "sending"
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    second = start(folder(tmp_path, "two"))
    try:
        wait_until(lambda: Delivery.objects.get().state == "sent")
    finally:
        second.kill()
        second.wait()
    assert [one.id for one in receiver.came] == [Delivery.objects.get().message_id] * 2
    assert receiver.came[0].body == receiver.came[1].body


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_everything_and_nothing_twice(receiver: Receiver, tmp_path):
    cast = make_cast()
    Entry.objects.update(told_at=clocks.now())
    hooks = [hook_to(receiver, "case_received") for _ in range(3)]
    for number in range(20):
        cast.receive(f"Box {number} is wet")
    told()
    workers = [start(folder(tmp_path, name)) for name in ("one", "two")]
    try:
        wait_until(lambda: Delivery.objects.filter(state="sent").count() == 20 * len(hooks))
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    counted = Counter(one.id for one in receiver.came)
    assert len(counted) == 20 * len(hooks)
    assert set(counted.values()) == {1}


def told() -> None:
    from tanto.notices.drain import drain

    drain(clocks.now())


def folder(tmp_path, name: str):
    made = tmp_path / name
    made.mkdir()
    return made
