"""Real files of payments: every record that Python's own reader finds is counted or refused, to the penny."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import polars as pl
import pytest

from meerwaarde.analysis.ingest import ROLES, Ingested, Layout, ingest_csv
from meerwaarde.analysis.lake import Lake
from meerwaarde.exchange.payments import Proposal, propose_mapping

REAL = Path(os.environ.get("MEERWAARDE_REAL_DATA", "/nowhere")) / "spend"
FILES = sorted(REAL.glob("header_variants/*.csv")) + sorted(REAL.glob("oxford/*.csv"))

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FILES, reason="MEERWAARDE_REAL_DATA names no folder with spend"),
]


def layout_of(proposal: Proposal) -> Layout | None:
    """As proposed, where nothing that is needed is missing."""
    columns = tuple((one.role, one.index) for one in proposal.columns if one.role in ROLES)
    if not {"date", "supplier", "amount"} <= {role for role, _ in columns}:
        return None
    return Layout(
        delimiter=proposal.delimiter,
        quote=proposal.quote,
        encoding=proposal.encoding,
        decimal=proposal.decimal,
        date_format=proposal.date_format or "%d-%m-%Y",
        invoice_date_format=proposal.invoice_date_format,
        data_row=proposal.data_row,
        columns=columns,  # type: ignore[arg-type]
        currency=proposal.currency or "EUR",
        last_year=2027,
    )


def ingested(path: Path, layout: Layout, root: Path) -> tuple[Ingested, list[str]]:
    lake = Lake(root)
    with lake.draft("a", path.stem.replace(".", "-")) as draft:
        told = ingest_csv(path, layout, draft)
        raw = pl.read_parquet(draft.refused).get_column("raw").to_list() if told.refused else []
    return told, raw


def test_every_record_is_counted_or_refused(tmp_path: Path) -> None:
    read = 0
    for path in FILES:
        proposal = propose_mapping(path, path.name)
        layout = layout_of(proposal) if proposal.kind == "csv" else None
        if layout is None:
            continue
        told, _ = ingested(path, layout, tmp_path)
        text = path.read_bytes().decode(layout.encoding, "replace").removeprefix("\ufeff")
        rows = list(csv.reader(text.splitlines()[layout.data_row :], delimiter=layout.delimiter))
        records = sum(1 for row in rows if any(cell.strip() for cell in row))
        assert told.lines + told.refused == records, path.name
        assert told.lines > records * 0.9, path.name
        read += 1
    assert read > len(FILES) * 0.9


def test_a_file_that_tells_its_own_total_adds_up_to_it(tmp_path: Path) -> None:
    [path] = [one for one in FILES if one.name.startswith("networkrail")]
    layout = layout_of(propose_mapping(path, path.name))
    assert layout is not None
    told, raw = ingested(path, layout, tmp_path)
    [total] = [line.rsplit(",", 1)[1] for line in raw if line.startswith("Grand Total")]
    assert sum(one.cents for one in told.currencies.values()) == round(float(total) * 100)
