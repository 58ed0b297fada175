"""Django's SQLite backend with a fair queue for writers.

SQLite's own busy wait is unfair: with eight writers the unluckiest waits over a second. A file lock taken
around each write transaction brings that to milliseconds, and it also keeps several processes out of the
WAL-reset bug of SQLite before 3.51.3. What writes outside a transaction takes the lock for that statement.
"""

from __future__ import annotations

import re
from typing import Any

from django.db.backends.sqlite3 import base

from meerwaarde.config.sqlite.mutex import WriteMutex
from meerwaarde.config.sqlite.validation import SettingsReadBack

WRITE = re.compile(
    r"\s*(INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|VACUUM|REINDEX|ANALYZE|WITH\b.*?\b(INSERT|UPDATE|DELETE)\b)",
    re.IGNORECASE | re.DOTALL,
)
RETURNS_ROWS = re.compile(r"\bRETURNING\b", re.IGNORECASE)
DEFAULT_TIMEOUT = 20.0


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes the mutex where a transaction begins and gives it back where it ends, however it ends."""

    validation_class = SettingsReadBack

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mutex: WriteMutex | None = None

    @property
    def mutex(self) -> WriteMutex | None:
        """None for a database in memory, which no other process can reach."""
        name = str(self.settings_dict["NAME"])
        if ":memory:" in name or "mode=memory" in name:
            return None
        path = name.removeprefix("file:").split("?")[0] + ".lock"
        if self._mutex is None or self._mutex.path != path:
            timeout = float(self.settings_dict.get("OPTIONS", {}).get("timeout", DEFAULT_TIMEOUT))
            self._mutex = WriteMutex(path, timeout)
        return self._mutex

    def writes_alone(self, query: str) -> bool:
        """True for a statement that writes while no `atomic()` block holds the mutex for it."""
        return not self.in_atomic_block and WRITE.match(query) is not None

    def _start_transaction_under_autocommit(self) -> None:
        mutex = self.mutex
        if mutex is not None:
            mutex.acquire()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_back()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._give_back()  # a commit that fails is rolled back by Django, and that gives back as well

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_back()

    def close(self) -> None:
        try:
            super().close()
        finally:
            # Closed inside atomic(): SQLite has rolled back already, and Django will not roll back any more.
            if self.connection is None or self.closed_in_transaction:
                self._give_back()

    def _give_back(self) -> None:
        if self._mutex is not None:
            self._mutex.release_all()

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=QueueingCursor)
        cursor.wrapper = self
        return cursor


class QueueingCursor(base.SQLiteCursorWrapper):
    """Takes the mutex for a write outside a transaction."""

    wrapper: DatabaseWrapper
    _lent: tuple[WriteMutex, int] | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        return self._in_turn(query, super().execute, params)

    def executemany(self, query: str, param_list: Any) -> Any:
        return self._in_turn(query, super().executemany, param_list)

    def close(self) -> None:
        super().close()
        self._return()

    def __del__(self) -> None:
        self._return()

    def _in_turn(self, query: str, run: Any, params: Any) -> Any:
        self._return()
        mutex = self.wrapper.mutex if self.wrapper.writes_alone(query) else None
        if mutex is None:
            return run(query, params)
        mutex.acquire()
        try:
            answer = run(query, params)
        except BaseException:
            if self.wrapper.autocommit:
                mutex.release()
            raise
        if not self.wrapper.autocommit:
            return answer  # the driver began a transaction: commit or rollback gives the mutex back
        if RETURNS_ROWS.search(query):
            self._lent = (
                mutex,
                mutex.turn,
            )  # SQLite commits such a statement when its rows are read, not before
        else:
            mutex.release()
        return answer

    def _return(self) -> None:
        lent, self._lent = self._lent, None
        if lent is not None and lent[0].turn == lent[1]:
            lent[0].release()
