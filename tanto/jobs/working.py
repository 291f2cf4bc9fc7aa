"""The worker's side: one job at a time, beside its other duties. A job says now and then how far it is
(`progress().say(…)`); there it renews its lease, and there it can stop or be given back for another worker to begin."""

import datetime as dt
import logging
import time
from contextvars import ContextVar

from django.utils.module_loading import import_string

from tanto import clocks

from .beside import Beside
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
        if beside.is_leaving.is_set():
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
beside = Beside("job")


def progress() -> Progress:
    """The progress of the job that runs in this thread."""
    return _progress.get()


def work_jobs(now: dt.datetime) -> int:
    """A duty of the worker: begin the next job if none runs here. Comes back at once; 1 if one was begun."""
    if beside.is_busy or not Job.objects.waiting(now).exists():
        return 0
    beside.begin(work_one)
    return 1


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
