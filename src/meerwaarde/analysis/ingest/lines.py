"""From the texts of a segment to counted lines and refused ones, whole columns at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import polars as pl

from meerwaarde.analysis.ingest.amounts import read_amounts
from meerwaarde.analysis.ingest.days import read_days
from meerwaarde.analysis.ingest.layout import LONGEST, Layout, Role

TEXTS: Final[tuple[Role, ...]] = (
    "supplier",
    "supplier_id",
    "department",
    "category",
    "account",
    "description",
    "reference",
    "authority",
)
_MONEY: Final[tuple[Role, ...]] = ("amount", "gross", "vat")
SCHEMA: Final[Mapping[str, pl.DataType]] = {
    "batch": pl.String(),
    "line": pl.Int64(),
    "date": pl.Date(),
    "invoice_date": pl.Date(),
    "cents": pl.Int64(),
    "gross_cents": pl.Int64(),
    "vat_cents": pl.Int64(),
    "currency": pl.String(),
    "supplier": pl.String(),
    "supplier_id": pl.String(),
    "kvk": pl.String(),
    "department": pl.String(),
    "category": pl.String(),
    "account": pl.String(),
    "description": pl.String(),
    "reference": pl.String(),
}
"""The columns of a counted line as polars has them; the lake's `LINE_COLUMNS`."""

OVER: Final = "over"
"""The column behind the last: what stands there is too much."""

_SIGNS: Final = {"€": "EUR", "EURO": "EUR", "£": "GBP", "$": "USD"}
_KVK: Final = r"(?i)^kvk(?:-?nummer)?[\s.:]*"


