"""XML Auditfile Financieel (XAF 3.2): the books of one year, as every Dutch accounting program gives them.

`read` gives the spend (payment lines) in one pass, with master data, control totals and complaints;
`write` makes such a file. Dates are those of booking; the day of payment is not in a purchase book.
"""

from meerwaarde.exchange.xaf.read import AuditFile, read
from meerwaarde.exchange.xaf.records import (
    Address,
    Book,
    Company,
    Control,
    Header,
    Journal,
    LedgerAccount,
    Party,
    Posting,
    Totals,
    Transaction,
    VatCode,
    VatPart,
)
from meerwaarde.exchange.xaf.write import write

__all__ = [
    "Address",
    "AuditFile",
    "Book",
    "Company",
    "Control",
    "Header",
    "Journal",
    "LedgerAccount",
    "Party",
    "Posting",
    "Totals",
    "Transaction",
    "VatCode",
    "VatPart",
    "read",
    "write",
]
