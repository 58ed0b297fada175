"""Where the money went: what the files that count add up to, and the lines under each figure.

Amounts are cents of the lines in euros. Lines in other currencies are counted apart and never added up. Every
figure says what it rests on: the batches whose manifests stand in the lake.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import msgspec

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.spend.queries.batches import lake
from meerwaarde.stages.spend.queries.columns import Columns

ROWS_ON_A_PAGE: Final = 50
MOST_IN_A_FILE: Final = 50_000
TOP: Final = 15
NOT_TOLD: Final = "-"
"""The value by which a filter asks for lines that do not tell it."""


class Part(msgspec.Struct, frozen=True):
    """A part of the total: a department, a category or a creditor; `name` None where lines do not tell it."""

    name: str | None
    lines: int
    cents: int


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """One year of one authority beside the year before."""

    year: int
    years: tuple[int, ...]
    """Of which there are lines, the latest first."""
    cents: int
    lines: int
    creditors: int
    before: int | None
    """Cents of the year before; None where no lines of it count."""
    months: tuple[int | None, ...]
    """Twelve amounts, January first; None where a month has no lines."""
    months_before: tuple[int | None, ...]
    departments: tuple[Part, ...]
    categories: tuple[Part, ...]
    top: tuple[Part, ...]
    """The creditors with most money; empty for who may see no lines."""
    top_cents: int
    """What the first ten creditors add up to."""
    without_category: int
    """Cents of lines that tell no category."""
    other_currencies: tuple[tuple[str, int, int], ...]
    """Code, lines and hundredths of that currency."""
    files: int
    """How many files these figures rest on."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which lines; empty is all. `NOT_TOLD` asks for lines that do not tell it."""

    year: int | None = None
    month: int | None = None
    department: str = ""
    category: str = ""
    supplier: str = ""
    text: str = ""


class Line(msgspec.Struct, frozen=True):
    """One payment as people see it."""

    date: date
    batch: str
    line: int
    supplier: str
    description: str | None
    department: str | None
    category: str | None
    account: str | None
    reference: str | None
    cents: int
    currency: str


_EURO: Final = "currency = 'EUR' AND year(date) = ?"
_MONTHS: Final = f"SELECT month(date), sum(cents)::BIGINT FROM here WHERE {_EURO} GROUP BY ALL"  # noqa: S608
_SUMMARY: Final = f"""
    SELECT count(*), coalesce(sum(cents), 0)::BIGINT, count(DISTINCT supplier),
           coalesce(sum(cents) FILTER (WHERE coalesce(category, '') = ''), 0)::BIGINT
    FROM here WHERE {_EURO}"""  # noqa: S608
_OTHER: Final = """
    SELECT currency, count(*), sum(cents)::BIGINT FROM here
    WHERE currency <> 'EUR' AND year(date) = ? GROUP BY currency ORDER BY currency"""


def figures_of(actor: Actor, year: int | None) -> Figures | None:
    """The figures of a year, by default the latest; None where nothing counts or nobody may see it."""
    if not actor.may("spend.figures"):
        return None
    place = lake()
    years = tuple(reversed(place.years(actor.slug)))
    if not years:
        return None
    chosen = year if year in years else years[0]
    paths = place.lines(actor.slug, [chosen])
    earlier = place.lines(actor.slug, [chosen - 1])
    with Columns(here=paths) as columns:
        lines, cents, creditors, without = columns.rows(_SUMMARY, chosen)[0]
        top = _parts(columns, "supplier", chosen)
        found = Figures(
            year=chosen,
            years=years,
            cents=cents,
            lines=lines,
            creditors=creditors,
            before=None,
            months=_twelve(columns.rows(_MONTHS, chosen)),
            months_before=(None,) * 12,
            departments=_parts(columns, "department", chosen),
            categories=_parts(columns, "category", chosen),
            top=top if actor.may("spend.lines") else (),
            top_cents=sum(one.cents for one in top[:10]),
            without_category=without,
            other_currencies=tuple(columns.rows(_OTHER, chosen)),
            files=sum(any(file.year == chosen for file in one.files) for one in place.batches(actor.slug)),
        )
    if not earlier:
        return found
    with Columns(here=earlier) as columns:
        months = _twelve(columns.rows(_MONTHS, chosen - 1))
    before = sum(one for one in months if one is not None)
    return msgspec.structs.replace(found, before=before, months_before=months)


