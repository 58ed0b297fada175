"""Django's SQLite backend with a fair queue for writers.

SQLite's own busy wait is unfair: with eight writers the unluckiest waits over a second. A file lock taken
around each write transaction brings that to milliseconds, and it also keeps several processes out of the
WAL-reset bug of SQLite before 3.51.3. What writes outside a transaction takes the lock for that statement.
"""

from __future__ import annotations

import fcntl
import os
import random
import time
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "VACUUM", "REINDEX")
DEFAULT_TIMEOUT = 20.0


class WriteMutex:
    """An advisory lock on a file beside the database; one per connection, re-entrant within it."""

    def __init__(self, path: str, timeout: float) -> None:
        self._path = path
        self._timeout = timeout
        self._descriptor: int | None = None
        self._depth = 0

    @property
    def held(self) -> bool:
        return self._depth > 0

    def acquire(self) -> None:
        """Wait for the lock with a growing, jittered pause; refuse after the time-out as SQLite would."""
        self._depth += 1
        if self._depth > 1:
            return
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + self._timeout
        pause = 0.0005
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    self.release_all()
                    raise OperationalError(
                        "database is locked: another process has been writing too long"
                    ) from None
                time.sleep(pause * (0.5 + random.random()))  # noqa: S311 (jitter, no secret)
                pause = min(pause * 1.5, 0.01)

    def release(self) -> None:
        if self._depth == 1:
            self.release_all()
        elif self._depth:
            self._depth -= 1

    def release_all(self) -> None:
        self._depth = 0
        if self._descriptor is not None:
            os.close(self._descriptor)  # closing releases the flock
            self._descriptor = None


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the mutex where a transaction begins and gives it back where it ends, however it ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mutex: WriteMutex | None = None

    @property
    def mutex(self) -> WriteMutex | None:
        """None for a database in memory, which no other process can reach."""
        name = str(self.settings_dict["NAME"])
        if ":memory:" in name or "mode=memory" in name:
            return None
        if self._mutex is None:
            timeout = float(self.settings_dict.get("OPTIONS", {}).get("timeout", DEFAULT_TIMEOUT))
            self._mutex = WriteMutex(f"{name}.lock", timeout)
        return self._mutex

    def _start_transaction_under_autocommit(self) -> None:
        mutex = self.mutex
        if mutex is not None:
            mutex.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            if mutex is not None:
                mutex.release_all()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._give_back()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._give_back()

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self.connection is None:
                self._give_back()

    def _give_back(self) -> None:
        if self._mutex is not None:
            self._mutex.release_all()

    def create_cursor(self, name: str | None = None) -> Any:
        return self.connection.cursor(factory=_cursor_class(self))


def _cursor_class(wrapper: DatabaseWrapper) -> type[base.SQLiteCursorWrapper]:
    """A cursor that takes the mutex for a write outside a transaction."""

    class QueueingCursor(base.SQLiteCursorWrapper):
        def execute(self, query: str, params: Any = None) -> Any:
            with _around(wrapper, query):
                return super().execute(query, params)

        def executemany(self, query: str, param_list: Any) -> Any:
            with _around(wrapper, query):
                return super().executemany(query, param_list)

    return QueueingCursor


class _around:
    def __init__(self, wrapper: DatabaseWrapper, query: str) -> None:
        alone = not wrapper.in_atomic_block and query.lstrip()[:7].upper().startswith(WRITES)
        self._mutex = wrapper.mutex if alone else None

    def __enter__(self) -> None:
        if self._mutex is not None:
            self._mutex.acquire()

    def __exit__(self, *exc: object) -> None:
        if self._mutex is not None:
            self._mutex.release()
