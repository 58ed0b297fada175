"""Signals about thresholds: several payments just below one, and a category that passes one within twelve
months.

Both read the ledger, for they look at days and single lines. Thresholds are passed in: the law's numbers
live in the rules.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from meerwaarde.analysis.marts.explanation import ONLY_PROCUREMENT, Explanation
from meerwaarde.analysis.marts.grouping import procurement, with_party
from meerwaarde.analysis.tables import Column, Table, ibis
from meerwaarde.rules.text import Text

SPLIT_ORDERS = Explanation(
    code="split_orders",
    title=Text(nl="Mogelijk gesplitste opdrachten", en="Orders that may have been split"),
    shows=Text(
        nl="Twee of meer betalingen aan één leverancier in één categorie, elk net onder de drempel, "
        "binnen twaalf "
        "maanden, en samen op of boven de drempel.",
        en="Two or more payments to one supplier in one category, each just under the threshold, "
        "within twelve "
        "months, and together at or above it.",
    ),
    does_not_prove=Text(
        nl="Dit bewijst niet dat er is gesplitst. Termijnen van één goed aanbesteed contract zien er "
        "net zo uit. "
        "Kijk eerst naar het contract.",
        en="This does not prove that anything was split. Instalments of one well procured contract "
        "look the same. "
        "Look at the contract first.",
    ),
    exclusions=Text(
        nl="Regels zonder categorie doen niet mee. " + ONLY_PROCUREMENT.nl,
        en="Lines without a category take no part. " + ONLY_PROCUREMENT.en,
    ),
)

OVER_THRESHOLD = Explanation(
    code="over_threshold",
    title=Text(
        nl="Samen boven de drempel binnen twaalf maanden",
        en="Together over the threshold within twelve months",
    ),
    shows=Text(
        nl="Per leverancier en categorie de twaalf maanden met het hoogste bedrag, als dat op of "
        "boven de drempel ligt.",
        en="Per supplier and category the twelve months with the highest amount, where that is at or "
        "above the "
        "threshold.",
    ),
    does_not_prove=Text(
        nl="Er kan een aanbesteed contract onder liggen; dan is er niets mis. De wet kijkt naar de "
        "geraamde waarde "
        "van opdrachten die bij elkaar horen, niet naar betalingen.",
        en="A procured contract may lie under it; then nothing is wrong. The law looks at the "
        "estimated value of "
        "contracts that belong together, not at payments.",
    ),
    exclusions=SPLIT_ORDERS.exclusions,
)

_KEYS = ("authority", "category", "party")
# A day as a number in which the same day a year earlier is exactly this much less: a leap day moves nothing.
_MONTH, _YEAR = 31, 372


class Threshold(msgspec.Struct, frozen=True):
    """An amount in cents that holds from `since` until and with `until` (None: still)."""

    since: datetime.date
    until: datetime.date | None
    cents: int


def over_threshold(entries: Table, thresholds: Sequence[Threshold]) -> Table:
    """Ledger → authority, category, party, ends (last day), cents, lines, largest_cents, threshold_cents.

    The threshold is that of the last day. One row per party and category: its highest twelve months that
    end with a payment. `largest_cents` is the largest single day, for one large bill is another story than
    many small ones. Empty where no threshold is known.
    """
    table = _considered(entries, thresholds)
    days = table.group_by([*_KEYS, "date", "day", "threshold_cents"]).agg(
        cents=table.cents.sum(), lines=table.count()
    )
    year = ibis.range_window(preceding=_YEAR - 1, following=0, group_by=list(_KEYS), order_by=days.day)
    running = days.mutate(
        within_cents=days.cents.sum().over(year),
        within_lines=days.lines.sum().over(year),
        largest_cents=days.cents.max().over(year),
    )
    over = running.filter(running.within_cents >= running.threshold_cents)
    rank = ibis.row_number().over(
        ibis.window(group_by=list(_KEYS), order_by=[ibis.desc(over.within_cents), ibis.desc(over.date)])
    )
    ranked = over.mutate(rank=rank)
    highest = ranked.filter(ranked["rank"] == 0)
    return highest.select(
        *_KEYS,
        ends=highest.date,
        cents=highest.within_cents,
        lines=highest.within_lines,
        largest_cents=highest.largest_cents,
        threshold_cents=highest.threshold_cents,
    ).order_by(list(_KEYS))


def split_orders(entries: Table, thresholds: Sequence[Threshold], *, near_parts: int = 8000) -> Table:
    """Ledger → authority, category, party, ends, cents, lines, threshold_cents.

    Considered are lines from `near_parts` ten-thousandths of the threshold of their day up to, not with, the
    threshold itself. One row per party and category: the twelve months with most of them, two at least.
    """
    table = _considered(entries, thresholds)
    near = table.filter(
        (table.cents < table.threshold_cents) & (table.cents * 10_000 >= table.threshold_cents * near_parts)
    )
    days = near.group_by([*_KEYS, "date", "day", "threshold_cents"]).agg(
        cents=near.cents.sum(), lines=near.count()
    )
    year = ibis.range_window(preceding=_YEAR - 1, following=0, group_by=list(_KEYS), order_by=days.day)
    running = days.mutate(within_cents=days.cents.sum().over(year), within_lines=days.lines.sum().over(year))
    several = running.filter((running.within_lines >= 2) & (running.within_cents >= running.threshold_cents))
    rank = ibis.row_number().over(
        ibis.window(
            group_by=list(_KEYS),
            order_by=[ibis.desc(several.within_lines), ibis.desc(several.within_cents), several.date],
        )
    )
    ranked = several.mutate(rank=rank)
    most = ranked.filter(ranked["rank"] == 0)
    return most.select(
        *_KEYS,
        ends=most.date,
        cents=most.within_cents,
        lines=most.within_lines,
        threshold_cents=most.threshold_cents,
    ).order_by(list(_KEYS))


def _considered(entries: Table, thresholds: Sequence[Threshold]) -> Table:
    """Procurement with a category on days of which a threshold is known."""
    table = with_party(procurement(entries))
    day = table.date.year() * _YEAR + table.date.month() * _MONTH + table.date.day()
    placed = table.mutate(day=day.cast("int32"), threshold_cents=_threshold(table.date, thresholds))
    return placed.filter(placed.category.notnull() & placed.threshold_cents.notnull())


def _threshold(day: Column, thresholds: Sequence[Threshold]) -> Column:
    none = ibis.null("int64")
    if not thresholds:
        return none
    steps = []
    for one in thresholds:
        holds = day >= ibis.literal(one.since)
        if one.until is not None:
            holds &= day <= ibis.literal(one.until)
        steps.append((holds, ibis.literal(one.cents, type="int64")))
    return ibis.cases(*steps, else_=none)
