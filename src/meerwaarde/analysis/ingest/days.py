"""Days as ledgers write them, whole columns at a time.

The format of the column decides the order of day and month, and whether months alone or workbook days stand
there; the marks between do not matter, a time behind the day is left out, and days with the year first or
with a month's name (English, Dutch) are always read. A year of two digits lies in 1990–2089.
"""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from meerwaarde.analysis.ingest.amounts import bare_text
from meerwaarde.analysis.ingest.layout import EXCEL

EARLIEST_YEAR: Final = 1990
MONTHS: Final = (
    ("jan",),
    ("feb",),
    ("mar", "mrt", "maa"),
    ("apr",),
    ("may", "mei"),
    ("jun",),
    ("jul",),
    ("aug",),
    ("sep",),
    ("oct", "okt"),
    ("nov",),
    ("dec",),
)
"""The first three letters of each month; what comes behind them is not looked at."""

_NUMBER_OF: Final = {name: str(number) for number, names in enumerate(MONTHS, 1) for name in names}
_TIME: Final = r"(?:[T ] *[0-9]{1,2}[:.][0-9]{2}.*)?"
_YEAR_FIRST: Final = rf"^(?<y>[0-9]{{4}})[-/.](?<m>[0-9]{{1,2}})[-/.](?<d>[0-9]{{1,2}}){_TIME}$"
_COMPACT: Final = r"^(?<y>(?:19|20)[0-9]{2})(?<m>[0-9]{2})(?<d>[0-9]{2})$"
_DAY_FIRST: Final = rf"^(?<d>[0-9]{{1,2}})[-/.](?<m>[0-9]{{1,2}})[-/.](?<y>[0-9]{{4}}|[0-9]{{2}}){_TIME}$"
_MONTH_FIRST: Final = rf"^(?<m>[0-9]{{1,2}})[-/.](?<d>[0-9]{{1,2}})[-/.](?<y>[0-9]{{4}}|[0-9]{{2}}){_TIME}$"
_NAMED: Final = (
    rf"^(?<d>[0-9]{{1,2}})[-/. ]*(?<m>[a-zA-Z]{{3,9}})\.?[-/. ]*(?<y>[0-9]{{4}}|[0-9]{{2}}){_TIME}$"
)
_NAMED_FIRST: Final = r"^(?<m>[a-zA-Z]{3,9})\.? +(?<d>[0-9]{1,2}),? +(?<y>[0-9]{4})$"
_MONTHS_ALONE: Final = (
    r"^(?<y>[0-9]{4})[-/. ]?(?<m>[0-9]{2})$",
    r"^(?<m>[0-9]{1,2})[-/. ](?<y>[0-9]{4})$",
    r"^(?<m>[a-zA-Z]{3,9})\.?[-/. ]*'?(?<y>[0-9]{4}|[0-9]{2})$",
)
_SERIAL: Final = r"^([0-9]{5})(?:[.,][0-9]+)?$"


def read_days(texts: pl.Series, date_format: str, last_year: int) -> tuple[pl.Series, pl.Series]:
    """Days, and the code of what is wrong (`date_missing`, `date_unreadable`, `date_impossible`, null).

    Where one is null, the other is not. Each text is read once, however often it stands there: a ledger has
    some hundreds of days in a hundred thousand lines.
    """
    each = texts.unique()
    known = each.to_frame("text").with_columns(bare=bare_text("text"))
    known = known.with_columns(**_parts(known, date_format)).with_columns(_century())
    known = known.with_columns(day=_day(known), wrong=pl.lit(None, pl.String))
    out = (pl.col("y") < EARLIEST_YEAR) | (pl.col("y") > last_year) | pl.col("day").is_null()
    wrong: Any = pl.when(pl.col("bare") == "").then(pl.lit("date_missing"))
    wrong = wrong.when(pl.any_horizontal(pl.col("y", "m", "d").is_null())).then(pl.lit("date_unreadable"))
    known = known.with_columns(wrong=wrong.when(out).then(pl.lit("date_impossible")).otherwise(None))
    known = known.with_columns(day=pl.when(pl.col("wrong").is_null()).then("day"))
    days = texts.replace_strict(each, known.get_column("day"), return_dtype=pl.Date)
    if known.get_column("wrong").null_count() == len(known):
        return days, pl.Series(texts.name, [None], dtype=pl.String).new_from_index(0, len(texts))
    return days, texts.replace_strict(each, known.get_column("wrong"), return_dtype=pl.String)


def _parts(known: pl.DataFrame, date_format: str) -> dict[str, pl.Expr]:
    """Year, month and day as numbers, of the first form that fits; null where none does."""
    month_first = -1 < date_format.find("%m") < date_format.find("%d")
    forms = [_YEAR_FIRST, _COMPACT, _MONTH_FIRST if month_first else _DAY_FIRST, _NAMED, _NAMED_FIRST]
    if "%d" not in date_format and date_format != EXCEL:
        forms += _MONTHS_ALONE
    bare = pl.col("bare")
    parts = {}
    for part in ("y", "m", "d"):
        chosen: Any = pl.when(pl.lit(False)).then(pl.lit(None, pl.String))
        for form in forms:
            found = bare.str.extract_groups(form).struct.field(part) if f"<{part}>" in form else pl.lit("1")
            chosen = chosen.when(bare.str.contains(form)).then(found)
        text = chosen.otherwise(None)
        if part == "m":
            named = text.str.head(3).str.to_lowercase().replace_strict(_NUMBER_OF, default=None)
            text = pl.when(text.str.contains("^[0-9]+$")).then(text).otherwise(named)
        parts[part] = text.cast(pl.Int32, strict=False)
    return _with_serials(parts) if date_format == EXCEL else parts


def _with_serials(parts: dict[str, pl.Expr]) -> dict[str, pl.Expr]:
    serial = pl.col("bare").str.extract(_SERIAL).cast(pl.Int32, strict=False)
    day = pl.date(1899, 12, 30) + pl.duration(days=serial)
    numbers = {"y": day.dt.year(), "m": day.dt.month().cast(pl.Int32), "d": day.dt.day().cast(pl.Int32)}
    return {
        part: pl.when(serial.is_null()).then(read).otherwise(numbers[part]) for part, read in parts.items()
    }


def _century() -> pl.Expr:
    year = pl.col("y")
    short = pl.when(year >= 90).then(year + 1900).otherwise(year + 2000)
    return pl.when(year < 100).then(short).otherwise(year).alias("y")


def _day(known: pl.DataFrame) -> pl.Expr:
    """The day, null where the calendar has none such."""
    texts = (pl.col(part).cast(pl.String).str.zfill(width) for part, width in (("y", 4), ("m", 2), ("d", 2)))
    return pl.concat_str(*texts, separator="-").str.to_date("%Y-%m-%d", strict=False)
