"""Amounts, days and numbers as an audit file writes them."""

from __future__ import annotations

import datetime
import re
from typing import Final

_DECIMAL: Final = re.compile(r"([+-]?)([0-9]{0,16})(?:\.([0-9]{0,2})0*)?", re.ASCII)
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?(?:T.*)?", re.ASCII)
_KVK: Final = re.compile(r"[0-9]{8}", re.ASCII)
_DUTCH_VAT: Final = re.compile(r"(?:NL)?([0-9]{9}B[0-9]{2})", re.ASCII)
_OTHER_VAT: Final = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}", re.ASCII)
_SIGNS_BETWEEN: Final = str.maketrans("", "", " .-\u00a0")


def cents_of(text: str) -> int | None:
    """Whole cents of an xsd:decimal with at most two decimals; None where the text is no such amount.

    At most sixteen digits before the point, so that sums of many lines stay whole numbers of 64 bits.
    """
    if text[-3:-2] == ".":  # the ordinary form, 1234.56, without the regular expression
        digits = text[:-3] + text[-2:]
        if len(digits) <= 18 and digits.isascii() and digits.isdecimal():
            return int(digits)
    found = _DECIMAL.fullmatch(text)
    if found is None or not (found[2] or found[3]):
        return None
    cents = int(found[2] or "0") * 100 + int((found[3] or "").ljust(2, "0"))
    return -cents if found[1] == "-" else cents


def amount_text(cents: int) -> str:
    """The amount as the file writes it: 1234.56, with a point and two decimals."""
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def day_of(text: str) -> datetime.date | None:
    """The day of an xsd:date (a time or zone behind it is left out); None where there is no such day."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def kvk_of(text: str | None) -> str | None:
    """The number in the company register, where the text is one: eight digits, points and spaces left out."""
    plain = (text or "").translate(_SIGNS_BETWEEN)
    return plain if _KVK.fullmatch(plain) and plain != "00000000" else None


def vat_number_of(text: str | None, country: str | None) -> str | None:
    """The VAT number with its country before it, where the text has the form of one; a Dutch one in full."""
    plain = (text or "").upper().translate(_SIGNS_BETWEEN)
    if found := _DUTCH_VAT.fullmatch(plain):
        return f"NL{found[1]}" if country in {None, "NL"} or plain.startswith("NL") else None
    if country in {None, "NL"} or plain.startswith("NL"):
        return None
    return plain if plain.startswith(country) and _OTHER_VAT.fullmatch(plain) else None
