"""What stands in an invoice or credit note in UBL 2.1. Money is whole hundredths of the invoice's currency.

Amounts have the sign of the document itself: those of a credit note are positive here, and turn negative
where the invoice becomes payment lines.
"""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from meerwaarde.exchange.ubl.rules import Finding


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Supplier or customer; numbers by their scheme: 0106 KvK, 0190 OIN, 9944 and PartyTaxScheme VAT."""

    name: str | None = None
    trading_name: str | None = None
    id: str | None = None
    kvk: str | None = None
    oin: str | None = None
    vat_number: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    country: str | None = None


class InvoiceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line, or an allowance (negative) or charge on the whole document.

    `vat_cents` is the line's part of the VAT of its rate, so that all parts together are the VAT of the
    invoice; None where the invoice tells no VAT. `cpv` is the code of the item in that list.
    """

    number: str | None = None
    cents: int
    vat_cents: int | None = None
    description: str | None = None
    cpv: str | None = None
    account: str | None = None
    order_line: str | None = None


class Invoice(msgspec.Struct, frozen=True, kw_only=True):
    """One document. net + vat = gross; gross - prepaid + rounding = payable, all in cents."""

    kind: Literal["invoice", "credit_note"]
    number: str | None
    issued: datetime.date
    due: datetime.date | None = None
    currency: str
    seller: Party
    buyer: Party
    lines: tuple[InvoiceLine, ...]
    net_cents: int
    vat_cents: int | None = None
    gross_cents: int
    prepaid_cents: int = 0
    rounding_cents: int = 0
    payable_cents: int
    payment_terms: str | None = None
    buyer_reference: str | None = None
    order: str | None = None
    contract: str | None = None
    credits: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    file: str = ""
