"""One run of a job: what its function gets, and what happens however it ends."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.work.actions import record_end
from meerwaarde.platform.work.jobs import Answer, JobRefused, kind_of
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.queries import starter_of
from meerwaarde.platform.work.queue import enqueue
from meerwaarde.rules.text import Text

logger = logging.getLogger("meerwaarde.work")

BEAT_SECONDS = 2.0
"""So often a worker says that it still lives."""

TELL_SECONDS = 0.5
"""At most so often is progress between checkpoints saved."""

LONGEST_MESSAGE = 500

closing = threading.Event()
"""Set when this process is asked to end: jobs go back to the queue at their next checkpoint."""

WENT_WRONG = Text(
    nl="Er ging iets mis waar u niets aan kunt doen. Probeer het opnieuw. "
    "Lukt het weer niet, noem de beheerder dan nummer {number}.",
    en="Something went wrong that you cannot help. Please try again. "
    "If it fails again, tell the administrator number {number}.",
)
UNKNOWN = Text(
    nl="Deze versie van Meerwaarde kent deze taak niet meer. Start de taak opnieuw vanaf haar eigen pagina.",
    en="This version of Meerwaarde no longer knows this task. Start it again from its own page.",
)
NO_LONGER_YOURS = Text(
    nl="U heeft de rol niet meer waarin u deze taak startte. Vraag het een collega die deze rol wel heeft.",
    en="You no longer hold the role in which you started this task. Ask a colleague with that role.",
)


# These three are no Exception, so that no `except Exception` inside a job keeps it going.


class LeaseLost(BaseException):
    """Somebody else works at this job now: nothing of this step may be kept."""


class StopRequested(BaseException):
    """A person asked to stop."""


class HandBack(BaseException):
    """This process ends: the job waits for another worker, at its cursor."""


class Run:
    """What the function of a job works with.

    `parameters` are those of the start; `cursor` is what the last checkpoint kept, empty at the first run.
    Write rows inside `with run.checkpoint():` and set `run.cursor` there: rows, cursor and progress are saved
    in one transaction, so that whatever kills the worker, each row is written exactly once.
    """

    def __init__(self, job: Job, lease: str) -> None:
        self.job = job
        self.parameters: dict[str, Any] = job.parameters
        self.cursor: dict[str, Any] = job.cursor
        self._lease = lease
        self._inside = False
        self._told = 0.0
        self._progress: dict[str, Any] = {}

    @property
    def number(self) -> str:
        """The public id of the job."""
        return self.job.public_id

    @property
    def actor(self) -> Actor:
        """Who started it, in the membership of then; refuses when that has ended since."""
        actor = starter_of(self.job, timezone.localdate())
        if actor is None:
            raise JobRefused(NO_LONGER_YOURS)
        return actor

    @property
    def folder(self) -> Path:
        """The folder of this job for what it makes; the same one after a restart."""
        folder = folder_of(self.job)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def advance(self, done: int, total: int | None = None, message: Text | None = None) -> None:
        """Tell how far it is: of `total`, where that is known. Within a checkpoint it is saved with it."""
        self._progress["done"] = done
        if total is not None:
            self._progress["total"] = total
        if message is not None:
            self._progress |= _said(message)
        if not self._inside and time.monotonic() - self._told >= TELL_SECONDS:
            self._hold(**self._progress)
            self._look_up()

    @contextmanager
    def checkpoint(self) -> Iterator[None]:
        """A step that is done whole or not at all: rows written here, the cursor and the progress."""
        with transaction.atomic(durable=True):
            self._inside = True
            try:
                yield
            finally:
                self._inside = False
            # Last in the transaction: the row of the job is held for as short as can be.
            self._hold(cursor=self.cursor, attempts=0, **self._progress)
        self._look_up()

    def end(self, state: Job.State, message: Text | None = None, answer: Answer = None) -> None:
        """Close the job and write the fact; only while the lease holds."""
        at = timezone.now()
        values = dict(self._progress)
        if message is not None:
            values |= _said(message)
        with transaction.atomic():
            self._hold(
                state=state, lease="", finished=at, result=None if answer is None else dict(answer), **values
            )
            record_end(self.job, state, at)

    def hand_back(self) -> None:
        """Put the job back in the queue for another worker."""
        with transaction.atomic():
            self._hold(state=Job.State.QUEUED, lease="", heartbeat=None, attempts=0)
            self.job.refresh_from_db()
            enqueue(self.job, timezone.now())

    def _hold(self, **values: Any) -> None:
        values.setdefault("heartbeat", timezone.now())
        if not Job.hold(self.job.pk, self._lease, **values):
            raise LeaseLost
        self._told = time.monotonic()

    def _look_up(self) -> None:
        if Job.wants_stop(self.job.pk):
            raise StopRequested
        if closing.is_set():
            raise HandBack


def _said(message: Text) -> dict[str, str]:
    return {"message_nl": message.nl[:LONGEST_MESSAGE], "message_en": message.en[:LONGEST_MESSAGE]}


def folder_of(job: Job) -> Path:
    """Where a job keeps the files that it makes."""
    return Path(settings.DATA) / "work" / job.public_id


def execute(public_id: str, *, beat_every: float | None = None) -> None:
    """Run a job that waits, to whatever end. Nothing happens when another worker has it.

    `beat_every` is in seconds, by default `BEAT_SECONDS`; 0 beats no heart.
    """
    lease = secrets.token_hex(8)
    job = Job.claim(public_id, lease, timezone.now())
    if job is None:
        return
    run = Run(job, lease)
    try:
        with _heart(job.pk, lease, BEAT_SECONDS if beat_every is None else beat_every):
            _carry_out(run)
    except LeaseLost:
        logger.warning("Job %s: another worker took over", job)
    except (OperationalError, InterfaceError):
        # The database is away or too busy. The heart stops here too, so the job is picked up from its cursor.
        logger.warning("Job %s: the database did not answer", job, exc_info=True)
        connection.close()


def _carry_out(run: Run) -> None:
    kind = kind_of(run.job.name)
    if kind is None:
        run.end(Job.State.FAILED, UNKNOWN)
        return
    try:
        answer = kind.function(run)
        run.end(Job.State.DONE, answer=answer or {})
    except StopRequested:
        run.end(Job.State.STOPPED)
    except HandBack:
        run.hand_back()
    except JobRefused as refusal:
        run.end(Job.State.FAILED, refusal.message)
    except (LeaseLost, OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Job %s failed", run.job)
        number = run.number
        run.end(
            Job.State.FAILED,
            Text(nl=WENT_WRONG.nl.format(number=number), en=WENT_WRONG.en.format(number=number)),
        )


@contextmanager
def _heart(pk: int, lease: str, every: float) -> Iterator[None]:
    """Say now and then that this worker lives, from a thread with a connection of its own."""
    if not every:
        yield
        return
    still = threading.Event()

    def beat() -> None:
        try:
            while not still.wait(every):
                try:
                    if not Job.hold(pk, lease, heartbeat=timezone.now()):
                        return
                except (OperationalError, InterfaceError):
                    connection.close()
        finally:
            connection.close()

    thread = threading.Thread(target=beat, name=f"heart of job {pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        still.set()
        thread.join()
