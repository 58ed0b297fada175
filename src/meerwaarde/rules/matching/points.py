"""What each thing that was looked at is worth in the order of suppliers, in thousandths of a point.

Whole numbers, so that the order is the same on any machine. Met is always worth more than unknown, and
unknown more than not met. First comes whether a supplier can deliver, then whether it goes first by the
framework of the authority, and only then these points. None of this is law; the decision record on matching
explains each choice.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from meerwaarde.rules.matching.codes import branches, division, is_division

Numbers = NDArray[np.int64]

SCALE = 1_000

SURE, PERHAPS = 2, 1
"""Whether a supplier offers what is asked; 0 where something shows that it cannot deliver."""

_CLASS = 1_000 * SCALE
_AHEAD = 200 * SCALE

DIVISION = 22 * SCALE
"""Two codes of which one is the whole division."""
_AT_DEPTH = {3: 26 * SCALE, 4: 32 * SCALE, 5: 36 * SCALE}
_DEEPEST = 40 * SCALE

WORDS = 15 * SCALE
"""All words of the purchase in the supplier's text; fewer words are worth their square root."""
WORDS_ALONE = 55 * SCALE
"""The same where the purchase has no CPV code."""

REGION = np.array([0, 8, 12, 20], dtype=np.int64) * SCALE
"""Nowhere, unknown, in some places, in all."""
CAPACITY = np.array([0, 4, 8], dtype=np.int64) * SCALE
RESERVED = np.array([0, 3, 8], dtype=np.int64) * SCALE
"""Not met, unknown, met."""
THEMES = 7 * SCALE
THEMES_UNKNOWN = SCALE // 2
CHANCE = 2 * SCALE
"""A local or small firm where others go first."""
_NEWCOMER, _ASKED, _NEVER_COUNTED = 4 * SCALE, 3 * SCALE, 2 * SCALE


def of_code(digits: str, *, first: bool, others: int) -> Iterator[tuple[str, int]]:
    """The features that a CPV code asks for, each with what it adds; the main code weighs as all others do.

    Features are those of a pool: `c` a branch, `d` a division, `a` a division offered as a whole.
    """
    share = 1.0 if not others else 0.5 if first else 0.5 / others
    if is_division(digits):
        yield f"d{digits}", int(DIVISION * share)
        return
    yield f"a{division(digits)}", int(DIVISION * share)
    reached = 0
    for branch in branches(digits):
        worth = int(_AT_DEPTH.get(len(branch), _DEEPEST) * share)
        yield f"c{branch}", worth - reached
        reached = worth


def turn(times_asked: Numbers, often: int | None) -> Numbers:
    """A newcomer is worth most, who was asked often nothing; -1 is unknown."""
    points = np.where(times_asked > 0, _ASKED, np.where(times_asked == 0, _NEWCOMER, _NEVER_COUNTED))
    return points if often is None else np.where(times_asked >= often, 0, points)


def together(tier: Numbers, ahead: Numbers, points: Numbers) -> Numbers:
    """One number to order by: can deliver, then goes first, then fits best."""
    return tier * _CLASS + ahead * _AHEAD + points
