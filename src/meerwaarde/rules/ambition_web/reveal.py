"""The reveal: how the scores of a session lie, area by area, without anybody's name.

A level of ambition is ordinal, so the middle is a median and never a mean: one person's extreme shows as
dissent and does not pull the middle along. The order of participants never matters. A side (authority,
market, other) is shown apart only where nobody's score can be worked out from it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.ambition_web.scoring import Score, Side

FEWEST_OF_A_SIDE = 3
"""A side is shown apart from this many people on, and only when who remains are as many or nobody.

Otherwise the total minus the sides shown would give away what one or two people scored.
"""
AGREED_FROM, DIVIDED_BELOW = 0.8, 0.55
"""From and below which consensus reads as "of one mind" and "far apart"; the product's own choice."""
FAR = 2
"""So many levels from the middle is dissent that the discussion should hear."""

Mood = Literal["nobody", "one_mind", "some_difference", "far_apart"]


class Spread(msgspec.Struct, frozen=True):
    """How levels lie. `counts` is the number of people on level 0, 1, 2 and 3; the others are levels.

    Quartiles and median may lie halfway (x.5). `consensus` runs from 0 (half at either end) to 1 (all the
    same). `far` is how many people stand two levels or more from the median.
    """

    counts: tuple[int, int, int, int]
    lowest: int
    lower: Decimal
    median: Decimal
    upper: Decimal
    highest: int
    consensus: float
    far: int

    @property
    def people(self) -> int:
        return sum(self.counts)

    @property
    def mood(self) -> Mood:
        """The consensus in one of three words; one person alone agrees with nobody."""
        if self.people < 2:
            return "nobody"
        if self.consensus >= AGREED_FROM:
            return "one_mind"
        return "far_apart" if self.consensus < DIVIDED_BELOW else "some_difference"


class SideView(msgspec.Struct, frozen=True):
    """What one side scored, shown because enough people stand on it."""

    side: Side
    present: Spread | None
    desired: Spread | None


class AreaPicture(msgspec.Struct, frozen=True, kw_only=True):
    """One area after the reveal. A spread is None where nobody gave a level.

    `remarks` stand in alphabetical order: their place says nothing about who wrote them.
    """

    code: str
    present: Spread | None
    desired: Spread | None
    policy: int | None
    sides: tuple[SideView, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def people(self) -> int:
        """How many people gave this area at least one level: the larger of both counts."""
        return max((one.people for one in (self.present, self.desired) if one), default=0)

    @property
    def step(self) -> Decimal | None:
        """From the middle of the present to the middle of the desired; None where either is unknown."""
        if self.present is None or self.desired is None:
            return None
        return self.desired.median - self.present.median

    @property
    def off_policy(self) -> Decimal | None:
        """The middle of the desired minus what policy asks; None where either is unknown."""
        if self.desired is None or self.policy is None:
            return None
        return self.desired.median - self.policy


def spread_of(levels: Iterable[int | None]) -> Spread | None:
    """How these levels lie, whatever their order; None where there are none."""
    known = sorted(level for level in levels if level is not None)
    if not known:
        return None
    lower, median, upper = quartiles(known)
    tally = (known.count(0), known.count(1), known.count(2), known.count(3))
    return Spread(
        counts=tally,
        lowest=known[0],
        lower=lower,
        median=median,
        upper=upper,
        highest=known[-1],
        consensus=consensus(tally),
        far=sum(abs(level - median) >= FAR for level in known),
    )


def quartiles(levels: Sequence[int]) -> tuple[Decimal, Decimal, Decimal]:
    """Lower quartile, median and upper quartile of sorted levels (Tukey: the median belongs to both halves).

    ValueError for none. Of one level all three are that level.
    """
    if not levels:
        raise ValueError("There is no middle of nothing.")
    half = (len(levels) + 1) // 2
    return _middle(levels[:half]), _middle(levels), _middle(levels[-half:])


def _middle(levels: Sequence[int]) -> Decimal:
    below, above = levels[(len(levels) - 1) // 2], levels[len(levels) // 2]
    return Decimal(below + above) / 2


def consensus(tally: Sequence[int]) -> float:
    """Consensus on an ordinal scale, from 0 to 1, of the number of people per level.

    1 + Σ pᵢ·log₂(1 − |i − μ| / width): Tastle and Wierman, "Consensus and dissention: A measure of ordinal
    dispersion", International Journal of Approximate Reasoning 45 (2007). ValueError for nobody.
    """
    people = sum(tally)
    if not people:
        raise ValueError("Nobody agrees with nobody.")
    mean = sum(level * count for level, count in enumerate(tally)) / people
    width = len(tally) - 1
    found = 1 + math.fsum(
        count / people * math.log2(1 - abs(level - mean) / width)
        for level, count in enumerate(tally)
        if count
    )
    return min(1.0, max(0.0, found))


def picture(code: str, scores: Iterable[Score], policy: int | None = None) -> AreaPicture:
    """One area as everybody may see it after the reveal."""
    given = [one for one in scores if one.present is not None or one.desired is not None or one.remark]
    return AreaPicture(
        code=code,
        present=spread_of(one.present for one in given),
        desired=spread_of(one.desired for one in given),
        policy=policy,
        sides=_sides(given),
        remarks=tuple(sorted(one.remark for one in given if one.remark)),
    )


def pictures(
    scores: Mapping[str, Iterable[Score]], policy: Mapping[str, int | None]
) -> tuple[AreaPicture, ...]:
    """All areas, in the order of `policy` (the order of the web)."""
    return tuple(picture(code, scores.get(code, ()), level) for code, level in policy.items())


def by_difference(found: Sequence[AreaPicture]) -> tuple[AreaPicture, ...]:
    """Where people differ most comes first: that is what is worth the talk.

    By consensus about what is desired, then by the distance from policy, then in the order given. What
    nobody scored comes last.
    """

    def weight(place: int) -> tuple[bool, float, Decimal, int]:
        one = found[place]
        agreed = 1.0 if one.desired is None else one.desired.consensus
        return one.desired is None, agreed, -abs(one.off_policy or Decimal(0)), place

    return tuple(found[place] for place in sorted(range(len(found)), key=weight))


def _sides(scores: Sequence[Score]) -> tuple[SideView, ...]:
    """The sides that may be shown apart; none where a total minus what is shown would name somebody.

    Judged for present and desired apart, because somebody may have given one of the two.
    """
    parts: dict[Side, list[Score]] = {}
    for one in scores:
        parts.setdefault(one.side, []).append(one)
    present = _shown({side: [one.present for one in part] for side, part in parts.items()})
    desired = _shown({side: [one.desired for one in part] for side, part in parts.items()})
    return tuple(
        SideView(side, present.get(side), desired.get(side))
        for side in ("authority", "market", "other")
        if side in present or side in desired
    )


def _shown(levels: Mapping[Side, Sequence[int | None]]) -> dict[Side, Spread]:
    spreads = {side: spread for side, found in levels.items() if (spread := spread_of(found)) is not None}
    shown = {side: one for side, one in spreads.items() if one.people >= FEWEST_OF_A_SIDE}
    rest = sum(one.people for side, one in spreads.items() if side not in shown)
    if len(spreads) < 2 or 0 < rest < FEWEST_OF_A_SIDE:
        return {}
    return shown
