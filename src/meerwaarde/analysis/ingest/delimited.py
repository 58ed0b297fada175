"""A delimited file into a draft of the lake."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl

from meerwaarde.analysis.ingest.layout import LONGEST, NEEDED, Ingested, Layout, RefusedLine
from meerwaarde.analysis.ingest.lines import OVER, judge
from meerwaarde.analysis.ingest.mending import (
    Marks,
    Mended,
    is_sound,
    kept_part,
    line_count,
    mend,
    raw_lines,
    shown,
    split,
    without,
)
from meerwaarde.analysis.ingest.segments import SEGMENT, Segment, SourceFile, beginning
from meerwaarde.analysis.ingest.writing import RefusedFile, Tally, write_lines
from meerwaarde.analysis.lake import Draft, naming_no_room

Progress = Callable[[int, int], None]
"""Called with the bytes read and the bytes there are."""

_LOOKED_AT = 50


def ingest_csv(
    path: Path,
    layout: Layout,
    draft: Draft,
    *,
    progress: Progress | None = None,
    segment: int = SEGMENT,
) -> Ingested:
    """Read a delimited file into a draft: every record is counted or refused with its reason, none is lost.

    The file is read once, `segment` bytes at a time; hashing, reading, judging and writing take turns, and
    memory does not grow with the file. Lines are numbered from 1 as they stand in the file; a record of
    several lines has the number of its first. Nothing exists until `Draft.commit` is called with what is
    returned. Raises OSError where the file cannot be read, and `NoRoom` where the disk is full.
    """
    source = SourceFile(path, layout.encoding, segment)
    reader = _Reader(layout, _width(path, layout), draft, source)
    size = path.stat().st_size

    def frames() -> Iterator[pl.DataFrame]:
        for one in source.segments(reader.head):
            yield reader.read(one)
            if progress is not None:
                progress(one.read, size)

    with naming_no_room():
        write_lines(frames(), draft, reader.tally)
        reader.refused.close()
    return reader.tally.ingested(source.sha256, source.size)


def _width(path: Path, layout: Layout) -> int:
    """The number of columns: that of most of the first lines, and at least what the layout speaks of."""
    lines = beginning(path, layout.encoding)[max(layout.data_row - 1, 0) :][:_LOOKED_AT]
    marks = Marks(layout.delimiter, layout.quote, 0)
    fields = (split(line.decode("utf-8", "replace"), marks) for line in lines)
    counts = Counter(len(one) for one in fields if one is not None and any(one))
    most = max(counts, key=lambda width: (counts[width], width), default=0)
    return max(most, *(index + 1 for _, index in layout.columns))


class _Reader:
    """Segments to frames of counted lines; refused ones go to their file."""

    def __init__(self, layout: Layout, width: int, draft: Draft, source: SourceFile) -> None:
        self._layout, self._batch, self._source = layout, draft.batch, source
        self._marks = Marks(layout.delimiter, layout.quote, width)
        self.tally, self.refused = Tally(), RefusedFile(draft)
        self._roles = {f"c{index}": role for role, index in layout.columns}
        names = layout.delimiter.join([*(f"c{index}" for index in range(width)), OVER])
        self.head = f"{names}\n".encode()
        """Names for the engine, before each segment."""

    def read(self, segment: Segment) -> pl.DataFrame:
        """The counted lines of a segment."""
        segment = self._without_headings(segment)
        texts, mended = self._texts(segment)
        texts = texts.rename(self._roles)
        lines, bad = judge(texts, self._layout, self._batch)
        told = [*self._told(bad, segment, mended), *self._told_by_hand(segment, mended)]
        self.tally.refuse(one.reason for one in told)
        self.refused.add(sorted(told, key=lambda one: one.line))
        return lines

    def _without_headings(self, segment: Segment) -> Segment:
        """The lines before the first payment made blank: numbers of lines stay what they are."""
        above = self._layout.data_row + 1 - segment.line
        if above <= 0:
            return segment
        at = segment.head
        for _ in range(above):
            at = segment.text.find(b"\n", at) + 1 or len(segment.text)
        blank = b"\n" * segment.text.count(b"\n", segment.head, at)
        text = b"".join((segment.text[: segment.head], blank, segment.text[at:]))
        return Segment(text, segment.head, segment.line, segment.read, segment.last)

    def _texts(self, segment: Segment) -> tuple[pl.DataFrame, Mended]:
        """A row per record with the texts of the wanted columns, and what was read by hand."""
        mended = Mended()
        if is_sound(segment.text, segment.head, self._marks):
            texts = self._engine(segment.text, segment.head)
            if texts is not None:
                return self._numbered(texts, segment), mended
        mended = mend(segment.text, segment.head, self._marks, last=segment.last)
        rest = without(segment.text, segment.head, mended)
        if mended.kept is not None:
            self._source.keep(kept_part(segment.text, segment.head, mended))
        texts = self._engine(rest, segment.head)
        if texts is None:
            raise AssertionError(f"Lines from {segment.line} on were mended and still cannot be read.")
        return self._with_records(self._numbered(texts, segment), segment, mended), mended

    def _engine(self, text: bytes, head: int) -> pl.DataFrame | None:
        """One row per line, or None where the engine fails or would lose or merge lines."""
        try:
            texts = pl.read_csv(
                text,
                separator=self._layout.delimiter,
                quote_char=self._layout.quote or None,
                infer_schema=False,
                empty_string_is_null=False,
                truncate_ragged_lines=True,
                columns=[*self._roles, OVER],
            )
        except pl.exceptions.PolarsError:
            return None
        return texts if len(texts) == line_count(text, head) else None

    def _numbered(self, texts: pl.DataFrame, segment: Segment) -> pl.DataFrame:
        numbers = pl.int_range(segment.line, segment.line + len(texts), dtype=pl.Int64)
        return texts.with_columns(line=numbers)

    def _with_records(self, texts: pl.DataFrame, segment: Segment, mended: Mended) -> pl.DataFrame:
        """Lines read by hand put in their places; those they took from the engine left out."""
        taken = [at + segment.line for first, behind in mended.taken for at in range(first, behind)]
        fields = [one for _, one in mended.records]
        columns: dict[str, list[str] | list[int]] = {
            name: [_at(one, int(name[1:])) for one in fields] for name in self._roles
        }
        columns[OVER] = ["x" if len(one) > self._marks.width else "" for one in fields]
        columns["line"] = [at + segment.line for at, _ in mended.records]
        by_hand = pl.DataFrame(columns, schema_overrides=texts.schema).select(texts.columns)
        left = texts.filter(~pl.col("line").is_in(taken))
        return pl.concat([left, by_hand]).sort("line")

    def _told(self, bad: pl.DataFrame, segment: Segment, mended: Mended) -> Iterator[RefusedLine]:
        """The refused lines as they stood; lines with nothing on them are no records."""
        rows = bad.to_dicts()
        behind = dict(mended.taken)
        places = [row["line"] - segment.line for row in rows]
        ends = [behind.get(at, at + 1) for at in places]
        wanted = [at for first, end in zip(places, ends, strict=True) for at in range(first, end)]
        raws = iter(raw_lines(segment.text, segment.head, wanted))
        blank = f"{self._layout.delimiter}{self._layout.quote} \t\r\n"
        for row, first, end in zip(rows, places, ends, strict=True):
            raw = "\n".join(shown(next(raws)) for _ in range(first, end))
            if not raw.strip(blank):
                continue
            if row["reason"] != "too_many_columns" and self._is_short(raw):
                row |= {"reason": "too_few_columns", "column": None, "value": None}
            yield RefusedLine(
                line=row["line"],
                reason=row["reason"],
                column=row["column"],
                value=row["value"],
                raw=raw[:LONGEST],
            )

    def _is_short(self, raw: str) -> bool:
        """Whether the line ends before a column that every payment has."""
        needed = max(index for role, index in self._layout.columns if role in NEEDED)
        return raw.count(self._layout.delimiter) < needed

    def _told_by_hand(self, segment: Segment, mended: Mended) -> Iterator[RefusedLine]:
        for first, behind, reason in mended.refused:
            raws = raw_lines(segment.text, segment.head, range(first, behind))
            raw = "\n".join(shown(one) for one in raws)
            yield RefusedLine(line=first + segment.line, reason=reason, raw=raw[:LONGEST])


def _at(fields: list[str], index: int) -> str:
    return fields[index] if index < len(fields) else ""
