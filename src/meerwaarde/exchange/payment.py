"""The common record of a payment: what every reader of ledgers, invoices and creditor files gives.

Readers know this record and no other reader. Money is whole euro cents, so that sums are exact everywhere.
"""

from __future__ import annotations

import datetime

import msgspec


class PaymentLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of what was paid or invoiced, as its source tells it; what a source does not say is None.

    `line` is the 1-based line, or transaction, in the source. `cents` is net of VAT where the source tells
    the net amount, else as paid; a negative amount is a credit. Amounts are in hundredths of `currency`
    (ISO 4217). `date` is the day of payment or booking, `invoice_date` that of the invoice. `kvk` has eight
    digits. `supplier_id` is the creditor number in the source; it means nothing outside it.
    """

    line: int
    supplier: str
    date: datetime.date
    cents: int
    currency: str = "EUR"
    supplier_id: str | None = None
    kvk: str | None = None
    vat_number: str | None = None
    invoice_date: datetime.date | None = None
    gross_cents: int | None = None
    vat_cents: int | None = None
    description: str | None = None
    department: str | None = None
    category: str | None = None
    account: str | None = None
    reference: str | None = None
