"""The worker's side: one job at a time, in a thread of its own, so that the clocks are swept while a million rows are
written. A job says now and then how far it is (`progress().say(…)`); there it renews its lease, and there it can stop."""

import datetime as dt
import logging
import threading
import time
from contextvars import ContextVar

from django.db import close_old_connections, connection
from django.utils.module_loading import import_string

from tanto import clocks

from .models import Job

log = logging.getLogger(__name__)
EVERY = 0.5  # seconds between two notes of progress


class Stop(Exception):  # noqa: N818 - it is asked for, not an error
    """Somebody asked the job to stop."""


class Leave(Exception):  # noqa: N818 - the worker goes away; the job goes on elsewhere
    """The worker is asked to end, or another one has taken the job up."""


class Progress:
    """How a job tells how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.said = 0.0

    def say(self, done: int, total: int | None = None) -> None:
        """Note the progress, at most twice a second; raises where the job must not go on."""
        if _leaving.is_set():
            raise Leave
        if total is None and time.monotonic() - self.said < EVERY:
            return
        self.said = time.monotonic()
        columns = {"done": done} if total is None else {"done": done, "total": total}
        if not self.job.go_on(clocks.now(), **columns):
            raise Leave
        if Job.objects.filter(pk=self.job.pk, asked_to_stop_at__isnull=False).exists():
            raise Stop


_progress: ContextVar[Progress] = ContextVar("progress")
_leaving = threading.Event()
_thread: threading.Thread | None = None


def progress() -> Progress:
    """The progress of the job that runs in this thread."""
    return _progress.get()


def work_jobs(now: dt.datetime) -> int:
    """A duty of the worker: begin the next job if none runs here. Comes back at once; 1 if one was begun."""
    global _thread
    if _thread is not None and _thread.is_alive():
        return 0
    if not Job.objects.waiting(now).exists():
        return 0
    _thread = threading.Thread(target=in_thread, name="job", daemon=True)
    _thread.start()
    return 1


def in_thread() -> None:
    close_old_connections()
    try:
        work_one()
    finally:
        connection.close()


def work_one() -> Job | None:
    """Take one job and do it to its end, in this thread."""
    job = Job.take(clocks.now())
    if job is None:
        return None
    _progress.set(Progress(job))
    try:
        result = import_string(job.task).call(*job.args, **job.kwargs)
    except Stop:
        job.end(Job.STOPPED, clocks.now())
    except Leave:
        job.give_back()
    except Exception as error:
        log.exception("%s failed", job)
        job.end(Job.FAILED, clocks.now(), trouble=f"{type(error).__name__}: {error}"[:2000])
    else:
        job.end(Job.DONE, clocks.now(), result=result)
    return job


def leave(wait: float = 10) -> None:
    """The worker ends: the job that runs here is given back, for another worker to begin."""
    _leaving.set()
    if _thread is not None:
        _thread.join(wait)
