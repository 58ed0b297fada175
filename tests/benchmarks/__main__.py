"""`make bench`: one table of speeds, each as a ratio against a named peer on the same work in the same run.

Absolute times depend on the machine and its neighbours; ratios tell whether a design holds.

Run: python -m tests.benchmarks [--share 0.02] [subject …]. With a share of the usual sizes everything runs in
some minutes, to see that it does; then no verdict is given.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parent))

SUBJECTS = {
    "advice": ("advice_bench", "rows"),
    "comparison": ("comparison_bench", "rows"),
    "notices": ("notices_bench", "rows"),
    "search": ("search_bench", "rows"),
    "matching": ("matching_bench", "rows"),
    "many": ("matching_bench", "many_rows"),
    "alerts": ("alerts_bench", "rows"),
    "intake": ("intake_bench", "rows"),
    "import": ("import_bench", "rows"),
    "directory": ("directory_bench", "rows"),
    "session": ("session_bench", "rows"),
    "goal": ("goal_bench", "rows"),
    "spend_linkage": ("spend_linkage_bench", "rows"),
    "spend_ingest": ("spend_ingest_bench", "rows"),
    "pages": ("pages_bench", "rows"),
    "audit_files": ("spend_xaf_bench", "rows"),
    "spend_figures": ("spend_figures_bench", "rows"),
}
"""Each gives mappings with job, ours, peer, ratio, target and met (None without a target)."""


def main() -> int:
    """Print the table; the exit code says whether everything ran and every target was met."""
    asked = _asked()
    os.environ["MEERWAARDE_BENCH_SHARE"] = str(asked.share)  # read by size.py, here and in processes below
    sys.argv[1:] = []  # the subjects read arguments of their own
    console = Console(width=132)
    table = Table("job", "ours", "peer", "ratio", "target", "met", title="Meerwaarde: speed against peers")
    missed, failed, whole = 0, 0, asked.share == 1
    for subject in asked.subjects or SUBJECTS:
        began, load = time.monotonic(), os.getloadavg()[0]
        try:
            rows = _rows(subject)
        except Exception as trouble:  # the others are still worth knowing
            rows = [_failed(subject, trouble)]
        took = time.monotonic() - began
        console.print(f"[dim]{subject}: {took:.0f} s at load {load:.1f}[/dim]", highlight=False)
        for row in rows:
            missed += row["met"] is False
            failed += row["ours"] == FAILED
            table.add_row(
                *(escape(_shown(row[name])) for name in ("job", "ours", "peer", "ratio", "target")),
                _verdict(row) if whole or row["ours"] == FAILED else "–",
            )
    console.print(table)
    if whole:
        return 1 if missed else 0
    console.print(f"At {asked.share:g} of the usual sizes: this shows what runs, the figures say nothing.")
    return 1 if failed else 0


FAILED = "failed"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description="The table of speeds.")
    parser.add_argument("--share", type=float, default=1.0, help="share of the usual sizes (1: as asked)")
    parser.add_argument("subjects", nargs="*", metavar="subject", help="which (all unless said)")
    asked = parser.parse_args()
    if unknown := [one for one in asked.subjects if one not in SUBJECTS]:
        parser.error(f"unknown: {', '.join(unknown)}. There are: {', '.join(SUBJECTS)}.")
    return asked


def _rows(subject: str) -> list[dict[str, Any]]:
    module, function = SUBJECTS[subject]
    rows: list[dict[str, Any]] = getattr(importlib.import_module(module), function)()
    return rows


def _failed(subject: str, trouble: Exception) -> dict[str, Any]:
    said = f"{type(trouble).__name__}: {trouble}".strip()[:300]
    return {"job": subject, "ours": FAILED, "peer": said, "ratio": "–", "target": "runs", "met": False}


def _shown(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _verdict(row: dict[str, Any]) -> str:
    return "–" if row["met"] is None else "yes" if row["met"] else "NO"


if __name__ == "__main__":
    sys.exit(main())
