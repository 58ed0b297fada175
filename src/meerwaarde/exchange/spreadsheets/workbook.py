"""Workbooks of Excel and LibreOffice, opened in a process of their own (promise T04)."""

from __future__ import annotations

from typing import Final

import msgspec

from meerwaarde.exchange.spreadsheets.child import Found, Sheet
from meerwaarde.exchange.spreadsheets.records import MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from meerwaarde.gates.children import answer_of
from meerwaarde.gates.containers import SAVE_AGAIN
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

PATIENCE_SECONDS: Final = 60
"""On a busy machine ten seconds of work may take a minute; longer nobody waits."""

_DECODER: Final = msgspec.json.Decoder(Found)


def sheets_of(document: bytes, *, where: str) -> list[Sheet]:
    """The visible sheets that hold anything, in their order.

    Raises `Refused` with workbook_too_large, workbook_unreadable or workbook_empty.
    """
    found = _found(document, where)
    if found.trouble:
        raise Refused(
            "workbook_unreadable",
            Text(
                nl="Dit werkblad kan niet worden gelezen: het is beschadigd of onvolledig.",
                en="This workbook cannot be read: it is damaged or incomplete.",
            ),
            where,
            SAVE_AGAIN,
        )
    filled = [sheet for sheet in found.sheets if sheet.lines and not sheet.hidden]
    filled = filled or [sheet for sheet in found.sheets if sheet.lines]
    if not filled:
        large = next((sheet for sheet in found.sheets if sheet.too_large), None)
        raise too_large(where, large) if large else _empty(where)
    return filled


def too_large(where: str, sheet: Sheet | None = None) -> Refused:
    """The refusal of a sheet beyond what is read; without a sheet its size is not even known."""
    size = (
        ("", "")
        if sheet is None
        else (
            f" Blad “{sheet.name}” heeft {sheet.rows} rijen en {sheet.columns} kolommen.",
            f" Sheet “{sheet.name}” has {sheet.rows} rows and {sheet.columns} columns.",
        )
    )
    return Refused(
        "workbook_too_large",
        Text(
            nl=f"Dit werkblad is te groot om te lezen.{size[0]} Het maximum is {MOST_ROWS} rijen, "
            f"{MOST_COLUMNS} kolommen en {MOST_CELLS} cellen.",
            en=f"This workbook is too large to read.{size[1]} The most is {MOST_ROWS} rows, "
            f"{MOST_COLUMNS} columns and {MOST_CELLS} cells.",
        ),
        where,
        Text(
            nl="Kopieer alleen de tabel zelf naar een nieuw bestand. "
            "Vaak staat er ver buiten de tabel nog een los teken. Splits een lange lijst in delen.",
            en="Copy only the table itself into a new file. "
            "Often a stray sign stands far outside the table. Split a long list into parts.",
        ),
    )


def _found(document: bytes, where: str) -> Found:
    answer = answer_of(
        "meerwaarde.exchange.spreadsheets.child", document=document, patience_seconds=PATIENCE_SECONDS
    )
    if answer is None:  # killed by a limit: it asked for too much memory or too much time
        raise too_large(where)
    return _DECODER.decode(answer)


def _empty(where: str) -> Refused:
    return Refused(
        "workbook_empty",
        Text(nl="In dit werkblad staat niets.", en="Nothing stands in this workbook."),
        where,
        Text(nl="Kies een ander bestand.", en="Choose another file."),
    )
