"""Rows as a file that a Dutch spreadsheet opens without questions; no text in it ever runs as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

import xlsxwriter

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


LONGEST_CELL = 32_000
"""Signs; a workbook holds no more than 32,767 in one cell."""


def excel_file(rows: Iterable[Sequence[Cell]], title: str, *, wide: int = 1) -> bytes:
    """A workbook of one sheet: text is text, a float is an amount in euros, a Decimal a number as it is.

    The first row holds the headings; so many of the first columns are wide. `title` names the sheet.
    """
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet(_sheet_name(title))
        strong = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        money = book.add_format({"num_format": "#,##0.00", "valign": "top"})
        columns = 0
        for line, cells in enumerate(rows):
            columns = max(columns, len(cells))
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    sheet.write_string(line, column, cell[:LONGEST_CELL], plain if line else strong)
                elif cell is not None:
                    sheet.write_number(line, column, cell, money if isinstance(cell, float) else plain)
        sheet.set_column(0, wide - 1, 50)
        if columns > wide:
            sheet.set_column(wide, columns - 1, 18)
        sheet.freeze_panes(1, 1)
    return target.getvalue()


def _sheet_name(title: str) -> str:
    """At most 31 signs, without those that a workbook refuses."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "Blad"


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
