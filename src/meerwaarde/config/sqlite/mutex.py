"""One writer at a time, across threads and processes: an advisory lock on a file beside the database."""

from __future__ import annotations

import fcntl
import os
import random
import time

from django.db import OperationalError

SHORTEST_PAUSE, LONGEST_PAUSE = 0.0005, 0.01
"""Seconds between two tries; the pause grows by half each time and jitters, so that no writer starves."""

TOO_LONG = (
    "database is locked: another process kept writing for more than {timeout:g} seconds. Nothing was saved. "
    "Try again; if this keeps happening, let a database server (PostgreSQL) carry this many writers."
)


class WriteMutex:
    """Held by one connection, and re-entrant within it: a nested transaction takes it a second time.

    The kernel gives the lock back when a process dies, however it dies.
    """

    def __init__(self, path: str, timeout: float) -> None:
        self.path = path
        self._timeout = timeout
        self._descriptor: int | None = None
        self._depth = 0
        self.turn = 0
        """Rises each time the lock opens: who took it in an earlier turn has nothing left to give back."""

    @property
    def held(self) -> bool:
        return self._depth > 0

    def acquire(self) -> None:
        """Wait for the lock; refuse after the time-out in the words that SQLite itself would use."""
        if not self._depth:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                self._wait(self._descriptor)
            except BaseException:  # a signal may end the waiting as well
                self.release_all()
                raise
        self._depth += 1

    def release(self) -> None:
        """Give one hold back; the last one opens the lock."""
        if self._depth > 1:
            self._depth -= 1
        else:
            self.release_all()

    def release_all(self) -> None:
        """Open the lock, however often it was taken. Harmless when it is not held."""
        self._depth = 0
        self.turn += 1
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            try:
                # Closing alone is not enough: a child process that was forked meanwhile shares the lock.
                fcntl.flock(descriptor, fcntl.LOCK_UN)
            finally:
                os.close(descriptor)

    def _wait(self, descriptor: int) -> None:
        deadline = time.monotonic() + self._timeout
        pause = SHORTEST_PAUSE
        while not _taken(descriptor):
            if time.monotonic() >= deadline:
                raise OperationalError(TOO_LONG.format(timeout=self._timeout))
            time.sleep(pause * (0.5 + random.random()))  # noqa: S311 (jitter, no secret)
            pause = min(pause * 1.5, LONGEST_PAUSE)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
