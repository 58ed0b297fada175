"""Numbers that tell a supplier: KvK and postcode."""

from __future__ import annotations

import re
from typing import Literal

KvkFault = Literal["not_eight_digits", "all_equal"]

_POSTCODE = re.compile(r"([1-9][0-9]{3}) ?([A-Z]{2})")


def read_kvk(text: str) -> str:
    """The digits of a KvK number as people type it: spaces, points and a leading "KvK" fall away.

    A number that a spreadsheet robbed of its leading zeros ("1234567") gets them back.
    """
    bare = re.sub(r"(?i)^\s*kvk(-?nummer)?[\s.:]*", "", text)
    digits = re.sub(r"[\s.\-]", "", bare).removesuffix(",0")
    return digits.zfill(8) if digits.isascii() and digits.isdigit() and 6 <= len(digits) < 8 else digits


def kvk_fault(kvk: str) -> KvkFault | None:
    """What is wrong with a KvK number, or None.

    A KvK number has no check digit: eight digits that are not all the same are all that can be asked of it.
    Whether the number was ever given out, only the register knows.
    """
    if len(kvk) != 8 or not (kvk.isascii() and kvk.isdigit()):
        return "not_eight_digits"
    if len(set(kvk)) == 1:
        return "all_equal"
    return None


def read_postcode(text: str) -> str | None:
    """A Dutch postcode as "9712 AB", or None where it cannot be one. SA, SD and SS are not given out."""
    found = _POSTCODE.fullmatch(" ".join(text.upper().split()))
    if found is None or found[2] in {"SA", "SD", "SS"}:
        return None
    return f"{found[1]} {found[2]}"
