"""Many suppliers as one sparse matrix: who fits a purchase comes out of one product.

The matrix says for each feature which suppliers have it: a word, a CPV branch, a region, a theme, a kind. A
purchase is two rows that say what each feature is worth: one for the trade, one for its circumstances.
Several counts travel in one whole number, side by side, so the sums are exact and the same on any machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from meerwaarde.rules.matching import points as worth
from meerwaarde.rules.matching.codes import (
    Names,
    all_significant,
    branches,
    cover,
    division,
    is_division,
    of_need,
    of_supplier,
)
from meerwaarde.rules.matching.eligibility import eligible
from meerwaarde.rules.matching.need import ASKED_OFTEN, NEWCOMER_PLACES, Sought
from meerwaarde.rules.matching.places import keep_places
from meerwaarde.rules.matching.reasons import FAIR_CHANCE, reasons_of
from meerwaarde.rules.matching.records import Match, Need, SupplierProfile
from meerwaarde.rules.matching.words import WHOLE, terms_of
from meerwaarde.rules.money import cents

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Numbers = NDArray[np.int64]

_NEEDS_AT_ONCE = 16

# Where each count begins in the whole number that a product adds up, and how many bits it has.
_DEEP, _BROAD, _WORDS, _COVERED = (0, 16), (16, 16), (32, 16), (48, 14)
_SERVED, _PARTLY, _THEMES, _KINDS = (0, 8), (8, 16), (24, 4), (28, 4)
_ALL_COVERED = 15_000
_KIND_BITS = {"social": 1, "sustainable_innovator": 2, "local": 4, "small": 8}
_UNKNOWN = -1

_ELIGIBLE = {"met": 2, "unknown": 1, "not_met": 0}


class Pool:
    """Suppliers that can be matched with purchases. Made once, asked often; it is not changed."""

    def __init__(self, profiles: Sequence[SupplierProfile]) -> None:
        """`profiles` in order of id, each id once; `Pool.of` sees to that."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415  costs 0.5 s, which who matches nothing need not pay

        self.profiles = profiles
        self._features: dict[str, int] = {}
        found: list[NDArray[np.int32]] = []
        for profile in profiles:
            numbers = [self._features.setdefault(name, len(self._features)) for name in _features(profile)]
            found.append(np.array(numbers, dtype=np.int32))
        starts = np.concatenate([[0], np.cumsum([len(each) for each in found])]).astype(np.int64)
        held = np.concatenate(found) if found else np.zeros(0, dtype=np.int32)
        shape = (len(profiles), len(self._features))
        by_supplier = csr_matrix((np.ones(len(held), dtype=np.int8), held, starts), shape=shape)
        self._matrix = csr_matrix(by_supplier.T)
        self._columns = _Columns(profiles)

    @classmethod
    def of(cls, profiles: Iterable[SupplierProfile]) -> Pool:
        """A pool of suppliers, in whatever order they come. Raises ValueError where an id comes twice."""
        in_order = tuple(sorted(profiles, key=lambda profile: profile.id))
        for one, next_one in pairwise(in_order):
            if one.id == next_one.id:
                raise ValueError(f"Two suppliers have the id {one.id!r}")
        return cls(in_order)

    def __len__(self) -> int:
        """The number of suppliers."""
        return len(self.profiles)

    def match(
        self, needs: Sequence[Need], top: int = 10, *, names: Names | None = None
    ) -> list[tuple[Match, ...]]:
        """Per need the best suppliers, best first, with their reasons; as many as fit, `top` at most.

        Who offers other work is no match, however near. Equal scores: who was asked least, then by id.
        `names` gives words for CPV codes and regions.
        """
        return [
            tuple(self._explained(sought, supplier, score, names) for supplier, score in best)
            for sought, best in self._ranked(needs, top)
        ]

    def rank(self, needs: Sequence[Need], top: int = 10) -> list[tuple[tuple[str, float], ...]]:
        """As `match`, with ids and scores alone: for very many purchases, of which few are read at once.

        The same suppliers in the same order; their reasons come from `reasons` when somebody looks.
        """
        return [
            tuple((self.profiles[supplier].id, score / worth.SCALE) for supplier, score in best)
            for _sought, best in self._ranked(needs, top)
        ]

    def _ranked(
        self, needs: Sequence[Need], top: int
    ) -> Iterator[tuple[Sought, tuple[tuple[int, int], ...]]]:
        """Per need the places of the best suppliers with their scores."""
        for first in range(0, len(needs), _NEEDS_AT_ONCE):
            sought = [Sought(need) for need in needs[first : first + _NEEDS_AT_ONCE]]
            for one, row in zip(sought, self._products(sought), strict=True):
                yield one, self._best(one, *row, top=top)

    def _products(self, sought: Sequence[Sought]) -> list[tuple[Numbers, Numbers, Numbers]]:
        """Per need: the suppliers with something of the trade, its counts, and those of the circumstances."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415

        rows = [asked for one in sought for asked in (self._trade(one), self._circumstances(one))]
        features = sorted({feature for row in rows for feature in row})
        places = {feature: place for place, feature in enumerate(features)}
        asked = csr_matrix(
            (
                np.array([value for row in rows for value in row.values()], dtype=np.int64),
                np.array([places[feature] for row in rows for feature in row], dtype=np.int64),
                np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64),
            ),
            shape=(len(rows), len(features)),
        )
        product = csr_matrix(asked @ self._matrix[features].astype(np.int64))
        found = []
        for number in range(len(sought)):
            suppliers, counts = _row(product, 2 * number)
            near, around_it = _row(product, 2 * number + 1)
            everywhere = np.zeros(len(self.profiles), dtype=np.int64)
            everywhere[near] = around_it
            found.append((suppliers, counts, everywhere[suppliers]))
        return found

    def _known(self, asked: Mapping[str, int]) -> dict[int, int]:
        """The features that a supplier has, by number."""
        return {
            self._features[name]: value for name, value in asked.items() if value and name in self._features
        }

    def _trade(self, sought: Sought) -> dict[int, int]:
        asked: dict[str, int] = {}
        for place, code in enumerate(sought.cpv):
            for name, value in worth.of_code(code, first=place == 0, others=len(sought.cpv) - 1):
                field = _BROAD if name[0] in _DIVISIONS else _DEEP
                asked[name] = asked.get(name, 0) + (value << field[0])
        for term, one in sought.words.items():
            asked[f"t{term}"] = one.counts << _WORDS[0]
        known = self._known(asked)
        telling = {}
        for term, one in sought.words.items():
            feature = self._features.get(f"t{term}")
            if feature is not None:
                telling[feature] = round(1000 * one.counts * self._rarity(feature))
        total = sum(telling.values())
        for feature, value in telling.items():
            known[feature] += (value * _ALL_COVERED // total) << _COVERED[0]
        return known

    def _rarity(self, feature: int) -> float:
        holders = int(self._matrix.indptr[feature + 1] - self._matrix.indptr[feature])
        return math.log1p((len(self.profiles) - holders + 0.5) / (holders + 0.5))

    def _circumstances(self, sought: Sought) -> dict[int, int]:
        asked: dict[str, int] = {}
        for region in sought.regions:
            surely, perhaps = of_need(region)
            for mark in surely:
                asked[mark] = asked.get(mark, 0) + (1 << _SERVED[0])
            asked.update(dict.fromkeys(perhaps, 1 << _PARTLY[0]))
        asked |= {f"h{theme}": 1 << _THEMES[0] for theme in sought.themes}
        asked |= {f"k{kind}": bit << _KINDS[0] for kind, bit in _KIND_BITS.items()}
        return self._known(asked)

    def _best(
        self,
        sought: Sought,
        suppliers: Numbers,
        trade: Numbers,
        circumstances: Numbers,
        *,
        top: int,
    ) -> tuple[tuple[int, int], ...]:
        offer, fit = _offer(sought, trade, self._columns.names_codes[suppliers])
        possible = offer > 0
        suppliers, circumstances = suppliers[possible], circumstances[possible]
        offer, fit = offer[possible], fit[possible]
        surely, more = self._circumstance_points(sought, suppliers, circumstances)
        ahead = _ahead(sought, _field(circumstances, _KINDS))
        tier = np.where(surely, offer, 0)
        scores = worth.together(tier, ahead, fit + more)
        asked = self._columns.times_asked[suppliers]
        least = np.where(asked == _UNKNOWN, 0, asked)
        ranked = np.lexsort((suppliers, least, -scores)).tolist()
        places = sought.parameter(NEWCOMER_PLACES)
        chosen = keep_places(
            ranked,
            top=max(top, 0),
            places=int(top * places.amount // 10) if places else 0,
            is_newcomer=lambda place: bool(asked[place] == 0 and tier[place] == worth.SURE),
            class_of=lambda place: (int(tier[place]), int(ahead[place])),
        )
        return tuple((int(suppliers[place]), int(scores[place])) for place in chosen)

    def _explained(self, sought: Sought, supplier: int, score: int, names: Names | None) -> Match:
        profile = self.profiles[supplier]
        met, not_met, unknown = reasons_of(sought, profile, names)
        return Match(
            supplier=profile.id, score=score / worth.SCALE, met=met, not_met=not_met, unknown=unknown
        )

    def _circumstance_points(
        self, sought: Sought, suppliers: Numbers, counts: Numbers
    ) -> tuple[NDArray[np.bool_], Numbers]:
        """Whether nothing shows that a supplier cannot deliver, and the points beside those of the trade."""
        held = self._columns.of(suppliers)
        surely = np.ones(len(suppliers), dtype=bool)
        points = np.zeros(len(suppliers), dtype=np.int64)
        if sought.regions:
            found = _regions(sought, held, counts)
            surely &= found > 0
            points += worth.REGION[found]
        if sought.need.estimate is not None:
            found = _capacity(cents(sought.need.estimate), held)
            surely &= found > 0
            points += worth.CAPACITY[found]
        if sought.need.reserved is not None:
            found = np.array(
                [_ELIGIBLE[eligible(self.profiles[one], sought.law).status] for one in suppliers.tolist()],
                dtype=np.int64,
            )
            surely &= found > 0
            points += worth.RESERVED[found]
        if sought.themes:
            covered = worth.THEMES * _field(counts, _THEMES) // len(sought.themes)
            points += np.where(held.themes_known, covered, worth.THEMES_UNKNOWN)
        kinds = _field(counts, _KINDS)
        for kind in FAIR_CHANCE:
            if kind not in sought.first:
                points += worth.CHANCE * ((kinds & _KIND_BITS[kind]) > 0)
        often = sought.parameter(ASKED_OFTEN)
        points += worth.turn(held.times_asked, int(often.amount) if often else None)
        return surely, points


def match(
    needs: Sequence[Need], profiles: Iterable[SupplierProfile], top: int = 10, *, names: Names | None = None
) -> list[tuple[Match, ...]]:
    """Per need the best of these suppliers, with their reasons: `Pool.of(profiles).match(needs, top)`."""
    return Pool.of(profiles).match(needs, top, names=names)


_DIVISIONS = ("a", "d")


def _features(profile: SupplierProfile) -> set[str]:
    """What a supplier can be found by: `t` words, `c` CPV branches, `d` divisions, `a` divisions offered as
    a whole, `h` themes, `k` kinds, and the marks of regions."""
    found = {f"t{term}" for term in terms_of(profile.text)}
    for digits in all_significant(profile.cpv or ()):
        found.add(f"d{division(digits)}")
        if is_division(digits):
            found.add(f"a{digits}")
        found.update(f"c{branch}" for branch in branches(digits))
    for region in cover(profile.regions or ()):
        found.update(of_supplier(region))
    found.update(f"h{theme}" for theme in profile.themes or ())
    found.update(f"k{kind}" for kind in profile.kinds or ())
    return found


class _Columns:
    """What is known of each supplier that does not depend on a purchase, one array per thing."""

    def __init__(self, profiles: Sequence[SupplierProfile] | None) -> None:
        if profiles is None:
            return
        self.names_codes = np.array([profile.cpv is not None for profile in profiles], dtype=bool)
        self.regions_known = np.array([profile.regions is not None for profile in profiles], dtype=bool)
        self.themes_known = np.array([profile.themes is not None for profile in profiles], dtype=bool)
        self.least = _amounts(profile.capacity_min for profile in profiles)
        self.most = _amounts(profile.capacity_max for profile in profiles)
        self.times_asked = np.array(
            [_UNKNOWN if profile.times_asked is None else profile.times_asked for profile in profiles],
            dtype=np.int64,
        )

    def of(self, suppliers: Numbers) -> _Columns:
        """The columns of some suppliers."""
        chosen = _Columns(None)
        for name, column in vars(self).items():
            setattr(chosen, name, column[suppliers])
        return chosen


def _amounts(amounts: Iterable[Decimal | None]) -> Numbers:
    return np.array([_UNKNOWN if each is None else cents(each) for each in amounts], dtype=np.int64)


def _row(product: csr_matrix[np.int64], row: int) -> tuple[Numbers, Numbers]:
    here = slice(product.indptr[row], product.indptr[row + 1])
    suppliers = product.indices[here].astype(np.int64)
    in_order = np.argsort(suppliers, kind="stable")
    return suppliers[in_order], product.data[here][in_order]


def _field(counts: Numbers, field: tuple[int, int]) -> Numbers:
    start, bits = field
    return (counts >> start) & ((1 << bits) - 1)


def _offer(sought: Sought, trade: Numbers, names_codes: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Of each supplier whether it offers this (2 sure, 1 perhaps, 0 no), and the points of its trade."""
    by_code = np.maximum(_field(trade, _DEEP), _field(trade, _BROAD))
    words = _field(trade, _WORDS)
    covered = np.sqrt(_field(trade, _COVERED) / _ALL_COVERED)
    if not sought.cpv:
        offer = np.where(words >= WHOLE, worth.SURE, np.where(words > 0, worth.PERHAPS, 0))
        return offer, (worth.WORDS_ALONE * covered).astype(np.int64)
    enough = words >= np.where(names_codes, sought.words_for_trade, sought.words_without_codes)
    offer = np.where(by_code > 0, worth.SURE, np.where(enough, worth.PERHAPS, 0))
    return offer, by_code + (worth.WORDS * covered).astype(np.int64)


def _regions(sought: Sought, held: _Columns, counts: Numbers) -> Numbers:
    """3 all places, 2 some of them, 1 unknown, 0 none."""
    served, partly = _field(counts, _SERVED), _field(counts, _PARTLY)
    wanted = len(sought.regions)
    unknown = ~held.regions_known | (partly > 0)
    return np.where(served >= wanted, 3, np.where(served > 0, 2, np.where(unknown, 1, 0)))


def _capacity(estimate: int, held: _Columns) -> Numbers:
    """2 fits, 1 unknown, 0 too large or too small."""
    too_large = (held.most != _UNKNOWN) & (estimate > held.most)
    too_small = (held.least != _UNKNOWN) & (estimate < held.least)
    return np.where(too_large | too_small, 0, np.where(held.most == _UNKNOWN, 1, 2))


def _ahead(sought: Sought, kinds: Numbers) -> Numbers:
    """How far a supplier goes first: the number of kinds from its own to the last that goes first."""
    ahead = np.zeros(len(kinds), dtype=np.int64)
    for place, kind in enumerate(reversed(sought.first), start=1):
        ahead = np.where(kinds & _KIND_BITS[kind], place, ahead)
    return ahead
