"""The one background process: drains the outbox, sends letters, sweeps clocks, seals the day. Any number may run."""

import datetime as dt
import gc
import logging
import signal
import time
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone
from structlog.contextvars import bound_contextvars

from tanto import clocks
from tanto.api.webhooks.courier import couriers, forget_deliveries, send_hooks
from tanto.clocks.sweep import sweep
from tanto.clocks.wall import wall
from tanto.home.exporting import forget_old
from tanto.home.following import freshen
from tanto.home.lists import hand_out
from tanto.jobs.beside import Beside
from tanto.jobs.working import beside as jobs
from tanto.jobs.working import work_jobs
from tanto.journal.models import Seal
from tanto.keeping.forgetting import mask_old
from tanto.mail.fetching.postboxes import Postboxes
from tanto.mail.waiting import take_waiting
from tanto.notices.drain import drain
from tanto.notices.post import is_due, post_seal, send_due
from tanto.recovery.outgoing import write_due
from tanto.web.heart import Heart

log = logging.getLogger(__name__)
heart = Heart()
postman, notary = Beside("post"), Beside("seal")
postboxes = Postboxes(lambda: heart.name)
besides: tuple[Beside | Postboxes, ...] = (jobs, postman, notary, postboxes, *couriers)
_sealed_until: dict[str, dt.date] = {}
PAUSE = 0.5  # seconds between two looks; a look with nothing to do is five index look-ups


def work(now: dt.datetime | None = None) -> int:
    """One look at everything that waits; how much was done."""
    now = now or clocks.now()
    done = 0
    duties = (
        sweep, write_due, drain, postboxes.look, take_waiting, hand_out, send_letters, send_hooks, freshen, work_jobs, forget_old, forget_deliveries, mask_old,
        seal_yesterday,
    )  # fmt: skip
    for duty in duties:
        heart.beat()
        try:
            with bound_contextvars(duty=duty.__name__):
                done += duty(now) or 0
        except (OperationalError, InterfaceError):
            raise  # the database is locked or gone; nothing else would work either
        except Exception:
            log.exception("%s failed; the other duties go on", duty.__name__)
    return done


def send_letters(now: dt.datetime) -> int:
    """No clock waits for a slow mail server."""
    if postman.is_busy or not is_due(now):
        return 0
    postman.begin(lambda: send_due(now, until=postman.is_leaving.is_set))
    return 1


def seal_yesterday(now: dt.datetime) -> None:
    """After midnight on the office wall the day before is sealed; the hash goes out where TANTO_SEAL_TO says."""
    wall = timezone.localtime(now)
    midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
    yesterday = (midnight - dt.timedelta(days=1)).date()
    if wall - midnight < dt.timedelta(minutes=2) or _sealed_until.get("day") == yesterday:
        return
    _sealed_until["day"] = yesterday
    Seal.set(yesterday, until=midnight)
    if settings.SEAL_TO and not notary.is_busy:
        notary.begin(lambda: mail_seals(now))


def mail_seals(now: dt.datetime) -> None:
    for seal in Seal.objects.filter(mailed_at__isnull=True).order_by("day"):
        post_seal(seal, now)


class Worker:
    """Runs until SIGTERM or SIGINT. A database that is locked or gone is waited for, longer each time.

    beat_file: where a parent on the same machine looks whether this one still turns.
    """

    def __init__(self, beat_file: Path | None = None) -> None:
        self.is_asked_to_stop = False
        heart.start(beat_file)
        for beside in besides:
            beside.start()
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def stop(self, signum: int, frame: FrameType | None) -> None:
        self.is_asked_to_stop = True

    def run(self) -> None:
        gc.set_threshold(
            100_000, 20, 20
        )  # a batch of a thousand clocks is no garbage; looking for it costs a sixth
        log.info("the worker %s begins", heart.name)
        wait = PAUSE
        while not self.is_asked_to_stop:
            try:
                with timezone.override(wall()):
                    wait = 0.0 if work() else PAUSE
            except (OperationalError, InterfaceError):
                log.exception("the database does not answer; trying again")
                wait = min(max(wait, PAUSE) * 2, 30)
            close_old_connections()
            time.sleep(wait)
        heart.stop()
        for beside in besides:
            beside.is_leaving.set()
        for beside in besides:
            beside.leave()
