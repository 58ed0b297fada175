"""The boot check: what keeps data safe when the power fails is read back from the database, not assumed."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error
from django.db.backends.base.validation import BaseDatabaseValidation

WANTED = {"journal_mode": ("wal",), "synchronous": (2, 3), "foreign_keys": (1,)}
"""Pragma → values that keep what was committed: WAL, synchronous FULL or EXTRA, foreign keys checked."""

HINT = 'Use the OPTIONS of meerwaarde.config.settings: transaction_mode "IMMEDIATE" and its init_command.'


class SettingsReadBack(BaseDatabaseValidation):
    """Run by `check --database default`."""

    connection: Any

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        if self.connection.mutex is None:
            return []  # a database in memory keeps nothing anyway
        found: list[CheckMessage] = []
        for pragma, wanted in WANTED.items():
            with self.connection.cursor() as cursor:
                cursor.execute(f"PRAGMA {pragma}")
                (value,) = cursor.fetchone()
            if value not in wanted:
                said = f"SQLite runs with {pragma} = {value}: committed changes could be lost or damaged."
                found.append(Error(said, hint=HINT, id=f"meerwaarde.sqlite.{pragma}"))
        if self.connection.transaction_mode != "IMMEDIATE":
            said = "SQLite runs without IMMEDIATE transactions: most competing changes would be refused."
            found.append(Error(said, hint=HINT, id="meerwaarde.sqlite.transaction_mode"))
        return found
