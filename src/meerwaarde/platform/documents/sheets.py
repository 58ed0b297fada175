"""Rows as CSV that a Dutch spreadsheet opens without questions; no text in it ever runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

Cell = str | int | float | Decimal | None

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Tells a spreadsheet that the text is Unicode."""

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
    """A whole file: byte order mark, semicolons, a comma in fractions."""
    return BYTE_ORDER_MARK + csv_lines(rows)


def csv_lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """The lines alone, for a file that is made in parts."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in rows:
        lines.writerow([_shown(cell) for cell in row])
    return text.getvalue().encode()


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that could be gets an apostrophe in front."""
    return f"'{text}" if text.lstrip(" '\"").startswith(DANGEROUS) or text.startswith(DANGEROUS) else text


def _shown(cell: Cell) -> str | int:
    """A float is an amount and gets two digits; a Decimal keeps the digits that it has."""
    match cell:
        case None:
            return ""
        case str():
            return guarded(cell)
        case float():
            return f"{cell:.2f}".replace(".", ",")
        case Decimal():
            return f"{cell:f}".replace(".", ",")
    return cell
