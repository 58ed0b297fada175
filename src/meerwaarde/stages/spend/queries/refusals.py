"""Lines of a file that cannot be counted, as they stood in it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from meerwaarde.analysis.lake import Lake, NotThere
from meerwaarde.rules.lifecycle import CONFIRMED
from meerwaarde.stages.spend.models import SpendBatch
from meerwaarde.stages.spend.queries.batches import lake, waiting
from meerwaarde.stages.spend.queries.columns import Columns
from meerwaarde.stages.spend.queries.mappings import Chosen, chosen_of

ROWS_ON_A_PAGE: Final = 25
MOST_IN_A_FILE: Final = 100_000
"""Refused lines in one download; a file with more was read with the wrong columns."""


class RefusedLine(msgspec.Struct, frozen=True):
    """A line that is not counted: its number in the file, why, the column, what stood there, all of it."""

    line: int
    reason: str
    column: str | None
    value: str | None
    raw: str


def refused_lines(
    batch: SpendBatch, authority: str, *, after: int = 0, most: int = ROWS_ON_A_PAGE + 1
) -> list[RefusedLine]:
    """Refused lines in the order of the file."""
    place = lake() if batch.state == CONFIRMED else waiting()
    return refused_in(place, authority, batch.public_id, after=after, most=most)


def refused_in(
    place: Lake, authority: str, number: str, *, after: int = 0, most: int = 1_000
) -> list[RefusedLine]:
    """Refused lines of a batch in this lake, after a line of the file."""
    try:
        path = place.refused(authority, number)
    except NotThere:
        return []
    if path is None:
        return []
    with Columns(here=[path]) as columns:
        found = columns.rows(
            'SELECT line, reason, "column", value, raw FROM here WHERE line > ? ORDER BY line LIMIT ?',
            after,
            most,
        )
    return [RefusedLine(*row) for row in found]


def cells_of(batch: SpendBatch, lines: Sequence[RefusedLine]) -> Iterator[list[str]]:
    """Each refused line in its columns, as well as it can be taken apart."""
    chosen = chosen_of(batch) or Chosen()
    packed = batch.kind != "csv"
    delimiter, quote = (",", '"') if packed else (chosen.delimiter, chosen.quote)
    for one in lines:
        yield _apart(one.raw.rstrip("\r\n"), delimiter, quote)


def _apart(raw: str, delimiter: str, quote: str) -> list[str]:
    try:
        if not quote:
            return raw.split(delimiter)
        return next(iter(csv.reader([raw], delimiter=delimiter, quotechar=quote)), [raw])
    except csv.Error:
        return raw.split(delimiter)
