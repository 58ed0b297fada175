"""The rows that names are compared in: every firm gives one spelling, and more where its name says more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from meerwaarde.analysis.linkage.normalise import FirmName, normalise, place_words, without_place

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Firms:
    """One side of a linkage, by column; all of one length. "" or None where something is not known.

    `ids` are unique on a side; `kvk` and `vat` as they stand in the source.
    """

    ids: Sequence[str]
    names: Sequence[str]
    places: Sequence[str]
    kvk: Sequence[str | None]
    vat: Sequence[str | None] = ()

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Spellings:
    """Names of one side as they are compared; column by column, all of one length (the number of spellings).

    `owner`: row of the firm on its side; `core`, `form`, `said` as in `FirmName`; `place`: as compared;
    `moved`: the place was taken out of the name itself; `other`: the name behind "trading as".
    """

    owner: Integers
    core: list[str]
    form: list[str]
    said: list[str]
    place: list[str]
    moved: npt.NDArray[np.bool_]
    other: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.core)

    def of(self, rows: Integers, firms: int) -> Spellings:
        """Those of these rows of the `firms` there are, each row once; owners count within `rows`."""
        within = np.full(firms, -1, dtype=np.int64)
        within[rows] = np.arange(len(rows))
        chosen = np.flatnonzero(within[self.owner] >= 0)
        places = chosen.tolist()
        return Spellings(
            within[self.owner[chosen]],
            [self.core[one] for one in places],
            [self.form[one] for one in places],
            [self.said[one] for one in places],
            [self.place[one] for one in places],
            self.moved[chosen],
            self.other[chosen],
        )


def spellings_of(names: Sequence[str], places: Sequence[str], known: frozenset[str]) -> Spellings:
    """All spellings of these firms: the name itself, its other names, and without the place at its end.

    `known`: places as `known_places` gives them. A name without any letter or digit gives no spelling.
    """
    owner: list[int] = []
    core: list[str] = []
    form: list[str] = []
    said: list[str] = []
    place: list[str] = []
    moved: list[bool] = []
    other: list[bool] = []
    taken_apart: dict[str, FirmName] = {}
    folded_places: dict[str, str] = {}
    for row, (name, where) in enumerate(zip(names, places, strict=True)):
        apart = taken_apart.get(name)
        if apart is None:
            apart = taken_apart[name] = normalise(name)
        if not apart.core:
            continue
        here = folded_places.get(where)
        if here is None:
            here = folded_places[where] = place_words(where)
        variants = [(apart.core, here, False, False)]
        variants += [(again, here, False, True) for again in apart.others]
        rest, found = without_place(apart.core, known)
        if rest and (not here or here == found):
            variants.append((rest, found, True, False))
        for words, where_said, taken, is_other in variants:
            owner.append(row)
            core.append(words)
            form.append(apart.form)
            said.append(apart.said)
            place.append(where_said)
            moved.append(taken)
            other.append(is_other)
    return Spellings(
        np.array(owner, dtype=np.int64),
        core,
        form,
        said,
        place,
        np.array(moved, dtype=bool),
        np.array(other, dtype=bool),
    )
