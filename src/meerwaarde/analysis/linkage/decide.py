"""From chances to decisions, and how right the decisions are.

What is likely enough is linked, the middle is for a person, the rest is no firm of the register.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

LINKED: Final = "linked"
REVIEW: Final = "review"
NONE: Final = "none"

Z_95 = 1.959963984540054
Z_ONE_SIDED = 1.6448536269514722


@dataclass(frozen=True)
class Thresholds:
    """Chances from which a pair is linked without a person, and from which a person is asked; 0–1."""

    linked: float = 0.97
    review: float = 0.15

    def __post_init__(self) -> None:
        if not 0 <= self.review <= self.linked <= 1:
            raise ValueError("thresholds must hold 0 <= review <= linked <= 1")

    def decision(self, score: float) -> str:
        """linked, review or none."""
        return LINKED if score >= self.linked else REVIEW if score >= self.review else NONE


def best_threshold(score: npt.NDArray[np.float64], right: npt.NDArray[np.bool_], links: int) -> float:
    """The score from which linking gives the best F1. `right`: is the best pair of a left row true.

    `score` and `right` have one entry per left row with a candidate; `links`: true links there are.
    """
    order = np.argsort(-score, kind="stable")
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + links)
    return float(score[order[int(np.argmax(f1))]]) if len(order) else 1.0


def precise_threshold(
    score: npt.NDArray[np.float64],
    right: npt.NDArray[np.bool_],
    precision: float = 0.98,
    z: float = Z_ONE_SIDED,
) -> float:
    """The lowest score from which what is linked is right this often; above 1 where there is none.

    Not the share seen but the lower bound of Wilson's interval must reach it (19 times of 20), for a share
    that was chosen as the best of many flatters. `score` and `right` as for `best_threshold`; to be chosen on
    answers that neither the trees nor the test have seen.
    """
    order = np.argsort(-score, kind="stable")
    if not len(order):
        return math.nextafter(1, 2)
    count = np.arange(1, len(order) + 1)
    share = np.cumsum(right[order]) / count
    spread = np.sqrt(share * (1 - share) / count + z * z / (4 * count**2))
    low = (share + z * z / (2 * count) - z * spread) / (1 + z * z / count)
    ranked = score[order]
    last_of_equal = np.append(ranked[1:] != ranked[:-1], True)
    good = np.flatnonzero((low >= precision) & last_of_equal)
    return float(ranked[good[-1]]) if len(good) else math.nextafter(1, 2)


@dataclass(frozen=True)
class Estimate:
    """A share seen in a sample, with the bounds between which the true share lies in 95 of 100 samples."""

    right: int
    looked_at: int
    low: float
    high: float

    @property
    def share(self) -> float | None:
        """What was seen; None where nobody looked."""
        return self.right / self.looked_at if self.looked_at else None


def estimated(right: int, looked_at: int, z: float = Z_95) -> Estimate:
    """Wilson's interval for `right` of `looked_at` links found right (0 ≤ right ≤ looked_at).

    Source: E.B. Wilson, Probable inference, Journal of the American Statistical Association 22 (1927).
    """
    if not 0 <= right <= looked_at:
        raise ValueError("a sample cannot hold more right links than links")
    if not looked_at:
        return Estimate(0, 0, 0.0, 1.0)
    share = right / looked_at
    middle = (share + z * z / (2 * looked_at)) / (1 + z * z / looked_at)
    half = (
        z / (1 + z * z / looked_at) * math.sqrt(share * (1 - share) / looked_at + z * z / (4 * looked_at**2))
    )
    low = 0.0 if right == 0 else max(0.0, middle - half)
    return Estimate(right, looked_at, low, 1.0 if right == looked_at else min(1.0, middle + half))


def sample_of(linked: npt.NDArray[np.int64], size: int, seed: int) -> npt.NDArray[np.int64]:
    """Rows to look at by hand: `size` of `linked` (all where there are fewer), drawn by the seed."""
    chosen = np.random.default_rng(seed).permutation(len(linked))[:size]
    return np.sort(linked[chosen])
