"""What a lake holds, as records: the columns of its files, the manifest of a batch, and what can be wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

FORMAT: Final = 1
"""Raised when a manifest's meaning changes; a lake of a later format is refused, never guessed at."""

LINE_COLUMNS: Final[Mapping[str, str]] = {
    "batch": "string",
    "line": "int64",
    "date": "date32",
    "invoice_date": "date32",
    "cents": "int64",
    "gross_cents": "int64",
    "vat_cents": "int64",
    "currency": "string",
    "supplier": "string",
    "supplier_id": "string",
    "kvk": "string",
    "department": "string",
    "category": "string",
    "account": "string",
    "description": "string",
    "reference": "string",
}
"""Column → Arrow type of a counted line; `authority` and `year` (of `date`) are the folder's."""

REQUIRED: Final = frozenset({"batch", "line", "date", "cents", "currency", "supplier"})
"""The columns of a counted line that are never null; every other one may be."""

REFUSED_COLUMNS: Final[Mapping[str, str]] = {
    "line": "int64",
    "reason": "string",
    "column": "string",
    "value": "string",
    "raw": "string",
}
"""Column → Arrow type of a refused line: where it stood, why, in which column, what stood there, the line."""


class LakeError(Exception):
    """Something about the lake that its user must know; the message is for whoever runs the installation."""


class NoRoom(LakeError):
    """The disk (or the quota) is full. Nothing of the batch is counted; the lake is as it was."""


class AlreadyThere(LakeError):
    """The batch, or another batch of the same source, is in the lake already."""

    def __init__(self, batch: str) -> None:
        super().__init__(f"These lines are in the lake already, as batch {batch}. Nothing was added.")
        self.batch = batch
        """The batch that holds them."""


class NotThere(LakeError):
    """No such batch is in the lake."""


class Damaged(LakeError):
    """A manifest names a file that is gone or of another size, or cannot be read: no figure without it."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a batch was read from."""

    name: str
    sha256: str
    """Of the bytes as they came, in hexadecimal."""
    bytes: int
    part: str = ""
    """Where one file gives several batches: the sheet, or the file inside a zip."""


class LineFile(msgspec.Struct, frozen=True, kw_only=True):
    """One Parquet file of a batch."""

    path: str
    """From the root of the lake."""
    year: int
    rows: int
    cents: int
    """The total of the lines in euros; other currencies stand in `Manifest.currencies`."""
    bytes: int


class Total(msgspec.Struct, frozen=True, kw_only=True):
    """Lines and money (cents of the currency itself)."""

    lines: int
    cents: int


class Content(msgspec.Struct, frozen=True, kw_only=True):
    """What whoever filled a draft counted while writing it: the base of the manifest."""

    years: Mapping[int, Total]
    """Per year of `date`: all its lines, and the cents of those in euros."""
    refused: int
    currencies: Mapping[str, Total]
    """Per currency code, the euro among them."""


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a batch holds; a batch without a manifest does not exist."""

    batch: str
    authority: str
    source: Source
    made: str
    """The moment, ISO 8601 with zone."""
    files: tuple[LineFile, ...]
    lines: int
    refused: int
    cents: int
    """Of the lines in euros."""
    currencies: Mapping[str, Total]
    format: int = FORMAT


def line_schema() -> Any:
    """The pyarrow schema of a counted line; every writer uses it, so that all files of a lake read as one."""
    return _schema(LINE_COLUMNS)


def refused_schema() -> Any:
    """The pyarrow schema of a refused line."""
    return _schema(REFUSED_COLUMNS)


def _schema(columns: Mapping[str, str]) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - a quarter second that only spend pays

    types = {"string": pa.string(), "int64": pa.int64(), "date32": pa.date32()}
    return pa.schema([pa.field(name, types[kind]) for name, kind in columns.items()])
