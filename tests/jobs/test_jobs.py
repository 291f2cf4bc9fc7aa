"""Long work: once, taken up again after a kill, stopped when asked, and never in the way of the clocks."""

import datetime as dt
import threading

import pytest
from django_tasks import TaskResultStatus, task

from tanto import clocks
from tanto.jobs import working
from tanto.jobs.beside import Beside
from tanto.jobs.models import LEASE, MOST_ATTEMPTS, Job
from tanto.jobs.working import Progress, progress, work_jobs, work_one

pytestmark = pytest.mark.django_db


@task()
def counts(to: int) -> int:
    for n in range(to):
        progress().say(n, total=to)
    return to


@task()
def breaks() -> None:
    raise ValueError("no paper in the printer")


@task()
def is_asked_to_stop() -> None:
    progress().job.ask_to_stop(clocks.now())
    progress().say(1, total=2)


def test_a_job_is_done_and_gives_its_result():
    result = counts.enqueue(3)
    assert result.status == TaskResultStatus.READY
    work_one()
    result.refresh()
    assert (result.status, result.return_value) == (TaskResultStatus.SUCCESSFUL, 3)
    assert work_one() is None


def test_a_job_that_breaks_has_failed_and_says_why():
    breaks.enqueue()
    work_one()
    job = Job.objects.get()
    assert (job.state, job.trouble) == (Job.FAILED, "ValueError: no paper in the printer")


def test_a_job_stops_when_it_is_asked_to():
    is_asked_to_stop.enqueue()
    work_one()
    assert Job.objects.get().state == Job.STOPPED


def test_a_killed_worker_s_job_is_taken_up_again_and_the_dead_cannot_write():
    counts.enqueue(2)
    dead = Job.take(clocks.now())
    assert Job.take(clocks.now()) is None
    with clocks.travelling(clocks.now() + LEASE + dt.timedelta(seconds=1)):
        alive = work_one()
        assert alive.attempt == 2
        assert not dead.go_on(clocks.now(), done=1)
        assert not dead.end(Job.FAILED, clocks.now())
    assert Job.objects.get().state == Job.DONE


def test_a_job_that_kills_its_worker_is_given_up():
    counts.enqueue(2)
    now = clocks.now()
    for n in range(MOST_ATTEMPTS):
        assert Job.take(now + n * 2 * LEASE) is not None
    assert Job.take(now + MOST_ATTEMPTS * 2 * LEASE) is None
    assert Job.objects.get().state == Job.FAILED


def test_a_worker_that_leaves_gives_its_job_back(monkeypatch):
    leaving = threading.Event()
    leaving.set()
    monkeypatch.setattr(working.beside, "is_leaving", leaving)
    counts.enqueue(2)
    work_one()
    job = Job.objects.get()
    assert (job.state, job.attempt) == (Job.WAITING, 0)


def test_progress_is_told_and_renews_the_lease():
    counts.enqueue(4)
    job = Job.take(clocks.now())
    with clocks.travelling(clocks.now() + dt.timedelta(seconds=30)):
        Progress(job).say(1, total=4)
    job.refresh_from_db()
    assert (job.percent, job.lease_until > clocks.now() + LEASE) == (25, True)


def test_the_duty_comes_back_at_once_and_one_job_runs_at_a_time(monkeypatch):
    begun, go = threading.Event(), threading.Event()
    monkeypatch.setattr(working, "work_one", lambda: (begun.set(), go.wait(5)))
    monkeypatch.setattr(working, "beside", beside := Beside("job"))
    beside.start()
    counts.enqueue(1)
    assert work_jobs(clocks.now()) == 1
    assert begun.wait(5)
    assert work_jobs(clocks.now()) == 0
    go.set()
    beside.thread.join(5)
