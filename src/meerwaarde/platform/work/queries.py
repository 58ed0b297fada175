"""Reads of background work."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.organisations.queries import memberships_at
from meerwaarde.platform.work.models import Job

__all__ = ["Job"]


def visible_to(actor: Actor) -> QuerySet[Job]:
    """One's own jobs at this authority; an administrator sees those of all colleagues."""
    here = Job.objects.filter(organisation_id=actor.organisation_id).select_related("person")
    if actor.may("organisation.manage"):
        return here
    return here.none() if actor.person_id is None else here.filter(person_id=actor.person_id)


def job_of(actor: Actor, public_id: str) -> Job | None:
    """A job that this actor may see."""
    return visible_to(actor).filter(public_id=public_id).first()


def silent(before: datetime) -> list[Job]:
    """Jobs that nobody works at although they should be: a worker died, or its task was lost."""
    quiet = Job.objects.filter(
        Q(state=Job.State.RUNNING, heartbeat__lt=before) | Q(state=Job.State.QUEUED, queued__lt=before)
    ).order_by("id")[:100]
    waiting = _still_waiting([job.task for job in quiet if job.state == Job.State.QUEUED])
    return [job for job in quiet if job.state == Job.State.RUNNING or job.task not in waiting]


def starter_of(job: Job, day: date) -> Actor | None:
    """Who started a job, in the membership of then; None when that has ended, or for the installation."""
    if job.organisation_id is None:
        return None
    membership = (
        memberships_at(job.organisation_id, day)
        .filter(public_id=job.membership)
        .select_related("person", "organisation")
        .first()
    )
    return None if membership is None else actor_of(membership)


def ended_before(moment: datetime) -> QuerySet[Job]:
    """Jobs that ended before a moment and still have something to fetch."""
    return Job.objects.filter(finished__lt=moment, result__isnull=False)


def last_result(name: str) -> Mapping[str, Any] | None:
    """What the last job of this name that finished gave; None where none did, or it was tidied up."""
    done = Job.objects.filter(name=name, state=Job.State.DONE).order_by("-pk").first()
    return done.result if done else None


def forget_tasks(before: datetime) -> int:
    """Delete the queue's own rows of long ago; what was done stands in the jobs and in the journal."""
    gone = DBTaskResult.objects.filter(enqueued_at__lt=before).exclude(status=TaskResultStatus.READY)
    return int(gone.delete()[0])


def bury_task(task: str) -> None:
    """Mark the queue's row of a dead worker as failed, so that it does not run for ever in the books."""
    if task:
        rows: Any = DBTaskResult.objects.filter(id=uuid.UUID(task), status=TaskResultStatus.RUNNING)
        rows.update(status=TaskResultStatus.FAILED)


def _still_waiting(tasks: list[str]) -> set[str]:
    ids = [uuid.UUID(task) for task in tasks if task]
    found = DBTaskResult.objects.filter(id__in=ids, status=TaskResultStatus.READY)
    return {str(task) for task in found.values_list("id", flat=True)}
