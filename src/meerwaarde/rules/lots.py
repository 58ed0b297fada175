"""The percelenregeling: which small lots may leave the European rules (art. 2.18 and 2.19).

The set of allowed lots of greatest value within 20% of the whole is chosen exactly, up to `EXACT_LOTS` lots;
beyond that to within a few cents per lot, and always within the 20%.
"""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from math import gcd

import msgspec

from meerwaarde.rules.intake import Intake, Lot
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.money import cents

EXACT_LOTS = 30
_RESOLUTION = 1 << 20
_WORKS_SERVICES = {False: "articles/aw_2_18", True: "articles/adv_2_11"}
_SUPPLIES = {False: "articles/aw_2_19", True: "articles/adv_2_12"}


class Exemption(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The bounds within which lots may be exempt; `limit` is None where the rules know no exception."""

    limit: Parameter | None
    share: Parameter
    article: Parameter
    needs_homogeneous: bool = False


class Exempted(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Positions of the lots that are exempt, and of those among them that the authority did not choose."""

    positions: frozenset[int] = frozenset()
    proposed: frozenset[int] = frozenset()
    total: Decimal = Decimal(0)


def exemption(intake: Intake, law: Law) -> Exemption:
    """The exception that holds for this buyer and contract.

    Part 2, the defence Act and Part 3 (utilities, 3.16a) know it; Part 2a (concessions, 2a.12) and design
    contests (not named in 2.18 and 3.16a) do not.
    """
    share = law["lots/exempt_share"]
    defence = intake.buyer == "defence"
    if intake.contract == "concession":
        return Exemption(limit=None, share=share, article=law["articles/aw_2a_12"])
    utility = intake.buyer == "utility"
    works_services = law["articles/aw_3_16a" if utility else _WORKS_SERVICES[defence]]
    if intake.contract == "design_contest":
        return Exemption(limit=None, share=share, article=works_services)
    if intake.contract == "supplies":
        article = works_services if utility else law[_SUPPLIES[defence]]
        limit = law["lots/exempt_lot_supplies"]
        return Exemption(limit=limit, share=share, article=article, needs_homogeneous=True)
    limit = law["lots/exempt_lot_works" if intake.contract == "works" else "lots/exempt_lot_services"]
    return Exemption(limit=limit, share=share, article=works_services)


def room(whole: Decimal, bounds: Exemption) -> Decimal:
    """The value that exempt lots may have together: 20% of the whole."""
    return whole * bounds.share.amount / 100


def may_be_exempt(lot: Lot, bounds: Exemption) -> bool | None:
    """Whether this lot by itself may leave the European rules; None while its value or nature is unknown."""
    if bounds.limit is None:
        return False
    if bounds.needs_homogeneous and lot.homogeneous is False:
        return False
    if lot.estimate is None:
        return None
    if lot.estimate > bounds.limit.amount:
        return False
    return None if bounds.needs_homogeneous and lot.homogeneous is None else True


def exempted(lots: tuple[Lot, ...], whole: Decimal, bounds: Exemption) -> Exempted:
    """The exempt lots: those the authority chose, where allowed, and the best addition of the undecided ones.

    Where the chosen lots together pass the 20%, none of them is exempt and nothing is proposed beside them.
    """
    available = room(whole, bounds)
    chosen = [place for place, lot in enumerate(lots) if lot.exempt and may_be_exempt(lot, bounds)]
    chosen_total = sum((lots[place].estimate or Decimal(0) for place in chosen), Decimal(0))
    if chosen_total > available:
        return Exempted()
    free = [
        place
        for place, lot in enumerate(lots)
        if lot.exempt is None and lot.estimate and may_be_exempt(lot, bounds)
    ]
    values = [cents(lots[place].estimate or Decimal(0)) for place in free]
    picked = best_subset(values, int((available - chosen_total) * 100))
    proposed = frozenset(free[index] for index in picked)
    total = chosen_total + sum((lots[place].estimate or Decimal(0) for place in proposed), Decimal(0))
    return Exempted(positions=frozenset(chosen) | proposed, proposed=proposed, total=total)


def best_subset(values: list[int], limit: int) -> tuple[int, ...]:
    """Indices of the set with the greatest sum not above `limit`, both in cents.

    Among equal sums the set of most values wins (more chances for small firms), then the one that holds the
    earlier values.
    """
    if sum(values) <= limit:
        return tuple(range(len(values)))
    if len(values) <= EXACT_LOTS:
        return _meet_in_the_middle(values, limit)
    return _by_reachable_sums(values, limit)


_Best = dict[int, tuple[int, int]]


def _half(values: list[int], limit: int) -> _Best:
    """Every reachable sum within the limit with its best set as (size, mask); early values are high bits."""
    sums: _Best = {0: (0, 0)}
    for index, value in enumerate(values):
        bit = 1 << (len(values) - 1 - index)
        for total, (size, mask) in list(sums.items()):
            reached = total + value
            if reached <= limit:
                candidate = (size + 1, mask | bit)
                if candidate > sums.get(reached, (-1, 0)):
                    sums[reached] = candidate
    return sums


def _meet_in_the_middle(values: list[int], limit: int) -> tuple[int, ...]:
    middle = len(values) // 2
    early, late = _half(values[:middle], limit), _half(values[middle:], limit)
    late_sums = sorted(late)
    best = (-1, 0, 0, 0)
    for total, (size, mask) in early.items():
        rest = late_sums[bisect_right(late_sums, limit - total) - 1]
        late_size, late_mask = late[rest]
        best = max(best, (total + rest, size + late_size, mask, late_mask))
    _, _, early_mask, late_mask = best
    picked = [index for index in range(middle) if early_mask >> (middle - 1 - index) & 1]
    tail = len(values) - middle
    picked += [middle + index for index in range(tail) if late_mask >> (tail - 1 - index) & 1]
    return tuple(picked)


def _by_reachable_sums(values: list[int], limit: int) -> tuple[int, ...]:
    """Many lots: the reachable sums as bits of one number, in units that keep it small.

    Values are rounded up to the unit, so the choice never passes the limit.
    """
    common = gcd(*values) or 1
    unit = common * max(1, -(-limit // (common * _RESOLUTION)))
    scaled = [-(-value // unit) for value in values]
    width = (1 << (limit // unit + 1)) - 1
    reachable = [1]
    for value in reversed(scaled):
        reachable.append((reachable[-1] | reachable[-1] << value) & width)
    target = reachable[-1].bit_length() - 1
    picked = []
    for index, value in enumerate(scaled):
        without = reachable[len(scaled) - 1 - index]
        if value <= target and without >> (target - value) & 1:
            picked.append(index)
            target -= value
    return tuple(picked)
