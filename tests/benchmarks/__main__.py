"""`make bench`: one table of speeds, each as a ratio against a named peer on the same work in the same run.

Absolute times depend on the machine and its neighbours; ratios tell whether a design holds.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import advice_bench
import alerts_bench
import comparison_bench
import directory_bench
import goal_bench
import import_bench
import matching_bench
import notices_bench
import search_bench
import session_bench
from rich.console import Console
from rich.table import Table

MODULES = (
    advice_bench,
    alerts_bench,
    comparison_bench,
    notices_bench,
    search_bench,
    matching_bench,
    import_bench,
    directory_bench,
    session_bench,
    goal_bench,
)
"""Each gives `rows()`: mappings with job, ours, peer, ratio, target and met (None without a target)."""


def main() -> int:
    """Print the table; the exit code says whether every target was met."""
    console = Console(width=132)
    table = Table("job", "ours", "peer", "ratio", "target", "met", title="Meerwaarde: speed against peers")
    missed = 0
    for module in MODULES:
        console.print(f"[dim]{module.__name__} …[/dim]", highlight=False)
        for row in module.rows():
            missed += row["met"] is False
            table.add_row(
                *(_shown(row[name]) for name in ("job", "ours", "peer", "ratio", "target")), _verdict(row)
            )
    console.print(table)
    return 1 if missed else 0


def _shown(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _verdict(row: dict[str, Any]) -> str:
    return "–" if row["met"] is None else "yes" if row["met"] else "NO"


if __name__ == "__main__":
    sys.exit(main())
