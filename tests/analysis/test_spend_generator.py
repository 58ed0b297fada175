"""The invented spend: equal on every machine, its totals told, and the truth about creditors."""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from spend_generator import HEADER, Spend

from meerwaarde.analysis.lake import Lake


@pytest.fixture(scope="module")
def spend() -> Spend:
    return Spend(6_000, authorities=3, faults=0.01)


def cents(text: str) -> int:
    return int(text.replace(",", ""))


def test_equal_arguments_make_equal_lines(spend: Spend, tmp_path: Path) -> None:
    again = Spend(6_000, authorities=3, faults=0.01)
    assert spend.write_csv(tmp_path / "one.csv") == again.write_csv(tmp_path / "two.csv")
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    Spend(6_000, authorities=3, faults=0.01, seed=2).write_csv(tmp_path / "three.csv")
    assert (tmp_path / "one.csv").read_bytes() != (tmp_path / "three.csv").read_bytes()


def test_the_csv_adds_up_to_what_is_told(spend: Spend, tmp_path: Path) -> None:
    written = spend.write_csv(tmp_path / "spend.csv", "a002")
    with (tmp_path / "spend.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert list(rows[0]) == list(HEADER.values())
    good = [
        row
        for row in rows
        if row["Bedrag excl. btw"] not in ("12,34,56", "n.v.t.", "")
        and row["Boekdatum"] != "31-02-2024"
        and row["Naam crediteur"]
    ]
    assert len(rows) == written.lines + written.refused == sum(spend.shares["a002"].values())
    assert 0 < written.refused < 60
    assert len(good) == written.lines
    assert sum(cents(row["Bedrag excl. btw"]) for row in good) == written.cents == sum(written.years.values())
    assert any(cents(row["Bedrag excl. btw"]) < 0 for row in good)


def test_the_lake_holds_the_same_lines_with_the_same_totals(spend: Spend, tmp_path: Path) -> None:
    spend.write_lake(tmp_path)
    lake = Lake(tmp_path)
    assert lake.authorities() == ("a001", "a002", "a003")
    assert sum(pq.read_metadata(path).num_rows for path in lake.lines()) == 6_000
    for authority in lake.authorities():
        [manifest] = lake.batches(authority)
        assert pl.read_parquet(lake.lines(authority)).get_column("cents").sum() == manifest.cents
    plain = Spend(6_000, authorities=3).write_csv(tmp_path / "plain.csv")
    assert lake.batch("a001", "generated").cents == plain.cents
    assert lake.batch("a001", "generated").lines == plain.lines


def test_it_is_skewed_and_messy_and_holds_what_is_no_procurement(spend: Spend) -> None:
    lines = pl.concat([block for year in spend.years for block in spend.blocks("a001", year)])
    counts = Counter(lines.get_column("supplier_id").to_list())
    assert sum(count for _, count in counts.most_common(len(counts) // 5)) > len(lines) * 0.5
    sizes = [sum(years.values()) for years in spend.shares.values()]
    assert sizes == sorted(sizes, reverse=True)
    assert 0.5 < lines.get_column("kvk").is_not_null().mean() < 0.7
    assert 0.02 < (lines.get_column("cents") < 0).mean() < 0.04
    assert lines.filter(pl.col("description") == "Uitkeringen Participatiewet").height > 0
    assert lines.filter(pl.col("description") == "Interne verrekening").height > 0
    assert lines.get_column("gross_cents").to_list() == (
        (lines.get_column("cents") + lines.get_column("vat_cents")).to_list()
    )
    for year in spend.years:
        assert {day.year for block in spend.blocks("a001", year) for day in block.get_column("date")} == {
            year
        }


def test_the_truth_knows_every_creditor_that_sells(spend: Spend) -> None:
    truth, register = spend.truth("a001"), spend.register()
    lines = pl.concat([block for year in spend.years for block in spend.blocks("a001", year)])
    sold = (
        lines.filter(~pl.col("supplier_id").str.contains("^[UI]")).select("supplier", "supplier_id").unique()
    )
    assert sold.join(truth, on=["supplier", "supplier_id"]).height == sold.height
    assert truth.get_column("supplier_id").is_unique().all()
    linked = truth.drop_nulls("id")
    assert 0.75 < linked.height / truth.height < 0.95
    assert linked.join(register, on="id", how="anti").height == 0
    assert register.get_column("kvk").is_unique().all()
    assert register.get_column("id").is_unique().all()
    assert linked.get_column("id").n_unique() < linked.height  # a firm has more spellings than one
