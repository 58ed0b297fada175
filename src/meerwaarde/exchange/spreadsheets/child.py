"""The process in which a workbook is opened: it sets its own limits first, then reads, and answers in JSON.

A sheet that names its far corner makes the reader ask for hundreds of gigabytes and end on the spot. Here
that costs one short process and nothing else. Run as `python -m meerwaarde.exchange.spreadsheets.child`.
"""

from __future__ import annotations

import datetime
import math
import sys
from decimal import Decimal
from io import BytesIO
from typing import Final

import msgspec

from meerwaarde.exchange.spreadsheets.records import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
)
from meerwaarde.gates.children import limit_myself

MOST_SECONDS: Final = 10
_MOST_SHEETS: Final = 30


class Sheet(msgspec.Struct):
    """A sheet as it was found; of one that is too large only the name and the size."""

    name: str
    rows: int
    columns: int
    hidden: bool = False
    too_large: bool = False
    cut: int = 0
    """Row number of the first text that was too long, 0 where there is none."""
    lines: list[Line] = []


class Found(msgspec.Struct):
    """What the child answers; `trouble` is empty where the workbook could be opened."""

    sheets: list[Sheet] = []
    trouble: str = ""


def main() -> None:
    """Read a workbook from standard input and write what was found to standard output."""
    limit_myself(seconds=MOST_SECONDS)
    sys.stdout.buffer.write(msgspec.json.encode(_found(sys.stdin.buffer.read())))


def _found(document: bytes) -> Found:
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415 (after the limits are set)

    try:
        book = load_workbook(BytesIO(document))
        sheets: list[Sheet] = []
        left = MOST_CELLS
        for known in book.sheets_metadata[:_MOST_SHEETS]:
            if "WorkSheet" not in str(known.typ):
                continue
            sheet = _sheet(book.get_sheet_by_name(known.name), left)
            sheet.hidden = not str(known.visible).endswith(".Visible")
            left -= 0 if sheet.too_large else sheet.rows * sheet.columns
            sheets.append(sheet)
        return Found(sheets)
    except (CalamineError, ValueError, OSError) as error:
        return Found(trouble=f"{type(error).__name__}: {error}"[:200])


def _sheet(source: object, left: int) -> Sheet:
    rows, columns = source.height, source.width  # type: ignore[attr-defined]
    sheet = Sheet(source.name, rows, columns)  # type: ignore[attr-defined]
    if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > left:
        sheet.too_large = True
        return sheet
    first = (source.start or (0, 0))[0]  # type: ignore[attr-defined]
    for number, row in enumerate(source.to_python(skip_empty_area=True), first + 1):  # type: ignore[attr-defined]
        cells = tuple(map(_text, row))
        if any(cells):
            if max(map(len, cells)) > LONGEST_CELL:
                sheet.cut = sheet.cut or number
                cells = tuple(cell[:LONGEST_CELL] for cell in cells)
            sheet.lines.append(Line(number, cells))
    return sheet


def _text(value: object) -> str:
    """A cell as a Dutch reader sees it, without the thousands apart."""
    if isinstance(value, str):
        return value.replace("\x00", "").strip()
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, float):
        if not math.isfinite(value):
            return ""
        exact = Decimal(repr(value))
        whole = exact == exact.to_integral_value()
        return f"{exact.to_integral_value() if whole else exact:f}".replace(".", ",")
    if isinstance(value, datetime.datetime):
        day = f"{value:%d-%m-%Y}"
        return day if value.time() == datetime.time() else f"{day} {value:%H:%M}"
    if isinstance(value, datetime.date):
        return f"{value:%d-%m-%Y}"
    return "" if value is None else str(value)


if __name__ == "__main__":
    main()
