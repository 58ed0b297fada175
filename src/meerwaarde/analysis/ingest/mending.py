"""Lines that a column engine would lose, merge or stumble over: found cheaply, and read one by one.

A segment is sound for the engine where every quote opens or closes a field within its line. The rest is
looked at by hand: a break inside quotes joins lines to one record; quotes inside a text are text; a quote
that nothing closes refuses its own line only, and those behind it are read as they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np

from meerwaarde.analysis.ingest.layout import Reason

MOST_JOINED: Final = 200
"""The most lines of one record with breaks inside quotes."""

_FEW: Final = 20_000
_FEED, _RETURN = 10, 13


class Marks(NamedTuple):
    """What stands between and around the fields of a file, and how many fields a line has."""

    delimiter: str
    quote: str
    width: int


@dataclass
class Mended:
    """What was read by hand. Indices are lines of the segment, from 0."""

    records: list[tuple[int, list[str]]] = field(default_factory=list)
    refused: list[tuple[int, int, Reason]] = field(default_factory=list)
    """First line, line behind the last, reason."""
    taken: list[tuple[int, int]] = field(default_factory=list)
    """First line and line behind the last of all that the engine must not see."""
    kept: int | None = None
    """The line from which on the next segment must begin, where a record goes on there."""


def is_sound(text: bytes, start: int, marks: Marks) -> bool:
    """Whether the engine reads every line of the text (from `start` on) as one record, quotes and all."""
    if b"\0" in text:
        return False
    quotes = text.count(marks.quote.encode()) if marks.quote else 0
    if quotes > _FEW:
        return _all_fit(text, start, marks)
    return not quotes or _each_fits(text, start, marks)


def _all_fit(text: bytes, start: int, marks: Marks) -> bool:
    """Of many quotes at once: each at the beginning or end of a field, and both in one line."""
    codes = np.frombuffer(text, np.uint8)[start:]
    found = np.flatnonzero(codes == ord(marks.quote))
    if len(found) % 2 or not _adjacent(codes, found, np.arange(len(found)), marks).all():
        return False
    ends = np.flatnonzero(codes == _FEED)
    return bool((np.searchsorted(ends, found[0::2]) == np.searchsorted(ends, found[1::2])).all())


def _each_fits(text: bytes, start: int, marks: Marks) -> bool:
    """Of few quotes the same, one field after the other."""
    quote, before, behind = (
        marks.quote.encode(),
        f"{marks.delimiter}\n".encode(),
        f"{marks.delimiter}\r\n".encode(),
    )
    opens = text.find(quote, start)
    while opens >= 0:
        if opens > start and text[opens - 1] not in before:
            return False
        closes = text.find(quote, opens + 1)
        while closes >= 0 and text.startswith(quote, closes + 1):
            closes = text.find(quote, closes + 2)
        if closes < 0 or text.find(b"\n", opens, closes) >= 0:
            return False
        if closes + 1 < len(text) and text[closes + 1] not in behind:
            return False
        opens = text.find(quote, closes + 1)
    return True


def line_ends(text: bytes, start: int) -> Any:
    """Places of the line ends, counted from `start`; the end of a last line without one is the text's."""
    codes = np.frombuffer(text, np.uint8)[start:]
    ends = np.flatnonzero(codes == _FEED)
    return ends if (len(codes) and codes[-1] == _FEED) or not len(codes) else np.append(ends, len(codes))


def mend(text: bytes, start: int, marks: Marks, *, last: bool) -> Mended:
    """Read by hand what `is_sound` cannot vouch for, of a segment (`last`: of the file)."""
    ends = line_ends(text, start)
    lines = _Lines(text, start, ends)
    mended, free = Mended(), 0
    for at in _suspects(text, start, ends, marks).tolist():
        if at < free:
            continue
        free = _read(lines, at, marks, mended, last=last)
        if mended.kept is not None:
            break
        mended.taken.append((at, free))
    return mended


def without(text: bytes, start: int, mended: Mended) -> bytes:
    """The text with the lines that were taken blank, and without what the next segment keeps."""
    ends = line_ends(text, start)
    pieces, done = [], 0
    for first, behind in mended.taken:
        begin = _begin(ends, first) + start
        pieces += [text[done:begin], b"\n" * (behind - first)]
        done = min(int(ends[behind - 1]) + 1 + start, len(text))
    stop = len(text) - len(kept_part(text, start, mended))
    return b"".join((*pieces, text[done:stop]))


def kept_part(text: bytes, start: int, mended: Mended) -> bytes:
    """The end of the text with which the next segment must begin."""
    if mended.kept is None:
        return b""
    return text[_begin(line_ends(text, start), mended.kept) + start :]


def split(record: str, marks: Marks) -> list[str] | None:
    """The fields of a record, quotes taken off; None where a quote stays open.

    A quote opens a field only at its beginning and closes it only before a delimiter or the end; doubled it
    stands for itself, and elsewhere in a text it is text.
    """
    fields, at = [], 0
    while True:
        if marks.quote and record.startswith(marks.quote, at):
            value, at = _quoted(record, at + 1, marks)
            if at < 0:
                return None
        else:
            end = record.find(marks.delimiter, at)
            value, at = (record[at:], len(record)) if end < 0 else (record[at:end], end)
        fields.append(value)
        if at >= len(record):
            return fields
        at += 1


