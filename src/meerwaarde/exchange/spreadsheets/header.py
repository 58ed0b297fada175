"""Which row is the header: titles, queries and empty rows may stand above it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from meerwaarde.exchange.spreadsheets.records import Line

Known = Callable[[str], bool]
"""Whether a cell is a heading that the reader of the rows knows."""

_LOOKED_AT: Final = 40
_VALUE: Final = re.compile(r"[\d.,:/€%+\s-]+|\S+@\S+|https?://\S+|www\.\S+")
_LONGEST_HEADING: Final = 80


def place_of_header(lines: Sequence[Line], known: Known) -> int:
    """The place in `lines` of the header: the first row that looks most like one; 0 where none does."""
    looked_at = lines[:_LOOKED_AT]
    width = _usual_width(looked_at)
    scores = [_score(line.cells, width, known) for line in looked_at]
    return scores.index(max(scores)) if scores else 0


def looks_like_table(lines: Sequence[Line], known: Known) -> tuple[float, int]:
    """How much a sheet looks like a table of what is sought: the better its header, then the more rows."""
    if not lines:
        return (0.0, 0)
    width = _usual_width(lines[:_LOOKED_AT])
    header = lines[place_of_header(lines, known)]
    return (_score(header.cells, width, known), len(lines))


def _usual_width(lines: Sequence[Line]) -> int:
    widths = Counter(sum(map(bool, line.cells)) for line in lines)
    return max(widths, key=lambda width: (widths[width], width)) if widths else 0


def _score(cells: Sequence[str], width: int, known: Known) -> float:
    filled = [cell for cell in cells if cell]
    if not filled:
        return 0.0
    headings = [cell for cell in filled if len(cell) <= _LONGEST_HEADING and not _VALUE.fullmatch(cell)]
    recognised = sum(map(known, headings))
    as_wide = min(len(filled), width) / max(width, 1)
    return 3.0 * recognised / max(width, len(filled)) + as_wide * len(headings) / len(filled)
