"""What every editable table shares: a public id for addresses, and a version against lost updates."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice
from operator import attrgetter
from typing import Any, Self

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import F

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits that people do not confuse when they read an address aloud."""


_SIGNS = 12
_MOST_IDS = len(ALPHABET) ** _SIGNS


def new_public_id() -> str:
    """Twelve random signs, about 59 bits: not to be guessed, short enough for an address."""
    number = secrets.randbelow(_MOST_IDS)  # one draw for all signs: lists make ten thousands of them
    signs = []
    for _ in range(_SIGNS):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


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


def insert_unless_there(model: type[models.Model], values: Mapping[str, Any]) -> bool:
    """Insert one row by its columns, unless a unique row like it stands there; says whether it was inserted.

    One statement, and no savepoint to go back to: what two writers both find missing is made once.
    """
    quoted = [connection.ops.quote_name(name) for name in (model._meta.db_table, *values)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quoted[0]} ({', '.join(quoted[1:])}) "  # noqa: S608 (names of our own tables)
            f"VALUES ({', '.join(['%s'] * len(values))}) ON CONFLICT DO NOTHING",
            list(values.values()),
        )
        return bool(cursor.rowcount == 1)


_AS_THEY_ARE = (
    *(models.CharField, models.TextField, models.EmailField, models.URLField, models.BooleanField),
    *(models.IntegerField, models.BigIntegerField, models.PositiveIntegerField),
    *(models.PositiveSmallIntegerField, models.PositiveBigIntegerField, models.ForeignKey),
)
"""Fields whose values a database takes as Python has them."""


def insert_objects(
    objects: Sequence[models.Model], *, over: Sequence[str] = (), renew: Sequence[str] = ()
) -> None:
    """Insert new rows as `bulk_create` does, with a fraction of its work for each value.

    The objects get their keys. With `over` (columns that are unique together) a row that stands there
    already gets the columns `renew` instead, and no keys are given. No expressions, and no signals.
    """
    if not objects:
        return
    model = type(objects[0])
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    values = attrgetter(*(one.attname for one in fields))
    turned = [(place, one) for place, one in enumerate(fields) if type(one) not in _AS_THEY_ARE]
    beginning, ending = _insertion(model, fields, over, renew)
    one_row = f"({', '.join(['%s'] * len(fields))})"
    at_once = max(1, MOST_PARAMETERS // len(fields))
    here = connections[DEFAULT_DB_ALIAS]
    with here.cursor() as cursor:
        for start in range(0, len(objects), at_once):
            part = objects[start : start + at_once]
            said: list[Any] = []
            for one in part:
                row = list(values(one))
                for place, field in turned:
                    if row[place] is not None:
                        row[place] = field.get_db_prep_save(row[place], here)
                said += row
            cursor.execute(f"{beginning}{', '.join([one_row] * len(part))}{ending}", said)
            if not over:
                for one, (key,) in zip(part, cursor.fetchall(), strict=True):
                    one.pk = key
                    one._state.adding, one._state.db = False, DEFAULT_DB_ALIAS


def renew_objects(objects: Sequence[models.Model], names: Sequence[str]) -> None:
    """Write these columns (their `attname`) of rows that stand there, each by its key; one statement for all.

    As `bulk_update`, without an expression per value: about a thirtieth of its work.
    """
    if not objects:
        return
    meta, here = type(objects[0])._meta, connections[DEFAULT_DB_ALIAS]
    fields = {one.attname: one for one in meta.concrete_fields}
    written = [fields[name] for name in names]
    assert meta.pk is not None
    quoted = here.ops.quote_name
    columns = ", ".join(f"{quoted(str(one.column))} = %s" for one in written)
    statement = f"UPDATE {quoted(meta.db_table)} SET {columns} WHERE {quoted(str(meta.pk.column))} = %s"  # noqa: S608
    with here.cursor() as cursor:
        cursor.executemany(
            statement,
            [
                [*(one.get_db_prep_save(getattr(row, one.attname), here) for one in written), row.pk]
                for row in objects
            ],
        )


def _insertion(
    model: type[models.Model], fields: Sequence[Any], over: Sequence[str], renew: Sequence[str]
) -> tuple[str, str]:
    def quoted(names: Iterable[str]) -> list[str]:
        return [connection.ops.quote_name(name) for name in names]

    meta = model._meta
    beginning = (
        f"INSERT INTO {quoted([meta.db_table])[0]} "  # noqa: S608 (names of our own tables)
        f"({', '.join(quoted(one.column for one in fields))}) VALUES "
    )
    if not over:
        return beginning, f" RETURNING {quoted([str(meta.pk.column)])[0]}"
    renewed = ", ".join(f"{name} = EXCLUDED.{name}" for name in quoted(renew))
    return beginning, f" ON CONFLICT ({', '.join(quoted(over))}) DO UPDATE SET {renewed}"


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

    def renew(self) -> None:
        """Count a change of what belongs to the row as its own, so that who opened it earlier is told."""
        type(self)._default_manager.filter(pk=self.pk).update(version=F("version") + 1)
        self.version += 1

    def strike(self) -> None:
        """Delete the row."""
        type(self)._default_manager.filter(pk=self.pk).delete()
