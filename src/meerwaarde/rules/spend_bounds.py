"""The bounds that figures of spend are held against: value bands, thresholds through time, the payment
term."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from meerwaarde.rules.law import Law, national

_THRESHOLD = "thresholds/supplies_services_decentral"
_TERM = "spend/payment_term_days"

_CUTS = (("10k_50k", 10_000_00), ("50k_threshold", 50_000_00))
"""Where a reader wants to see small and middling amounts apart: a choice of ours, no law."""


class Bound(NamedTuple):
    """A threshold in cents, with the days on which it holds (both included; None: still)."""

    since: date
    until: date | None
    cents: int


@lru_cache(maxsize=1)
def european_thresholds() -> tuple[Bound, ...]:
    """The European threshold for supplies and services of sub-central authorities through time, in cents.

    Works and social services have other thresholds; a payment does not say which of them it is.
    """
    table = national()[_THRESHOLD]
    return tuple(Bound(entry.since, entry.until, int(entry.value) * 100) for entry in table.entries)


@lru_cache(maxsize=100)
def value_bands(year: int) -> tuple[tuple[str, int | None], ...]:
    """Codes of the value bands of a year in ascending order, each with its least amount in cents.

    The highest begins at the European threshold of the first of January; there is none for a year of which no
    threshold is known.
    """
    first = date(year, 1, 1)
    known = [one.cents for one in european_thresholds() if one.since <= first <= (one.until or first)]
    lowest: tuple[str, int | None] = ("under_10k", None)
    if not known:
        return (lowest, _CUTS[0], ("from_50k", _CUTS[1][1]))
    return (lowest, *_CUTS, ("from_threshold", known[0]))


def payment_term_days(day: date) -> int:
    """Days after which an authority pays late. Raises `NoParameter` for a day before the rule."""
    return int(Law.on(day)[_TERM].value)