def judge(texts: pl.DataFrame, layout: Layout, batch: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Counted lines (`SCHEMA`, and `authority` and `unread` for counting) and refused ones.

    `texts` has `line`, `over` and a column per role of the layout, nothing null. Of a refused line come
    `line`, `reason`, `column` and `value`; the first thing wrong is told: columns, day, amount,
    supplier, length.
    """
    read, troubles = _read_values(texts, layout)
    lines = _bare(texts)
    unnamed = pl.when(pl.col("supplier").is_null()).then(pl.lit("supplier_missing"))
    troubles["supplier"] = lines.select(unnamed).to_series()
    reason, column = _first_trouble(texts, troubles)
    lines = lines.with_columns(
        read,
        batch=pl.lit(batch),
        kvk=_each(texts.get_column("kvk"), _kvk) if "kvk" in texts.columns else pl.lit(None, pl.String),
        currency=_each(texts.get_column("currency"), _currency(layout))
        if "currency" in texts.columns
        else pl.lit(layout.currency),
    )
    if reason.null_count() == len(reason):
        return lines, texts.select("line", reason=reason, column=column, value=column).head(0)
    bad = reason.is_not_null()
    value = pl.coalesce(*(pl.when(pl.col("column") == role).then(role) for role, _ in layout.columns))
    refused = texts.with_columns(reason=reason, column=column).filter(bad)
    return lines.filter(~bad), refused.select(
        "line", "reason", "column", value.str.head(LONGEST).alias("value")
    )


def _read_values(texts: pl.DataFrame, layout: Layout) -> tuple[list[pl.Series], dict[Role, pl.Series]]:
    """Days and money, by the names of the lake, and what is wrong per role."""
    troubles: dict[Role, pl.Series] = {}
    days, troubles["date"] = read_days(texts.get_column("date"), layout.date_format, layout.last_year)
    money: dict[Role, pl.Series] = {}
    for role in _MONEY:
        if role in texts.columns:
            cents, wrong = read_amounts(texts.get_column(role), layout.decimal)
            money[role] = -cents if layout.negated else cents
            troubles[role] = wrong
    beside: tuple[Role, ...] = ("gross", "vat") if "amount" in money else ("vat",)
    for role in beside:  # may be left empty
        if role in troubles:
            troubles[role] = troubles[role].replace({"amount_missing": None})
    amount = money.get("amount", _net(money))
    empty = pl.Series([None], dtype=pl.Int64).new_from_index(0, len(texts))
    invoiced, unread = _invoice_days(texts, layout)
    return [
        days.alias("date"),
        invoiced.alias("invoice_date"),
        unread.alias("unread"),
        amount.alias("cents"),
        money.get("gross", empty).alias("gross_cents"),
        money.get("vat", empty).alias("vat_cents"),
    ], troubles


def _net(money: Mapping[Role, pl.Series]) -> pl.Series:
    """Where no net amount is told: with VAT, less the VAT where that is told."""
    if "gross" not in money:
        return pl.Series([], dtype=pl.Int64)
    return money["gross"] - money["vat"].fill_null(0) if "vat" in money else money["gross"]


def _invoice_days(texts: pl.DataFrame, layout: Layout) -> tuple[pl.Series, pl.Series]:
    """Days of the invoice, and whether something stood there that is none: the line counts without it."""
    if "invoice_date" not in texts.columns:
        nothing = pl.Series([None], dtype=pl.Date).new_from_index(0, len(texts))
        return nothing, pl.Series([False]).new_from_index(0, len(texts))
    written = layout.invoice_date_format or layout.date_format
    days, wrong = read_days(texts.get_column("invoice_date"), written, layout.last_year)
    return days, wrong.is_not_null() & (wrong != "date_missing").fill_null(False)


def _first_trouble(texts: pl.DataFrame, troubles: Mapping[Role, pl.Series]) -> tuple[pl.Series, pl.Series]:
    """Reason and role of the first thing wrong with each line, null where nothing is."""
    over = pl.col(OVER) != ""
    reason: Any = pl.when(over).then(pl.lit("too_many_columns"))  # a Then, and then a ChainedThen
    column: Any = pl.when(over).then(None)
    found = {role: wrong for role, wrong in troubles.items() if wrong.null_count() < len(wrong)}
    for role in ("date", "amount", "supplier", "gross", "vat"):
        if role in found:
            wrong = pl.lit(found[role])
            reason = reason.when(wrong.is_not_null()).then(wrong)
            column = column.when(wrong.is_not_null()).then(pl.lit(role))
    for role in _overlong(texts):
        reason = reason.when(pl.col(role).str.len_bytes() > LONGEST).then(pl.lit("too_long"))
        column = column.when(pl.col(role).str.len_bytes() > LONGEST).then(pl.lit(role))
    said = texts.select(reason=reason.otherwise(None), column=column.otherwise(None).cast(pl.String))
    return said.get_column("reason").cast(pl.String), said.get_column("column")


def _overlong(texts: pl.DataFrame) -> list[str]:
    roles = [role for role in TEXTS if role in texts.columns]
    longest = texts.select(pl.col(roles).str.len_bytes().max()).row(0) if len(texts) else ()
    return [role for role, length in zip(roles, longest, strict=False) if length > LONGEST]


def _bare(texts: pl.DataFrame) -> pl.DataFrame:
    """Line and texts without spaces around them; null where one is empty or no column has the role."""
    roles = [role for role in TEXTS if role in texts.columns]
    bare = texts.select("line", pl.col(roles).str.strip_chars())
    bare = bare.with_columns(pl.when(pl.col(role) != "").then(role).alias(role) for role in roles)
    return bare.with_columns(pl.lit(None, pl.String).alias(role) for role in TEXTS if role not in roles)


def _each(texts: pl.Series, read: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """A text reading worked out once for each distinct text."""
    known = texts.unique().to_frame("text").select("text", read=read(pl.col("text")))
    return texts.replace_strict(known.get_column("text"), known.get_column("read"), return_dtype=pl.String)


def _currency(layout: Layout) -> Callable[[pl.Expr], pl.Expr]:
    def read(text: pl.Expr) -> pl.Expr:
        told = text.str.strip_chars().str.to_uppercase().replace(_SIGNS)
        return pl.when(told == "").then(pl.lit(layout.currency)).otherwise(told)

    return read


def _kvk(text: pl.Expr) -> pl.Expr:
    """Eight digits, zeros that a spreadsheet took away put back; null for what is no KvK number."""
    bare = text.str.strip_chars().str.replace(_KVK, "")
    digits = bare.str.replace_all(r"[\s.\-]", "").str.strip_suffix(",0")
    padded = pl.when(digits.str.contains(r"^[0-9]{6,8}$")).then(digits.str.zfill(8))
    return pl.when(padded != "00000000").then(padded)
