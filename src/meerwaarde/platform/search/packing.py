"""The documents that hold a term, side by side in few bytes: three each, where their numbers lie close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_NEAR, _FAR = np.dtype("<u2"), np.dtype("<u4")
_WEIGHT = np.dtype("u1")


def packed(numbers: Sequence[int], weights: Sequence[int]) -> tuple[int, bytes]:
    """The first number, and how far each lies from it with its weight (1 to 255). Numbers run up."""
    first = numbers[0]
    away = np.array(numbers, dtype=np.int64) - first
    kind = _NEAR if away[-1] <= np.iinfo(_NEAR).max else _FAR
    return first, away.astype(kind).tobytes() + np.array(weights, dtype=_WEIGHT).tobytes()


def unpacked(
    first: int, documents: int, held: bytes | memoryview
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """The numbers and the weights of so many documents."""
    kind = _NEAR if len(held) == documents * (_NEAR.itemsize + _WEIGHT.itemsize) else _FAR
    away = np.frombuffer(held, dtype=kind, count=documents)
    return away.astype(np.int64) + first, np.frombuffer(held, dtype=_WEIGHT, offset=away.nbytes)


def written(weights: Mapping[str, int]) -> str:
    """Terms with their weights as one line of text, in order of term."""
    return " ".join(f"{term}:{weight}" for term, weight in sorted(weights.items()))


def read(line: str) -> dict[str, int]:
    """What `written` wrote."""
    pairs = (pair.rpartition(":") for pair in line.split(" ") if pair)
    return {term: int(weight) for term, _, weight in pairs}


def by_term(documents: Iterable[tuple[int, Mapping[str, int]]]) -> dict[str, tuple[list[int], list[int]]]:
    """Per term the numbers of the documents that hold it, running up, and its weight in each."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    for number, terms in sorted(documents, key=lambda one: one[0]):
        for term, weight in terms.items():
            numbers, weights = found.setdefault(term, ([], []))
            numbers.append(number)
            weights.append(weight)
    return found
