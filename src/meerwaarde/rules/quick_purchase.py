"""Buying small things quickly: what is often bought, why not a social supplier, and what adds up unseen.

Amounts are EUR excl. VAT. Below which amount quick purchases are allowed, an authority sets itself
(`compliance.quick_amount`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from meerwaarde.language.fold import fold, words
from meerwaarde.rules.law import Law
from meerwaarde.rules.text import Text

SAME_THING = 4
"""Digits of the CPV code (the class) that two purchases share when they buy the same thing."""


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that is often bought quickly: its name, its CPV code, and the words that point at it."""

    code: str
    cpv: str
    name: Text
    words: tuple[str, ...]


class QuickReason(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why none of the social suppliers that were shown was chosen; one tap."""

    code: str
    name: Text


class Bought(msgspec.Struct, frozen=True):
    """One purchase, as far as it matters for adding up."""

    department: str
    cpv: str
    amount: Decimal
    day: date


class Repeated(msgspec.Struct, frozen=True):
    """The same thing bought several times by one department, together at or above the amount."""

    department: str
    group: str
    """The first digits of the CPV code."""
    times: int
    total: Decimal


def common_things(law: Law) -> tuple[Thing, ...]:
    """What people often buy quickly, in the order in which a page shows it.

    Raises `NoParameter` on a day of which nothing is known.
    """
    return msgspec.convert(law["quick_purchase/things"].value, tuple[Thing, ...])


def quick_reasons(law: Law) -> tuple[QuickReason, ...]:
    """The reasons in the order in which people choose them. Raises `NoParameter` as `common_things` does."""
    return msgspec.convert(law["quick_purchase/reasons"].value, tuple[QuickReason, ...])


def thing_in(text: str, things: Iterable[Thing]) -> Thing | None:
    """The common thing that the words name, the first word that names one deciding; None where none does."""
    named = {fold(word): thing for thing in reversed(tuple(things)) for word in thing.words}
    return next((named[word] for word in words(text) if word in named), None)


def year_before(day: date) -> date:
    """The same day a year earlier: the twelve months up to `day` begin after it. Of 29 February the 28th."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)


def repeated(bought: Sequence[Bought], bound: Decimal, day: date) -> tuple[Repeated, ...]:
    """What one department bought repeatedly in the twelve months up to `day`, together at or above `bound`.

    Deliveries of the same kind count together for the procedure (Aanbestedingswet 2012, art. 2.18 and 2.19):
    this points at what a contract may serve better, and accuses nobody. Purchases without a CPV code are left
    out, because nothing says that they buy the same. Greatest total first.
    """
    before = year_before(day)
    sums: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for one in bought:
        if one.cpv and before < one.day <= day:
            sums[one.department, one.cpv[:SAME_THING]].append(one.amount)
    found = [
        Repeated(department, group, len(amounts), sum(amounts, Decimal(0)))
        for (department, group), amounts in sums.items()
        if len(amounts) > 1 and sum(amounts, Decimal(0)) >= bound
    ]
    return tuple(sorted(found, key=lambda one: (-one.total, one.department, one.group)))
