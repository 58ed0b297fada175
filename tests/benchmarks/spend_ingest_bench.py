"""Reading spend from CSV into the lake against polars' own scan_csv → sink_parquet (row A1).

Both read the same invented file (`spend_generator`, one line in a thousand with a fault), judge every line in
the same pass, write the good lines to zstd Parquet per year and the refused ones to a file of their own with
number, reason and the line, and give the same lines, cents and refused lines: that is checked. The peer is
written as a polars user would: one lazy scan, expressions for amounts and days, two sinks collected together.

Ours does more than that: it hashes the source, understands all forms of amounts and days, finds lines that
the engine would lose or merge, counts per month and currency, tells progress, and commits the batch so that
it survives a crash (fsync). The peer does nothing of this.

Each run is a process of its own; the time is taken inside it around the work, without imports, and the memory
is the peak of the process. Sizes: 10 million lines, and a tenth of it for growth; `--share` scales both.
The file and the lakes stand in a temporary folder (TMPDIR), about 2.5 GB at full size.

Run: python tests/benchmarks/spend_ingest_bench.py
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
from size import sized
from spend_generator import HEADER, Spend

from meerwaarde.analysis.ingest import Layout, ingest_csv
from meerwaarde.analysis.lake import Lake

LINES = 10_000_000
ROUNDS = 3
TIME_TARGET, GROWTH_TARGET, MEMORY_TARGET = 1.25, 10.5, 1.2

_ROLES = {"cents": "amount", "vat_cents": "vat", "gross_cents": "gross"}
_MONEY = ("cents", "vat_cents", "gross_cents")


@dataclass(frozen=True)
class Run:
    """What one process told: seconds of the clock and of the processors, peak MB, and what it counted."""

    seconds: float
    cpu: float
    megabytes: float
    lines: int
    cents: int
    refused: int


def ours(source: Path, folder: Path) -> tuple[int, int, int]:
    """Lines, cents and refused lines of our own reading, with everything it does."""
    layout = Layout(
        delimiter=";",
        columns=tuple((_ROLES.get(name, name), at) for at, name in enumerate(HEADER)),  # type: ignore[misc]
        last_year=2027,
    )
    lake = Lake(folder)
    with lake.draft("a001", "b1") as draft:
        told = ingest_csv(source, layout, draft)
        draft.commit(told.content, told.source(source.name), "2026-11-22T20:00:00+01:00")
    return told.lines, told.cents, told.refused


def peer(source: Path, folder: Path) -> tuple[int, int, int]:
    """The same with polars alone, as its documentation would have it."""
    folder.mkdir(parents=True)
    texts = pl.scan_csv(
        source,
        separator=";",
        infer_schema=False,
        has_header=True,
        new_columns=list(HEADER),
        row_index_name="line",
    )
    judged = texts.with_columns(
        pl.col("date").str.to_date("%d-%m-%Y", strict=False).alias("day"),
        pl.col("invoice_date").str.to_date("%d-%m-%Y", strict=False).alias("invoice_day"),
        *(_amount(name) for name in _MONEY),
        pl.col("supplier").str.strip_chars().alias("name"),
    ).with_columns(
        reason=pl.when(pl.col("date").is_null())
        .then(pl.lit("date_missing"))
        .when(pl.col("day").is_null())
        .then(pl.lit("date_impossible"))
        .when(~pl.col("day").dt.year().is_between(1990, 2027))
        .then(pl.lit("date_impossible"))
        .when(pl.col("cents").is_null())
        .then(pl.lit("amount_missing"))
        .when(pl.col("amount").is_null())
        .then(pl.lit("amount_unreadable"))
        .when(pl.col("name").is_null() | (pl.col("name") == ""))
        .then(pl.lit("supplier_missing"))
        .when(pl.col("gross_cents").is_not_null() & pl.col("gross").is_null())
        .then(pl.lit("amount_unreadable"))
        .when(pl.col("vat_cents").is_not_null() & pl.col("vat").is_null())
        .then(pl.lit("amount_unreadable"))
    )
    good = judged.filter(pl.col("reason").is_null()).select(
        pl.lit("b1").alias("batch"),
        pl.col("line").cast(pl.Int64) + 2,
        pl.col("day").alias("date"),
        pl.col("invoice_day").alias("invoice_date"),
        pl.col("amount").alias("cents"),
        pl.col("gross").alias("gross_cents"),
        pl.col("vat").alias("vat_cents"),
        pl.col("currency").str.to_uppercase(),
        pl.col("name").alias("supplier"),
        *(pl.col(one).str.strip_chars() for one in ("supplier_id", "kvk", "department", "category")),
        *(pl.col(one).str.strip_chars() for one in ("account", "description", "reference")),
        pl.col("day").dt.year().alias("year"),
    )
    raw = pl.concat_str(*HEADER, separator=";", ignore_nulls=True).alias("raw")
    refused = judged.filter(pl.col("reason").is_not_null()).select("line", "reason", raw)
    years = pl.PartitionBy(folder / "lines", key="year", include_key=False)
    totals = good.select(pl.len(), pl.col("cents").sum())
    pl.collect_all(
        [
            good.sink_parquet(years, compression="zstd", mkdir=True, lazy=True),
            refused.sink_parquet(folder / "refused.parquet", compression="zstd", lazy=True),
            totals.sink_parquet(folder / "totals.parquet", lazy=True),
        ],
        engine="streaming",
    )
    lines, cents = pl.read_parquet(folder / "totals.parquet").row(0)
    return lines, cents, pl.scan_parquet(folder / "refused.parquet").select(pl.len()).collect().item()


def _amount(name: str) -> pl.Expr:
    """Dutch amounts to whole cents."""
    plain = pl.col(name).str.replace_all(".", "", literal=True)
    cents = plain.str.replace(",", "", literal=True).cast(pl.Int64, strict=False)
    shaped = plain.str.contains(r"^-?[0-9]+,[0-9]{2}$")
    return (
        pl.when(shaped)
        .then(cents)
        .alias({"cents": "amount", "vat_cents": "vat", "gross_cents": "gross"}[name])
    )


WAYS = {"ours": ours, "polars": peer}


def measured(way: str, source: Path) -> Run:
    """One run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, way, str(source), f"{folder}/out"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{way}: {done.stderr[-2000:]}")
    return Run(**json.loads(done.stdout))


