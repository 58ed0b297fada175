"""Text with separated values, as it leaves Excel, registers and hands: any encoding, any separator."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from meerwaarde.exchange.spreadsheets.records import LONGEST_CELL, MOST_COLUMNS, Line, Note
from meerwaarde.gates.encoding import decoded
from meerwaarde.rules.text import Text

_SEPARATORS: Final = (";", ",", "\t", "|")
_NEW_LINE: Final = re.compile(r"\r\n|\n|\r")
_TRIED_LINES: Final = 60
_MOST_LINES_IN_CELL: Final = 60
_MOST_SIGNS_IN_CELL: Final = 100_000
_MOST_PARTS: Final = 20 * MOST_COLUMNS


class Delimited:
    """The lines of a text with what was found out about it; `notes` grows while the lines are read."""

    def __init__(self, document: bytes) -> None:
        self.notes: list[Note] = []
        text, self.encoding = decoded(document)
        if "\x00" in text:
            text = text.replace("\x00", "")
            self.notes.append(_NUL)
        self._lines = _NEW_LINE.split(text)
        self._first = 0
        self.delimiter = self._declared() or _separator(self._lines[:_TRIED_LINES])
        self._width = _usual_width(self._lines[self._first : self._first + _TRIED_LINES], self.delimiter)
        separator = re.escape(self.delimiter)
        self._closed = re.compile(rf'(?:^|(?<={separator}))[ ]*"(?:[^"]|"")*"[ ]*(?={separator}|$)')
        self._opened = re.compile(rf'(?:^|{separator})[ ]*"')

    def lines(self) -> Iterator[Line]:
        """Each row that holds anything, with the number of its first line in the file."""
        place = self._first
        while place < len(self._lines):
            used, cells = self._row(place)
            if any(cells):
                yield Line(place + 1, self._bounded(cells, place + 1))
            place += used

    def _declared(self) -> str:
        """The separator of a first line `sep=;`, as Excel writes and reads it."""
        first = self._lines[0].strip().strip('"').lower()
        if first.startswith("sep=") and len(first) <= 5:
            self._first = 1
            return first[4:] or "\t"
        return ""

    def _row(self, place: int) -> tuple[int, tuple[str, ...]]:
        line = self._lines[place]
        if '"' not in line or not self._is_open(line):
            return 1, self._split(line)
        joined = line
        for more in range(1, _MOST_LINES_IN_CELL):
            if place + more >= len(self._lines) or len(joined) > _MOST_SIGNS_IN_CELL:
                break
            joined = f"{joined}\n{self._lines[place + more]}"
            if not self._is_open(joined):
                whole = self._split(joined)
                # A stray quote that meets another one lines later would swallow the rows between them.
                if len(whole) == self._width or len(self._parts(line)) != self._width:
                    return more + 1, whole
        self.notes.append(_unbalanced(place + 1))
        return 1, self._parts(line.replace('"', ""))

    def _is_open(self, line: str) -> bool:
        return self._opened.search(self._closed.sub("", line)) is not None

    def _split(self, line: str) -> tuple[str, ...]:
        if '"' not in line:
            return self._parts(line)
        try:
            rows = list(csv.reader([line], delimiter=self.delimiter, skipinitialspace=True))
        except csv.Error:
            return self._parts(line.replace('"', ""))
        return tuple(map(str.strip, rows[0])) if rows else ()

    def _parts(self, line: str) -> tuple[str, ...]:
        return tuple(map(str.strip, line.split(self.delimiter, _MOST_PARTS)))

    def _bounded(self, cells: tuple[str, ...], number: int) -> tuple[str, ...]:
        if max(map(len, cells)) <= LONGEST_CELL:
            return cells
        self.notes.append(_too_long(number))
        return tuple(cell[:LONGEST_CELL] for cell in cells)


def _separator(lines: Sequence[str]) -> str:
    """The separator by which most lines fall into the same number of parts, more than one."""

    def evenness(separator: str) -> tuple[int, int]:
        parts = Counter(_outside_quotes(line).count(separator) for line in lines if line.strip())
        parts.pop(0, None)
        if not parts:
            return (0, 0)
        usual, times = max(parts.items(), key=lambda pair: (pair[1] * pair[0], pair[1]))
        return (times * min(usual, 6), -len(parts))

    return max(_SEPARATORS, key=evenness)


def _usual_width(lines: Sequence[str], separator: str) -> int:
    parts = Counter(_outside_quotes(line).count(separator) + 1 for line in lines if line.strip())
    return parts.most_common(1)[0][0] if parts else 1


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


_NUL: Final = Note(
    "nul_bytes",
    0,
    Text(
        nl="Het bestand bevat tekens die geen tekst zijn (NUL). Die zijn weggelaten.",
        en="The file holds signs that are no text (NUL). They were left out.",
    ),
)


def _unbalanced(number: int) -> Note:
    return Note(
        "unbalanced_quote",
        number,
        Text(
            nl=f"Op regel {number} begint een aanhalingsteken dat niet sluit. "
            "De regel is gelezen alsof het er niet staat.",
            en=f"A quotation mark on line {number} is never closed. "
            "The line was read as if it were not there.",
        ),
    )


def _too_long(number: int) -> Note:
    return Note(
        "cell_too_long",
        number,
        Text(
            nl=f"Op regel {number} staat een heel lange tekst. Alles na {LONGEST_CELL} tekens is weggelaten.",
            en=f"Line {number} holds a very long text. All after {LONGEST_CELL} signs was left out.",
        ),
    )
