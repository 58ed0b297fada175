"""Whose turn it was: how often an organisation turned to suppliers, and to how many newcomers.

A turn is an enquiry, an invitation on a shortlist or a quick purchase: each counts as one, so that spreading
chances is measured over all ways of asking alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

import msgspec

from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.suppliers import months_later


class OneTurn(Protocol):
    """One time that an organisation turned to a supplier, and on which day."""

    @property
    def supplier(self) -> str: ...
    @property
    def supplier_name(self) -> str: ...
    @property
    def on(self) -> date: ...


Kept = TypeVar("Kept", bound=OneTurn)


class Spread(msgspec.Struct, frozen=True, kw_only=True):
    """Over some turns: how many there were, at how many firms, and how many went to a newcomer."""

    asked: int
    firms: int
    newcomers: int

    @property
    def share_of_newcomers(self) -> float | None:
        """The part of the turns that went to a newcomer; None where there were none."""
        return self.newcomers / self.asked if self.asked else None


def months_counted(law: Law) -> int:
    """How far back it counts who was asked; 0 where the law in force does not say."""
    try:
        return int(law["invitation/turn_months"].value)
    except NoParameter:
        return 0


def to_newcomers(turns: Iterable[Kept], months: int) -> tuple[Kept, ...]:
    """The turns at a firm that had none in so many months before; of one day only the first counts so."""
    last: dict[str, date] = {}
    found = []
    for one in sorted(turns, key=lambda turn: turn.on):
        before = last.get(one.supplier)
        if before is None or before < months_later(one.on, -months):
            found.append(one)
        last[one.supplier] = one.on
    return tuple(found)


def spread(turns: Sequence[OneTurn], months: int, *, since: date | None = None) -> Spread:
    """How turns are spread; `since` counts those from a day on, and looks further back for newcomers."""
    counted = [one for one in turns if since is None or one.on >= since]
    fresh = [one for one in to_newcomers(turns, months) if since is None or one.on >= since]
    return Spread(asked=len(counted), firms=len({one.supplier for one in counted}), newcomers=len(fresh))


def by_year(turns: Sequence[OneTurn], months: int) -> tuple[tuple[int, Spread], ...]:
    """The spread per year, the earliest first."""
    fresh = to_newcomers(turns, months)
    found = []
    for year in sorted({one.on.year for one in turns}):
        own = [one for one in turns if one.on.year == year]
        found.append(
            (
                year,
                Spread(
                    asked=len(own),
                    firms=len({one.supplier for one in own}),
                    newcomers=sum(one.on.year == year for one in fresh),
                ),
            )
        )
    return tuple(found)


def most_asked(turns: Iterable[OneTurn], most: int = 10) -> tuple[tuple[str, str, int], ...]:
    """Public id, name and number of turns of the firms with the most; of equals by name."""
    times: dict[str, int] = {}
    names: dict[str, str] = {}
    for one in turns:
        times[one.supplier] = times.get(one.supplier, 0) + 1
        names[one.supplier] = one.supplier_name
    ranked = sorted(times, key=lambda supplier: (-times[supplier], names[supplier], supplier))
    return tuple((supplier, names[supplier], times[supplier]) for supplier in ranked[:most])
