"""Django's task API on our own table, the same on both databases: what was enqueued in a transaction exists when it is
committed, and a job whose worker was killed is taken up by another."""

from typing import Any

from django.utils.module_loading import import_string
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from tanto import clocks

from .models import Job

STATUS = {
    Job.WAITING: TaskResultStatus.READY,
    Job.RUNNING: TaskResultStatus.RUNNING,
    Job.DONE: TaskResultStatus.SUCCESSFUL,
    Job.FAILED: TaskResultStatus.FAILED,
    Job.STOPPED: TaskResultStatus.FAILED,
}


class LeasedBackend(BaseTaskBackend):
    supports_get_result = True

    def enqueue(self, task: "Task[Any, Any]", args: Any, kwargs: Any) -> "TaskResult[Any]":
        """Write the job down; a worker sees it once the transaction is committed."""
        self.validate_task(task)
        job = Job.objects.create(
            task=task.module_path, args=list(args), kwargs=dict(kwargs), made_at=clocks.now()
        )
        return self.result_of(job)

    def get_result(self, result_id: str) -> "TaskResult[Any]":
        job = Job.objects.filter(pk=result_id).first()
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return self.result_of(job)

    def result_of(self, job: Job) -> "TaskResult[Any]":
        result: TaskResult[Any] = TaskResult(
            task=import_string(job.task), id=str(job.pk), status=STATUS[job.state], enqueued_at=job.made_at,
            started_at=job.started_at, finished_at=job.ended_at, last_attempted_at=job.started_at,
            args=job.args, kwargs=job.kwargs, backend=self.alias,
            errors=[TaskError(exception_class_path="builtins.RuntimeError", traceback=job.trouble)] if job.trouble else [],
            worker_ids=[str(n) for n in range(job.attempt)],
        )  # fmt: skip
        object.__setattr__(result, "_return_value", job.result)
        return result
