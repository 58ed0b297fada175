"""`meerwaarde spend figures`, as other programs call it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from meerwaarde.analysis.lake import Content, Lake, Source, Total, line_schema


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """Three payments of one authority, of which one is late and one has no category."""
    empty = dict.fromkeys(line_schema().names)
    some = [
        {"date": date(2025, 3, 31), "invoice_date": date(2025, 1, 1), "cents": 1_000_05, "category": "Groen"},
        {"date": date(2025, 4, 1), "invoice_date": date(2025, 4, 1), "cents": -5, "category": "Groen"},
        {"date": date(2026, 1, 1), "cents": 7},
    ]
    rows = [
        {**empty, "batch": "b1", "line": at, "currency": "EUR", "supplier": "Groenwerk", **one}
        for at, one in enumerate(some, 1)
    ]
    made = Lake(tmp_path / "lake")
    with made.draft("veen", "b1") as draft:
        for year in (2025, 2026):
            of_year = [row for row in rows if row["date"].year == year]
            pq.write_table(pa.Table.from_pylist(of_year, line_schema()), draft.lines(year))
        content = Content(
            years={2025: Total(lines=2, cents=1_000_00), 2026: Total(lines=1, cents=7)},
            refused=0,
            currencies={"EUR": Total(lines=3, cents=1_000_07)},
        )
        draft.commit(content, Source(name="a.csv", sha256="0" * 64, bytes=1), "2026-11-22T12:00:00+01:00")
    return made


def call(*arguments: str | Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "meerwaarde.cli", "spend", "figures", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout


def asked(*arguments: str | Path) -> Any:
    code, said = call(*arguments, "--json")
    assert code == 0, said
    return json.loads(said)


def test_amounts_are_strings_in_euros_and_carry_a_receipt(lake: Lake, tmp_path: Path) -> None:
    document = asked("--by", "year,category", "--lake", lake.root)
    assert document["rows"] == [
        {"year": 2025, "category": "Groen", "lines": 2, "amount": "1000.00", "credit_amount": "-0.05"},
        {"year": 2026, "category": None, "lines": 1, "amount": "0.07", "credit_amount": "0.00"},
    ]
    assert document["explanation"]["does_not_prove"]["nl"]
    assert [one["cents"] for one in document["receipt"]["basis"]] == [1_000_00, 7]

    kept = tmp_path / "receipt.json"
    kept.write_text(json.dumps(document))
    again = json.loads(call("--receipt", kept, "--lake", lake.root)[1])
    assert (again["same"], again["changes"]) == (True, [])

    lake.withdraw("veen", "b1")
    code, said = call("--receipt", kept, "--lake", lake.root)
    assert code == 1
    assert {one["what"] for one in json.loads(said)["changes"]} == {"year_gone", "answer"}


def test_shares_and_terms_are_worked_out_of_whole_numbers(lake: Lake) -> None:
    [row] = asked("--show", "shares", "--mark", "local", "--year", "2025", "--lake", lake.root)["rows"]
    assert (row["share"], row["unknown"], row["unknown_amount"]) == ("0.0000", "1.0000", "1000.00")
    [row] = asked("--show", "payment_term", "--lake", lake.root)["rows"]
    assert (row["average_days"], row["late"], row["counted_lines"]) == ("89.0", "1.0000", 1)


def test_csv_has_a_header_and_the_same_amounts(lake: Lake) -> None:
    _, said = call("--by", "year", "--csv", "--lake", lake.root)
    assert [(row["year"], row["amount"]) for row in csv.DictReader(io.StringIO(said))] == [
        ("2025", "1000.00"),
        ("2026", "0.07"),
    ]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--by", "colour"], "word_unknown"),
        (["--show", "profit"], "word_unknown"),
        (["--engine", "abacus"], "engine_unknown"),
    ],
)
def test_what_is_not_known_is_said_with_what_is(lake: Lake, arguments: list[str], code: str) -> None:
    returned, said = call(*arguments, "--json", "--lake", lake.root)
    assert returned == 2
    error = json.loads(said)["error"]
    assert error["code"] == code
    assert error["what_now"]["nl"]


def test_a_folder_without_lines_is_said(tmp_path: Path) -> None:
    code, said = call("--lake", tmp_path, "--json")
    assert (code, json.loads(said)["error"]["code"]) == (2, "lake_missing")
