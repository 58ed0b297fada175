"""Amounts: Decimal euros excluding VAT, exact to the cent, written the way each language writes them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

CENT = Decimal("0.01")


def to_cent(amount: Decimal) -> Decimal:
    """Round half up to whole cents: the one rounding of money in the product."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def cents(amount: Decimal) -> int:
    """The amount as whole cents, for a money column."""
    return int(to_cent(amount) * 100)


def from_cents(value: int) -> Decimal:
    """A money column as euros."""
    return (Decimal(value) / 100).quantize(CENT)


@lru_cache(maxsize=4096)
def euro(amount: Decimal | int, language: str = "nl") -> str:
    """`€ 216.000` or `€ 215.999,99` in Dutch, `€216,000` or `€215,999.99` in English.

    Cents are left out where they are zero: people read thresholds as round amounts.
    """
    exact = to_cent(Decimal(amount))
    digits = f"{abs(exact):,.2f}".removesuffix(".00")
    sign = "-" if exact < 0 else ""
    if language.startswith("en"):
        return f"{sign}€{digits}"
    return f"{sign}€ {digits.translate(str.maketrans(',.', '.,'))}"


@lru_cache(maxsize=4096)
def percent(share: Decimal, language: str = "nl") -> str:
    """A percentage number (`Decimal("17.5")` means 17.5%) as people write it."""
    digits = f"{share.normalize():f}"
    return f"{digits if language.startswith('en') else digits.replace('.', ',')}%"
