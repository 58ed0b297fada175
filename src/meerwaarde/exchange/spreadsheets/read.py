"""Bytes to the rows of one table, whatever the format."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from meerwaarde.exchange.spreadsheets.delimited import Delimited
from meerwaarde.exchange.spreadsheets.header import Known, looks_like_table, place_of_header
from meerwaarde.exchange.spreadsheets.records import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    Line,
    Note,
    Table,
)
from meerwaarde.exchange.spreadsheets.workbook import sheets_of
from meerwaarde.gates.containers import open_workbook
from meerwaarde.gates.files import EXTENSIONS, Accepted, kind_of, shown_name, too_large
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

MOST_BYTES: Final = 25_000_000
_BINARY_STARTS: Final = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"\x7fELF")
_MOST_CONTROL: Final = 0.02


def read_table(document: bytes, name: str, *, known: Known = lambda heading: False) -> Table:
    """The table in a CSV, XLSX or ODS file; `known` helps to find its header and, of several, its sheet.

    Raises `Refused` (file_…, container_…, workbook_…, table_…) for what cannot be a table, is hostile or is
    too large; never any other error. What is doubtful but readable stands in `notes`.
    """
    accept_table(name, document)
    if document.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return _workbook(document, shown_name(name), known)
    return _delimited(document, shown_name(name), known)


def accept_table(name: str, document: bytes, *, json: bool = False) -> Accepted:
    """Lets a file in that may be a table: by its content, not its name; a wrong name is no matter here.

    A list of suppliers with one column has no separator, and old registers write any encoding, so the
    general gate's guess at the kind of a text does not serve. `json`: whoever asks reads a list in JSON as
    well. Raises `Refused` with file_empty,
    file_too_large or file_kind_not_accepted.
    """
    shown = shown_name(name)
    if not document.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(
            "file_empty",
            Text(nl="Het bestand is leeg.", en="The file is empty."),
            shown,
            Text(nl="Kies een ander bestand.", en="Choose another file."),
        )
    if len(document) > MOST_BYTES:
        raise too_large(shown, len(document), MOST_BYTES)
    packed = document.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    refused = {"xml"} if json else {"xml", "json"}
    if not packed and (document.startswith(_BINARY_STARTS) or kind_of(document) in refused):
        raise _no_table(shown)
    if not packed and _is_binary(document[:4_096]):
        raise _no_table(shown)
    kind = "zip" if packed else EXTENSIONS["csv"]
    return Accepted(shown, kind, len(document), hashlib.sha256(document).hexdigest())


def _is_binary(head: bytes) -> bool:
    """Whether the signs are hardly text; NUL may be half of them, where the text is UTF-16."""
    strange = sum(byte < 32 and byte not in (0, 9, 10, 13) for byte in head)
    return strange > _MOST_CONTROL * len(head)


def _delimited(document: bytes, where: str, known: Known) -> Table:
    source = Delimited(document)
    lines: list[Line] = []
    cells = 0
    for line in source.lines():
        lines.append(line)
        cells += len(line.cells)
        if len(lines) > MOST_ROWS or cells > MOST_CELLS or len(line.cells) > 10 * MOST_COLUMNS:
            raise _too_many(where)
    header, rows = _below_header(lines, where, known)
    return Table(
        kind="csv",
        header=header.cells,
        header_line=header.number,
        rows=rows,
        encoding=source.encoding,
        delimiter=source.delimiter,
        notes=tuple(source.notes),
    )


def _workbook(document: bytes, where: str, known: Known) -> Table:
    kind = open_workbook(document, where=where)
    sheets = sheets_of(document, where=where)
    chosen = max(sheets, key=lambda sheet: looks_like_table(sheet.lines, known))
    header, rows = _below_header(chosen.lines, where, known)
    notes = [_chosen(chosen.name, [sheet.name for sheet in sheets])] if len(sheets) > 1 else []
    if chosen.cut:
        notes.append(_cut(chosen.cut))
    return Table(
        kind=kind,
        header=header.cells,
        header_line=header.number,
        rows=rows,
        sheet=chosen.name,
        notes=tuple(notes),
    )


def _below_header(lines: Sequence[Line], where: str, known: Known) -> tuple[Line, tuple[Line, ...]]:
    if not lines:
        raise _no_rows(where)
    place = place_of_header(lines, known)
    header = lines[place]
    last = max(number for number, cell in enumerate(header.cells, 1) if cell)
    if last > MOST_COLUMNS:
        raise _too_many(where)
    rows = tuple(lines[place + 1 :])
    if not rows:
        raise _no_rows(where)
    return Line(header.number, header.cells[:last]), rows


def _chosen(name: str, others: list[str]) -> Note:
    shown = ", ".join(other for other in others if other != name)[:200]
    return Note(
        "sheet_chosen",
        0,
        Text(
            nl=f"Het bestand heeft meer bladen. Gelezen is “{name}”, niet gelezen: {shown}.",
            en=f"The file has several sheets. Read was “{name}”, not read: {shown}.",
        ),
    )


def _cut(number: int) -> Note:
    return Note(
        "cell_too_long",
        number,
        Text(
            nl=f"Op rij {number} staat een heel lange tekst; het einde is weggelaten.",
            en=f"Row {number} holds a very long text; its end was left out.",
        ),
    )


def _no_table(where: str) -> Refused:
    return Refused(
        "file_kind_not_accepted",
        Text(
            nl="Dit bestand is geen tabel: geen CSV, Excel (.xlsx) of LibreOffice (.ods).",
            en="This file is no table: no CSV, Excel (.xlsx) or LibreOffice (.ods).",
        ),
        where,
        Text(
            nl="Bewaar de lijst als .csv of .xlsx en kies dat bestand.",
            en="Save the list as .csv or .xlsx, and choose that file.",
        ),
    )


def _no_rows(where: str) -> Refused:
    return Refused(
        "table_empty",
        Text(
            nl="Onder de kopregel staat niets, of het bestand is leeg.",
            en="Nothing stands below the header, or the file is empty.",
        ),
        where,
        Text(
            nl="Zet op de eerste regel de namen van de kolommen en daaronder per regel één leverancier.",
            en="Put the names of the columns on the first line, and below it one supplier per line.",
        ),
    )


def _too_many(where: str) -> Refused:
    return Refused(
        "table_too_large",
        Text(
            nl=f"De tabel is te groot: meer dan {MOST_ROWS} regels of {MOST_COLUMNS} kolommen.",
            en=f"The table is too large: more than {MOST_ROWS} lines or {MOST_COLUMNS} columns.",
        ),
        where,
        Text(nl="Splits de lijst in delen.", en="Split the list into parts."),
    )