def lines_of(actor: Actor, wanted: Wanted, *, after: str = "", most: int = ROWS_ON_A_PAGE + 1) -> list[Line]:
    """The lines under a figure, newest first, a page at a time; nothing for who may see no lines.

    `after` is the `place_of` the last line of the page before.
    """
    if not actor.may("spend.lines"):
        return []
    paths = lake().lines(actor.slug, None if wanted.year is None else [wanted.year])
    if not paths:
        return []
    where, values = _conditions(wanted)
    if (place := _place(after)) is not None:
        where.append("(date, batch, line) < (?, ?, ?)")
        values += place
    question = (
        "SELECT date, batch, line, supplier, description, department, category, account, reference, cents, "  # noqa: S608
        f"currency FROM here WHERE {' AND '.join(where)} ORDER BY date DESC, batch DESC, line DESC LIMIT ?"
    )
    with Columns(here=paths) as columns:
        return [Line(*row) for row in columns.rows(question, *values, most)]


def total_of(actor: Actor, wanted: Wanted) -> tuple[int, int]:
    """How many lines there are under a figure, and what those in euros add up to."""
    if not actor.may("spend.lines"):
        return 0, 0
    paths = lake().lines(actor.slug, None if wanted.year is None else [wanted.year])
    if not paths:
        return 0, 0
    where, values = _conditions(wanted)
    question = (
        "SELECT count(*), coalesce(sum(cents) FILTER (WHERE currency = 'EUR'), 0)::BIGINT "  # noqa: S608
        f"FROM here WHERE {' AND '.join(where)}"
    )
    with Columns(here=paths) as columns:
        lines, cents = columns.rows(question, *values)[0]
    return lines, cents


def place_of(line: Line) -> str:
    """Where a line stands in the list, for the address of the next page."""
    return f"{line.date.isoformat()}.{line.batch}.{line.line}"


def _conditions(wanted: Wanted) -> tuple[list[str], list[Any]]:
    where, values = ["TRUE"], list[Any]()
    if wanted.year is not None:
        where.append("year(date) = ?")
        values.append(wanted.year)
    if wanted.month is not None:
        where.append("month(date) = ?")
        values.append(wanted.month)
    for name in ("department", "category", "supplier"):
        asked = getattr(wanted, name)
        if asked == NOT_TOLD:
            where.append(f"coalesce({name}, '') = ''")
        elif asked:
            where.append(f"{name} = ?")
            values.append(asked)
    if wanted.text:
        where.append("(contains(lower(supplier), ?) OR contains(lower(coalesce(description, '')), ?))")
        values += [wanted.text.lower()] * 2
    return where, values


def _place(after: str) -> list[Any] | None:
    parts = after.split(".")
    if len(parts) != 3 or not parts[2].isdigit():
        return None
    try:
        return [date.fromisoformat(parts[0]), parts[1], int(parts[2])]
    except ValueError:
        return None


def _parts(columns: Columns, name: str, year: int) -> tuple[Part, ...]:
    """The largest parts, and what does not tell it among them; the rest is one part without a place."""
    rows = columns.rows(
        f"SELECT nullif({name}, '') AS part, count(*), sum(cents)::BIGINT AS total FROM here "  # noqa: S608
        f"WHERE {_EURO} GROUP BY part ORDER BY total DESC, part LIMIT {TOP}",
        year,
    )
    return tuple(Part(*row) for row in rows)


def _twelve(rows: Sequence[tuple[Any, ...]]) -> tuple[int | None, ...]:
    known = dict(rows)
    return tuple(known.get(month) for month in range(1, 13))
