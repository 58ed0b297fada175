"""How likely a pair is one firm: boosted trees on pairs whose answer is known, with honest chances.

No model is kept in a file: training on some thousands of pairs takes a second or two and follows from the
seed, so the same input gives the same answer, and nothing has to be unpickled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from meerwaarde.analysis.linkage.spellings import Integers

Floats = npt.NDArray[np.float32]
Chances = npt.NDArray[np.float64]

_FOLDS = 3
ENOUGH_REAL = 200
"""Left rows with a known answer that are enough to set chances right."""
_EACH_KIND = 20
_LEAST_CHANCE = 1e-6


@dataclass(frozen=True)
class Answers:
    """Pairs whose answer is known, column by column, all of one length.

    `table`: features, shape (pairs, features); `same`: one firm or not; `group`: the left row (the pairs of
    one left row stay together when chances are checked); `times`: as how many pairs one counts; `real`:
    decided by a person or told by a number, no practice.
    """

    table: Floats
    same: npt.NDArray[np.bool_]
    group: Integers
    times: Integers
    real: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.same)


def together(*some: Answers) -> Answers:
    """All answers in one; groups of one do not mix with groups of another."""
    some = tuple(one for one in some if len(one))
    groups, highest = [], 0
    for one in some:
        _, own = np.unique(one.group, return_inverse=True)
        groups.append(own + highest)
        highest += int(own.max()) + 1
    return Answers(
        np.concatenate([one.table for one in some]),
        np.concatenate([one.same for one in some]),
        np.concatenate(groups),
        np.concatenate([one.times for one in some]),
        np.concatenate([one.real for one in some]),
    )


@dataclass(frozen=True)
class Scorer:
    """Trained trees and the line that makes their chances honest. `usual`: share of rows that had a firm,
    where the chances were learned on practice; None where real answers set them right."""

    trees: Any
    columns: Integers
    slope: float
    offset: float
    usual: float | None

    def score(self, table: Floats, group: Integers) -> Chances:
        """Chance per pair that it is one firm, knowing that a left row is at most one. Shape (pairs,), 0–1.

        `group`: the left row of each pair; the pairs of one left row divide one certainty between them.
        """
        if not len(table):
            return np.zeros(0)
        shared = shared_chance(_chances(self.trees, table[:, self.columns]), group)
        honest = _sigmoid(self.slope * _logit(shared) + self.offset)
        return honest if self.usual is None else at_home(honest, group, self.usual)


def trained(answers: Answers, seed: int = 1) -> Scorer:
    """Trees on these answers; the chances are set right on answers that the trees did not see.

    With `ENOUGH_REAL` rows of real answers those alone set the chances right: which rows people looked at
    depends on the score, and that leaves the chance at a score as it is. With fewer, practice does, and the
    chances are moved to the share of rows that has its firm (`at_home`).
    Raises ValueError where the answers hold only one kind.
    """
    if answers.same.all() or not answers.same.any():
        raise ValueError("a scorer needs pairs that are one firm and pairs that are not")
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 (extra `analysis`)

    answers = together(answers)  # groups count from nought
    # What never differs teaches nothing, and the trees refuse it.
    columns = np.flatnonzero(np.ptp(answers.table, axis=0) > 0)
    answers = replace(answers, table=answers.table[:, columns])
    folds = np.random.default_rng(seed).integers(0, _FOLDS, int(answers.group.max()) + 1)[answers.group]
    unseen = np.zeros(len(answers))
    for fold in range(_FOLDS):
        test = folds == fold
        rest = answers.same[~test]
        if not test.any() or rest.all() or not rest.any():
            unseen[test] = answers.same.mean()
            continue
        unseen[test] = _chances(_trees(answers, ~test, seed), answers.table[test])
    shared = shared_chance(unseen, answers.group)
    line = LogisticRegression(C=1e3)
    by = _told_by(answers)
    line.fit(_logit(shared[by])[:, None], answers.same[by], sample_weight=answers.times[by])
    whole = np.ones(len(answers), dtype=bool)
    slope = max(float(line.coef_[0, 0]), 0.05)  # never turned round by a handful of answers
    has_firm = np.bincount(answers.group, weights=answers.same).clip(0, 1)
    _, first = np.unique(answers.group, return_index=True)
    usual = None if answers.real[by].all() else float(np.average(has_firm, weights=answers.times[first]))
    return Scorer(_trees(answers, whole, seed), columns, slope, float(line.intercept_[0]), usual)


def _told_by(answers: Answers) -> npt.NDArray[np.bool_]:
    """The answers that set chances right: the real ones where they are enough and of both kinds, else all."""
    real = answers.real
    enough = len(np.unique(answers.group[real])) >= ENOUGH_REAL
    kinds = min(int(answers.same[real].sum()), int((~answers.same[real]).sum()))
    return real if enough and kinds >= _EACH_KIND else np.ones(len(answers), dtype=bool)


def _trees(answers: Answers, chosen: npt.NDArray[np.bool_], seed: int) -> Any:
    from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: PLC0415 (extra `analysis`)
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # noqa: PLC0415 (with scikit-learn)

    trees = HistGradientBoostingClassifier(
        max_iter=120,
        learning_rate=0.08,
        max_leaf_nodes=15,
        min_samples_leaf=12,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=seed,
    )
    # Repeated rows, not weights: with weights the trees look for their bins ten times as long.
    rows = np.repeat(np.flatnonzero(chosen), answers.times[chosen])
    # Threads that wait for each other cost more than this little work: one is fastest, above all when busy.
    with threadpool_limits(1):
        return trees.fit(answers.table[rows], answers.same[rows])


def _chances(trees: Any, table: Floats) -> Chances:
    from threadpoolctl import threadpool_limits  # noqa: PLC0415 (with scikit-learn)

    with threadpool_limits(1):
        chances: Chances = trees.predict_proba(table)[:, 1]
    return chances


def shared_chance(chance: Chances, group: Integers) -> Chances:
    """What remains of each chance when at most one pair of a group can be true.

    With odds o of each pair alone it is o / (1 + the sum of the odds of the group). Two equal namesakes of
    chance .9 get .47 each: there one has to look. Shape as given.
    """
    odds = np.clip(chance, _LEAST_CHANCE, 1 - _LEAST_CHANCE)
    odds = odds / (1 - odds)
    _, own = np.unique(group, return_inverse=True)
    return odds / (1 + np.bincount(own, weights=odds)[own])


def at_home(chance: Chances, group: Integers, usual: float, rounds: int = 30) -> Chances:
    """Chances as they are where another share of the rows has its firm on the other side. Shape as given.

    The share here is found by expectation maximisation from the chances themselves, starting at `usual`, the
    share where they were learned; it stays between a thousandth and .999.
    Source: M. Saerens, P. Latinne and C. Decaestecker, Adjusting the outputs of a classifier to new a priori
    probabilities, Neural Computation 14 (2002).
    """
    _, own = np.unique(group, return_inverse=True)
    total = np.bincount(own, weights=chance)
    chance = chance / np.maximum(total, 1)[own]
    total = np.minimum(total, 1 - _LEAST_CHANCE)
    odds = total / (1 - total)
    usual = min(max(usual, 1e-3), 0.999)
    share, factor = usual, 1.0
    for _ in range(rounds):
        factor = share / (1 - share) * (1 - usual) / usual
        share = float(np.clip((odds * factor / (1 + odds * factor)).mean(), 1e-3, 0.999))
    here = odds * factor / (1 + odds * factor)
    adjusted: Chances = chance * (here / np.maximum(total, _LEAST_CHANCE))[own]
    return adjusted


def _logit(chance: Chances) -> Chances:
    inside = np.clip(chance, _LEAST_CHANCE, 1 - _LEAST_CHANCE)
    return np.log(inside / (1 - inside))


def _sigmoid(value: Chances) -> Chances:
    return 1 / (1 + np.exp(-value))
