"""Lines to records: which delimiter and quote a text uses, and its rows with their line numbers."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

import msgspec

_DELIMITERS: Final = (";", ",", "\t", "|")
_TRIED_LINES: Final = 400
_MOST_LINES_IN_RECORD: Final = 50
_DECIMAL_COMMA: Final = re.compile(r"(?<![0-9])[0-9]{1,3}(?:[. ]?[0-9]{3})*,[0-9]{2}(?![0-9])")


class Record(msgspec.Struct, frozen=True, gc=False):
    """A row: the number of its first line in the file, counted from 0, and its cells without outer blanks.

    `next` is the number of the line behind it.
    """

    number: int
    next: int
    cells: tuple[str, ...]


def delimiter_of(lines: Sequence[str], quote: str) -> str:
    """The delimiter by which most lines fall into equally many parts; decimal commas do not count."""
    declared = lines[0].strip().strip('"').lower() if lines else ""
    if declared.startswith("sep=") and len(declared) <= 5:
        return declared[4:] or "\t"
    bare = [_outside(line, quote) for line in lines[:_TRIED_LINES] if line.strip()]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(bare, delimiter))


def quote_of(lines: Sequence[str]) -> str:
    """The quotation mark: " unless cells are clearly closed in single ones."""
    double = single = 0
    for line in lines[:_TRIED_LINES]:
        double += len(re.findall(r'(?:^|[;,\t|])"', line))
        single += len(re.findall(r"(?:^|[;,\t|])'[^']*'(?=[;,\t|]|$)", line))
    return "'" if single > 20 and double == 0 else '"'


def records_of(lines: Sequence[str], delimiter: str, quote: str) -> tuple[list[Record], list[int]]:
    """The rows that hold anything, and the numbers (from 0) of lines on which a quote is never closed.

    Such a line is read as if its quotes were not there, so that it does not swallow the lines below it.
    """
    records: list[Record] = []
    unclosed: list[int] = []
    place = 0
    while place < len(lines):
        joined, used = _joined(lines, place, quote)
        if not used:
            unclosed.append(place)
            joined, used = lines[place].replace(quote, ""), 1
        if joined.strip():
            cells = _cells(joined, delimiter, quote)
            if any(cells):
                records.append(Record(place, place + used, cells))
        place += used
    return records, unclosed


def _joined(lines: Sequence[str], place: int, quote: str) -> tuple[str, int]:
    """The text of a record and how many lines it takes; no lines where its quote is never closed."""
    line = lines[place]
    if line.count(quote) % 2 == 0 or quote == "'":
        return line, 1
    for more in range(1, min(_MOST_LINES_IN_RECORD, len(lines) - place)):
        if lines[place + more].count(quote) % 2:
            return "\n".join(lines[place : place + more + 1]), more + 1
    return "", 0


def _cells(text: str, delimiter: str, quote: str) -> tuple[str, ...]:
    if quote not in text:
        return tuple(map(str.strip, text.split(delimiter)))
    try:
        rows = list(csv.reader([text], delimiter=delimiter, quotechar=quote))
    except csv.Error:
        return tuple(map(str.strip, text.replace(quote, "").split(delimiter)))
    return tuple(" ".join(cell.split("\n")).strip() for cell in rows[0]) if rows else ()


def _outside(line: str, quote: str) -> str:
    return re.sub(rf"{quote}[^{quote}]*{quote}", "", line)


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    if delimiter == ",":
        lines = [_DECIMAL_COMMA.sub("", line) if ";" in line or "\t" in line else line for line in lines]
    parts = Counter(line.count(delimiter) for line in lines)
    some = {count: times for count, times in parts.items() if count}
    if not some:
        return (0.0, 0)
    usual, times = max(some.items(), key=lambda pair: (pair[1] * min(pair[0], 8), pair[0]))
    return (times / len(lines) * min(usual, 8) ** 0.5, usual)
