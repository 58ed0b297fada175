"""How large the benchmarks are: as they are asked, or a share of that to see that everything runs."""

from __future__ import annotations

import os

SHARE = float(os.environ.get("MEERWAARDE_BENCH_SHARE", "1"))
"""1 is what is asked; 0.02 runs everything in some minutes, and its figures say nothing."""


def sized(count: int, least: int = 1) -> int:
    """This many at full size, and that share of it otherwise."""
    return max(least, round(count * SHARE))
