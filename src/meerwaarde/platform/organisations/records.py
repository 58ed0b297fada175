"""What every editable table shares: a public id for addresses, and a version against lost updates."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import Any, Self

from django.db import connection, models

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that people do not confuse when they read an address aloud."""


def new_public_id() -> str:
    """Twelve random signs, about 59 bits: not to be guessed, short enough for an address."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


MOST_PARAMETERS = 900
"""Values in one statement: every database takes so many."""


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert plain rows (whole numbers and text) of a table without defaults, a third of the work of objects.

    For index tables that are written by the ten thousand. `columns` are those of the database; everything
    else that is promised of a bulk insert holds: constraints, and the transaction of the caller.
    """
    quoted = [connection.ops.quote_name(name) for name in (model._meta.db_table, *columns)]
    columns_named = ", ".join(quoted[1:])
    beginning = f"INSERT INTO {quoted[0]} ({columns_named}) VALUES "  # noqa: S608 (names of our own tables)
    one = f"({', '.join(['%s'] * len(columns))})"
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while part := list(islice(waiting, MOST_PARAMETERS // len(columns))):
            cursor.execute(beginning + ", ".join([one] * len(part)), list(chain.from_iterable(part)))


class Changed(Exception):
    """Somebody else saved this record since it was opened; carries what stands there now."""

    def __init__(self, current: Record) -> None:
        super().__init__("The record was changed by somebody else since it was opened.")
        self.current = current


class Record(models.Model):
    """A row that people edit. `version` rises by one with each change."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def enter(cls, **values: Any) -> Self:
        """Save a new row with these values."""
        return cls._default_manager.create(**values)

    def change(self, expected_version: int | None = None, **values: Any) -> tuple[str, ...]:
        """Write values, unless somebody else did so since `expected_version`; names what really changed.

        None as expected version means: the one that was fetched in this same transaction.
        """
        changed = tuple(name for name, value in values.items() if getattr(self, name) != value)
        version = self.version if expected_version is None else expected_version
        if not changed and version == self.version:
            return ()
        rows = type(self)._default_manager.filter(pk=self.pk, version=version)
        written = {name: values[name] for name in changed}
        if not rows.update(version=version + 1, **written):
            raise Changed(type(self)._default_manager.get(pk=self.pk))
        for name, value in written.items():
            setattr(self, name, value)
        self.version = version + 1
        return changed

    def strike(self) -> None:
        """Delete the row."""
        type(self)._default_manager.filter(pk=self.pk).delete()
