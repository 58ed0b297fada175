"""One amount or day as ledgers write it, to whole cents or a date; never an exception, never a guess.

The grammar is kept regular, so that a column engine can hold the same rules: normalise the text, then match
it against one pattern after the other.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

Decimal = Literal[".", ","]
AmountTrouble = Literal["amount_missing", "amount_unreadable"]
DateTrouble = Literal["date_missing", "date_unreadable", "date_impossible"]

EARLIEST_YEAR: Final = 1990
EXCEL: Final = "excel"
"""The date format of days that are counted from 30 December 1899, as a workbook keeps them."""
MONTHS: Final[Mapping[str, int]] = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "mrt": 3,
    "maa": 3,
    "apr": 4,
    "may": 5,
    "mei": 5,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "oct": 10,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
"""The first three letters of a month, English and Dutch; what comes behind them is not looked at."""

_SPACES: Final = str.maketrans(dict.fromkeys("\t\u00a0\u2007\u2009\u202f", " "))
_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d", "-"))
_MONEY: Final = r"(?:€|£|\$|eur|euro|gbp|usd)"
_LEADING_MONEY: Final = re.compile(rf"(?i)^([-+(]?) *{_MONEY} *")
_TRAILING_MONEY: Final = re.compile(rf"(?i) *{_MONEY} *([-+)]?)$")
_WHOLE_EUROS: Final = re.compile(r"([0-9][,.])--?$")
_NUMBER: Final = re.compile(r"(?:[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(?:([.,])([0-9]+))?|([.,])([0-9]{1,2})")
_GROUPED: Final = re.compile(
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,2})?|[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?"
)
_SIGNS: Final = ("-", "+")
_MOST_DIGITS: Final = 15

_TIME: Final = r"(?:[T ] *[0-9]{1,2}[:.][0-9]{2}.*)?"
_YEAR_FIRST: Final = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_TIME}")
_YEAR_LAST: Final = re.compile(rf"([0-9]{{1,2}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_COMPACT: Final = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NAMED: Final = re.compile(rf"([0-9]{{1,2}})[-/. ]*([a-zA-Z]{{3,9}})\.?[-/. ]*([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_NAMED_FIRST: Final = re.compile(r"([a-zA-Z]{3,9})\.? +([0-9]{1,2}),? +([0-9]{4})")
_MONTH_YEAR_FIRST: Final = re.compile(r"([0-9]{4})[-/. ]?([0-9]{2})")
_MONTH_YEAR_LAST: Final = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{4})")
_MONTH_NAMED: Final = re.compile(r"([a-zA-Z]{3,9})\.?[-/. ]*'?([0-9]{4}|[0-9]{2})")
_SERIAL: Final = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
_DAY_ZERO: Final = datetime.date(1899, 12, 30)


def cents_of(text: str, decimal: Decimal) -> int | AmountTrouble:
    """An amount in hundredths of its currency, or the code of what is wrong with it.

    `decimal` is the decimal mark of the column. It decides only where a text could be read in two ways:
    "1.234" is 1,234 euro in a column with decimal commas. In a column with decimal points the same text
    could be a slip by a factor of a thousand and is unreadable. Understood are signs before and behind,
    brackets for minus, a currency before or behind, points, commas or spaces between thousands, and ",-" for
    no cents.
    More than two decimals are rounded, half away from zero. At most 15 digits stand before the mark.
    """
    bare = text.translate(_SPACES).translate(_DASHES).strip()
    if not bare:
        return "amount_missing"
    sign, number = _sign_of(_TRAILING_MONEY.sub(r"\1", _LEADING_MONEY.sub(r"\1", bare)))
    cents = _cents(number, decimal) if sign else None
    return "amount_unreadable" if cents is None else sign * cents


def day_of(text: str, date_format: str, *, last_year: int) -> datetime.date | DateTrouble:
    """A day, or the code of what is wrong with it; a month alone gives its first day.

    `date_format` in the words of strftime is that of the column. It decides the order of day and month, and
    whether months alone ("%Y-%m") or workbook days (`EXCEL`) stand there; the marks between do not matter, a
    time behind the day is left out, and days written with the year first or with a month's name are always
    read. A year of two digits lies in 1990–2089. Years before 1990 or after `last_year` are impossible.
    """
    bare = text.translate(_SPACES).translate(_DASHES).strip()
    if not bare:
        return "date_missing"
    return _day(bare, date_format, last_year)


@lru_cache(maxsize=65_536)
def _day(bare: str, date_format: str, last_year: int) -> datetime.date | DateTrouble:
    parts = _parts(bare, date_format)
    if parts is None:
        return "date_unreadable"
    year, month, day = parts
    if year < 100:
        year += 1900 if year >= 90 else 2000
    if not EARLIEST_YEAR <= year <= last_year:
        return "date_impossible"
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return "date_impossible"


def _sign_of(bare: str) -> tuple[int, str]:
    """The sign (0 where there are two) and what is left without it."""
    bare = _WHOLE_EUROS.sub(r"\g<1>00", bare.strip())
    if bare[:1] == "(" and bare[-1:] == ")":
        return -1, bare[1:-1].strip()
    before, behind = bare[:1] in _SIGNS, bare[-1:] in _SIGNS and len(bare) > 1
    if before and behind:
        return 0, bare
    sign = -1 if (before and bare[0] == "-") or (behind and bare[-1] == "-") else 1
    return sign, bare[before : len(bare) - behind].strip()


def _cents(number: str, decimal: Decimal) -> int | None:
    number = number.strip()
    if _GROUPED.fullmatch(number) and not _could_be_decimals(number, decimal):
        mark = number[-3] if number[-3:-2] in {".", ","} else number[-2] if number[-2] in {".", ","} else ""
        whole, _, fraction = number.rpartition(mark) if mark else (number, "", "")
        return _joined(re.sub("[.,]", "", whole), fraction)
    found = _NUMBER.fullmatch(number)
    if found is None:
        return None
    mark, fraction = found[1] or found[3] or "", found[2] or found[4] or ""
    if len(fraction) == 3 and _GROUPED.fullmatch(number):
        return None
    if len(fraction) > 2 and mark != decimal:
        return None
    return _joined(re.split("[.,]", number)[0].replace(" ", ""), fraction)


def _could_be_decimals(number: str, decimal: Decimal) -> bool:
    """Whether the only mark is the column's decimal mark, with three digits behind it."""
    return number.count(decimal) == 1 and number[-4] == decimal and number.count(".") + number.count(",") == 1


