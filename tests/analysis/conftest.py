"""Ten payments that an auditor can add up by hand, the lake that holds them, and the engine that answers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from meerwaarde.analysis.dimensions import CREDITOR_COLUMNS
from meerwaarde.analysis.engine import Engine, connect
from meerwaarde.analysis.lake import Content, Lake, Source, Total, line_schema
from meerwaarde.analysis.rollups import Band, Choices

_WORDS = ("authority", "date", "invoice_date", "cents", "supplier", "supplier_id", "department", "account")
_MORE = ("category", "description")

TEN = (
    ("0010", "2024-02-01", "2024-01-12", 100_000_00, "Groenwerk BV", "K1", "Ruimte", "4100", "Groen", None),
    ("0010", "2024-03-01", "2024-01-15", 45_000_00, "De Schilder", None, "Ruimte", "4200", "Bouw", "verf"),
    ("0010", "2024-03-09", None, -5_000_00, "De Schilder", None, "Ruimte", "4200", "Bouw", "credit"),
    ("0010", "2024-12-30", "2024-12-01", 46_000_01, "De Schilder", None, "Ruimte", "4200", "Bouw", "verf"),
    ("0010", "2025-02-28", "2025-02-28", 47_000_00, "De Schilder", None, "Wijk", "4200", "Bouw", "verf"),
    (
        "0010",
        "2025-05-01",
        "2025-04-01",
        7_000_00,
        "Uitkering 17",
        "U17",
        "Zorg",
        "7100",
        None,
        "bijstand mei",
    ),
    ("0010", "2025-06-01", "2025-04-01", 3_000_99, "Kantoor & Co", "K9", None, "4300", "Kantoor", "papier"),
    ("veen", "2025-01-05", "2025-01-01", 12_500_00, "GROENWERK B.V.", "9", "Wijk", "4100", "Groen", None),
    ("veen", "2025-01-07", "2025-01-01", 1_00, "Bakker", "10", "Wijk", "4300", "Catering", "lunch"),
    ("veen", "2025-01-09", "2025-01-01", 2_50, "Bakker", "10", "Wijk", "4300", "Catering", "lunch"),
)
"""Two authorities, two years, a supplier without a number, a credit note, one line that is no procurement."""

TEN_CENTS = 255_504_50
"""All ten lines added up by hand."""

BENEFIT_CENTS = 7_000_00

CREDITORS = {
    "0010": [
        (1, "Groenwerk BV", "K1", "firm-7", "linked", True, None, True, True, True, "bv", "Veenmeer", 0.5),
        (2, "De Schilder", None, None, "none", False, False, None, True, True, "sole_trader", None, None),
    ],
    "veen": [
        (1, "GROENWERK B.V.", "9", "firm-7", "linked", True, None, False, True, True, "bv", "Veenmeer", 0.5),
    ],
}
"""Groenwerk is one firm at both authorities; of Kantoor & Co, the bakery and the benefit nothing is known."""

BENEFITS = [{"id": "benefits", "by": "account", "equals": "7100", "why": "Uitkeringen zijn geen inkoop."}]

CHOICES = Choices(
    bands=lambda year: (Band("under_50k"), Band("from_50k", 50_000_00), Band("from_100k", 100_000_00)),
    term_days=30,
)


def line(values: Sequence[Any], number: int = 1, batch: str = "b1", currency: str = "EUR") -> dict[str, Any]:
    """A line of the lake from the words of `TEN`."""
    named = dict(zip((*_WORDS, *_MORE), values, strict=True))
    for name in ("date", "invoice_date"):
        named[name] = named[name] and date.fromisoformat(named[name])
    empty = dict.fromkeys(("gross_cents", "vat_cents", "kvk", "reference"))
    return {**empty, **named, "batch": batch, "line": number, "currency": currency}


def fill(root: Path, lines: Sequence[dict[str, Any]]) -> Lake:
    """A lake with these lines, a batch for each authority and name of a batch."""
    lake = Lake(root)
    for authority, batch in sorted({(one["authority"], one["batch"]) for one in lines}):
        mine = [one for one in lines if (one["authority"], one["batch"]) == (authority, batch)]
        by_year: dict[int, list[dict[str, Any]]] = {}
        for one in mine:
            by_year.setdefault(one["date"].year, []).append(one)
        content = Content(
            years={year: _total(some) for year, some in by_year.items()},
            refused=0,
            currencies={
                code: _total([one for one in mine if one["currency"] == code], code)
                for code in sorted({one["currency"] for one in mine})
            },
        )
        sha = hashlib.sha256(f"{authority}{batch}".encode()).hexdigest()
        with lake.draft(authority, batch) as draft:
            for year, some in by_year.items():
                rows = [{name: one[name] for name in line_schema().names} for one in some]
                pq.write_table(pa.Table.from_pylist(rows, line_schema()), draft.lines(year))
            draft.commit(content, Source(name="a.csv", sha256=sha, bytes=1), "2026-11-22T12:00:00+01:00")
    return lake


def _total(lines: Sequence[dict[str, Any]], currency: str = "EUR") -> Total:
    return Total(lines=len(lines), cents=sum(one["cents"] for one in lines if one["currency"] == currency))


def know(lake: Lake, code: str, creditors: Sequence[tuple[Any, ...]] = (), /, **rules: Any) -> None:
    """Write dimensions of an authority: creditors, and the JSON files named."""
    folder = lake.dimensions(code)
    if creditors:
        kinds = {"int32": pl.Int32, "string": pl.String, "boolean": pl.Boolean, "float64": pl.Float64}
        schema = {name: kinds[kind] for name, kind in CREDITOR_COLUMNS.items()}
        pl.DataFrame(list(creditors), schema=schema, orient="row").write_parquet(folder / "creditors.parquet")
    for name, content in rules.items():
        (folder / f"{name}.json").write_text(json.dumps(content))


def fill_ten_into(root: Path) -> Lake:
    """The lake of `TEN` with what is known about it."""
    lake = fill(root, [line(one, number) for number, one in enumerate(TEN, 1)])
    for authority, creditors in CREDITORS.items():
        know(lake, authority, creditors, exclusions=BENEFITS)
    know(lake, "0010", themes={"Groen": "climate", "Bouw": "circular"}, authority={"size_class": "small"})
    return lake


@pytest.fixture
def duckdb() -> Iterator[Engine]:
    with connect("duckdb", memory="500MB", threads=1) as engine:
        yield engine


@pytest.fixture(scope="session")
def choices() -> Choices:
    return CHOICES


@pytest.fixture(scope="session")
def fill_ten() -> Callable[[Path], Lake]:
    return fill_ten_into


@pytest.fixture
def ten(tmp_path: Path) -> Lake:
    return fill_ten_into(tmp_path / "lake")


@pytest.fixture(scope="session")
def make_line() -> Callable[..., dict[str, Any]]:
    """One line of the lake: authority, day, invoice day, cents, supplier, its number, department, account,
    category, description; then the line's number, the batch and the currency."""
    return line


@pytest.fixture(scope="session")
def fill_lake() -> Callable[[Path, Sequence[dict[str, Any]]], Lake]:
    return fill


@pytest.fixture(scope="session")
def tell() -> Callable[..., None]:
    """Write what an authority knows."""
    return know
