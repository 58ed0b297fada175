"""Numbers that name a firm by themselves: registration number (KvK) and VAT number. No bank accounts."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from meerwaarde.analysis.linkage.spellings import Spellings

_NOT_IN_NUMBER = re.compile(r"[\s.\-/]")
_LABEL = re.compile(
    r"^(?:kvk|kamer van koophandel|company)?[\s\-]*(?:nummer|number|nr|no)?[.:\s]*", re.IGNORECASE
)
_FLOAT = re.compile(r"(?<=^\d{6})\.0$|(?<=^\d{7})\.0$|(?<=^\d{8})\.0$")
"""Spreadsheets and data frames write a number as 1234567.0."""
_KVK = re.compile(r"\d{6,8}")
_ABROAD = re.compile(r"[A-Z]{2}\d{6}")
_VAT = re.compile(r"(?:NL)?(\d{9})B(\d{2})|([A-Z]{2}[0-9A-Z]{6,12})")
_PLACEHOLDERS = {"00000000", "99999999", "000000000", "999999999"}

_TELLING = 4
NOWHERE = -1
"""Index of a row that links to none."""


def registration_number(value: str | None) -> str | None:
    """The eight signs of a registration number, or None where the value holds none.

    KvK numbers have eight digits; spreadsheets eat the zeros in front, which come back here (six digits at
    least). British numbers of two letters and six digits (OC305934) count too. Noughts and nines alone are
    what administrations fill in when they do not know. Source: KvK, "KVK-nummer" (eight digits).
    """
    if not value:
        return None
    said = _FLOAT.sub("", value.strip())
    plain = _NOT_IN_NUMBER.sub("", _LABEL.sub("", said, count=1)).upper()
    if _KVK.fullmatch(plain):
        whole = plain.zfill(8)
        return None if whole in _PLACEHOLDERS else whole
    return plain if _ABROAD.fullmatch(plain) else None


def vat_number(value: str | None) -> str | None:
    """A VAT number as it is compared: NL + nine digits + B + two, or another country's; else None.

    Source: Belastingdienst, btw-identificatienummer.
    """
    if not value:
        return None
    plain = _NOT_IN_NUMBER.sub("", value).upper()
    match = _VAT.fullmatch(plain)
    if match is None or match.group(1) in _PLACEHOLDERS:
        return None
    return f"NL{match.group(1)}B{match.group(2)}" if match.group(1) else match.group(3)


def equal_numbers(
    left: Sequence[str | None],
    right: Sequence[str | None],
    left_places: Sequence[str],
    right_places: Sequence[str],
) -> npt.NDArray[np.int64]:
    """For each left row the right row with the same number, or `NOWHERE`. Shape (len(left),).

    A number that stands several times on the right (establishments of one firm) gives the first row in the
    same place, and else the first row. Places are as `place_words` gives them.
    """
    rows: dict[str, list[int]] = {}
    for index, number in enumerate(right):
        if number is not None:
            rows.setdefault(number, []).append(index)
    found = np.full(len(left), NOWHERE, dtype=np.int64)
    for index, number in enumerate(left):
        if number is not None and (same := rows.get(number)):
            here = left_places[index]
            found[index] = next((row for row in same if here and right_places[row] == here), same[0])
    return found


def equal_names(left: Spellings, right: Spellings, rows: int) -> npt.NDArray[np.int64]:
    """The one right row per left row (there are `rows`) with the same core and place, or `NOWHERE`.

    Only names as they stand, not those behind "trading as"; a legal form that both say must be the same. Two
    namesakes in one place give none of them, and so does a core of fewer than four signs. Shape (rows,).
    """
    there: dict[tuple[str, str], list[int]] = {}
    for spelling, key in enumerate(zip(right.core, right.place, strict=True)):
        if key[1]:
            there.setdefault(key, []).append(spelling)
    found = np.full(rows, NOWHERE, dtype=np.int64)
    for spelling, (core, place) in enumerate(zip(left.core, left.place, strict=True)):
        same = there.get((core, place), ())
        plain = not left.moved[spelling] and not left.other[spelling] and len(core) >= _TELLING
        if len(same) == 1 and plain:
            forms = {left.form[spelling], right.form[same[0]]} - {""}
            if len(forms) < 2 and not right.other[same[0]]:
                found[left.owner[spelling]] = right.owner[same[0]]
    return found
