"""The door: a file to what it is and what its columns probably mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

from meerwaarde.exchange.payments.delimited import Record, delimiter_of, quote_of, records_of
from meerwaarde.exchange.payments.header import Header, header_of
from meerwaarde.exchange.payments.propose import Column, columns_of, propose
from meerwaarde.exchange.payments.records import Note, Proposal, Role
from meerwaarde.exchange.payments.shapes import currency_of, date_format_of, decimal_of
from meerwaarde.exchange.payments.sources import Lines, head_of, lines_of
from meerwaarde.exchange.payments.verdict import verdict_of
from meerwaarde.gates.files import read_bounded, shown_name
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

_SAMPLE: Final = 3_000
_MOST_COLUMNS: Final = 500
_AMOUNTS: Final[tuple[Role, ...]] = ("amount", "gross")
_UNKNOWN: Final = -1
"""The line of a record from a piece further on in a large file: nobody counted the lines before it."""
_ENOUGH: Final = 10
_NEARLY_ALL: Final = 0.8
_PACKED: Final = (b"PK", b"\xd0\xcf\x11\xe0")


def propose_mapping(file: Path | bytes, name: str) -> Proposal:
    """What a file is and what its columns mean: CSV in any form, or a workbook.

    Memory does not grow with a text file; a workbook is opened in a process of its own, within limits. Raises
    `Refused` with file_…, container_…, workbook_…, table_empty or table_too_large; never any other error.
    """
    if head_of(file, name).startswith(_PACKED):
        return _of_workbook(file, name)
    return _of_text(lines_of(file, name), name)


def _of_text(lines: Lines, name: str) -> Proposal:
    every = [line for part in (lines.first, *lines.further) for line in part[:400]]
    quote = quote_of(every)
    delimiter = delimiter_of([*lines.first[:400], *every[400:]], quote)
    start = 1 if lines.first and lines.first[0].lower().strip('"').startswith("sep=") else 0
    records, unclosed = records_of(lines.first[start:], delimiter, quote)
    records = [Record(one.number + start, one.next + start, one.cells) for one in records]
    further = [
        Record(_UNKNOWN, _UNKNOWN, one.cells)
        for part in lines.further
        for one in records_of(part, delimiter, quote)[0]
    ]
    if not records:
        raise _nothing(name)
    notes = [_unclosed(place + start) for place in unclosed[:3]]
    if lines.damaged:
        notes.append(_damaged(lines))
    notes += _other_delimiter([*records, *further], delimiter)
    return _proposal(
        "csv", records, further, name, delimiter=delimiter, quote=quote, encoding=lines.encoding, notes=notes
    )


def _of_workbook(file: Path | bytes, name: str) -> Proposal:
    from meerwaarde.exchange.spreadsheets.workbook import sheets_of  # noqa: PLC0415 (only where one is read)
    from meerwaarde.gates.containers import open_workbook  # noqa: PLC0415

    document = file if isinstance(file, bytes) else read_bounded(file)
    shown = shown_name(name)
    kind = open_workbook(document, where=shown)
    found = []
    for sheet in sheets_of(document, where=shown):
        records = [Record(line.number - 1, line.number, line.cells) for line in sheet.lines]
        if records:
            found.append(_proposal(kind, records, [], name, sheet=sheet.name, notes=[]))
    if not found:
        raise _nothing(name)
    return max(found, key=lambda one: (one.is_spend, sum(column.confidence for column in one.columns)))


def _proposal(
    kind: Literal["csv", "xlsx", "ods"],
    records: Sequence[Record],
    further: Sequence[Record],
    name: str,
    *,
    notes: list[Note],
    delimiter: str = "",
    quote: str = "",
    encoding: str = "",
    sheet: str = "",
) -> Proposal:
    if max(len(record.cells) for record in records) > _MOST_COLUMNS:
        raise _too_wide(name)
    header = header_of(records, further)
    rows = _sampled([*records[header.body :], *further])
    columns = columns_of(header.headings, [row.cells for row in rows])
    decimal = decimal_of(_money(columns))
    proposed, more = propose(columns, decimal)
    roles: dict[Role, int] = {column.role: column.index for column in proposed if column.role}
    amount = next((columns[roles[role]] for role in _AMOUNTS if role in roles), None)
    if amount is not None:
        decimal = decimal_of(amount.values)
    date_format, either = date_format_of(_days(columns, roles.get("date")))
    invoice_format, _ = (
        date_format_of(_days(columns, roles["invoice_date"])) if "invoice_date" in roles else (None, False)
    )
    negated = amount is not None and _is_negated(amount)
    is_spend, why = verdict_of(columns, roles, len(rows))
    more = (*more, _negative()) if negated else more
    notes = [*notes, *more, *([_either_way()] if either and "date" in roles else []), *_no_header(header)]
    return Proposal(
        kind=kind,
        header_row=header.row,
        data_row=header.data_row,
        delimiter=delimiter,
        quote=quote,
        encoding=encoding,
        decimal=decimal,
        date_format=date_format,
        invoice_date_format=invoice_format,
        currency=_currency(columns, roles, amount),
        is_spend=is_spend,
        why=why,
        columns=proposed,
        notes=tuple(notes),
        sheet=sheet,
        negated=negated,
    )


def _is_negated(amount: Column) -> bool:
    """Whether (nearly) all amounts are negative, as where a ledger shows what leaves the bank."""
    return amount.shape.filled >= _ENOUGH and amount.shape.negative > _NEARLY_ALL * amount.shape.money


def _sampled(rows: Sequence[Record]) -> Sequence[Record]:
    """At most so many rows, evenly from all of them."""
    if len(rows) <= _SAMPLE:
        return rows
    step = len(rows) / _SAMPLE
    return [rows[int(place * step)] for place in range(_SAMPLE)]


def _money(columns: Sequence[Column]) -> list[str]:
    return [value for column in columns if column.shape.money > 0.7 for value in column.values if value]


def _days(columns: Sequence[Column], index: int | None) -> list[str]:
    chosen = [columns[index]] if index is not None else [one for one in columns if one.shape.day > 0.6][:1]
    return [value for column in chosen for value in column.values if value]


def _currency(columns: Sequence[Column], roles: dict[Role, int], amount: Column | None) -> str | None:
    if "currency" in roles:
        values = [value.upper() for value in columns[roles["currency"]].values if value]
        most = max(set(values), key=values.count)
        return "EUR" if most == "EURO" else most
    if amount is None:
        return None
    return currency_of(value for value in amount.values if value) or currency_of([amount.heading])


def _too_wide(name: str) -> Refused:
    return Refused(
        "table_too_large",
        Text(
            nl=f"De tabel heeft meer dan {_MOST_COLUMNS} kolommen.",
            en=f"The table has more than {_MOST_COLUMNS} columns.",
        ),
        shown_name(name),
        Text(
            nl="Voer alleen de kolommen uit die over de betaling gaan.",
            en="Export only the columns that are about the payment.",
        ),
    )


def _nothing(name: str) -> Refused:
    return Refused(
        "table_empty",
        Text(nl="In dit bestand staan geen regels.", en="This file holds no lines."),
        shown_name(name),
        Text(
            nl="Voer de betalingen opnieuw uit en kies dat bestand.",
            en="Export the payments again, and choose that file.",
        ),
    )


def _unclosed(place: int) -> Note:
    return Note(
        "unclosed_quote",
        place + 1,
        Text(
            nl=f"Op regel {place + 1} begint een aanhalingsteken dat niet sluit. Kijk die regel na.",
            en=f"A quotation mark on line {place + 1} is never closed. Look at that line.",
        ),
    )


def _damaged(lines: Lines) -> Note:
    return Note(
        "encoding_damaged",
        0,
        Text(
            nl=f"{lines.damaged} tekens passen niet bij de codering {lines.encoding}. "
            "Die regels worden geweigerd.",
            en=f"{lines.damaged} signs do not fit the encoding {lines.encoding}. "
            "Those lines will be refused.",
        ),
    )


def _other_delimiter(records: Sequence[Record], delimiter: str) -> list[Note]:
    """A file that goes on with another delimiter: lines of one cell that hold the other sign many times."""
    width = max((len(record.cells) for record in records), default=0)
    alone = [record for record in records[5:] if len(record.cells) == 1]
    for other in ";,\t|":
        if other == delimiter:
            continue
        lines = [one for one in alone if abs(one.cells[0].count(other) + 1 - width) <= 1 and width > 2]
        if len(lines) >= 3:
            return [
                Note(
                    "delimiter_changes",
                    lines[0].number + 1,
                    Text(
                        nl="Verderop in het bestand scheidt een ander teken de kolommen. "
                        "Die regels worden geweigerd. Voer het bestand opnieuw uit.",
                        en="Further on another sign separates the columns. "
                        "Those lines will be refused. Export the file again.",
                    ),
                )
            ]
    return []


def _negative() -> Note:
    return Note(
        "negated",
        0,
        Text(
            nl="Bijna alle bedragen zijn negatief. Wij lezen ze als betaald, "
            "en de positieve als terugontvangen.",
            en="Nearly all amounts are negative. We read them as paid, "
            "and the positive ones as received back.",
        ),
    )


def _either_way() -> Note:
    return Note(
        "day_and_month",
        0,
        Text(
            nl="Dag en maand kunnen omgekeerd staan: geen enkele datum bewijst de volgorde. "
            "Kijk de maanden na.",
            en="Day and month could be the other way round: no date proves the order. Look at the months.",
        ),
    )


def _no_header(header: Header) -> list[Note]:
    if header.row >= 0:
        return []
    return [
        Note(
            "no_header",
            0,
            Text(
                nl="Het bestand heeft geen kop. De rollen volgen uit de waarden alleen.",
                en="The file has no header. The roles follow from the values alone.",
            ),
        )
    ]
