"""Shares as whole parts of ten thousand: made from whole numbers at the edge, so that every engine gives
the same."""

from __future__ import annotations

from decimal import Decimal


def parts(numerator: int, denominator: int) -> int | None:
    """How many ten-thousandths the numerator is, halves away from zero; None where the whole is not above
    zero.

    A whole below zero (more credit than debit) has no parts that mean anything.
    """
    if denominator <= 0:
        return None
    sign = -1 if numerator < 0 else 1
    return sign * ((20_000 * abs(numerator) + denominator) // (2 * denominator))


def tenths(total: int, count: int) -> int | None:
    """The average in whole tenths, halves away from zero; None without a count."""
    if count <= 0:
        return None
    sign = -1 if total < 0 else 1
    return sign * ((20 * abs(total) + count) // (2 * count))


def herfindahl(sum_of_squares: int | Decimal, total: int) -> int | None:
    """The Herfindahl-Hirschman index in points of 0 to 10,000; None where nothing was paid.

    `sum_of_squares` is in cents squared, `total` in cents (see `marts.concentration`). Below 1,500 a market
    is called unconcentrated, above 2,500 highly concentrated (US Horizontal Merger Guidelines 2010, 5.3).
    """
    if total <= 0:
        return None
    squared = total * total
    return (20_000 * int(sum_of_squares) + squared) // (2 * squared)


def euros(cents: int) -> str:
    """Cents as the amount that other programs read: `-1234.05`."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole}.{rest:02}"
