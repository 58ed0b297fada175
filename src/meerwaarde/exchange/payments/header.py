"""Which lines are the header: titles, queries and blanks may stand above it; it has one line, two or none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

from meerwaarde.exchange.payments.delimited import Record
from meerwaarde.exchange.payments.shapes import kinds_of
from meerwaarde.exchange.payments.words import subjects_of

_LOOKED_AT: Final = 60
_LONGEST_HEADING: Final = 90
_TYPED: Final = frozenset({"day", "compact_day", "month", "money", "iban", "kvk"})
_MOSTLY: Final = 0.6
_SHORT_FOR: Final = frozenset(
    {"number", "name", "date", "description", "net", "gross", "vat", "amount", "currency", "place", "kvk"}
)
"""What a lower line may leave to the heading above it: "nummer" below "Crediteur"."""
_RULE: Final = re.compile(r"[-=_*+ ]{2,}")
_QUERY: Final = re.compile(r"(?i)^\s*(select|with|from|where|order by|group by|and|declare|exec)\b|^--|;\s*$")


class Header(msgspec.Struct, frozen=True):
    """The headings, the first line of the header (-1: none) and the line on which the rows begin, from 0.

    `body` is the place in the records of the first row.
    """

    row: int
    data_row: int
    headings: tuple[str, ...]
    body: int


def header_of(records: Sequence[Record], further: Sequence[Record]) -> Header:
    """The header of the first records; `further` are records from elsewhere, which help to know the columns.

    The rows begin where the columns first hold what they hold everywhere (days, money, codes); the header is
    what stands right above. Where no column has such values, the header is the first wide line of words.
    """
    width = _usual_width([*records, *further])
    typed = _typed_columns(records, further, width)
    first = _first_row(records, typed, width)
    if first is None:
        place = _widest_words(records, width)
        return _header(records, place, place, width)
    if first == 0:
        return Header(-1, records[0].number, ("",) * width, 0)
    last = _above(records, first)
    if last is None:
        return Header(-1, records[first].number, ("",) * width, first)
    return _header(records, _beginning(records, last, first, width), last, width, first)


def _header(records: Sequence[Record], start: int, last: int, width: int, body: int | None = None) -> Header:
    body = last + 1 if body is None else body
    begin = records[body].number if body < len(records) else records[last].next
    return Header(records[start].number, begin, _joined(records[start : last + 1], width), body)


def _usual_width(records: Sequence[Record]) -> int:
    widths = Counter(len(record.cells) for record in records)
    wide = {width: times for width, times in widths.items() if width > 1}
    return max(wide or widths, key=lambda width: (widths[width], width)) if widths else 0


def _typed_columns(
    records: Sequence[Record], further: Sequence[Record], width: int
) -> dict[int, frozenset[str]]:
    """Columns of which most values are of one kind that no heading is; with those kinds."""
    rows = [record.cells for record in (*records[1:], *further) if len(record.cells) == width][:500]
    found: dict[int, frozenset[str]] = {}
    for index in range(width):
        values = [row[index] for row in rows if row[index]]
        if len(values) < max(1, 0.3 * len(rows)):
            continue
        kinds = Counter(kind for value in values for kind in kinds_of(value) & _TYPED)
        often = frozenset(kind for kind, times in kinds.items() if times >= _MOSTLY * len(values))
        if often:
            found[index] = often
    return found


def _first_row(records: Sequence[Record], typed: dict[int, frozenset[str]], width: int) -> int | None:
    """The place of the first record that looks like the rows: most filled typed columns hold their kind."""
    if not typed:
        return None
    for place, record in enumerate(records[:_LOOKED_AT]):
        cells = [(record.cells[index], kinds) for index, kinds in typed.items() if index < len(record.cells)]
        filled = [(cell, kinds) for cell, kinds in cells if cell]
        fits = sum(bool(kinds_of(cell) & kinds) for cell, kinds in filled)
        enough = len(filled) * 2 >= len(typed) and len(record.cells) * 2 > width
        if filled and enough and fits * 3 >= len(filled) * 2:
            return place
    return None


def _above(records: Sequence[Record], first: int) -> int | None:
    """The place of the nearest line above the rows that can hold headings."""
    for place in range(first - 1, -1, -1):
        cells = [cell for cell in records[place].cells if cell]
        if all(_RULE.fullmatch(cell) for cell in cells):
            continue
        return place if _is_heading_line(records[place]) else None
    return None


def _beginning(records: Sequence[Record], last: int, first: int, width: int) -> int:
    """The place where the header begins: one line higher where that line is half of it."""
    if last == 0:
        return last
    upper, lower = records[last - 1], records[last]
    if upper.next != lower.number or not _is_heading_line(upper, 1) or _QUERY.search(" ".join(upper.cells)):
        return last
    above = [bool(cell) for cell in upper.cells[:width]]
    below = [bool(cell) for cell in lower.cells[:width]]
    alone_in_front = sum(above) == 1 and above[0]  # a title, and no half of a heading
    if not any(above) or alone_in_front or len(upper.cells) * 2 < width:
        return last
    either = sum(one or other for one, other in zip(above, below, strict=False))
    known = sum(bool(subjects_of(cell)) for cell in upper.cells if cell)
    is_value = set(upper.cells) & {cell for record in records[first : first + 200] for cell in record.cells}
    under = [cell for cell, filled in zip(lower.cells, above, strict=False) if filled]
    needed = all(subjects_of(cell) <= _SHORT_FOR for cell in under)
    helps = needed or either > sum(below) or sum(above) >= 0.4 * width
    return last - 1 if helps and known * 2 >= sum(above) and not is_value - {""} else last


def _is_heading_line(record: Record, least: int = 2) -> bool:
    cells = [cell for cell in record.cells if cell]
    words = sum(len(cell) <= _LONGEST_HEADING and not kinds_of(cell) & _TYPED for cell in cells)
    return len(cells) >= least and words >= 0.75 * len(cells)


def _widest_words(records: Sequence[Record], width: int) -> int:
    looked_at = records[:_LOOKED_AT]
    scores = [
        sum(1 + bool(subjects_of(cell)) for cell in record.cells if cell) if _is_heading_line(record) else 0
        for record in looked_at
    ]
    wide = [
        score if len(record.cells) * 2 > width else 0 for score, record in zip(scores, looked_at, strict=True)
    ]
    return wide.index(max(wide)) if wide else 0


def _joined(lines: Sequence[Record], width: int) -> tuple[str, ...]:
    """The headings of all lines together; a heading above several columns holds for each of them."""
    if len(lines) == 1:
        cells = lines[0].cells
        return tuple(cells[index] if index < len(cells) else "" for index in range(max(width, len(cells))))
    upper, lower = lines[0].cells, lines[-1].cells
    found: list[str] = []
    last = ""
    spread = sum(map(bool, upper)) < sum(map(bool, lower))
    for index in range(max(width, len(upper), len(lower))):
        above = upper[index] if index < len(upper) else ""
        below = lower[index] if index < len(lower) else ""
        last = above or (last if spread and below and subjects_of(below) <= _SHORT_FOR else "")
        found.append(" ".join(filter(None, (last if below or above else "", below))))
    return tuple(found)
