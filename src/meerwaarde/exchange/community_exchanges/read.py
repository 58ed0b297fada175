"""Bytes of another platform to needs and agreements; a row that does not fit is told with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from meerwaarde.exchange.community_exchanges.records import (
    MOST_ROWS,
    ExchangeDocument,
    NeedAgreement,
    PublishedNeed,
)
from meerwaarde.exchange.community_exchanges.write import FORMULA
from meerwaarde.exchange.spreadsheets import read_table
from meerwaarde.gates.files import shown_name
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

MOST_BYTES: Final = 20_000_000
COLUMNS: Final[dict[str, str]] = {
    "id": "id",
    "nummer": "id",
    "title": "title",
    "titel": "title",
    "kind": "kind",
    "soort": "kind",
    "what": "what",
    "omschrijving": "what",
    "quantity": "quantity",
    "aantal": "quantity",
    "unit": "unit",
    "eenheid": "unit",
    "asker": "asker",
    "organisatie": "asker",
    "place": "place",
    "plaats": "place",
    "until": "until",
    "tot en met": "until",
    "for_whom": "forWhom",
    "for whom": "forWhom",
    "voor wie": "forWhom",
    "state": "state",
    "stand": "state",
    "url": "url",
}
"""Headings of a CSV that we know, in English and Dutch; other columns are left out."""


class RowComplaint(msgspec.Struct, frozen=True):
    """Why one row was not read: its number (from 1), its id where it had one, and the reason."""

    row: int
    id: str
    text: Text


class ExchangeReading(msgspec.Struct, frozen=True):
    """A document with the rows that fit, and complaints about those that do not."""

    document: ExchangeDocument
    complaints: tuple[RowComplaint, ...] = ()


def read_exchange(document: bytes, name: str = "", *, platform: str = "") -> ExchangeReading:
    """The needs and agreements in a JSON document or a CSV of needs.

    `platform` names the sender where the document does not, as a CSV never does. Raises `Refused` with
    exchange_unreadable, exchange_too_large or a code of the spreadsheet reader; a row that does not fit does
    not refuse the others.
    """
    where = shown_name(name) if name else ""
    bare = document.removeprefix(b"\xef\xbb\xbf").lstrip()
    if len(document) > MOST_BYTES:
        raise _too_large(where)
    if bare[:1] not in (b"{", b"["):
        needs, sender = list(_of_table(document, name)), platform
        return _row(needs, [], sender, where)
    try:
        found: Any = msgspec.json.decode(bare)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _unreadable(str(error), where) from error
    if isinstance(found, list):
        found = {"needs": found}
    needs, agreements = (found.get(key) for key in ("needs", "agreements"))
    needs = found.get("items") if needs is None else needs
    if not isinstance(needs or [], list) or not isinstance(agreements or [], list):
        raise _unreadable("needs and agreements must be lists", where)
    sender = platform or (found["platform"] if isinstance(found.get("platform"), str) else "")
    return _row(needs or [], agreements or [], sender, where)


def _of_table(document: bytes, name: str) -> Iterable[dict[str, str]]:
    table = read_table(document, name, known=lambda heading: heading.strip().casefold() in COLUMNS)
    names = [COLUMNS.get(heading.strip().casefold(), "") for heading in table.header]
    for line in table.rows:
        values = {key: _as_meant(cell.strip()) for key, cell in zip(names, line.cells, strict=False) if key}
        values = {key: cell for key, cell in values.items() if cell}
        if "quantity" in values:
            values["quantity"] = _number(values["quantity"])
        if match := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", values.get("until", "")):
            day, month, year = match.groups()
            values["until"] = f"{year}-{int(month):02}-{int(day):02}"
        yield values


def _as_meant(cell: str) -> str:
    """Without the apostrophe by which a spreadsheet is told that a text is no formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" '\"").startswith(FORMULA) else cell


def _number(text: str) -> str:
    """ "1.250,5" as JSON has it; what is no Dutch number stays as it was, and is complained about later."""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?|\d+(,\d+)?", text):
        return text.replace(".", "").replace(",", ".")
    return text


def _row(needs: list[Any], agreements: list[Any], platform: str, where: str) -> ExchangeReading:
    if not platform.strip():
        raise Refused(
            "exchange_platform_missing",
            Text(
                nl="Het bestand zegt niet van welk platform het komt.",
                en="The file does not say which platform it comes from.",
            ),
            where,
            Text(nl="Geef de naam van het platform erbij.", en="Give the name of the platform with it."),
        )
    if len(needs) + len(agreements) > MOST_ROWS:
        raise _too_large(where)
    fitting, complaints = _each(needs, PublishedNeed, 0)
    agreed, more = _each(agreements, NeedAgreement, len(needs))
    document = ExchangeDocument(
        platform=" ".join(platform.split())[:60], needs=tuple(fitting), agreements=tuple(agreed)
    )
    return ExchangeReading(document, (*complaints, *more))


def _each(rows: list[Any], form: Any, before: int) -> tuple[list[Any], list[RowComplaint]]:
    """The rows of one list that fit, each id once: of two with the same id the last one holds."""
    found: dict[str, Any] = {}
    complaints: list[RowComplaint] = []
    for number, row in enumerate(rows, start=before + 1):
        shown = str(row.get("id", ""))[:100] if isinstance(row, dict) else ""
        try:
            one = msgspec.convert(row, form, strict=False)
            found[one.id] = one
        except (msgspec.ValidationError, ArithmeticError) as error:
            complaints.append(RowComplaint(number, shown, _why(str(error))))
    return list(found.values()), complaints


def _why(error: str) -> Text:
    place = re.search(r"`\$\.?(.*?)`", error)
    told, member = error.split(" - at", maxsplit=1)[0][:160], place.group(1) if place else ""
    at_nl, at_en = (f" bij “{member}”", f" at “{member}”") if member else ("", "")
    return Text(nl=f"Deze regel past niet{at_nl}: {told}.", en=f"This row does not fit{at_en}: {told}.")


def _unreadable(why: str, where: str) -> Refused:
    return Refused(
        "exchange_unreadable",
        Text(
            nl=f"Dit bestand met vragen kunnen wij niet lezen: {why[:160]}.",
            en=f"We cannot read this file of needs: {why[:160]}.",
        ),
        where,
        Text(
            nl="Vergelijk het met het schema: meerwaarde schema need-exchange.",
            en="Compare it with the schema: meerwaarde schema need-exchange.",
        ),
    )


def _too_large(where: str) -> Refused:
    return Refused(
        "exchange_too_large",
        Text(
            nl=f"Het bestand is te groot: meer dan {MOST_ROWS} regels of 20 MB.",
            en=f"The file is too large: over {MOST_ROWS} rows or 20 MB.",
        ),
        where,
        Text(nl="Splits het in delen.", en="Split it into parts."),
    )
