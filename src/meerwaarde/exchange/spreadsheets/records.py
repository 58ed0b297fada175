"""What a file of rows is, whatever its format."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from meerwaarde.rules.text import Text

MOST_ROWS: Final = 50_000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 1_000_000
LONGEST_CELL: Final = 32_767
"""As many signs as Excel keeps in a cell; what comes after is left out, and said."""


class Line(msgspec.Struct, frozen=True, gc=False):
    """One row: its number in the file or sheet as a person counts (from 1), and its cells as text.

    Numbers of a workbook are written as a Dutch reader sees them (decimal comma), days as dd-mm-jjjj.
    """

    number: int
    cells: tuple[str, ...]


class Note(msgspec.Struct, frozen=True):
    """Something about the file that a person should know; `line` 0 means the file as a whole."""

    code: str
    line: int
    text: Text


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """The rows below one header. Cells beyond the header are kept: whoever reads the rows decides."""

    kind: Literal["csv", "xlsx", "ods", "json"]
    header: tuple[str, ...]
    header_line: int
    rows: tuple[Line, ...]
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    notes: tuple[Note, ...] = ()
