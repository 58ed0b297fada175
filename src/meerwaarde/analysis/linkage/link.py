"""The whole of it: numbers first, then equal names, then names that look alike, scored and decided.

A number that both sides give and that differs is a certain conflict: such a pair is never linked by itself.
What a person decided stands, whatever the numbers say, and teaches the scorer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from meerwaarde.analysis.linkage.candidates import Candidates
from meerwaarde.analysis.linkage.decide import LINKED, NONE, Thresholds
from meerwaarde.analysis.linkage.exact import NOWHERE, equal_names, equal_numbers
from meerwaarde.analysis.linkage.lessons import Decision, Said, taught
from meerwaarde.analysis.linkage.sides import LookedAt, Side, looked_at
from meerwaarde.analysis.linkage.spellings import Firms, Integers

EQUAL_NAME = 0.99
"""Score of an equal name in the same place that no other firm there bears."""
_CERTAIN = frozenset({"person", "kvk", "vat"})


@dataclass(frozen=True)
class Links:
    """One answer per left row, in the order given; all of length len(left).

    `right`: row on the right, or -1 where no firm looks like it; `score`: chance 0–1 that it is that firm;
    `decision`: linked, review or none (none keeps the best candidate for who wants to look); `basis`: what
    the answer rests on: person, kvk, vat, name_place, names, or "" without a candidate.
    `pairs`, `pair_score`: the pairs that were weighed by name, `pairs.left` being rows of `weighed`;
    `weighed`: for each left row its row among those, or -1.
    """

    right: Integers
    score: npt.NDArray[np.float64]
    decision: list[str]
    basis: list[str]
    pairs: Candidates = field(repr=False)
    pair_score: npt.NDArray[np.float64] = field(repr=False)
    weighed: Integers = field(repr=False)

    def alternatives(self, row: int) -> list[tuple[int, float]]:
        """The firms that left row `row` was weighed against: (right row, score), best first."""
        if self.weighed[row] == NOWHERE:
            return []
        own = np.flatnonzero(self.pairs.left == self.weighed[row])
        best = own[np.argsort(-self.pair_score[own], kind="stable")]
        return [(int(self.pairs.right[one]), float(self.pair_score[one])) for one in best]


def link(
    left: Firms,
    right: Firms,
    *,
    decisions: Sequence[Decision] = (),
    thresholds: Thresholds | None = None,
    seed: int = 1,
    threads: int = 1,
    progress: Callable[[str], None] = lambda step: None,
) -> Links:
    """For each left firm the right firm that it is, with a chance and a decision.

    Both sides may be empty. Decisions about ids that do not exist are passed over. The same input and seed
    give the same answer, on any number of threads. `progress` hears the name of each step: numbers, names,
    candidates, training, scores.
    """
    progress("numbers")
    register = Side.of(right)
    asked = Side.of(left, register.known)
    found = _Found.of(asked, register, Said.of(decisions, left, right))
    found.by_number()
    found.by_people()
    progress("names")
    found.by_equal_name()
    progress("candidates")
    weighed, rows = found.open_rows()
    seen = looked_at(asked, rows, register, threads)
    progress("training")
    scorer = taught(asked, register, found.said, seed, threads) if len(seen.pairs) else None
    progress("scores")
    seen = _without_conflicts(seen, asked, register)
    scores = scorer.score(seen.table, seen.pairs.left) if scorer else np.zeros(0)
    found.by_score(seen.pairs, scores, weighed)
    decision = _decided(found, thresholds or Thresholds())
    return Links(found.right, found.score, decision, found.basis, seen.pairs, scores, weighed)


@dataclass
class _Found:
    """What is known so far, filled from the surest evidence to the least sure."""

    asked: Side
    register: Side
    said: Said
    right: Integers
    score: npt.NDArray[np.float64]
    basis: list[str]

    @classmethod
    def of(cls, asked: Side, register: Side, said: Said) -> _Found:
        rows = len(asked.firms)
        return cls(asked, register, said, np.full(rows, NOWHERE, dtype=np.int64), np.zeros(rows), [""] * rows)

    def _put(self, row: int, firm: int, score: float, basis: str) -> None:
        self.right[row], self.score[row], self.basis[row] = firm, score, basis

    def _may(self, row: int, firm: int) -> bool:
        """Nobody said no, and no number contradicts it."""
        ours, theirs = self.asked.kvk[row], self.register.kvk[firm]
        return not self.said.bars(row, firm) and (ours is None or theirs is None or ours == theirs)

    def by_number(self) -> None:
        for basis, ours, theirs in (
            ("kvk", self.asked.kvk, self.register.kvk),
            ("vat", self.asked.vat, self.register.vat),
        ):
            equal = equal_numbers(ours, theirs, self.asked.places, self.register.places)
            self._put_equal(equal, 1.0, basis)

    def by_equal_name(self) -> None:
        equal = equal_names(self.asked.spellings, self.register.spellings, len(self.right))
        self._put_equal(equal, EQUAL_NAME, "name_place")

    def _put_equal(self, equal: Integers, score: float, basis: str) -> None:
        for row in np.flatnonzero((equal != NOWHERE) & (self.right == NOWHERE) & ~self.said.settled).tolist():
            if self._may(row, int(equal[row])):
                self._put(row, int(equal[row]), score, basis)

    def by_people(self) -> None:
        for row, firm in self.said.same.items():
            self._put(row, firm, 1.0 if firm != NOWHERE else 0.0, "person")

    def open_rows(self) -> tuple[Integers, Integers]:
        """Rows that say the same are weighed once: each left row's number (or -1), and a row per number."""
        numbers: dict[tuple[str, str, str | None], int] = {}
        weighed = np.full(len(self.right), NOWHERE, dtype=np.int64)
        one_of_each: list[int] = []
        for row in np.flatnonzero((self.right == NOWHERE) & ~self.said.settled).tolist():
            key = (self.asked.firms.names[row], self.asked.places[row], self.asked.kvk[row])
            number = numbers.setdefault(key, len(numbers))
            if number == len(one_of_each):
                one_of_each.append(row)
            weighed[row] = number
        return weighed, np.array(one_of_each, dtype=np.int64)

    def by_score(self, pairs: Candidates, scores: npt.NDArray[np.float64], weighed: Integers) -> None:
        order = np.lexsort((pairs.right, -scores, pairs.left))
        begins = np.searchsorted(pairs.left[order], np.arange(int(weighed.max(initial=0)) + 2))
        firms, ranked = pairs.right[order].tolist(), scores[order].tolist()
        for row in np.flatnonzero(weighed != NOWHERE).tolist():
            number = weighed[row]
            for pair in range(begins[number], begins[number + 1]):
                if not self.said.bars(row, firms[pair]):
                    self._put(row, firms[pair], ranked[pair], "names")
                    break


def _without_conflicts(seen: LookedAt, asked: Side, register: Side) -> LookedAt:
    if not len(seen.pairs):
        return seen
    ours, theirs = seen.numbers(asked, register)
    return seen.kept((ours == "") | (theirs == "") | (ours == theirs))


def _decided(found: _Found, thresholds: Thresholds) -> list[str]:
    return [
        NONE if firm == NOWHERE else LINKED if basis in _CERTAIN else thresholds.decision(score)
        for firm, score, basis in zip(found.right.tolist(), found.score.tolist(), found.basis, strict=True)
    ]
