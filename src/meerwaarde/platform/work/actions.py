"""Starting and stopping background work, and picking up what a dead worker left."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import System, Who, record
from meerwaarde.platform.work.jobs import kind_of
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.queries import bury_task, silent
from meerwaarde.platform.work.queue import enqueue
from meerwaarde.rules.text import Text

MOST_ATTEMPTS = 5
"""After so many workers that died at the same step, the step is to blame and not the workers."""

KEPT_DYING = Text(
    nl="De taak brak steeds af op dezelfde plek en is daarom gestopt. Vraag de beheerder om het logboek.",
    en="The task kept breaking off at the same place and was stopped. Ask the administrator for the log.",
)


def start(
    name: str, who: Who, parameters: Mapping[str, Any], *, at: datetime, total: int | None = None
) -> Job:
    """Put a job in the queue, in the transaction of the caller where there is one."""
    if kind_of(name) is None:
        raise ValueError(f"No job is called {name!r}: register it with @job in tasks.py.")
    with transaction.atomic():
        job = Job.enter(
            organisation_id=who.organisation_id,
            person_id=who.person_id if isinstance(who, Actor) else None,
            membership=who.membership,
            name=name,
            parameters=dict(parameters),
            total=total,
            created=at,
            queued=at,
        )
        enqueue(job, at)
        record(who, "job.start", job, at=at, fields=["name"])
    return job


def stop(job: Job, who: Who, *, at: datetime) -> bool:
    """Ask a job to stop: one that waits stops at once, one that runs after its current step.

    False when there is nothing to stop any more.
    """
    with transaction.atomic():
        waited = job.move(Job.State.QUEUED, "", state=Job.State.STOPPED, finished=at, stop_requested=True)
        stopping = waited or job.move(Job.State.RUNNING, job.lease, stop_requested=True)
        if stopping:
            record(who, "job.stop", job, at=at)
    return stopping


def revive(*, at: datetime, silent_after: float) -> int:
    """Put jobs back in the queue whose worker has not been heard for `silent_after` seconds."""
    revived = 0
    for job in silent(at - timedelta(seconds=silent_after)):
        with transaction.atomic():
            if job.attempts >= MOST_ATTEMPTS:
                give_up(job, at)
            elif job.take_from_the_dead(state=Job.State.QUEUED, lease="", heartbeat=None):
                bury_task(job.task)
                job.refresh_from_db()
                enqueue(job, at)
                revived += 1
    return revived


def give_up(job: Job, at: datetime) -> None:
    """End a job that no worker survives."""
    said = {"message_nl": KEPT_DYING.nl, "message_en": KEPT_DYING.en}
    if job.take_from_the_dead(state=Job.State.FAILED, lease="", finished=at, **said):
        bury_task(job.task)
        record_end(job, Job.State.FAILED, at)


def record_end(job: Job, state: str, at: datetime) -> None:
    """The fact that a job ended, and how."""
    organisation = job.organisation
    who = System(organisation.public_id, organisation.pk) if organisation is not None else System()
    record(who, "job.end", job, at=at, plain={"state": str(state), "name": job.name})