def line_count(text: bytes, start: int) -> int:
    """Lines of the text, the last one with or without a line end."""
    feeds = int(np.count_nonzero(np.frombuffer(text, np.uint8)[start:] == _FEED))
    return feeds + (len(text) > start and not text.endswith(b"\n"))


def shown(raw: bytes) -> str:
    """A line as text for a person: what is no UTF-8 is shown as Windows would."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "backslashreplace")


class _Lines:
    """Lines of a text by their index."""

    def __init__(self, text: bytes, start: int, ends: Any) -> None:
        self._text, self._start, self._ends = text, start, ends
        self.count = len(ends)

    def __getitem__(self, at: int) -> bytes:
        begin = _begin(self._ends, at) + self._start
        return self._text[begin : int(self._ends[at]) + self._start].removesuffix(b"\r")


def raw_lines(text: bytes, start: int, indices: Sequence[int]) -> list[bytes]:
    """These lines of a segment, without their line ends."""
    if not indices:
        return []
    lines = _Lines(text, start, line_ends(text, start))
    return [lines[at] for at in indices]


def _begin(ends: Any, at: int) -> int:
    return int(ends[at - 1]) + 1 if at else 0


def _suspects(text: bytes, start: int, ends: Any, marks: Marks) -> Any:
    """Indices of lines with a quote out of place, a NUL, or bytes that are no text."""
    codes = np.frombuffer(text, np.uint8)[start:]
    suspects = [np.searchsorted(ends, np.flatnonzero(codes == 0))]
    if marks.quote:
        found = np.flatnonzero(codes == ord(marks.quote))
        line = np.searchsorted(ends, found)
        count = np.bincount(line, minlength=len(ends))
        within = np.arange(len(found)) - (np.cumsum(count) - count)[line]
        fits = _adjacent(codes, found, within, marks)
        suspects += [np.flatnonzero(count % 2), line[~fits]]
    lines = _Lines(text, start, ends)
    foreign = np.unique(np.searchsorted(ends, np.flatnonzero(codes >= 0x80)))
    suspects.append(np.array([at for at in foreign.tolist() if not _is_text(lines[at])], dtype=np.int64))
    return np.unique(np.concatenate(suspects))


def _adjacent(codes: Any, found: Any, within: Any, marks: Marks) -> Any:
    """Of each quote, whether it stands where one may: the even ones of a line open, the odd ones close."""
    opens, end = within % 2 == 0, len(codes) - 1
    place = np.where(opens, found - 1, found + 1)
    beside = np.where((place < 0) | (place > end), _FEED, codes[place.clip(0, end)])
    fits: Any = (beside == ord(marks.delimiter)) | (beside == _FEED) | (beside == ord(marks.quote))
    return fits | (~opens & (beside == _RETURN))


def _read(lines: _Lines, at: int, marks: Marks, mended: Mended, *, last: bool) -> int:
    """Read the record that begins at this line; the line behind it is returned."""
    raw = lines[at]
    if b"\0" in raw or not _is_text(raw):
        mended.refused.append((at, at + 1, "encoding"))
        return at + 1
    fields = split(raw.decode(), marks)
    behind = at + 1
    if fields is None:
        most = min(lines.count, at + MOST_JOINED)
        joined = _join(lines, at, most, marks)
        if joined == OPEN and most == lines.count and not last:
            mended.kept = at
            return at
        if isinstance(joined, int):
            mended.refused.append((at, behind, "quote_open"))
            return behind
        fields, behind = joined
    mended.records.append((at, fields))
    return behind


OPEN: Final = 0
"""Nothing closed the quote up to the end of what could be looked at."""
NEVER: Final = -1
"""A quote came that cannot close it: it was never meant to go on."""


def _join(lines: _Lines, at: int, most: int, marks: Marks) -> tuple[list[str], int] | int:
    """The record that goes on over line ends inside quotes, and the line behind it; else OPEN or NEVER.

    A line that has all columns by itself is a record of its own: then the quote was forgotten, not open.
    """
    record = lines[at].decode()
    for next_line in range(at + 1, most):
        raw = lines[next_line]
        if b"\0" in raw or not _is_text(raw):
            return NEVER
        more = raw.decode()
        begins_open = (
            record.startswith(marks.quote) and marks.quote in more and not more.startswith(marks.quote)
        )
        if not begins_open and _whole(more, marks):
            return NEVER
        record = f"{record}\n{more}"
        if marks.quote in more:
            fields = split(record, marks)
            if fields is not None:
                return (fields, next_line + 1) if len(fields) == marks.width else NEVER
    return OPEN


def _whole(line: str, marks: Marks) -> bool:
    if line.count(marks.delimiter) < marks.width - 1:
        return False
    fields = split(line, marks)
    return fields is not None and len(fields) >= marks.width


def _quoted(record: str, at: int, marks: Marks) -> tuple[str, int]:
    """The text from behind its opening quote, and the place behind its closing one (-1: none)."""
    value = []
    while True:
        end = record.find(marks.quote, at)
        if end < 0:
            return "", -1
        value.append(record[at:end])
        behind = record[end + 1 : end + 2]
        if behind in ("", marks.delimiter):
            return "".join(value), end + 1
        value.append(marks.quote)
        at = end + 2 if behind == marks.quote else end + 1


def _is_text(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True
