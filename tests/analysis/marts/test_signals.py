"""The two signals about thresholds, at their edges."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meerwaarde.analysis.engine import Engine
from meerwaarde.analysis.marts.signals import Threshold, over_threshold, split_orders
from meerwaarde.analysis.opened import Opened

FIFTY = (Threshold(date(2024, 1, 1), None, 50_000_00),)
SCHEMA = {
    "authority": "string",
    "category": "string",
    "creditor": "int32",
    "firm": "string",
    "link": "string",
    "kind": "string",
    "date": "date",
    "cents": "int64",
}


def paid(engine: Engine, *payments: tuple[str, int], category: str | None = "Bouw") -> Any:
    rows = [
        ("a", category, 1, None, None, "procurement", date.fromisoformat(day), cents)
        for day, cents in payments
    ]
    return engine.small(rows, SCHEMA)


def test_of_the_ten_the_painter_stays_just_under_three_times(opened: Opened, ask: Any) -> None:
    assert ask(split_orders(opened.entries, FIFTY)) == [
        ("0010", "Bouw", "0010#2", date(2025, 2, 28), 138_000_01, 3, 50_000_00)
    ]
    assert ask(over_threshold(opened.entries, FIFTY)) == [
        ("0010", "Bouw", "0010#2", date(2025, 2, 28), 133_000_01, 4, 47_000_00, 50_000_00),
        ("0010", "Groen", "firm-7", date(2024, 2, 1), 100_000_00, 1, 100_000_00, 50_000_00),
    ]


@pytest.mark.parametrize(
    ("second", "together"),
    [("2024-12-31", True), ("2025-02-27", True), ("2025-02-28", False), ("2025-03-01", False)],
)
def test_twelve_months_end_the_day_before_the_same_day(
    duckdb: Engine, ask: Any, second: str, together: bool
) -> None:
    entries = paid(duckdb, ("2024-02-28", 30_000_00), (second, 20_000_00))
    assert bool(ask(over_threshold(entries, FIFTY))) == together


def test_a_leap_day_moves_nothing(duckdb: Engine, ask: Any) -> None:
    entries = paid(duckdb, ("2024-03-01", 30_000_00), ("2025-02-28", 20_000_00))
    assert ask(over_threshold(entries, FIFTY)) == [
        ("a", "Bouw", "a#1", date(2025, 2, 28), 50_000_00, 2, 30_000_00, 50_000_00)
    ]


@pytest.mark.parametrize(
    ("first", "found"), [(39_999_99, False), (40_000_00, True), (49_999_99, True), (50_000_00, False)]
)
def test_just_under_is_from_eighty_percent_up_to_the_threshold_itself(
    duckdb: Engine, ask: Any, first: int, found: bool
) -> None:
    entries = paid(duckdb, ("2024-05-01", first), ("2024-06-01", 45_000_00))
    assert bool(ask(split_orders(entries, FIFTY))) == found


def test_two_on_one_day_are_two(duckdb: Engine, ask: Any) -> None:
    entries = paid(duckdb, ("2024-05-01", 45_000_00), ("2024-05-01", 45_000_00))
    [(*_, cents, lines, threshold)] = ask(split_orders(entries, FIFTY))
    assert (cents, lines, threshold) == (90_000_00, 2, 50_000_00)


def test_each_day_has_the_threshold_of_its_own(duckdb: Engine, ask: Any) -> None:
    two = (
        Threshold(date(2024, 1, 1), date(2025, 12, 31), 50_000_00),
        Threshold(date(2026, 1, 1), None, 90_000_00),
    )
    entries = paid(duckdb, ("2025-12-01", 45_000_00), ("2026-01-01", 40_000_00))
    assert ask(over_threshold(entries, two)) == []
    assert ask(over_threshold(entries, FIFTY))[0][4] == 85_000_00


def test_without_a_threshold_or_a_category_nothing_is_said(duckdb: Engine, ask: Any) -> None:
    entries = paid(duckdb, ("2023-05-01", 90_000_00))
    assert ask(over_threshold(entries, FIFTY)) == ask(over_threshold(entries, ())) == []
    unsorted = paid(duckdb, ("2024-05-01", 90_000_00), category=None)
    assert ask(over_threshold(unsorted, FIFTY)) == []
