"""The ledger: lines with all that is known about them. Roll-ups and signals rest on this one expression."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from meerwaarde.analysis.dimensions import PROCUREMENT, CategoryRule, Dimensions, ExclusionRule
from meerwaarde.analysis.engine import Engine
from meerwaarde.analysis.tables import Column, Table, ibis

LINE_SCHEMA: Mapping[str, str] = {
    "authority": "string",
    "year": "int32",
    "batch": "string",
    "line": "int64",
    "date": "date",
    "invoice_date": "date",
    "cents": "int64",
    "currency": "string",
    "supplier": "string",
    "supplier_id": "string",
    "department": "string",
    "category": "string",
    "account": "string",
    "description": "string",
}
"""The columns of the lake's lines that figures rest on, with their Ibis types."""

MARKS = ("link", "social", "innovator", "local", "regional", "small", "legal_form")
"""What is known of a creditor, or null."""

LONGEST_TERM_DAYS = 366
"""A payment more than a year after its invoice, or before it, says nothing about how fast bills are paid."""


def ledger(
    engine: Engine, lines: Table, creditors: Table, dimensions: Dimensions, *, term_days: int
) -> Table:
    """Euro lines of one authority with creditor, marks, category and kind; one row a line, none lost or
    doubled.

    `creditors` has `CREDITOR_COLUMNS`, one row per (supplier, supplier_id), all that occur (see
    `rollups.number_creditors`). `cents` stay as they came. `days` is the time from invoice to payment where
    it is between 0 and `LONGEST_TERM_DAYS` and the line is no credit, else null; `late` says whether it is
    longer than `term_days`. Lines in other currencies are left out.
    """
    euros = lines.filter(lines.currency == "EUR")
    known = creditors.select(
        "creditor", "firm", *MARKS, named=creditors.supplier, numbered=creditors.supplier_id
    )
    # IS NOT DISTINCT FROM: a supplier without a number is found as well, and "" is not null
    joined = euros.left_join(
        known, [euros.supplier == known.named, euros.supplier_id.identical_to(known.numbered)]
    ).drop("named", "numbered")
    marked = joined.mutate(
        kind=_kind(joined, dimensions.exclusions),
        quarter=joined.date.quarter().cast("int32"),
        days=_days(joined),
    )
    sorted_out = _categorised(engine, marked, dimensions.categories)
    return sorted_out.mutate(late=sorted_out.days > term_days)


def _days(lines: Table) -> Column:
    days = lines.date.delta(lines.invoice_date, unit="day")
    counts = (lines.cents >= 0) & (days >= 0) & (days <= LONGEST_TERM_DAYS)
    return ibis.cases((counts, days), else_=ibis.null("int64"))


def _kind(lines: Table, exclusions: Sequence[ExclusionRule]) -> Column:
    if not exclusions:
        return ibis.literal(PROCUREMENT)
    return ibis.cases(*((_excludes(lines, rule), rule.id) for rule in exclusions), else_=PROCUREMENT)


def _excludes(lines: Table, rule: ExclusionRule) -> Column:
    value = lines[rule.by].fill_null("").lower()
    if rule.equals is not None:
        return value == rule.equals.lower()
    return value.contains((rule.contains or "").lower())


def _categorised(engine: Engine, lines: Table, rules: Sequence[CategoryRule] | None) -> Table:
    """Lines with `category` as the first matching rule says; null where none does."""
    if rules is None:
        return lines
    numbered = list(enumerate(rules))
    none = len(numbered)
    places: list[tuple[str, str]] = []  # the column of the place of the first match, and that of its category
    for by in ("creditor", "account", "category"):
        first = _first_of(rule for rule in numbered if rule[1].by == by)
        if not first:
            continue
        place, category, key = f"{by}_place", f"{by}_category", f"{by}_key"
        rows = [(match, at, rule.category) for match, (at, rule) in first.items()]
        found = engine.small(rows, {key: "string", place: "int32", category: "string"})
        lines = lines.left_join(found, lines[by].cast("string").lower() == found[key]).drop(key)
        places.append((place, category))
    texts = [rule for rule in numbered if rule[1].by == "text"]
    if texts:
        lines = _by_text(lines, texts)
        places.append(("text_place", "text_category"))
    if not places:
        return lines.mutate(category=ibis.null("string"))
    least = ibis.least(*(lines[place].fill_null(none) for place, _ in places))
    chosen = ibis.cases(
        *((lines[place] == least, lines[category]) for place, category in places), else_=ibis.null("string")
    )
    return lines.mutate(category=chosen).drop(*(name for pair in places for name in pair))


def _first_of(rules: Iterable[tuple[int, CategoryRule]]) -> dict[str, tuple[int, CategoryRule]]:
    first: dict[str, tuple[int, CategoryRule]] = {}
    for at, rule in rules:
        first.setdefault(rule.match.lower(), (at, rule))
    return first


def _by_text(lines: Table, texts: Sequence[tuple[int, CategoryRule]]) -> Table:
    spoken = lines.description.fill_null("").lower()
    place = ibis.cases(
        *((spoken.contains(rule.match.lower()), at) for at, rule in texts), else_=ibis.null("int32")
    ).cast("int32")
    placed = lines.mutate(text_place=place)
    names = ibis.cases(
        *((placed.text_place == at, rule.category) for at, rule in texts), else_=ibis.null("string")
    )
    return placed.mutate(text_category=names)
