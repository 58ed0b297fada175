"""Roll-ups: what they add up to, when they are built again, and what they refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from meerwaarde.analysis.engine import connect
from meerwaarde.analysis.lake import Lake
from meerwaarde.analysis.rollups import (
    SUPPLIER_COLUMNS,
    TOTAL_COLUMNS,
    Band,
    Choices,
    Currency,
    build,
    build_all,
    creditors_path,
    overview_path,
    receipts,
    suppliers_paths,
    totals_paths,
)


def rows(paths: list[str]) -> list[dict[str, Any]]:
    return [row for path in paths for row in pq.read_table(path).to_pylist()]


def test_roll_ups_hold_every_euro_line_once(ten: Lake, choices: Choices) -> None:
    made = build_all(ten, choices)
    assert [(one.authority, one.year, one.lines, one.cents) for one in made] == [
        ("0010", 2024, 4, 186_000_01),
        ("0010", 2025, 3, 57_000_99),
        ("veen", 2025, 3, 12_503_50),
    ]
    for paths, columns in ((suppliers_paths, SUPPLIER_COLUMNS), (totals_paths, TOTAL_COLUMNS)):
        found = rows(paths(ten.root, made))
        assert list(found[0]) == list(columns)
        assert sum(row["cents"] for row in found) == 255_504_50
        assert sum(row["lines"] for row in found) == 10
        assert all(isinstance(row["cents"], int) for row in found)


def test_files_are_sorted_and_the_national_file_is_one(ten: Lake, choices: Choices) -> None:
    made = build_all(ten, choices)
    [national] = totals_paths(ten.root, made)
    keys = [(row["authority"], row["year"], row["kind"]) for row in rows([national])]
    assert keys == sorted(keys)
    assert len(totals_paths(ten.root, made[:1])) == 1
    assert rows(totals_paths(ten.root, made[:1])) != rows([national])


def test_nothing_changed_nothing_is_built(ten: Lake, choices: Choices) -> None:
    before = build_all(ten, choices)
    stamps = {path: path.stat().st_mtime_ns for path in ten.root.glob("rollups/**/*.parquet")}
    assert build_all(ten, choices) == before
    assert {path: path.stat().st_mtime_ns for path in ten.root.glob("rollups/**/*.parquet")} == stamps


def test_only_the_year_with_new_lines_is_built(
    ten: Lake, choices: Choices, fill_lake: Any, make_line: Any
) -> None:
    before = build(ten, "0010", choices)
    more = ("0010", "2025-07-01", None, 1, "Nieuw", None, None, "4100", None, None)
    fill_lake(ten.root, [make_line(more, batch="b2")])
    first, second = build(ten, "0010", choices)
    assert first == before[0]
    assert second.suppliers != before[1].suppliers
    assert second.cents == before[1].cents + 1
    assert sorted(path.name for path in ten.rollups("0010", 2025).iterdir()) == sorted(
        ["receipt.json", second.suppliers, second.totals]
    )


def test_a_withdrawn_batch_is_gone_from_the_figures(
    ten: Lake, choices: Choices, fill_lake: Any, make_line: Any
) -> None:
    before = build_all(ten, choices)
    more = ("0010", "2023-07-01", None, 1, "Nieuw", None, None, "4100", None, None)
    fill_lake(ten.root, [make_line(more, batch="b2")])
    assert [one.year for one in build(ten, "0010", choices)] == [2023, 2024, 2025]
    ten.withdraw("0010", "b2")
    assert build_all(ten, choices) == before
    assert not list(ten.root.glob("rollups/0010/year=2023/*"))


def test_another_link_another_band_or_another_term_builds_again(
    ten: Lake, choices: Choices, tell: Any
) -> None:
    before = build(ten, "0010", choices)
    other = Choices(bands=choices.bands, term_days=60)
    assert build(ten, "0010", other) != before
    assert build(ten, "0010", Choices(bands=lambda year: (Band("all"),), term_days=30)) != before
    tell(ten, "0010", exclusions=[])
    assert build(ten, "0010", choices)[0].dimensions != before[0].dimensions


def test_who_was_not_looked_at_keeps_the_number_it_got(
    ten: Lake, choices: Choices, fill_lake: Any, make_line: Any
) -> None:
    build(ten, "0010", choices)
    before = numbers(ten)
    assert before[("Groenwerk BV", "K1")] == 1
    assert {before[("Kantoor & Co", "K9")], before[("Uitkering 17", "U17")]} == {-1, -2}
    more = ("0010", "2025-07-01", None, 1, "Aannemer", None, None, "4100", None, None)
    fill_lake(ten.root, [make_line(more, batch="b2")])
    build(ten, "0010", choices)
    assert numbers(ten) == {**before, ("Aannemer", None): -3}


def numbers(lake: Lake) -> dict[tuple[str, str | None], int]:
    found = pq.read_table(creditors_path(lake.root, "0010")).to_pylist()
    return {(row["supplier"], row["supplier_id"]): row["creditor"] for row in found}


def test_other_currencies_are_told_apart(
    tmp_path: Path, choices: Choices, fill_lake: Any, make_line: Any
) -> None:
    words = ("a", "2025-07-01", None, 500, "X", None, None, None, None, None)
    lake = fill_lake(tmp_path / "lake", [make_line(words), make_line(words, 2, currency="USD")])
    [receipt] = build(lake, "a", choices)
    assert (receipt.lines, receipt.cents) == (1, 500)
    assert receipt.other_currencies == {"USD": Currency(1, 500)}


def test_a_creditor_that_stands_twice_is_refused_and_the_old_figures_stay(
    ten: Lake, choices: Choices, tell: Any
) -> None:
    before = build(ten, "0010", choices)
    nothing = (None,) * 9
    twice = [(n, "De Schilder", None, None, "none", *nothing[:-1]) for n in (1, 2)]
    tell(ten, "0010", twice)
    with pytest.raises(RuntimeError, match="name a supplier twice"):
        build(ten, "0010", choices)
    assert receipts(ten.root, "0010") == before
    assert all(Path(path).is_file() for path in suppliers_paths(ten.root, before))


def test_of_rules_for_categories_the_first_that_matches_wins(ten: Lake, choices: Choices, tell: Any) -> None:
    rules = [
        {"by": "text", "match": "VERF", "category": "Schilderwerk"},
        {"by": "creditor", "match": "1", "category": "Groenvoorziening"},
        {"by": "account", "match": "4200", "category": "Onderhoud"},
        {"by": "creditor", "match": "2", "category": "Nooit"},
        {"by": "category", "match": "kantoor", "category": "Bedrijfsvoering"},
    ]
    tell(ten, "0010", categories=rules)
    made = build(ten, "0010", choices)
    found: dict[Any, int] = {}
    for row in rows(suppliers_paths(ten.root, made)):
        found[row["category"]] = found.get(row["category"], 0) + row["cents"]
    assert found == {
        "Schilderwerk": 138_000_01,
        "Groenvoorziening": 100_000_00,
        "Onderhoud": -5_000_00,
        "Bedrijfsvoering": 3_000_99,
        None: 7_000_00,
    }


def test_a_code_that_looks_like_a_number_stays_a_code(ten: Lake) -> None:
    from meerwaarde.analysis.rollups import open_lines

    with connect("duckdb", memory="200MB", threads=1) as engine:
        found = engine.rows(open_lines(engine, ten, "0010").select("authority", "year").distinct())
    assert {(row["authority"], row["year"]) for row in found} == {("0010", 2024), ("0010", 2025)}


def test_little_memory_is_enough(ten: Lake, choices: Choices) -> None:
    assert build_all(ten, choices, memory="100MB")


def test_a_stale_overview_is_not_used(ten: Lake, choices: Choices, fill_lake: Any, make_line: Any) -> None:
    build_all(ten, choices)
    assert overview_path(ten.root) is not None
    more = ("0010", "2025-07-01", None, 1, "Nieuw", None, None, "4100", None, None)
    fill_lake(ten.root, [make_line(more, batch="b2")])
    build(ten, "0010", choices)
    assert overview_path(ten.root) is None
    build_all(ten, choices)
    assert overview_path(ten.root) is not None
    assert len(list(ten.root.glob("rollups/*.parquet"))) == 2