def rows() -> list[dict[str, Any]]:
    """Row A1 of the performance table with its rows of growth; some minutes at full size."""
    whole, tenth = sized(LINES, 2_000), sized(LINES // 10, 200)
    with tempfile.TemporaryDirectory() as folder:
        files = {count: Path(folder) / f"{count}.csv" for count in (whole, tenth)}
        truths = {count: Spend(count, faults=0.001).write_csv(path) for count, path in files.items()}
        runs: dict[tuple[str, int], list[Run]] = {}
        for _ in range(ROUNDS):
            for count, path in files.items():
                for way in WAYS:
                    run, truth = measured(way, path), truths[count]
                    counted = (run.lines, run.cents, run.refused)
                    assert counted == (truth.lines, truth.cents, truth.refused), (way, counted, truth)
                    runs.setdefault((way, count), []).append(run)
    return [
        _against(
            "clock",
            [run.seconds for run in runs["ours", whole]],
            [run.seconds for run in runs["polars", whole]],
            whole,
        ),
        _against(
            "processors",
            [run.cpu for run in runs["ours", whole]],
            [run.cpu for run in runs["polars", whole]],
            whole,
        )
        | {"target": "–", "met": None},
        *(_growth(way, runs[way, whole], runs[way, tenth], whole) for way in WAYS),
        *(_memory(way, runs[way, whole], runs[way, tenth], whole) for way in WAYS),
    ]


def _against(what: str, ours_took: list[float], peer_took: list[float], count: int) -> dict[str, Any]:
    ratio = statistics.median(mine / other for mine, other in zip(ours_took, peer_took, strict=True))
    return {
        "job": f"A1 {count:,} lines of CSV → lake, s of the {what}, against polars scan_csv → sink_parquet",
        "ours": round(statistics.median(ours_took), 2),
        "peer": round(statistics.median(peer_took), 2),
        "ratio": round(ratio, 2),
        "target": f"<= {TIME_TARGET}x",
        "met": ratio <= TIME_TARGET,
    }


def _growth(way: str, large: list[Run], small: list[Run], count: int) -> dict[str, Any]:
    took, before = (statistics.median(run.seconds for run in runs) for runs in (large, small))
    own = way == "ours"
    return {
        "job": f"A1 growth of {way}: s at {count:,} lines against a tenth",
        "ours": round(took, 2),
        "peer": round(before, 2),
        "ratio": round(took / before, 2),
        "target": f"<= {GROWTH_TARGET}x" if own else "–",
        "met": took / before <= GROWTH_TARGET if own else None,
    }


def _memory(way: str, large: list[Run], small: list[Run], count: int) -> dict[str, Any]:
    most, before = (statistics.median(run.megabytes for run in runs) for runs in (large, small))
    own = way == "ours"
    return {
        "job": f"A1 memory of {way}: peak MB at {count:,} lines against a tenth",
        "ours": round(most),
        "peer": round(before),
        "ratio": round(most / before, 2),
        "target": f"<= {MEMORY_TARGET}x" if own else "–",
        "met": most / before <= MEMORY_TARGET if own else None,
    }


def _child(way: str, source: Path, folder: Path) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    lines, cents, refused = WAYS[way](source, folder)
    run = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    print(json.dumps(run | {"megabytes": peak, "lines": lines, "cents": cents, "refused": refused}))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        _child(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        for row in rows():
            print(json.dumps(row, ensure_ascii=False))
