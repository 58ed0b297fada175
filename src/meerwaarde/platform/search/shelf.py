"""Folded titles side by side in the memory of a process, to find a part of a name by reading them.

A hundred thousand names are some three megabytes, which a processor reads in a millisecond or two. What lies
here is a copy: the rows that it was made of are named by stamps, and whoever asks compares those first. So
nothing is ever answered from what another process has changed meanwhile.

A shelf that is read again and again also learns where each run of three bytes stands. Then a rare part is
found without reading the rest. Learning that costs as much as thirty readings, so it waits for some.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

MOST_SHELVES = 64
"""Kept by one process; each holds the titles of one kind for everybody, for one organisation, or for both."""

READ_BEFORE_RUNS = 10
"""So often a shelf is read through before it learns its runs: what changes every minute never does."""

_SMALL = 100_000
"""Bytes that are read through in no time."""

_RUN = 3
_MOST_COMPARED = 4_000
_BUCKETS = 1 << 16
_END = b"\n"


class Shelf:
    """The titles of many documents in one text, a line each, and the objects that they belong to."""

    def __init__(self, pieces: Iterable[tuple[str, str]]) -> None:
        """`pieces` are pairs of texts: folded titles and object ids, each a line per document."""
        parts, objects = [], []
        for names, ids in pieces:
            parts.append(names)
            objects.append(ids)
        self._text = "\n".join((*parts, "")).encode()
        self._objects = "\n".join(objects).split("\n") if objects else []
        self._bytes = np.frombuffer(self._text, dtype=np.uint8)
        self._ends = np.flatnonzero(self._bytes == _END[0])
        self._read = 0
        self._runs: _Runs | None = None

    def holding(self, part: str, limit: int) -> tuple[str, ...] | None:
        """The objects whose title holds this folded part anywhere; None where more than `limit` do."""
        found, more = self.first(part, limit)
        return None if more else found

    def first(self, part: str, most: int) -> tuple[tuple[str, ...], bool]:
        """The first objects whose title holds this folded part, at most so many; and whether more do."""
        wanted = part.encode()
        self._read += 1
        if self._runs is None and self._read > READ_BEFORE_RUNS and len(self._text) > _SMALL:
            self._runs = _Runs(self._bytes)
        if self._runs is not None and len(wanted) >= _RUN:
            places = self._runs.places(wanted)
            if places is not None:
                lines = np.unique(np.searchsorted(self._ends, places)).tolist()
                return tuple(self._objects[line] for line in lines[:most]), len(lines) > most
        return self._reading(wanted, most)

    def _reading(self, wanted: bytes, most: int) -> tuple[tuple[str, ...], bool]:
        found: list[int] = []
        text = self._text
        at = text.find(wanted)
        while at >= 0 and len(found) < most:
            found.append(at)
            at = text.find(wanted, text.find(_END, at))
        lines = np.searchsorted(self._ends, found).tolist() if found else []
        return tuple(self._objects[line] for line in lines), at >= 0


class _Runs:
    """Where each run of three bytes begins. Runs share buckets: what a bucket gives is compared in full."""

    def __init__(self, text: NDArray[np.uint8]) -> None:
        self._text = text
        kinds = _bucket(text[:-2], text[1:-1], text[2:])
        # Whole numbers of two bytes are sorted in a few passes, whatever their number.
        self._places = np.argsort(kinds, kind="stable").astype(np.int32)
        self._begins = np.concatenate(([0], np.cumsum(np.bincount(kinds, minlength=_BUCKETS))))

    def places(self, wanted: bytes) -> NDArray[np.int64] | None:
        """Where this begins, running up; None where its rarest run is so common that reading is as quick."""
        asked = np.frombuffer(wanted, dtype=np.uint8)
        kinds = _bucket(asked[:-2], asked[1:-1], asked[2:])
        counts = self._begins[kinds.astype(np.int64) + 1] - self._begins[kinds]
        rarest = int(np.argmin(counts))
        if counts[rarest] > _MOST_COMPARED:
            return None
        begin = int(self._begins[kinds[rarest]])
        places = self._places[begin : begin + int(counts[rarest])].astype(np.int64) - rarest
        places = places[(places >= 0) & (places + len(asked) <= len(self._text))]
        for step, byte in enumerate(asked):
            places = places[self._text[places + step] == byte]
        return np.sort(places)


def _bucket(
    first: NDArray[np.uint8], second: NDArray[np.uint8], third: NDArray[np.uint8]
) -> NDArray[np.uint16]:
    mixed = first.astype(np.uint32) * 961 + second.astype(np.uint32) * 31 + third
    return (mixed % _BUCKETS).astype(np.uint16)


class Shelves:
    """The shelves of this process, made anew from what changed. Any thread may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[object, tuple[tuple[int, ...], dict[int, tuple[str, str]], Shelf]] = (
            OrderedDict()
        )

    def missing(self, key: object, stamps: Sequence[int]) -> set[int]:
        """The stamps of which this process holds no text yet."""
        with self._lock:
            held = self._kept.get(key)
        return set(stamps) if held is None else set(stamps).difference(held[1])

    def shelf(
        self,
        key: object,
        stamps: Sequence[int],
        fetch: Callable[[Sequence[int]], Mapping[int, tuple[str, str]]],
    ) -> Shelf | None:
        """The shelf of these stamps, in their order. `fetch` gives the texts of stamps that are not here.

        None where a row changed between asking for stamps and fetching: whoever asks looks once more.
        """
        asked = tuple(stamps)
        with self._lock:
            held = self._kept.get(key)
            if held is not None:
                self._kept.move_to_end(key)
        known = {} if held is None else held[1]
        if held is not None and held[0] == asked:
            return held[2]
        missing = [stamp for stamp in asked if stamp not in known]
        fresh = {**known, **fetch(missing)} if missing else known
        if any(stamp not in fresh for stamp in asked):
            return None
        pieces = {stamp: fresh[stamp] for stamp in asked}
        made = Shelf(pieces.values())
        with self._lock:
            self._kept[key] = (asked, pieces, made)
            self._kept.move_to_end(key)
            while len(self._kept) > MOST_SHELVES:
                self._kept.popitem(last=False)
        return made
