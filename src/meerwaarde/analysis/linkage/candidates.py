"""Which firms of the register a name might mean: runs of three letters, weighed by rarity, with the place.

The product of both sides is sparse and only its best entries per row are kept (sparse_dot_topn), so that
200,000 names against 20,000 firms fit in memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from meerwaarde.analysis.linkage.spellings import Integers, Spellings

Floats = npt.NDArray[np.float32]

TOP = 10
"""Firms kept per left row."""
PLACE_WEIGHT = 0.3
"""What the same place adds to a cosine of at most 1: it orders equal names, and never makes a candidate."""
LEAST = 0.25
"""Cosine below which two names share no more than a common ending."""
_LETTERS = 38
_GRAMS = _LETTERS**3


@dataclass(frozen=True)
class Candidates:
    """Pairs to look at, column by column, ordered by left row and best first; all of one length.

    `left`, `right`: rows of the two sides; `left_spelling`, `right_spelling`: the spellings that look most
    alike; `cosine`: of the names alone, 0–1.
    """

    left: Integers
    right: Integers
    left_spelling: Integers
    right_spelling: Integers
    cosine: Floats

    def __len__(self) -> int:
        return len(self.left)

    def kept(self, keep: npt.NDArray[np.bool_]) -> Candidates:
        """Those where `keep` (one truth per pair) holds."""
        return Candidates(
            self.left[keep],
            self.right[keep],
            self.left_spelling[keep],
            self.right_spelling[keep],
            self.cosine[keep],
        )


def candidates(left: Spellings, right: Spellings, top: int = TOP, threads: int | None = None) -> Candidates:
    """For every left row the `top` right rows that look most alike, if any does."""
    if not len(left) or not len(right):
        nothing = np.zeros(0, dtype=np.int64)
        return Candidates(nothing, nothing, nothing, nothing, np.zeros(0, dtype=np.float32))
    from sparse_dot_topn import sp_matmul_topn  # noqa: PLC0415 (extra `analysis`)

    left_names, right_names = _weighed(trigrams(left.core), trigrams(right.core))
    with_place = _places(left.place, right.place)
    best = sp_matmul_topn(
        hstack([left_names, with_place[0]], format="csr", dtype=np.float32),
        hstack([right_names, with_place[1]], format="csr", dtype=np.float32).T.tocsr(),
        top_n=top + 2,  # two spellings of one firm must not drive out another firm
        threshold=LEAST,
        sort=False,
        n_threads=threads,
    )
    rows = np.repeat(np.arange(best.shape[0]), np.diff(best.indptr))
    columns = best.indices.astype(np.int64)
    together = best.data
    same_place = _equal_place(left, right, rows, columns)
    cosine = (together - PLACE_WEIGHT * same_place).astype(np.float32)
    return _best_per_firm(left, right, rows=rows, columns=columns, together=together, cosine=cosine, top=top)


def trigrams(cores: Sequence[str]) -> csr_matrix:
    """How often each run of three signs stands in each text, edges marked. Shape (len(cores), 38³), float32.

    Texts are folded words; signs that are no letter a–z or digit count as one sign.
    """
    texts = [f" {core} " for core in cores]
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    signs = np.frombuffer("".join(texts).encode("ascii", "replace"), dtype=np.uint8)
    codes = _SIGNS[signs]
    row = np.repeat(np.arange(len(texts)), lengths)
    gram = (codes[:-2] * _LETTERS + codes[1:-1]) * _LETTERS + codes[2:]
    within = row[:-2] == row[2:]
    indices = gram[within]
    per_row = np.maximum(lengths - 2, 0)
    indptr = np.concatenate(([0], np.cumsum(per_row)))
    counted = csr_matrix(
        (np.ones(len(indices), dtype=np.float32), indices, indptr), shape=(len(texts), _GRAMS)
    )
    counted.sum_duplicates()
    return counted


def _sign_codes() -> npt.NDArray[np.int64]:
    codes = np.full(256, 37, dtype=np.int64)
    codes[ord(" ")] = 0
    for offset in range(26):
        codes[ord("a") + offset] = 1 + offset
    for digit in range(10):
        codes[ord("0") + digit] = 27 + digit
    return codes


_SIGNS = _sign_codes()


def _weighed(left: csr_matrix, right: csr_matrix) -> tuple[csr_matrix, csr_matrix]:
    """Rows of length 1, each run weighed by how rare it is on both sides together."""
    rows = left.shape[0] + right.shape[0]
    seen = np.bincount(left.indices, minlength=_GRAMS) + np.bincount(right.indices, minlength=_GRAMS)
    rarity = (np.log((1 + rows) / (1 + seen)) + 1).astype(np.float32)
    return _unit(left, rarity), _unit(right, rarity)


def _unit(counts: csr_matrix, rarity: Floats) -> csr_matrix:
    values = counts.data * rarity[counts.indices]
    squares = np.add.reduceat(np.append(values**2, 0), counts.indptr[:-1])
    squares[np.diff(counts.indptr) == 0] = 1
    values /= np.repeat(np.sqrt(squares), np.diff(counts.indptr))
    return csr_matrix((values.astype(np.float32), counts.indices, counts.indptr), shape=counts.shape)


def _places(left: Sequence[str], right: Sequence[str]) -> tuple[csr_matrix, csr_matrix]:
    known = {place: number for number, place in enumerate(sorted(set(right) - {""}))}
    side = float(np.sqrt(PLACE_WEIGHT))
    return tuple(
        _one_hot([known.get(place, -1) for place in places], len(known), side) for places in (left, right)
    )  # type: ignore[return-value]


def _one_hot(columns: Sequence[int], width: int, value: float) -> csr_matrix:
    of = np.array(columns, dtype=np.int64)
    has = of >= 0
    indptr = np.concatenate(([0], np.cumsum(has)))
    data = np.full(int(has.sum()), value, dtype=np.float32)
    return csr_matrix((data, of[has], indptr), shape=(len(of), max(width, 1)))


def _equal_place(
    left: Spellings, right: Spellings, rows: Integers, columns: Integers
) -> npt.NDArray[np.bool_]:
    numbers = {place: number for number, place in enumerate(sorted(set(left.place) | set(right.place)))}
    here = np.array([numbers[place] for place in left.place])[rows]
    there = np.array([numbers[place] for place in right.place])[columns]
    equal: npt.NDArray[np.bool_] = (here == there) & (here != numbers.get("", -1))
    return equal


def _best_per_firm(
    left: Spellings,
    right: Spellings,
    *,
    rows: Integers,
    columns: Integers,
    together: Floats,
    cosine: Floats,
    top: int,
) -> Candidates:
    """Of all spellings of two firms the pair most alike; then the best firms of each left row."""
    left_row, right_row = left.owner[rows], right.owner[columns]
    enough = cosine >= LEAST
    order = np.lexsort((right_row, -together, left_row))
    order = order[enough[order]]
    left_row, right_row = left_row[order], right_row[order]
    pair = left_row * (int(right.owner.max(initial=0)) + 1) + right_row
    _, first = np.unique(pair, return_index=True)
    first.sort()
    left_row, right_row, order = left_row[first], right_row[first], order[first]
    rank = places_in_group(left_row)
    keep = rank < top
    order = order[keep]
    return Candidates(left_row[keep], right_row[keep], rows[order], columns[order], cosine[order])


def places_in_group(groups: Integers) -> Integers:
    """For sorted `groups` the place of each row within its group, from 0. Shape as given."""
    if not len(groups):
        return np.zeros(0, dtype=np.int64)
    begins = np.concatenate(([True], groups[1:] != groups[:-1]))
    start = np.flatnonzero(begins)
    return np.arange(len(groups)) - np.repeat(start, np.diff(np.append(start, len(groups))))
