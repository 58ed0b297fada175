"""What stands in an audit file (XML Auditfile Financieel 3.2): its head, its parties, accounts and bookings.

Money is whole cents; a debit is positive and a credit negative. What a file does not say is None.
Source: schema XmlAuditfileFinancieel3.2.xsd of the Dutch platform for audit files.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal

import msgspec

NAMESPACE = "http://www.auditfiles.nl/XAF/3.2"

PartyKind = Literal["customer", "supplier", "both", "other", "unknown"]
AccountKind = Literal["balance", "profit_and_loss", "mixed", "unknown"]
Block = Literal["opening_balance", "transactions", "opening_subledger", "subledger"]


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """Year, period and currency of the administration; all amounts of the file are in `currency`."""

    fiscal_year: str | None = None
    start: datetime.date | None = None
    end: datetime.date | None = None
    currency: str = "EUR"
    made: datetime.date | None = None
    software: str | None = None
    software_version: str | None = None


class Company(msgspec.Struct, frozen=True, kw_only=True):
    """The organisation whose books these are."""

    id: str | None = None
    name: str | None = None
    country: str | None = None
    tax_number: str | None = None


class Address(msgspec.Struct, frozen=True, kw_only=True):
    """One address of a party."""

    street: str | None = None
    number: str | None = None
    addition: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """A customer or supplier; `kvk` and `vat_number` only where the number has the form of one."""

    id: str
    name: str | None = None
    kind: PartyKind = "unknown"
    kvk: str | None = None
    vat_number: str | None = None
    tax_number: str | None = None
    addresses: tuple[Address, ...] = ()


class LedgerAccount(msgspec.Struct, frozen=True, kw_only=True):
    """An account of the general ledger; `rgs` is its code in the reference classification (RGS)."""

    id: str
    description: str | None = None
    kind: AccountKind = "unknown"
    rgs: str | None = None


class VatCode(msgspec.Struct, frozen=True, kw_only=True):
    """A VAT code, with the accounts on which it is booked."""

    id: str
    description: str | None = None
    to_pay: str | None = None
    to_claim: str | None = None


class Totals(msgspec.Struct, frozen=True):
    """Number of lines and the sums of their debit and credit amounts, both as the file writes them."""

    lines: int = 0
    debit_cents: int = 0
    credit_cents: int = 0


class Control(msgspec.Struct, frozen=True, kw_only=True):
    """What a block says it holds, and what was counted; None where the block says nothing readable."""

    block: Block
    announced: Totals | None
    counted: Totals

    @property
    def holds(self) -> bool:
        """Whether the block holds what it says it holds."""
        return self.announced == self.counted


class VatPart(msgspec.Struct, frozen=True, kw_only=True):
    """VAT told with a line of a booking."""

    code: str
    percentage: str
    cents: int


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a booking; for writing a file."""

    number: str
    account: str
    document: str
    date: datetime.date
    cents: int
    description: str | None = None
    party: str | None = None
    invoice: str | None = None
    cost_centre: str | None = None
    vat: tuple[VatPart, ...] = ()


class Transaction(msgspec.Struct, frozen=True, kw_only=True):
    """One booking; its lines together are nil."""

    number: str
    date: datetime.date
    postings: tuple[Posting, ...]
    period: int = 1
    description: str | None = None


class Journal(msgspec.Struct, frozen=True, kw_only=True):
    """One book of the administration. `kind`: P purchase, S sales, B bank, C cash, M memorial."""

    id: str
    description: str
    kind: str | None = None
    offset_account: str | None = None
    transactions: Iterable[Transaction] = ()


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """All that a written audit file holds. `opening` gives cents per account."""

    header: Header
    company: Company
    parties: Iterable[Party] = ()
    accounts: Iterable[LedgerAccount] = ()
    vat_codes: Iterable[VatCode] = ()
    opening: tuple[tuple[str, int], ...] = ()
    journals: tuple[Journal, ...] = ()
