"""Which kind of file with spend this is, by its content, and its payment lines where no mapping is needed.

This module stands above the adapters, which do not know each other. A name is never looked at: an audit file
may be called export.txt and an invoice inkoop.dat.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Literal
from xml.parsers import expat

from meerwaarde.exchange import ubl, xaf
from meerwaarde.exchange.notice.records import Complaint
from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

LedgerKind = Literal["csv", "xlsx", "ods", "xaf", "ubl", "ubl_zip"]

MOST_ZIPPED: Final = 100_000_000
"""Bytes of invoices, of a zip of them or of a workbook; a text or an audit file has no bound here."""
MOST_MEMBERS: Final = 1_000
_HEAD: Final = 1 << 16
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP: Final = b"\x1f\x8b"
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_ROOTS: Final[dict[str, LedgerKind]] = {"auditfile": "xaf", "Invoice": "ubl", "CreditNote": "ubl"}
_WHAT_WE_READ: Final = Text(
    nl="Kies een CSV, een werkblad (.xlsx of .ods), een auditfile (XAF 3.2), een e-factuur (UBL) of een zip "
    "met e-facturen.",
    en="Choose a CSV, a workbook (.xlsx or .ods), an audit file (XAF 3.2), an e-invoice (UBL) or a zip of "
    "e-invoices.",
)


def sniff(file: Path | bytes, *, where: str = "") -> LedgerKind:
    """What the file is, by its first bytes, the name of its root element or the members of its zip.

    What is text and nothing else is taken for CSV, packed with gzip or not. Raises `Refused` with
    ledger_empty, ledger_unknown, ledger_too_large or container_broken; nothing dangerous is opened.
    """
    with _opened(file) as source:
        head = source.read(_HEAD)
        if head.startswith(_ZIP):
            source.seek(0)
            return _kind_of_zip(source, where)
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(
            "ledger_empty", Text(nl="Het bestand is leeg.", en="The file is empty."), where, _WHAT_WE_READ
        )
    if head.startswith(_GZIP):
        return "csv"
    if _looks_like_xml(head):
        kind = _ROOTS.get(_root_of(head))
        if kind is None:
            raise _unknown(where)
        return kind
    if sum(byte < 32 and byte not in {0, 9, 10, 12, 13} for byte in head) > len(head) // 50:
        raise _unknown(where)
    return "csv"


class Ledger:
    """The payment lines of a file that tells itself what stands where; iterate, then ask for complaints."""

    def __init__(self, lines: Iterator[PaymentLine], complaints: Callable[[], tuple[Complaint, ...]]) -> None:
        self._lines, self._complaints = lines, complaints

    def __iter__(self) -> Iterator[PaymentLine]:
        """The payment lines, in the order of the file. Can be asked once."""
        return self._lines

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """What was wrong, as far as the file was read."""
        return self._complaints()


def read_ledger(file: Path | bytes, *, where: str = "") -> Ledger:
    """Payment lines of an audit file, an e-invoice or a zip of e-invoices.

    An audit file is read while it is iterated, at flat memory; invoices are read at once.
    Raises `Refused` as `sniff`, `xaf.read` and `ubl.read` do, and with ledger_needs_mapping for a CSV or a
    workbook, of which a person must first say what stands where.
    """
    kind = sniff(file, where=where)
    if kind == "xaf":
        audit = xaf.read(file if isinstance(file, bytes) else _blocks(file), where=where)
        return Ledger(iter(audit), lambda: audit.complaints)
    if kind in {"ubl", "ubl_zip"}:
        with _opened(file) as source:
            reading = ubl.read(_bounded(source, where), where=where)
        return Ledger(iter(reading.records), lambda: reading.complaints)
    raise Refused(
        "ledger_needs_mapping",
        Text(
            nl="Van dit bestand moet iemand eerst zeggen wat er in de kolommen staat.",
            en="Of this file somebody must first say what stands in its columns.",
        ),
        where,
        Text(nl="Wijs de kolommen aan.", en="Point out the columns."),
    )


def _opened(file: Path | bytes) -> BinaryIO:
    return BytesIO(file) if isinstance(file, bytes) else file.open("rb")


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while block := source.read(1 << 18):
            yield block


def _looks_like_xml(head: bytes) -> bool:
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.replace(b"\x00", b"").lstrip().startswith(b"<")


def _root_of(head: bytes) -> str:
    """The local name of the root element; "" where the head is no XML."""
    names: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, _: names.append(name) if not names else None
    with suppress(expat.ExpatError, LookupError, ValueError):  # what comes after the root does not matter
        parser.Parse(head, False)
    return names[0].rpartition(":")[2] if names else ""


def _kind_of_zip(source: BinaryIO, where: str) -> LedgerKind:
    document = _bounded(source, where)
    # The table of contents of a hostile zip takes seconds to read; its length is told by these marks.
    if document.count(b"PK\x01\x02") > MOST_MEMBERS * 10:
        raise _unknown(where)
    try:
        with zipfile.ZipFile(BytesIO(document)) as container:
            names = {name.lower() for name in container.namelist()}
    except Exception as error:  # the library meets damage with a dozen kinds of errors
        raise Refused(
            "container_broken",
            Text(nl="Dit bestand is beschadigd of onvolledig.", en="This file is damaged or incomplete."),
            where,
            _WHAT_WE_READ,
        ) from error
    if "xl/workbook.xml" in names:
        return "xlsx"
    if {"mimetype", "content.xml"} <= names:
        return "ods"
    if "word/document.xml" not in names and any(name.endswith(".xml") for name in names):
        return "ubl_zip"
    raise _unknown(where)


def _bounded(source: BinaryIO, where: str) -> bytes:
    document = source.read(MOST_ZIPPED + 1)
    if len(document) > MOST_ZIPPED:
        raise Refused(
            "ledger_too_large",
            Text(
                nl=f"Dit bestand is groter dan {MOST_ZIPPED // 1_000_000} MB.",
                en=f"This file is larger than {MOST_ZIPPED // 1_000_000} MB.",
            ),
            where,
            Text(nl="Maak er meer kleine bestanden van.", en="Make several small files of it."),
        )
    return document


def _unknown(where: str) -> Refused:
    return Refused(
        "ledger_unknown",
        Text(
            nl="Dit soort bestand kan geen uitgaven bevatten, of wij kennen het niet.",
            en="This kind of file cannot hold spend, or we do not know it.",
        ),
        where,
        _WHAT_WE_READ,
    )
