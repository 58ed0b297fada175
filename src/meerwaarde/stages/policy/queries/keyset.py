"""Pages of a list by what stood last on the page before, never by counting rows."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)
PAGE = 25


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """The rows of one page; the cursors are empty where there is nothing before or after."""

    rows: tuple[Row, ...]
    before: str = ""
    after: str = ""


def keyset(rows: QuerySet[Row], field: str, *, descending: bool, cursor: str, size: int = PAGE) -> Slice[Row]:
    """One page of `rows` by a field that is never null, then by id; a cursor without sense is page one."""
    at = _read(cursor)
    backwards = at is not None and at[0] == "b"
    falling = descending != backwards
    sign = "-" if falling else ""
    ordered = rows.order_by(f"{sign}{field}", f"{sign}pk")
    if at is not None:
        _way, value, key = at
        side = "lt" if falling else "gt"
        try:
            ordered = ordered.filter(
                Q(**{f"{field}__{side}": value}) | Q(**{field: value, f"pk__{side}": key})
            )
        except (TypeError, ValueError, ValidationError):  # somebody wrote this cursor by hand
            return keyset(rows, field, descending=descending, cursor="", size=size)
    found = list(ordered[: size + 1])
    more = len(found) > size
    shown = found[:size][::-1] if backwards else found[:size]
    if not shown:
        return Slice(()) if at is None else keyset(rows, field, descending=descending, cursor="", size=size)
    earlier = at is not None and (more if backwards else True)
    later = more if not backwards else True
    return Slice(
        tuple(shown),
        before=_write("b", shown[0], field) if earlier else "",
        after=_write("a", shown[-1], field) if later else "",
    )


def page_until(value: date | str | int, key: int = 0) -> str:
    """The cursor of the page that ends just before a value, whether a row has it or not."""
    return _encoded("b", value, key)


def _write(way: str, row: Model, field: str) -> str:
    return _encoded(way, getattr(row, field), row.pk)


def _encoded(way: str, value: date | str | int, key: int) -> str:
    said = value.isoformat() if isinstance(value, date) else value
    exact = json.dumps([way, said, key], ensure_ascii=False)
    return base64.urlsafe_b64encode(exact.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[str, Any, int] | None:
    if not cursor or len(cursor) > 2000:
        return None
    try:
        exact = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        way, value, key = exact
    except (binascii.Error, ValueError, TypeError):
        return None
    if way not in ("a", "b") or not isinstance(value, str | int) or not isinstance(key, int):
        return None
    if isinstance(value, str) and not _storable(value):
        return None
    return way, value, key


def _storable(value: str) -> bool:
    """Whether a database can compare with it: PostgreSQL knows no NUL in text, and no half of a pair."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)
