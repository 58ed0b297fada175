"""Amounts of money as ledgers write them, whole columns at a time, to whole cents.

Understood are signs before and behind, brackets for minus, a currency before or behind, points, commas or
spaces between thousands, and ",-" for no cents. The decimal mark of the column decides only where a text
could be read in two ways; "1.234" where points are decimal marks could be a slip by a thousand and is
refused. More than two decimals are rounded, half away from zero. At most 15 digits stand before the mark.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import polars as pl

Decimal = Literal[".", ","]

SPACES: Final = ("\t", "\u00a0", "\u2007", "\u2009", "\u202f")
DASHES: Final = ("\u2010", "\u2011", "\u2012", "\u2013", "\u2212", "\ufe63", "\uff0d")
_MONEY: Final = r"(?:€|£|\$|eur|euro|gbp|usd)"
_LEADING_MONEY: Final = rf"(?i)^([-+(]?) *{_MONEY} *"
_TRAILING_MONEY: Final = rf"(?i) *{_MONEY} *([-+)]?)$"
_GROUPED: Final = (
    r"^(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?)$"
)
_WHOLE: Final = r"^([0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:[.,][0-9]+)?$"
_BARE_CENTS: Final = r"^[.,][0-9]{1,2}$"
_FRACTION: Final = r"[.,]([0-9]+)$"
_USUAL: Final = {",": r"^-?[0-9]{1,15},[0-9]{2}$", ".": r"^-?[0-9]{1,15}\.[0-9]{2}$"}


def read_amounts(texts: pl.Series, decimal: Decimal) -> tuple[pl.Series, pl.Series]:
    """Cents (int64), and the code of what is wrong (`amount_missing`, `amount_unreadable`, null).

    Where one is null, the other is not. The usual form is read at once; what is written otherwise, mostly
    little, takes the way of all forms.
    """
    usual = texts.str.contains(_USUAL[decimal])
    cents = texts.str.replace(decimal, "", literal=True).cast(pl.Int64, strict=False)
    trouble = pl.Series(texts.name, [None], dtype=pl.String).new_from_index(0, len(texts))
    if usual.all():
        return cents, trouble
    odd = (~usual).arg_true()
    frame = _all_forms(texts.gather(odd), decimal)
    wrong: Any = pl.when(pl.col("bare") == "").then(pl.lit("amount_missing"))
    wrong = wrong.when(pl.col("cents").is_null()).then(pl.lit("amount_unreadable"))
    said = frame.select(wrong.otherwise(None)).to_series()
    return cents.scatter(odd, frame.get_column("cents")), trouble.scatter(odd, said)


def bare_text(column: str) -> pl.Expr:
    """The text with every kind of space as a space, every kind of minus as a hyphen, and none around it."""
    found, put = [*SPACES, *DASHES], [" "] * len(SPACES) + ["-"] * len(DASHES)
    return pl.col(column).str.replace_many(found, put).str.strip_chars()


def _all_forms(texts: pl.Series, decimal: Decimal) -> pl.DataFrame:
    """`bare` and `cents` (null for what is missing or cannot be read); step by step, each worked out once."""
    bare, signed, number = pl.col("bare"), pl.col("signed"), pl.col("number")
    behind = signed.str.contains(r"(?s)^.+[-+]$")
    plain = signed.str.replace(r"^[-+]", "").str.replace(r"[-+]$", "")
    frame = (
        texts.to_frame("text")
        .with_columns(bare=bare_text("text"))
        .with_columns(signed=bare.str.replace(_LEADING_MONEY, "$1").str.replace(_TRAILING_MONEY, "$1"))
        .with_columns(signed=signed.str.strip_chars().str.replace(r"([0-9][,.])--?$", "${1}00"))
        .with_columns(
            brackets=signed.str.starts_with("(") & signed.str.ends_with(")"),
            both=behind & signed.str.contains(r"^[-+]"),
            minus=signed.str.starts_with("-") | (behind & signed.str.ends_with("-")),
        )
        .with_columns(
            number=pl.when("brackets")
            .then(signed.str.slice(1).str.head(-1))
            .when("both")
            .then(pl.lit(""))
            .otherwise(plain)
            .str.strip_chars()
        )
        .with_columns(
            grouped=number.str.contains(_GROUPED),
            could_be_decimals=number.str.contains(rf"^[0-9]+\{decimal}[0-9]{{3}}$"),
            own_mark=number.str.contains(rf"\{decimal}[0-9]+$"),
            bare_cents=number.str.contains(_BARE_CENTS),
            fraction=pl.coalesce(number.str.extract(_FRACTION), pl.lit("")),
            whole=number.str.extract(_WHOLE).str.replace_all(" ", "", literal=True),
        )
        .with_columns(in_groups=pl.col("grouped") & ~pl.col("could_be_decimals"))
        .with_columns(
            fraction=pl.when(pl.col("in_groups") & (pl.col("fraction").str.len_bytes() == 3))
            .then(pl.lit(""))
            .otherwise("fraction"),
            whole=pl.when("in_groups")
            .then(number.str.replace(r"[.,][0-9]{1,2}$", "").str.replace_all("[.,]", ""))
            .when("bare_cents")
            .then(pl.lit("0"))
            .otherwise("whole"),
        )
        .with_columns(unsigned=_joined())
    )
    digits = pl.col("fraction").str.len_bytes()
    undecided = ~pl.col("in_groups") & (
        ((digits == 3) & pl.col("grouped")) | ((digits > 2) & ~pl.col("own_mark"))
    )
    cents = pl.when(~undecided).then("unsigned")
    return frame.select(
        "bare", cents=pl.when(pl.col("minus") | pl.col("brackets")).then(-cents).otherwise(cents)
    )


def _joined() -> pl.Expr:
    """Cents of `whole` and `fraction`; null where the whole part is null or too long."""
    digits, fraction = pl.col("whole").str.strip_chars_start("0"), pl.col("fraction")
    euros = pl.when(digits == "").then(pl.lit("0")).when(digits.str.len_bytes() <= 15).then(digits)
    cents = (fraction + "00").str.head(2).cast(pl.Int64, strict=False)
    up = (fraction.str.slice(2, 1) >= "5").cast(pl.Int64)
    return euros.cast(pl.Int64, strict=False) * 100 + cents + up
