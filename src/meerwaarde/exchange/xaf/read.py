"""Reads an audit file block by block: a file of gigabytes takes no more memory than a small one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO, Final

from meerwaarde.exchange.notice.records import Complaint
from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.xaf.bookings import Found
from meerwaarde.exchange.xaf.complaints import Complaints
from meerwaarde.exchange.xaf.parsing import Parsing
from meerwaarde.exchange.xaf.records import Company, Control, Header
from meerwaarde.exchange.xaf.spend import Ledger

BLOCK: Final = 1 << 18
Source = bytes | BinaryIO | Iterable[bytes]


def read(source: Source, *, where: str = "") -> AuditFile:
    """An audit file (XAF 3.2) to iterate over; its head, parties and controls fill while it is read.

    `source` is the whole file, a binary file, or blocks of bytes; `where` is its name in refusals. Raises
    `Refused` at once with xml_empty, xml_doctype, xml_not_well_formed, xml_too_dense,
    xaf_not_an_auditfile or xaf_version; what is wrong further on is a complaint. Source: the XSD of XAF 3.2.
    """
    return AuditFile(source, where)


class AuditFile:
    """One pass over an audit file: iterate for the spend, then look at complaints and controls."""

    def __init__(self, source: Source, where: str = "") -> None:
        self._found = Found()
        self._complaints = Complaints()
        self._blocks = _blocks(source)
        self._parsing = Parsing(self._found, self._complaints, where)
        self._parsing.begin(self._blocks)
        self._begun = False

    def __iter__(self) -> Iterator[PaymentLine]:
        """The spend, transaction by transaction, in the order of the file. Can be asked once."""
        if self._begun:
            raise RuntimeError("An audit file is read in one pass: call read() again to start anew.")
        self._begun = True
        return self._parsing.payments(self._blocks)

    @property
    def header(self) -> Header:
        """Year, period and currency; known once the first payment has come."""
        return self._found.header

    @property
    def company(self) -> Company:
        """Whose books these are; known once the first payment has come."""
        return self._found.company

    @property
    def ledger(self) -> Ledger:
        """Parties and accounts, by number."""
        return self._found.ledger

    @property
    def controls(self) -> tuple[Control, ...]:
        """Each block with control totals: what it says and what was counted."""
        return tuple(self._found.controls)

    @property
    def lines(self) -> int:
        """Lines of bookings read so far, of all journals."""
        return self._found.lines

    @property
    def transactions(self) -> int:
        """Whole bookings read so far, of all journals."""
        return self._found.transactions

    @property
    def refused(self) -> int:
        """Lines left out because amount, day or supplier cannot be told; each has its complaint."""
        return self._found.refused

    @property
    def whole(self) -> bool:
        """Whether the file was read to its end, without breaking off."""
        return self._found.whole

    @property
    def complaints(self) -> tuple[Complaint, ...]:
        """What was wrong so far, each with its place; of one kind at most 200, and how many more."""
        return self._complaints.all()

    @property
    def complaint_counts(self) -> dict[str, int]:
        """How often each kind of complaint was met."""
        return self._complaints.counts()


def _blocks(source: Source) -> Iterator[bytes]:
    if isinstance(source, bytes):
        source = BytesIO(source)
    if isinstance(source, Iterable) and not hasattr(source, "read"):
        return iter(source)
    return iter(lambda: source.read(BLOCK), b"")
