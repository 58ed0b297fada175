"""What the scorer learns from: practice, rows whose number tells the answer, and what people decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from meerwaarde.analysis.linkage.exact import NOWHERE
from meerwaarde.analysis.linkage.practice import (
    ENOUGH,
    FICTIONAL,
    fictional_firms,
    practice,
    practises_with_places,
)
from meerwaarde.analysis.linkage.scorer import ENOUGH_REAL, Answers, Scorer, together, trained
from meerwaarde.analysis.linkage.sides import LookedAt, Side, looked_at
from meerwaarde.analysis.linkage.spellings import Firms

_LESSONS = 1_500
"""Left rows with a registration number whose names teach the scorer."""
_REAL_COUNTS = 4
"""Once enough left rows have a known answer, each counts as so many of practice."""


@dataclass(frozen=True)
class Decision:
    """What a person said of a pair of ids: one firm, or not. `right` "" and `same`: in no register."""

    left: str
    right: str
    same: bool


@dataclass(frozen=True)
class Said:
    """What people decided, by row. `same`: left row → right row, or -1 where it stands in no register."""

    same: dict[int, int]
    different: set[tuple[int, int]]
    settled: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, decisions: Sequence[Decision], left: Firms, right: Firms) -> Said:
        """Decisions about ids that do not exist are passed over; of two about one pair the last holds."""
        rows = {one: row for row, one in enumerate(left.ids)} if decisions else {}
        firms = {one: row for row, one in enumerate(right.ids)} if decisions else {}
        same: dict[int, int] = {}
        different: set[tuple[int, int]] = set()
        for one in decisions:
            if one.left not in rows or (one.right not in firms and one.right):
                continue
            row, firm = rows[one.left], firms.get(one.right, NOWHERE)
            if one.same:
                same[row] = firm
                different.discard((row, firm))
            else:
                different.add((row, firm))
                if same.get(row) == firm:
                    del same[row]
        settled = np.zeros(len(left), dtype=bool)
        settled[list(same)] = True
        return cls(same, different, settled)

    def bars(self, row: int, firm: int) -> bool:
        """Somebody said that they are not one firm."""
        return (row, firm) in self.different


def taught(left: Side, right: Side, said: Said, seed: int, threads: int) -> Scorer:
    """A scorer for these two sides. The same sides, decisions and seed give the same scorer."""
    lessons = (_from_numbers(left, right, seed, threads), _from_people(left, right, said, threads))
    real = [one for one in lessons if one is not None]
    if not real and len(right.firms) < ENOUGH:
        return _without_lessons(practises_with_places(right.firms), seed)
    known = sum(len(np.unique(one.group)) for one in real)
    if known >= ENOUGH_REAL:
        real = [replace(one, times=one.times * _REAL_COUNTS) for one in real]
    return trained(together(_from_practice(right, seed, threads), *real), seed)


@lru_cache(maxsize=4)
def _without_lessons(with_places: bool, seed: int) -> Scorer:
    """For a register too small to practise on, and nobody who taught: the same every time."""
    register = fictional_firms(FICTIONAL, seed, with_places=with_places)
    return trained(_from_practice(Side.of(register), seed, threads=1), seed)


def _from_practice(right: Side, seed: int, threads: int) -> Answers:
    made = practice(right.firms, seed=seed)
    register = Side.of(made.right)
    creditors = Side.of(made.left, register.known)
    seen = looked_at(creditors, np.arange(len(made.left)), register, threads)
    return _answers(seen, made.truth[seen.pairs.left] == seen.pairs.right, real=False)


def _from_numbers(left: Side, right: Side, seed: int, threads: int) -> Answers | None:
    """Rows that give a registration number: the firm with that number is the one, every other is not."""
    numbered = np.array([row for row, one in enumerate(left.kvk) if one is not None], dtype=np.int64)
    if not len(numbered) or not any(right.kvk):
        return None
    chosen = np.sort(np.random.default_rng(seed).permutation(numbered)[:_LESSONS])
    seen = looked_at(left, chosen, right, threads)
    ours, theirs = seen.numbers(left, right)
    told = theirs != ""
    return _answers(seen.kept(told), (ours == theirs)[told])


def _from_people(left: Side, right: Side, said: Said, threads: int) -> Answers | None:
    """Decided pairs; a row whose firm is known (or known to be in no register) is no other firm."""
    rows = np.array(sorted({*said.same, *(row for row, _ in said.different)}), dtype=np.int64)
    if not len(rows):
        return None
    seen = looked_at(left, rows, right, threads)
    row_of = rows[seen.pairs.left].tolist()
    decided = np.array(
        [
            row in said.same or said.bars(row, firm)
            for row, firm in zip(row_of, seen.pairs.right.tolist(), strict=True)
        ],
        dtype=bool,
    )
    firm_of = np.array([said.same.get(row, NOWHERE) for row in row_of], dtype=np.int64)
    return _answers(seen.kept(decided), (firm_of == seen.pairs.right)[decided])


def _answers(seen: LookedAt, same: npt.NDArray[np.bool_], *, real: bool = True) -> Answers:
    once = np.ones(len(same), dtype=np.int64)
    return Answers(seen.table, same, seen.pairs.left, once, np.full(len(same), real))
