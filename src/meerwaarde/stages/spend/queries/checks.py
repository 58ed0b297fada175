"""What a person looks at before a file counts: totals per month, and what may be wrong with its lines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.db.models import F

from meerwaarde.stages.spend.models import SpendBatch
from meerwaarde.stages.spend.queries.columns import Columns

FEW: Final = 0.005
"""A year with a smaller share of the lines than this is shown as odd."""
EXAMPLES: Final = 10

_SUMMARY: Final = """
    SELECT min(date), max(date),
           count(*) FILTER (WHERE cents < 0), coalesce(sum(cents) FILTER (WHERE cents < 0), 0)::BIGINT,
           count(*) FILTER (WHERE date > ?), count(*) FILTER (WHERE cents = 0)
    FROM here WHERE currency = 'EUR'"""
_MONTHS: Final = """
    SELECT strftime(date, '%Y-%m') AS month, count(*), sum(cents)::BIGINT
    FROM here WHERE currency = 'EUR' GROUP BY month ORDER BY month"""
_CURRENCIES: Final = """
    SELECT currency, count(*), sum(cents)::BIGINT
    FROM here WHERE currency <> 'EUR' GROUP BY currency ORDER BY currency"""
_YEARS: Final = "SELECT year(date) AS y, count(*) FROM here GROUP BY y ORDER BY y"
_SAME: Final = "supplier, date, cents, coalesce(reference, '')"
_DOUBLES: Final = f"""
    WITH groups AS (
        SELECT {_SAME} AS reference, count(*) AS times, min(line) AS first
        FROM here WHERE cents <> 0 GROUP BY ALL HAVING count(*) > 1
    )
    SELECT *, sum(times - 1) OVER () AS lines, sum((times - 1) * cents) OVER () AS total
    FROM groups ORDER BY abs(cents) DESC, first LIMIT {EXAMPLES}"""  # noqa: S608 (words of our own)
_ELSEWHERE: Final = f"""
    SELECT count(*), coalesce(sum(cents), 0)::BIGINT FROM here
    WHERE cents <> 0 AND ({_SAME}) IN (SELECT ({_SAME}) FROM there)"""  # noqa: S608


def check_lines(paths: Sequence[Path], counted: Sequence[Path], day: date) -> dict[str, Any]:
    """What lines in these files hold, beside those that count already; `day` is that of the check.

    Amounts are cents. Only lines in euros are added up; other currencies stand apart.
    """
    if not paths:
        return {"since": "", "until": "", "months": [], "missing": [], "credit": [0, 0], "zero": 0}
    with Columns(here=paths, there=counted) as columns:
        since, until, credits_, credit_cents, future, zero = columns.rows(_SUMMARY, day)[0]
        months = [[month, lines, cents] for month, lines, cents in columns.rows(_MONTHS)]
        doubles = columns.rows(_DOUBLES)
        elsewhere = columns.rows(_ELSEWHERE)[0] if counted else (0, 0)
        years = columns.rows(_YEARS)
        currencies = [[code, lines, cents] for code, lines, cents in columns.rows(_CURRENCIES)]
    every = sum(lines for _year, lines in years)
    return {
        "since": since.isoformat() if since else "",
        "until": until.isoformat() if until else "",
        "months": months,
        "missing": missing_months([month for month, _lines, _cents in months]),
        "credit": [credits_, int(credit_cents)],
        "zero": zero,
        "future": future,
        "odd_years": [[year, lines] for year, lines in years if lines < FEW * every],
        "currencies": currencies,
        "doubles": {
            "lines": int(doubles[0][6]) if doubles else 0,
            "cents": int(doubles[0][7]) if doubles else 0,
            "examples": [
                [supplier, on.isoformat(), cents, reference, times]
                for supplier, on, cents, reference, times, *_rest in doubles
            ],
        },
        "elsewhere": [int(elsewhere[0]), int(elsewhere[1])],
    }


def missing_months(months: Sequence[str]) -> list[str]:
    """Months between the first and the last (`2025-03`) that are not among them."""
    if not months:
        return []
    known = set(months)
    first, last = _number(min(months)), _number(max(months))
    between = (f"{number // 12:04}-{number % 12 + 1:02}" for number in range(first, last + 1))
    return [month for month in between if month not in known]


def months_of_source(batch: SpendBatch) -> dict[str, int]:
    """Cents per month of what counts already from the same source: what this file is held beside."""
    counted = SpendBatch.objects.filter(source_id=batch.source_id, state="confirmed").exclude(pk=batch.pk)
    found: dict[str, int] = {}
    for months in counted.annotate(months=F("checks__months")).values_list("months", flat=True):
        for month, _lines, cents in months or []:
            found[month] = found.get(month, 0) + cents
    return found


def _number(month: str) -> int:
    year, part = month.split("-")
    return int(year) * 12 + int(part) - 1
