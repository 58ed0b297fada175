"""Needs of the neighbourhood: what may be asked, in which units, and when two confirmations are the same."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

import msgspec

from meerwaarde.rules.text import Text

KINDS: Final[dict[str, Text]] = {
    "hands": Text(nl="Handen", en="Hands"),
    "knowledge": Text(nl="Kennis", en="Knowledge"),
    "materials": Text(nl="Materialen", en="Materials"),
    "place": Text(nl="Ruimte", en="Place"),
    "work_placement": Text(nl="Werkplek of stage", en="Work placement"),
    "money": Text(nl="Geld", en="Money"),
    "mentoring": Text(nl="Begeleiding", en="Mentoring"),
}
"""What civic organisations ask for."""

UNITS: Final[dict[str, Text]] = {
    "hours": Text(nl="uur", en="hours"),
    "days": Text(nl="dagen", en="days"),
    "dayparts": Text(nl="dagdelen", en="half days"),
    "people": Text(nl="mensen", en="people"),
    "pieces": Text(nl="stuks", en="pieces"),
    "square_metres": Text(nl="m²", en="m²"),
    "places": Text(nl="plekken", en="places"),
    "talks": Text(nl="gesprekken", en="conversations"),
    "euros": Text(nl="euro", en="euros"),
}
"""In what a need is counted. What that is worth in money is no part of it."""

ONE_OF: Final[dict[str, Text]] = {
    "hours": Text(nl="uur", en="hour"),
    "days": Text(nl="dag", en="day"),
    "dayparts": Text(nl="dagdeel", en="half day"),
    "people": Text(nl="mens", en="person"),
    "pieces": Text(nl="stuk", en="piece"),
    "square_metres": Text(nl="m²", en="m²"),
    "places": Text(nl="plek", en="place"),
    "talks": Text(nl="gesprek", en="conversation"),
    "euros": Text(nl="euro", en="euro"),
}
"""The same units where there is one of it."""

UNITS_OF: Final[dict[str, tuple[str, ...]]] = {
    "hands": ("hours", "dayparts", "days", "people"),
    "knowledge": ("hours", "dayparts", "days"),
    "materials": ("pieces", "square_metres"),
    "place": ("dayparts", "days", "square_metres"),
    "work_placement": ("places",),
    "money": ("euros",),
    "mentoring": ("hours", "talks"),
}
"""The units that fit a kind; the usual one stands first."""

MOST: Final = Decimal(1_000_000)
"""More than this of anything is a slip of the keyboard."""

ASKER, FIRM = "asker", "firm"
SIDES: Final = (ASKER, FIRM)
"""Who confirms what was given: who got it, and who gave it."""


class Cover(msgspec.Struct, frozen=True):
    """How far a need is covered, in its unit: `asked`, `agreed` by both, `given` as both confirmed."""

    asked: Decimal
    agreed: Decimal
    given: Decimal

    @property
    def left(self) -> Decimal:
        """What nobody promised yet; never below zero."""
        return max(Decimal(0), self.asked - self.agreed)

    @property
    def share(self) -> float:
        """The promised part, 0 to 1, for a bar."""
        return min(1.0, float(self.agreed / self.asked)) if self.asked else 0.0


def cover(asked: Decimal, promised: Iterable[tuple[Decimal, Decimal | None]]) -> Cover:
    """What (quantity agreed, quantity confirmed or None) of all offers comes to, in the unit of the need.

    What was confirmed replaces what was promised.

    >>> cover(Decimal(10), [(Decimal(4), None), (Decimal(6), Decimal(2))]).left
    Decimal('4')
    """
    agreed = given = Decimal(0)
    for quantity, confirmed in promised:
        agreed += quantity if confirmed is None else confirmed
        given += confirmed or Decimal(0)
    return Cover(asked, agreed, given)


def same(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether both sides say that the same was given: only then it counts.

    >>> same(Decimal("12.50"), Decimal("12.5")), same(Decimal(3), None)
    (True, False)
    """
    return one is not None and other is not None and one == other


def quantity_fault(quantity: Decimal, *, nothing_allowed: bool = False) -> Text | None:
    """What is wrong with a quantity; at confirming nothing (0) may be the truth."""
    if quantity.is_nan() or quantity > MOST:
        return Text(nl="Dit getal is te groot. Vul hoogstens 1.000.000 in.", en="At most 1,000,000.")
    if quantity < 0 or (quantity == 0 and not nothing_allowed):
        return Text(nl="Vul een getal boven nul in.", en="Fill in a number above zero.")
    if quantity != quantity.quantize(Decimal("0.01")):
        return Text(nl="Gebruik hoogstens twee cijfers achter de komma.", en="Use at most two decimals.")
    return None
