"""All marts by name: how each is asked, and what is worked out from its whole numbers at the edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from meerwaarde.analysis.marts import (
    benchmark,
    changes,
    concentration,
    deprivation,
    figures,
    payment_term,
    shares,
    signals,
    supplier_counts,
    tail,
    top_creditors,
)
from meerwaarde.analysis.marts.explanation import Explanation
from meerwaarde.analysis.marts.parts import herfindahl, parts, tenths
from meerwaarde.analysis.tables import Table

if TYPE_CHECKING:
    from meerwaarde.analysis.opened import Opened

Row = dict[str, Any]


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked: a mart by its name, what to take it apart by, and which part of the lake."""

    mart: str = "figures"
    by: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    """None named: all."""
    years: tuple[int, ...] = ()
    """None named: all."""
    mark: str = "social"
    """For shares and benchmark: one of `grouping.MARKS`, or `impact`."""
    limit: int = 25
    """For the largest creditors."""
    public: bool = False
    """Name nobody who is not known to be a legal person."""
    thresholds: tuple[signals.Threshold, ...] = ()
    """For the signals."""
    bound: float = 0.0
    """For deprivation: the score from which a neighbourhood counts."""


@dataclass(frozen=True)
class Mart:
    """One mart: its words, how it is asked, and what is added to a row of whole numbers."""

    explanation: Explanation
    ask: Callable[[Opened, Question], Table]
    by: tuple[str, ...] | None = ()
    """What it is taken apart by when nothing is said; None where it has its own fixed columns."""
    edge: Callable[[Row], Row] = dict


def _share(row: Row) -> Row:
    whole = row["cents"]
    return {
        **row,
        "share_parts": parts(row["yes_cents"], whole),
        "unknown_parts": parts(row["unknown_cents"], whole),
    }


def _concentration(row: Row) -> Row:
    whole = row["cents"]
    rest = {name: value for name, value in row.items() if name != "squares"}
    return {
        **rest,
        "top_parts": parts(row["top_cents"], whole),
        "hhi": herfindahl(row["squares"] or 0, whole),
    }


def _term(row: Row) -> Row:
    counted = row["counted_lines"]
    return {
        **row,
        "average_tenths": tenths(row["days"], counted),
        "late_parts": parts(row["late_lines"], counted),
    }


def _benchmark(row: Row) -> Row:
    of_class = row["class_cents"]
    return {
        **_share(row),
        "class_share_parts": None if of_class is None else parts(row["class_yes_cents"], of_class),
    }


MARTS: Mapping[str, Mart] = {
    "figures": Mart(figures.EXPLANATION, lambda o, q: figures.figures(o.amounts_for(q), q.by)),
    "excluded": Mart(figures.EXCLUDED, lambda o, q: figures.excluded(o.amounts_for(q), q.by)),
    "shares": Mart(
        shares.EXPLANATION, lambda o, q: shares.shares(o.totals_for(q), q.mark, q.by), edge=_share
    ),
    "supplier_counts": Mart(
        supplier_counts.EXPLANATION, lambda o, q: supplier_counts.supplier_counts(o.suppliers_for(q), q.by)
    ),
    "concentration": Mart(
        concentration.EXPLANATION,
        lambda o, q: concentration.concentration(o.suppliers_for(q), q.by),
        edge=_concentration,
    ),
    "changes": Mart(
        changes.EXPLANATION, lambda o, q: changes.changes(o.suppliers_for(q), q.by), by=("authority",)
    ),
    "tail": Mart(tail.EXPLANATION, lambda o, q: tail.tail(o.suppliers_for(q), q.by)),
    "payment_term": Mart(
        payment_term.EXPLANATION, lambda o, q: payment_term.payment_term(o.totals_for(q), q.by), edge=_term
    ),
    "top_creditors": Mart(
        top_creditors.EXPLANATION,
        lambda o, q: top_creditors.top_creditors(
            o.suppliers_for(q), o.creditors, q.by, limit=q.limit, public=q.public
        ),
    ),
    "deprivation": Mart(
        deprivation.EXPLANATION,
        lambda o, q: deprivation.deprivation(o.suppliers_for(q), o.creditors, q.bound, q.by),
    ),
    "benchmark": Mart(
        benchmark.EXPLANATION,
        lambda o, q: benchmark.benchmark(o.totals_for(q), o.sizes, q.mark),
        by=None,
        edge=_benchmark,
    ),
    "split_orders": Mart(
        signals.SPLIT_ORDERS, lambda o, q: signals.split_orders(o.entries, q.thresholds), by=None
    ),
    "over_threshold": Mart(
        signals.OVER_THRESHOLD, lambda o, q: signals.over_threshold(o.entries, q.thresholds), by=None
    ),
}
"""Every figure that can be asked for."""


class UnknownMart(ValueError):
    """A name that is none of `MARTS`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Unknown figure {name!r}. There are: {', '.join(MARTS)}.")
        self.name = name


def named(name: str) -> Mart:
    """The mart of that name. Raises `UnknownMart`."""
    try:
        return MARTS[name]
    except KeyError:
        raise UnknownMart(name) from None


def edged(mart: Mart, rows: Sequence[Row]) -> list[Row]:
    """Rows as they are shown: with shares in parts of ten thousand and averages in tenths."""
    return [mart.edge(row) for row in rows]
