"""A worker is killed in the middle of a fetch, and the next while it takes in what was kept: every message is one case, none is lost.
The same story on both databases, with a real mail server."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from tanto.journal.verify import verify
from tanto.mail.models import Arrival, Mailbox
from tanto.recovery.models import Case
from tests.cast import make_cast
from tests.clocks.test_killed import house_beside, wait_until
from tests.mail.conftest import open_box
from tests.mail.dovecot import Dovecot
from tests.mail.letters import mail

MESSAGES = 60
WORKER = """
import django; django.setup()
from tanto.mail import waiting
waiting.AT_ONCE, waiting.BATCHES = 3, 1
from tanto.worker import Worker
Worker().run()
"""


def worker(folder) -> subprocess.Popen:
    known = house_beside(folder) | {
        "TANTO_SECRET_KEY": settings.SECRET_KEY
    }  # mailbox passwords are sealed with it
    return subprocess.Popen([sys.executable, "-c", WORKER], env=known)


def killed_when(folder, question) -> None:
    running = worker(folder)
    try:
        wait_until(question)
    finally:
        os.kill(running.pid, signal.SIGKILL)
        running.wait()


@pytest.mark.parametrize("afterwards", ["delete", "leave"])
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_fetch_and_in_the_taking_nothing_is_lost_or_doubled(
    post: Dovecot, tmp_path, afterwards
):
    box = open_box(make_cast(), port=post.imap, afterwards=afterwards)
    for number in range(MESSAGES):
        post.deliver(mail(f"Box {number} is wet.", message_id=f"<{number}@x>"))
    killed_when(tmp_path, lambda: Arrival.objects.count() > 5)
    Mailbox.objects.update(leased_until=None, reader="")  # the lease of the dead, run out
    killed_when(tmp_path, lambda: Case.objects.count() > 15)
    Mailbox.objects.update(leased_until=None, reader="")
    last = worker(tmp_path)
    try:
        wait_until(
            lambda: Case.objects.count() >= MESSAGES and not Arrival.objects.exclude(state="taken").exists()
        )
        time.sleep(1)
    finally:
        last.terminate()
        last.wait(30)
    assert (Case.objects.count(), Arrival.objects.filter(outcome="case").count()) == (MESSAGES, MESSAGES)
    assert post.lie_there() == (0 if afterwards == "delete" else MESSAGES)
    assert verify().broken == ""
    assert Mailbox.objects.get(pk=box.pk).read_at is not None