def _joined(whole: str, fraction: str) -> int | None:
    if len(whole.lstrip("0")) > _MOST_DIGITS:
        return None
    cents = int(whole or "0") * 100 + int((fraction + "00")[:2])
    return cents + (fraction[2:3] >= "5")


def _parts(bare: str, date_format: str) -> tuple[int, int, int] | None:
    """Year, month and day as numbers, not yet looked at."""
    if date_format == EXCEL and (found := _SERIAL.fullmatch(bare)):
        day = _DAY_ZERO + datetime.timedelta(days=int(found[1]))
        return day.year, day.month, day.day
    if found := _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_LAST.fullmatch(bare):
        first, second = int(found[1]), int(found[2])
        month_first = -1 < date_format.find("%m") < date_format.find("%d")
        return (int(found[3]), first, second) if month_first else (int(found[3]), second, first)
    if found := _NAMED.fullmatch(bare):
        return _named(found[3], found[2], found[1])
    if found := _NAMED_FIRST.fullmatch(bare):
        return _named(found[3], found[1], found[2])
    return _month_alone(bare) if "%d" not in date_format and date_format != EXCEL else None


def _month_alone(bare: str) -> tuple[int, int, int] | None:
    if found := _MONTH_YEAR_FIRST.fullmatch(bare):
        return int(found[1]), int(found[2]), 1
    if found := _MONTH_YEAR_LAST.fullmatch(bare):
        return int(found[2]), int(found[1]), 1
    if found := _MONTH_NAMED.fullmatch(bare):
        return _named(found[2], found[1], "1")
    return None


def _named(year: str, month: str, day: str) -> tuple[int, int, int] | None:
    number = MONTHS.get(month[:3].lower())
    return None if number is None else (int(year), number, int(day))
