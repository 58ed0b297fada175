"""The worker: runs what waits, picks up what others left, starts what is planned. Kill it at any moment."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from meerwaarde.platform.work import planning, run
from meerwaarde.platform.work.actions import revive

logger = logging.getLogger("meerwaarde.work")

INTERVAL = 1.0
"""Seconds between two looks at an empty queue."""

SILENT_AFTER = 15.0
"""A worker that has not been heard for so many seconds is taken for dead: several beats of its heart."""

KEEP_EVERY = 5.0
"""Seconds between two rounds of the keeper."""


def work_loop(
    *,
    interval: float = INTERVAL,
    silent_after: float = SILENT_AFTER,
    keep_every: float = KEEP_EVERY,
    until_idle: bool = False,
) -> None:
    """Work until the process is asked to end (SIGTERM, Ctrl+C); with `until_idle` until nothing waits.

    Asked to end, a running job goes back to the queue at its next checkpoint.
    """
    run.closing.clear()
    queue = _queue()
    _listen(queue)
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(keep_every, silent_after, ended), daemon=True)
    keeper.start()
    try:
        while not run.closing.is_set():
            _run_what_waits(queue)
            if until_idle:
                return
            run.closing.wait(interval)
    finally:
        ended.set()
        keeper.join(timeout=silent_after)


def round_of_keeping(silent_after: float = SILENT_AFTER) -> None:
    """One round: pick up what dead workers left, and start what is due."""
    now = timezone.now()
    revive(at=now, silent_after=silent_after)
    planning.tick(at=now)


def _queue() -> Worker:
    return Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )


def _run_what_waits(queue: Worker) -> None:
    try:
        queue.run()
    except (OperationalError, InterfaceError):
        logger.warning("The queue did not answer; trying again", exc_info=True)
        connection.close()


def _keep(every: float, silent_after: float, ended: threading.Event) -> None:
    try:
        while True:
            close_old_connections()
            try:
                round_of_keeping(silent_after)
            except (OperationalError, InterfaceError):
                logger.warning("The keeper could not reach the database", exc_info=True)
                connection.close()
            except Exception:
                logger.exception("The keeper's round failed")
            if ended.wait(every):
                return
    finally:
        connection.close()


def _listen(queue: Worker) -> None:
    """End gently on the first signal, at once on the second."""
    if threading.current_thread() is not threading.main_thread():
        return

    def end(number: int, _frame: FrameType | None) -> None:
        queue.running = False
        run.closing.set()
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
