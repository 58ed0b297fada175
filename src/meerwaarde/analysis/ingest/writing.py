"""Counted lines into a draft, frame after frame, and what they add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import polars as pl
import pyarrow.parquet as pq
from polars.io.plugins import register_io_source

from meerwaarde.analysis.ingest.layout import Ingested, RefusedLine
from meerwaarde.analysis.ingest.lines import SCHEMA
from meerwaarde.analysis.lake import REFUSED_COLUMNS, Content, Draft, NoRoom, Total, refused_schema

_REFUSED: Final = {
    name: pl.Int64() if kind == "int64" else pl.String() for name, kind in REFUSED_COLUMNS.items()
}
_EURO: Final = "EUR"
_NO_ROOM: Final = ("No space left on device", "File too large", "Disk quota exceeded")


class Tally:
    """What the lines of a batch add up to: counted in whole cents, in Python's own unbounded numbers."""

    def __init__(self) -> None:
        self.refused = self.credit_lines = self.unread = 0
        self.reasons: Counter[str] = Counter()
        self.authorities: Counter[str] = Counter()
        self._months: dict[tuple[int, int, str], list[int]] = {}

    def add(self, lines: pl.DataFrame) -> None:
        """Count these lines."""
        cents = pl.col("cents").cast(pl.Int128)
        credit_lines = (pl.col("cents") < 0).sum().alias("credit")
        sums = lines.group_by("date", "currency").agg(pl.len(), cents.sum(), credit_lines)
        for day, currency, count, total, credit in sums.iter_rows():
            sum_of = self._months.setdefault((day.year, day.month, currency), [0, 0])
            sum_of[0] += count
            sum_of[1] += total
            self.credit_lines += credit
        if "unread" in lines.columns:
            self.unread += int(lines.get_column("unread").sum())
        if "authority" in lines.columns:
            counts = lines.get_column("authority").drop_nulls().value_counts()
            self.authorities.update(dict(counts.iter_rows()))

    def refuse(self, reasons: Iterable[str]) -> None:
        """Count these refused lines."""
        before = self.reasons.total()
        self.reasons.update(reasons)
        self.refused += self.reasons.total() - before

    def ingested(self, sha256: str = "", size: int = 0) -> Ingested:
        """The sums."""
        years: Counter[int] = Counter()
        year_cents: Counter[int] = Counter()
        by_month: dict[str, Total] = {}
        currencies: dict[str, Total] = {}
        for (year, month, currency), (count, cents) in sorted(self._months.items()):
            years[year] += count
            so_far = currencies.get(currency, Total(lines=0, cents=0))
            currencies[currency] = Total(lines=so_far.lines + count, cents=so_far.cents + cents)
            if currency == _EURO:
                year_cents[year] += cents
                by_month[f"{year}-{month:02d}"] = Total(lines=count, cents=cents)
        content = Content(
            years={year: Total(lines=count, cents=year_cents[year]) for year, count in years.items()},
            refused=self.refused,
            currencies=currencies,
        )
        return Ingested(
            lines=sum(years.values()),
            refused=self.refused,
            cents=sum(year_cents.values()),
            credit_lines=self.credit_lines,
            by_month=by_month,
            currencies=currencies,
            reasons=dict(self.reasons),
            unread_invoice_dates=self.unread,
            authorities=dict(self.authorities),
            content=content,
            sha256=sha256,
            bytes=size,
        )


class RefusedFile:
    """The refused lines of a draft, written as they come; there is no file where there are none."""

    def __init__(self, draft: Draft) -> None:
        self._path = draft.refused
        self._writer: Any = None

    def add(self, refused: Sequence[RefusedLine]) -> None:
        """Write these."""
        if not refused:
            return
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, refused_schema(), compression="zstd")
        rows = [(one.line, one.reason, one.column, one.value, one.raw) for one in refused]
        table = pl.DataFrame(rows, schema=_REFUSED, orient="row").to_arrow()
        self._writer.write_table(table.cast(refused_schema()))

    def close(self) -> None:
        """Finish the file."""
        if self._writer is not None:
            self._writer.close()


def write_lines(frames: Iterator[pl.DataFrame], draft: Draft, tally: Tally) -> None:
    """Write and count frames of lines (`SCHEMA`), one Parquet file for each year; memory stays flat.

    What goes wrong in making the frames comes out as it is; a disk that is full as `NoRoom`.
    """
    troubles: list[BaseException] = []

    def counted(*_: object) -> Iterator[pl.DataFrame]:
        try:
            for frame in frames:
                if len(frame):
                    tally.add(frame)
                    yield frame.select(*SCHEMA, pl.col("date").dt.year().alias("year"))
        except BaseException as trouble:
            troubles.append(trouble)
            raise

    def place(file: Any) -> str:
        year = file.partition_keys.get_column("year").item()
        return str(draft.lines(int(year)).relative_to(draft.folder))

    parts = pl.PartitionBy(
        draft.folder, file_path_provider=place, key="year", include_key=False, approximate_bytes_per_file=None
    )
    try:
        source = register_io_source(counted, schema={**SCHEMA, "year": pl.Int32()}, validate_schema=False)
        source.sink_parquet(parts, compression="zstd", mkdir=True)
    except (pl.exceptions.PolarsError, OSError) as trouble:
        if troubles:
            raise troubles[0] from None
        if any(said in str(trouble) for said in _NO_ROOM):
            raise NoRoom(
                "The disk is full. Nothing was added; make room and import the file again."
            ) from trouble
        raise
