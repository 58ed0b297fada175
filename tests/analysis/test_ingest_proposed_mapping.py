"""Real files from end to end: the proposed mapping, taken as it is, gives the totals of the file itself."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from meerwaarde.analysis.ingest import ROLES, Layout, ingest_csv
from meerwaarde.analysis.lake import Lake
from meerwaarde.exchange.payments import Proposal, propose_mapping
from meerwaarde.exchange.payments.values import cents_of

pytestmark = pytest.mark.real_data

REFUSED = {
    "networkrail__clean__2021-04.csv": {
        "date_missing": 1,
        "date_unreadable": 1,
    },  # its own grand total, a remark
    "expenditure-over-500-apr-jun-2017.csv": {"supplier_missing": 2},
    "expenditure-over-500-jan-mar-2018.csv": {"supplier_missing": 9},
    "expenditure-over-500-apr-jun-2016.csv": {"supplier_missing": 80},
    "expenditure-over-500-oct-dec-2017.csv": {"supplier_missing": 69},
}
WITHOUT_A_DAY = "darlington__clean__2014-04.csv"


def test_lines_and_cents_of_real_files_are_those_of_the_files(real_data: Path, tmp_path: Path) -> None:
    lake = Lake(tmp_path / "lake")
    files = sorted((real_data / "spend").glob("[ho]*/*.csv"))
    assert len(files) == 32
    for number, file in enumerate(files):
        if number % 4 and file.name not in {WITHOUT_A_DAY, *REFUSED}:
            continue  # a quarter of the ordinary files, and all that refuse something
        proposal = propose_mapping(file, file.name)
        columns = tuple((one.role, one.index) for one in proposal.columns if one.role in ROLES)
        if file.name == WITHOUT_A_DAY:
            assert "date" not in dict(columns)
            continue
        layout = Layout(
            delimiter=proposal.delimiter,
            columns=columns,
            last_year=2027,
            data_row=proposal.data_row,
            quote=proposal.quote,
            encoding=proposal.encoding,
            decimal=proposal.decimal,
            date_format=proposal.date_format or "",
        )
        with lake.draft("veenmeer", f"b{number}") as draft:
            found = ingest_csv(file, layout, draft)
        places = dict(columns)
        rows = _rows(file, proposal)
        assert found.lines + found.refused == len(rows), file.name
        assert found.reasons == REFUSED.get(file.name, {}), file.name
        if file.name not in REFUSED:
            cents = [cents_of(row[places["amount"]], proposal.decimal) for row in rows]
            assert found.cents == sum(one for one in cents if isinstance(one, int)), file.name
            assert all(isinstance(one, int) for one in cents), file.name


def _rows(file: Path, proposal: Proposal) -> list[list[str]]:
    """The records below the header that hold anything, by the csv module of Python."""
    text = file.read_bytes().decode(proposal.encoding)
    return [
        row for row in list(csv.reader(io.StringIO(text)))[proposal.data_row :] if any(map(str.strip, row))
    ]
