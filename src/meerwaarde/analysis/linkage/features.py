"""What speaks for and against a pair of spellings, as numbers that trees can split on.

Minus one (`UNKNOWN`) means that nothing is known, which is not the same as a conflict (nought).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from meerwaarde.analysis.linkage.candidates import Candidates, places_in_group
from meerwaarde.analysis.linkage.spellings import Spellings

Floats = npt.NDArray[np.float32]

UNKNOWN = -1.0

FEATURES = (
    "cosine",  # of the letter runs, 0–1
    "jaro_winkler",  # of the cores, 0–1
    "ratio",
    "sorted_ratio",  # of the words in order of the alphabet
    "set_ratio",  # of what the words have in common
    "prefix",  # of what is said: shared beginning as a share of the shorter
    "said_ratio",  # with legal form and connecting words
    "shared_left",  # weight of the words in common, as a share of all on the left
    "shared_right",
    "loudest_left",  # rarity of the rarest word of the left that the right lacks, 0–1
    "loudest_right",
    "form",  # 1 the same legal form, 0 another, -1 not said
    "place",  # 1 the same place, 0 another, -1 unknown
    "place_ratio",  # how alike the places are spelled
    "place_in_name",  # 1: the name on the left holds the place on the right
    "numbers",  # 1 the same numbers in the name (also "II", "north"), 0 others, .5 only one, -1 none
    "left_length",  # signs
    "right_length",
    "said_length",  # signs of the left as written: fields cut names at 20, 25, 30 …
    "rank",  # among the candidates of the left row, by cosine
    "ahead",  # cosine less that of the best other candidate
    "namesakes",  # log of the firms on the right with this core
    "namesakes_here",  # the same, in this place
    "moved",  # the place was taken out of a name: 0, 1 or 2 sides
    "other",  # compared by the name behind "trading as"
)


def features(left: Spellings, right: Spellings, pairs: Candidates, workers: int = 1) -> Floats:
    """One row per pair, one column per name in `FEATURES`. Shape (len(pairs), len(FEATURES)), float32.

    Rarity of words is counted on the right side alone, so that it does not depend on who asks.
    """
    table = np.full((len(pairs), len(FEATURES)), UNKNOWN, dtype=np.float32)
    if not len(pairs):
        return table
    column = {name: table[:, number] for number, name in enumerate(FEATURES)}
    rows, columns = pairs.left_spelling, pairs.right_spelling
    column["cosine"][:] = pairs.cosine
    _likeness(column, left, right, pairs, workers)
    _words(column, left, right, rows, columns)
    _places(column, left, right, pairs, workers)
    column["form"][:] = _agreement(left.form, right.form, rows, columns)
    column["numbers"][:] = _numbers(left.core, right.core, rows, columns)
    column["left_length"][:] = _lengths(left.core)[rows]
    column["right_length"][:] = _lengths(right.core)[columns]
    column["said_length"][:] = _lengths(left.said)[rows]
    _rivals(column, pairs)
    same_core = Counter(right.core)
    same_here = Counter(zip(right.core, right.place, strict=True))
    column["namesakes"][:] = np.log([same_core[core] for core in right.core])[columns]
    column["namesakes_here"][:] = np.log(
        [same_here[one] for one in zip(right.core, right.place, strict=True)]
    )[columns]
    column["moved"][:] = left.moved[rows].astype(np.float32) + right.moved[columns]
    column["other"][:] = left.other[rows] | right.other[columns]
    return table


def _of(values: Sequence[str], rows: npt.NDArray[np.int64]) -> list[str]:
    return [values[row] for row in rows.tolist()]


def _lengths(texts: Sequence[str]) -> Floats:
    return np.fromiter(map(len, texts), dtype=np.float32, count=len(texts))


def _likeness(
    column: dict[str, Floats], left: Spellings, right: Spellings, pairs: Candidates, workers: int
) -> None:
    from rapidfuzz import fuzz  # noqa: PLC0415 (extra `analysis`)
    from rapidfuzz.distance import JaroWinkler, Prefix  # noqa: PLC0415
    from rapidfuzz.process import cpdist  # noqa: PLC0415

    def compared(scorer: Any, one: Sequence[str], other: Sequence[str]) -> Any:
        return cpdist(one, other, scorer=scorer, workers=workers, dtype=np.float32)

    ours, theirs = _of(left.core, pairs.left_spelling), _of(right.core, pairs.right_spelling)
    column["jaro_winkler"][:] = compared(JaroWinkler.normalized_similarity, ours, theirs)
    column["ratio"][:] = compared(fuzz.ratio, ours, theirs) / 100
    column["set_ratio"][:] = compared(fuzz.token_set_ratio, ours, theirs) / 100
    left_sorted, right_sorted = (
        [" ".join(sorted(core.split())) for core in side.core] for side in (left, right)
    )
    column["sorted_ratio"][:] = (
        compared(fuzz.ratio, _of(left_sorted, pairs.left_spelling), _of(right_sorted, pairs.right_spelling))
        / 100
    )
    ours, theirs = _of(left.said, pairs.left_spelling), _of(right.said, pairs.right_spelling)
    column["said_ratio"][:] = compared(fuzz.ratio, ours, theirs) / 100
    shorter = np.minimum(_lengths(left.said)[pairs.left_spelling], _lengths(right.said)[pairs.right_spelling])
    column["prefix"][:] = compared(Prefix.similarity, ours, theirs) / np.maximum(shorter, 1)


def _words(
    column: dict[str, Floats],
    left: Spellings,
    right: Spellings,
    rows: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
) -> None:
    seen = Counter(word for core in right.core for word in set(core.split()))
    words = {
        word: number
        for number, word in enumerate(sorted({w for c in left.core for w in c.split()} | set(seen)))
    }
    count = np.array([seen[word] for word in words])
    firms = len(right)
    rarity = (np.log((1 + firms) / (1 + count)) / np.log(1 + firms)).astype(np.float32)
    # A word that only the left knows counts as one that stands once on the right: it may be a misspelling.
    rarity = np.minimum(rarity, np.float32(np.log((1 + firms) / 2) / np.log(1 + firms)) if firms > 1 else 1)
    ours, theirs = (_word_matrix(side.core, words, rarity) for side in (left, right))
    our_weight, their_weight = (np.asarray(side.sum(axis=1)).ravel() for side in (ours, theirs))
    step = 200_000  # pairs at once: bounds memory
    for begin in range(0, len(rows), step):
        part = slice(begin, begin + step)
        one, other = ours[rows[part]], theirs[columns[part]]
        both = one.minimum(other)
        shared = np.asarray(both.sum(axis=1)).ravel()
        column["shared_left"][part] = shared / np.maximum(our_weight[rows[part]], 1e-6)
        column["shared_right"][part] = shared / np.maximum(their_weight[columns[part]], 1e-6)
        column["loudest_left"][part] = (one - both).max(axis=1).toarray().ravel()
        column["loudest_right"][part] = (other - both).max(axis=1).toarray().ravel()


def _word_matrix(cores: Sequence[str], words: dict[str, int], rarity: Floats) -> csr_matrix:
    said = [sorted({words[word] for word in core.split()}) for core in cores]
    indptr = np.concatenate(([0], np.cumsum([len(one) for one in said])))
    indices = np.array([number for one in said for number in one], dtype=np.int64)
    return csr_matrix((np.maximum(rarity[indices], 1e-3), indices, indptr), shape=(len(cores), len(words)))


def _places(
    column: dict[str, Floats], left: Spellings, right: Spellings, pairs: Candidates, workers: int
) -> None:
    from rapidfuzz import fuzz  # noqa: PLC0415
    from rapidfuzz.process import cpdist  # noqa: PLC0415

    here, there = _of(left.place, pairs.left_spelling), _of(right.place, pairs.right_spelling)
    column["place"][:] = _agreement(left.place, right.place, pairs.left_spelling, pairs.right_spelling)
    known = column["place"] != UNKNOWN
    alike = cpdist(here, there, scorer=fuzz.ratio, workers=workers, dtype=np.float32) / 100
    column["place_ratio"][known] = alike[known]
    said = _of([f" {one} " for one in left.said], pairs.left_spelling)
    column["place_in_name"][:] = [
        bool(place) and f" {place} " in name for place, name in zip(there, said, strict=True)
    ]


def _agreement(
    left: Sequence[str],
    right: Sequence[str],
    rows: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
) -> Floats:
    """1 equal, 0 different, -1 where a side says nothing."""
    numbers = {value: number for number, value in enumerate(sorted({"", *left, *right}))}
    ours = np.array([numbers[value] for value in left])[rows]
    theirs = np.array([numbers[value] for value in right])[columns]
    said = (ours > 0) & (theirs > 0)
    return np.where(said, (ours == theirs).astype(np.float32), np.float32(UNKNOWN))


def _numbers(
    left: Sequence[str],
    right: Sequence[str],
    rows: npt.NDArray[np.int64],
    columns: npt.NDArray[np.int64],
) -> Floats:
    ours, theirs = ([_digits(core) for core in side] for side in (left, right))
    agreed = np.full(len(rows), UNKNOWN, dtype=np.float32)
    has_left, has_right = (np.array([bool(one) for one in side]) for side in (ours, theirs))
    for pair in np.flatnonzero(has_left[rows] | has_right[columns]).tolist():
        one, other = ours[rows[pair]], theirs[columns[pair]]
        agreed[pair] = (one == other) if one and other else 0.5
    return agreed


_COUNTING = frozenset((
    "one", "two", "three", "four", "five", "six", "twee", "drie", "vier", "vijf", "zes", "ii", "iii", "iv",
    "vi", "vii", "viii", "ix", "first", "second", "third", "eerste", "tweede", "derde", "north", "south",
    "east", "west", "noord", "zuid", "oost",
))  # fmt: skip
"""Words that tell sister firms apart as a number does."""


def _digits(core: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in core.split() if word in _COUNTING or any(map(str.isdigit, word))))


def _rivals(column: dict[str, Floats], pairs: Candidates) -> None:
    """Where a pair stands among the candidates of its left row; pairs are ordered by left row."""
    order = np.lexsort((-pairs.cosine, pairs.left))
    group, cosine = pairs.left[order], pairs.cosine[order]
    rank = places_in_group(group)
    column["rank"][order] = rank
    starts = np.flatnonzero(rank == 0)
    sizes = np.diff(np.append(starts, len(group)))
    first = cosine[starts]
    second = np.where(sizes > 1, cosine[np.minimum(starts + 1, len(cosine) - 1)], 0)
    rival = np.where(rank == 0, np.repeat(second, sizes), np.repeat(first, sizes))
    column["ahead"][order] = cosine - rival
