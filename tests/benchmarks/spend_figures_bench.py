"""A2: figures of spend from the roll-ups, against DuckDB on the raw lines. Answers are compared first.

The lake is made by the generator, with dimensions, and rolled up once; what that costs is a row of its own.
The peer is DuckDB by itself, in the same run, with the same memory and threads, over the same Parquet with
its folders as columns, so that it too skips what is of another authority or year. It has the easier
question: marks and rules for categories would cost it joins, so only columns of the lines are asked of it,
and whether a line is procurement stands ready in a column, made beforehand and not timed. Both hold their
tables open; ours keeps its compiled question, as the product does, and is timed from question to rows. Growth
holds the national question at ten times the lines against one.

Run: python tests/benchmarks/spend_figures_bench.py [lines]; 30 million unless said, times --share.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from size import sized

LINES = sized(30_000_000, 30_000)
AUTHORITIES = 12
MEMORY, THREADS = "2GB", 2
RUNS = 7

Row = dict[str, str | float | bool | None]


def rows() -> list[Row]:
    """The rows of A2, made in a folder of their own that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="meerwaarde-a2-") as folder:
        small, large = Path(folder, "small"), Path(folder, "large")
        _make(small, LINES // 10)
        built = _make(large, LINES)
        before, after = _measured(small), _measured(large)
    growth = after["national"][0] / before["national"][0]
    one, nation, top = after["authority"], after["national"], after["suppliers"]
    return [
        _row("one authority, by year and department", one, 10.0),
        _row("national, by year and category, without suppliers", nation, 20.0),
        _row("one authority, suppliers per year", top, None),
        {
            "job": f"A2 growth: national at {LINES:,} lines against a tenth",
            "ours": f"{nation[0] * 1000:.1f} ms",
            "peer": f"{before['national'][0] * 1000:.1f} ms",
            "ratio": growth,
            "target": "≤ 4",
            "met": growth <= 4,
        },
        {
            "job": f"A2 roll-ups of {LINES:,} lines built once, {AUTHORITIES} authorities",
            "ours": f"{built:.0f} s",
            "peer": f"{LINES / built / 1e6:.2f} M lines/s",
            "ratio": "–",
            "target": "–",
            "met": None,
        },
    ]


def _row(job: str, seconds: tuple[float, float], target: float | None) -> Row:
    ours, peer = seconds
    return {
        "job": f"A2 {job}, {LINES:,} lines",
        "ours": f"{ours * 1000:.1f} ms",
        "peer": f"DuckDB on lines {peer * 1000:.1f} ms",
        "ratio": peer / ours,
        "target": "–" if target is None else f"≥ {target:g}",
        "met": None if target is None else peer / ours >= target,
    }


def _make(root: Path, lines: int) -> float:
    """A lake of so many lines with its roll-ups, each in a process of its own; seconds that building took."""
    here = str(Path(__file__).parent)
    generate = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from spend_dimensions import write_dimensions\n"
        "from spend_generator import Spend\n"
        "from meerwaarde.analysis.lake import Lake\n"
        "root = Path(sys.argv[2])\n"
        "Spend(int(sys.argv[3]), authorities=int(sys.argv[4])).write_lake(root)\n"
        "write_dimensions(Lake(root))\n"
    )
    arguments = [here, str(root), str(lines), str(AUTHORITIES)]
    subprocess.run([sys.executable, "-c", generate, *arguments], check=True, env=dict(os.environ))
    began = time.perf_counter()
    build = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from spend_figures_bench import choices, MEMORY\n"
        "from meerwaarde.analysis.answers import refresh\n"
        "from meerwaarde.analysis.lake import Lake\n"
        "refresh(Lake(Path(sys.argv[2])), choices(), memory=MEMORY)\n"
    )
    subprocess.run([sys.executable, "-c", build, *arguments], check=True, env=dict(os.environ))
    return time.perf_counter() - began


def choices() -> Any:
    """Bands and payment term as the product has them."""
    from datetime import date

    from meerwaarde.analysis.rollups import Band, Choices
    from meerwaarde.rules.spend_bounds import payment_term_days, value_bands

    return Choices(
        bands=lambda year: tuple(Band(code, least) for code, least in value_bands(year)),
        term_days=payment_term_days(date(2026, 11, 22)),
    )


def _measured(root: Path) -> dict[str, tuple[float, float]]:
    """Question → median seconds of ours and of DuckDB on the lines; different answers end the run."""
    import duckdb

    from meerwaarde.analysis.engine import connect
    from meerwaarde.analysis.marts.catalogue import Question
    from meerwaarde.analysis.opened import Opened
    from meerwaarde.analysis.rollups import receipts

    held = receipts(root)
    one = held[0].authority
    peer = duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS})
    procurement = (
        "coalesce(description, '') NOT ILIKE '%uitkering%' "
        "AND coalesce(description, '') NOT ILIKE '%interne verrekening%'"
    )
    own_copy = "(FORMAT parquet, COMPRESSION zstd, PARTITION_BY (authority, year))"
    peer.execute(
        f"COPY (SELECT *, {procurement} AS stays FROM "
        f"read_parquet('{root}/lines/*/*/*.parquet', hive_partitioning = true)) TO '{root}/peer' {own_copy}"
    )
    files = f"read_parquet('{root}/peer/*/*/*.parquet', hive_partitioning = true)"
    peer.execute(f"CREATE VIEW lines AS SELECT * FROM {files}")
    stays, suppliers = "stays", "count(DISTINCT (supplier, supplier_id))"
    own, sums = f"authority = '{one}'", "count(*), sum(cents)"
    with connect("duckdb", memory=MEMORY, threads=THREADS) as engine:
        nation = Opened(engine, root, held)
        alone = Opened(engine, root, [receipt for receipt in held if receipt.authority == one])
        asked: dict[str, tuple[Callable[[], Any], str, tuple[str, ...]]] = {
            "national": (
                lambda: nation.ask(Question(by=("year", "category"))),
                f"SELECT year, category, {sums} FROM lines WHERE {stays} GROUP BY ALL",
                ("year", "category", "lines", "cents"),
            ),
            "authority": (
                lambda: alone.ask(Question(by=("year", "department"))),
                f"SELECT year, department, {sums} FROM lines WHERE {own} AND {stays} GROUP BY ALL",
                ("year", "department", "lines", "cents"),
            ),
            "suppliers": (
                lambda: alone.ask(Question(mart="supplier_counts", by=("year",))),
                f"SELECT year, {sums}, {suppliers} FROM lines WHERE {own} AND {stays} GROUP BY ALL",
                ("year", "lines", "cents"),
            ),
        }
        found = {}
        for name, (ours, query, columns) in asked.items():
            mine = {tuple(row[column] for column in columns) for row in ours()}
            theirs = {row[: len(columns)] for row in peer.execute(query).fetchall()}
            assert mine == theirs, f"{name}: {len(mine ^ theirs)} rows differ"
            found[name] = (_median(ours), _median(lambda query=query: peer.execute(query).fetchall()))
    return found


def _median(work: Callable[[], Any]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        LINES = int(sys.argv[1])
    for row in rows():
        print(row)
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
