"""The seam to the task queue: a job is put in it in the transaction that makes the job."""

from __future__ import annotations

from datetime import datetime

from django_tasks import task

from meerwaarde.platform.work.models import Job


@task()
def perform(public_id: str) -> None:
    """Run by the queue's worker."""
    from meerwaarde.platform.work.run import execute  # noqa: PLC0415 (a run may put its job back in the queue)

    execute(public_id)


def enqueue(job: Job, at: datetime) -> None:
    """Put a job in the queue. Its row is saved with the transaction, so the two never part."""
    job.task = str(perform.enqueue(job.public_id).id)
    job.queued = at
    job.save(update_fields=["task", "queued"])
