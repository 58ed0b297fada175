"""Records that another reader took from an audit file, invoices or a workbook, into a draft of the lake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

import polars as pl

from meerwaarde.analysis.ingest.layout import Ingested, RefusedLine
from meerwaarde.analysis.ingest.lines import SCHEMA
from meerwaarde.analysis.ingest.writing import RefusedFile, Tally, write_lines
from meerwaarde.analysis.lake import REQUIRED, Draft, naming_no_room

BLOCK: Final = 50_000


def ingest_records(
    records: Iterable[Mapping[str, object] | RefusedLine],
    draft: Draft,
    *,
    sha256: str = "",
    size: int = 0,
) -> Ingested:
    """Write records to a draft, `BLOCK` at a time: lines with the columns of the lake, or refused lines.

    A record has `line`, `date`, `cents`, `currency` and `supplier`, and of the other columns what is known;
    `batch` is the draft's, a key that is no column of the lake is left out. `sha256` and `size` are those of
    the source, for the manifest. Raises `TypeError` for a value of another type than its column's,
    `ValueError` where one of the five is missing, and `NoRoom` where the disk is full. Nothing exists until
    `Draft.commit`.
    """
    tally, refused = Tally(), RefusedFile(draft)

    def frames() -> Iterator[pl.DataFrame]:
        rest = iter(records)
        while block := list(islice(rest, BLOCK)):
            told = [one for one in block if isinstance(one, RefusedLine)]
            tally.refuse(one.reason for one in told)
            refused.add(told)
            yield _frame([one for one in block if not isinstance(one, RefusedLine)], draft.batch)

    with naming_no_room():
        write_lines(frames(), draft, tally)
        refused.close()
    return tally.ingested(sha256, size)


def _frame(lines: list[Mapping[str, object]], batch: str) -> pl.DataFrame:
    columns = {name: [line.get(name) for line in lines] for name in SCHEMA if name != "batch"}
    frame = pl.DataFrame({name: pl.Series(values, dtype=SCHEMA[name]) for name, values in columns.items()})
    for name in sorted(REQUIRED - {"batch"}):
        if frame.get_column(name).null_count():
            raise ValueError(f"A record has no {name}; without it a line cannot be counted.")
    return frame.with_columns(batch=pl.lit(batch))
