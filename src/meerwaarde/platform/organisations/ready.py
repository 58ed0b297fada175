"""Questions that every request asks: Django makes the statement once, later only the values differ.

Making a statement takes Django longer than any database needs to answer these: about 0.8 of 1 ms. What is
asked, how values are written and how columns are read stay Django's own; tests hold the answers against
those of the queryset.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True, slots=True)
class _Made:
    connection: Any
    statement: str
    given: tuple[tuple[str, Any], ...]
    """For each place in the statement the name of what is given, or "" and a value that never differs."""
    compiler: Any
    converters: Any


class Ready:
    """A question with named values.

    `ask` makes the queryset (a `values_list`) from examples of its values: plain text, whole numbers, days
    and moments, all different, and each equal to nothing else that the statement compares with.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], **examples: Any) -> None:
        self._ask, self._examples = ask, examples
        self._here = threading.local()  # what reads columns belongs to a connection, and that to a thread

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows, as the queryset would give them."""
        connection = connections[DEFAULT_DB_ALIAS]
        made: _Made | None = getattr(self._here, "made", None)
        if made is None or made.connection is not connection:
            made = self._here.made = self._make(connection)
        said = [_written(values[name], connection) if name else fixed for name, fixed in made.given]
        with connection.cursor() as cursor:
            cursor.execute(made.statement, said)
            found = cursor.fetchall()
        if made.converters and found:
            found = made.compiler.apply_converters(found, made.converters)
        return [tuple(row) for row in found]

    def _make(self, connection: Any) -> _Made:
        compiler = self._ask(**self._examples).query.get_compiler(connection=connection)
        statement, said = compiler.as_sql()
        names = {_written(example, connection): name for name, example in self._examples.items()}
        given = tuple((names.get(value, ""), value) for value in said)
        unused = set(self._examples) - {name for name, _ in given}
        if unused or len(names) < len(self._examples):
            raise ValueError(f"The statement does not tell these values apart: {sorted(self._examples)}")
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Made(connection, statement, given, compiler, converters)


def columns(model: type[Model], below: str = "") -> list[str]:
    """The names of all columns of a table, for `values_list`; `below` is the way to it ("organisation__")."""
    return [f"{below}{field.attname}" for field in model._meta.concrete_fields]


def row_of(model: type[Kept], values: tuple[Any, ...]) -> Kept:
    """The row of a table whose `columns` have these values."""
    return model.from_db(DEFAULT_DB_ALIAS, columns(model), values)


def _written(value: Any, connection: Any) -> Any:
    """As the database wants to be given it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
