import datetime as dt

from django.db import models, transaction
from django.db.models import F, Q

LEASE = dt.timedelta(seconds=60)  # so long may a job be silent before another worker takes it up
MOST_ATTEMPTS = 3


class Jobs(models.QuerySet["Job"]):
    def waiting(self, now: dt.datetime) -> "Jobs":
        """What a worker may take: never begun, or begun by one that fell silent."""
        silent = Q(state=Job.RUNNING, lease_until__lt=now)
        return self.filter(Q(state=Job.WAITING) | silent).order_by("pk")


class Job(models.Model):
    """One piece of long work. task: where its function stands; attempt: how often it was taken up, the fence against a
    worker that comes back from the dead; done, total: its progress, in whatever it counts."""

    WAITING, RUNNING, DONE, FAILED, STOPPED = "waiting", "running", "done", "failed", "stopped"

    task = models.CharField(max_length=200)
    args = models.JSONField(default=list)
    kwargs = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=WAITING)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    asked_to_stop_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    result = models.JSONField(null=True)
    trouble = models.TextField(default="")

    objects = Jobs.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_state",
                condition=Q(state__in=["waiting", "running", "done", "failed", "stopped"]),
            ),
            models.CheckConstraint(
                name="running_under_a_lease", condition=~Q(state="running") | Q(lease_until__isnull=False)
            ),
        ]
        indexes = [
            models.Index(name="job_open", fields=["id"], condition=Q(state__in=["waiting", "running"])),
        ]

    def __str__(self) -> str:
        return f"job {self.pk}: {self.task} {self.state}"

    @property
    def is_open(self) -> bool:
        return self.state in (Job.WAITING, Job.RUNNING)

    @property
    def percent(self) -> int:
        """How much is done, 0 to 100."""
        return min(100 * self.done // self.total, 100) if self.total else 0

    @classmethod
    @transaction.atomic
    def take(cls, now: dt.datetime) -> "Job | None":
        """Take the oldest job that waits, under a lease. One that was taken up too often has failed."""
        job = cls.objects.waiting(now).select_for_update(skip_locked=True).first()
        if job is None:
            return None
        if job.asked_to_stop_at is not None or job.attempt >= MOST_ATTEMPTS:
            job.state = cls.STOPPED if job.asked_to_stop_at else cls.FAILED
            job.trouble = "" if job.asked_to_stop_at else f"taken up {job.attempt} times and never finished"
            job.ended_at = now
            job.save()
            return None
        job.state, job.attempt, job.lease_until = cls.RUNNING, job.attempt + 1, now + LEASE
        job.started_at = job.started_at or now
        job.done = 0
        job.save()
        return job

    def go_on(self, now: dt.datetime, **columns: object) -> bool:
        """Renew the lease and write progress, if this attempt is still the one that counts. Returns whether it is."""
        mine = Job.objects.filter(pk=self.pk, attempt=self.attempt, state=Job.RUNNING)
        return bool(mine.update(lease_until=now + LEASE, **columns))

    def end(self, state: str, now: dt.datetime, **columns: object) -> bool:
        """Write down how it ended, if this attempt is still the one that counts."""
        mine = Job.objects.filter(pk=self.pk, attempt=self.attempt, state=Job.RUNNING)
        return bool(mine.update(state=state, ended_at=now, lease_until=None, **columns))

    def give_back(self) -> None:
        """The worker goes away in good order: another one begins at once, and it counts as no attempt."""
        mine = Job.objects.filter(pk=self.pk, attempt=self.attempt, state=Job.RUNNING)
        mine.update(state=Job.WAITING, lease_until=None, attempt=F("attempt") - 1)

    def ask_to_stop(self, now: dt.datetime) -> None:
        """It stops at its next step; one that has not begun stops where it stands."""
        Job.objects.filter(pk=self.pk, state=Job.WAITING).update(
            state=Job.STOPPED, asked_to_stop_at=now, ended_at=now
        )
        Job.objects.filter(pk=self.pk, state=Job.RUNNING).update(asked_to_stop_at=now)
