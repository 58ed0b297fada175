"""A side of a linkage with its numbers and names read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from meerwaarde.analysis.linkage.candidates import TOP, Candidates, candidates
from meerwaarde.analysis.linkage.exact import registration_number, vat_number
from meerwaarde.analysis.linkage.features import features
from meerwaarde.analysis.linkage.normalise import known_places, place_words
from meerwaarde.analysis.linkage.spellings import Firms, Integers, Spellings, spellings_of


@dataclass(frozen=True)
class Side:
    """Firms with what is compared of them; lists of len(firms), spellings at least as many.

    `known`: places that may stand in a name; those of the register, for both sides.
    """

    firms: Firms
    kvk: list[str | None]
    vat: list[str | None]
    places: list[str]
    known: frozenset[str]
    spellings: Spellings

    @classmethod
    def of(cls, firms: Firms, known: frozenset[str] | None = None) -> Side:
        """Read the numbers and take the names apart."""
        known = known_places(firms.places) if known is None else known
        return cls(
            firms,
            [registration_number(one) for one in firms.kvk],
            [vat_number(one) for one in firms.vat] or [None] * len(firms),
            [place_words(one) for one in firms.places],
            known,
            spellings_of(firms.names, firms.places, known),
        )

    def part(self, rows: Integers) -> Spellings:
        """The spellings of these rows (each once); their owners count within `rows`."""
        return self.spellings.of(rows, len(self.firms))


@dataclass(frozen=True)
class LookedAt:
    """Candidates of some rows of the left side, with their features, shape (len(pairs), features).

    `rows`: the rows of the left side; `pairs.left` counts within them.
    """

    rows: Integers
    pairs: Candidates
    table: npt.NDArray[np.float32]

    def kept(self, keep: npt.NDArray[np.bool_]) -> LookedAt:
        """Those pairs where `keep` holds."""
        return LookedAt(self.rows, self.pairs.kept(keep), self.table[keep])

    def numbers(self, left: Side, right: Side) -> tuple[npt.NDArray[np.str_], npt.NDArray[np.str_]]:
        """Registration numbers of both firms of each pair; "" where not known. Two arrays of len(pairs)."""
        ours = np.array(_said(left.kvk, self.rows.tolist()), dtype=str)
        theirs = np.array(_said(right.kvk, range(len(right.kvk))), dtype=str)
        return ours[self.pairs.left], theirs[self.pairs.right]


def looked_at(left: Side, rows: Integers, right: Side, threads: int = 1) -> LookedAt:
    """What some rows of the left might be on the right, and what speaks for and against."""
    ours = left.part(rows)
    pairs = candidates(ours, right.spellings, TOP, threads)
    return LookedAt(rows, pairs, features(ours, right.spellings, pairs, threads))


def _said(numbers: Sequence[str | None], rows: Sequence[int]) -> list[str]:
    return [numbers[row] or "" for row in rows]
