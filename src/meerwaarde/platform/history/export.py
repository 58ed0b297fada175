"""Events as files: JSON lines that can be checked, and sheets that people can sort.

A sheet shows the names of today, because people read it. No cell is ever a formula: in CSV a text that a
spreadsheet would run gets an apostrophe in front, and in a workbook every text is written as text.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

import xlsxwriter
from django.utils import timezone

from meerwaarde.platform.documents.sheets import BYTE_ORDER_MARK, csv_lines
from meerwaarde.platform.history.pages import body_of, name_of
from meerwaarde.platform.journal.queries import Event, Wanted, in_order
from meerwaarde.platform.organisations.queries import names_of_persons
from meerwaarde.rules.journal_actions import THE_SYSTEM, kind_name, sentence
from meerwaarde.rules.roles import ROLES
from meerwaarde.rules.text import Text

MOST_ROWS = 1_048_575
"""What a worksheet holds below its heading."""

COLUMNS = (
    Text(nl="Nummer", en="Number"),
    Text(nl="Tijdstip", en="Moment"),
    Text(nl="Wie", en="Who"),
    Text(nl="Rol", en="Role"),
    Text(nl="Wat er gebeurde", en="What happened"),
    Text(nl="Code", en="Code"),
    Text(nl="Soort", en="Kind"),
    Text(nl="Kenmerk", en="Id"),
    Text(nl="Velden", en="Fields"),
    Text(nl="Waarden", en="Values"),
    Text(nl="Controlegetal", en="Hash"),
)

CellValue = str | int


@dataclass(frozen=True)
class Selection:
    """Which events, up to and including number `last`, in which language."""

    organisation_id: int
    wanted: Wanted
    last: int
    language: str


def file_name(form: str) -> str:
    return f"journaal.{form}"


def small_file(selection: Selection, form: str) -> bytes:
    """A file of few events, made at once."""
    if form == "xlsx":
        sheet = io.BytesIO()
        for _done in write_sheet(selection, sheet):
            pass
        return sheet.getvalue()
    return beginning(selection, form) + b"".join(block for _events, block in blocks(selection, form))


def beginning(selection: Selection, form: str) -> bytes:
    """What stands before the first event; the mark tells spreadsheets that the text is Unicode."""
    if form == "jsonl":
        return b""
    heading = csv_lines([tuple(column.in_language(selection.language) for column in COLUMNS)])
    return BYTE_ORDER_MARK + heading


def blocks(selection: Selection, form: str, after: int = 0) -> Iterator[tuple[list[Event], bytes]]:
    """The lines of a file in blocks, with the events in each, so that one can go on after a break."""
    for events in in_order(selection.organisation_id, selection.wanted, after=after, last=selection.last):
        if form == "jsonl":
            yield events, "".join(map(json_line, events)).encode()
        else:
            yield events, csv_lines(_rows(events, selection.language))


def json_line(event: Event) -> str:
    """The event as a dossier holds it: canonical body, hash, and the hash before it."""
    return f'{{"body":{event.body},"hash":"{event.hash}","previous":"{event.previous}"}}\n'


def write_sheet(selection: Selection, target: str | IO[bytes]) -> Iterator[int]:
    """Write a workbook; gives after each block how many events stand in it."""
    options = {"constant_memory": True, "in_memory": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("Journaal" if selection.language == "nl" else "Journal")
        sheet.freeze_panes(1, 0)
        bold = book.add_format({"bold": True})
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, column.in_language(selection.language), bold)
        done = 0
        for events in in_order(selection.organisation_id, selection.wanted, last=selection.last):
            for row in _rows(events, selection.language):
                done += 1
                for place, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(done, place, value)
                    else:
                        sheet.write_string(done, place, value)
            yield done


def _rows(events: Iterable[Event], language: str) -> Iterator[tuple[CellValue, ...]]:
    events = list(events)
    names = names_of_persons({event.person for event in events if event.person})
    roles = {role.code: role.name.in_language(language) for role in ROLES}
    for event in events:
        body = body_of(event)
        name = name_of(event, names, language)
        yield (
            event.sequence,
            timezone.localtime(event.moment).isoformat(timespec="seconds"),
            name or THE_SYSTEM.in_language(language),
            roles.get(event.role, event.role),
            sentence(event.action, name, language),
            event.action,
            kind_name(event.object_kind, language),
            event.object_id,
            ", ".join(map(str, body.get("fields", ()))),
            json.dumps(body["values"], ensure_ascii=False) if body.get("values") else "",
            event.hash,
        )
