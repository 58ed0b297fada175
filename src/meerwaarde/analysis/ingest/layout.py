"""What a file of payments looks like, and what came of reading it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

import msgspec

from meerwaarde.analysis.lake import Content, Source, Total

Role = Literal[
    "date",
    "supplier",
    "supplier_id",
    "amount",
    "gross",
    "vat",
    "description",
    "department",
    "category",
    "account",
    "reference",
    "invoice_date",
    "currency",
    "kvk",
    "authority",
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

Reason = Literal[
    "amount_unreadable",
    "amount_missing",
    "date_unreadable",
    "date_missing",
    "date_impossible",
    "supplier_missing",
    "too_few_columns",
    "too_many_columns",
    "quote_open",
    "encoding",
    "too_long",
]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
"""Why a line is refused; the words for it are the door's."""

LONGEST: Final = 10_000
"""The most bytes of one text; what is longer is refused as `too_long`, and kept up to here."""

NEEDED: Final[frozenset[Role]] = frozenset({"date", "supplier", "amount"})
"""What a line must have a column for; `gross` stands in for an amount where a file has no net one."""

EXCEL: Final = "excel"
"""The date format of days counted from 30 December 1899, as a workbook keeps them."""

TEXT_ENCODINGS: Final = frozenset({"utf-8", "ascii", "utf-8-sig"})


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """How a delimited file is laid out, as a person confirmed it.

    Raises ValueError for a layout that cannot be: a delimiter of more than one byte, a role twice, no date,
    no supplier, or neither an amount nor an amount with VAT.
    """

    delimiter: str
    columns: tuple[tuple[Role, int], ...]
    """Role and index of the column, from 0; each role at most once."""
    last_year: int
    """The last year a payment can lie in (the next year, as a rule); before 1990 none can."""
    data_row: int = 1
    """How many lines stand before the first payment: headings, titles."""
    quote: str = '"'
    """Empty where the file quotes nothing."""
    encoding: str = "utf-8"
    decimal: Literal[".", ","] = ","
    """Decides only where a text could be read in two ways."""
    date_format: str = "%d-%m-%Y"
    """strftime's words: it tells the order of day and month, or months alone (`%Y-%m`: its first day)."""
    invoice_date_format: str | None = None
    """That of `date` where not given."""
    currency: str = "EUR"
    """Of lines that tell none themselves."""
    negated: bool = False
    """Whether what was paid stands as a negative amount."""

    def __post_init__(self) -> None:
        roles = [role for role, _ in self.columns]
        if len(self.delimiter.encode()) != 1 or len(self.quote.encode()) > 1:
            raise ValueError("A delimiter is one plain character, a quote one or none.")
        if len(set(roles)) != len(roles) or not {"date", "supplier"} <= set(roles):
            raise ValueError("A layout has a date and a supplier, and each role at most once.")
        if not {"amount", "gross"} & set(roles):
            raise ValueError("A layout has an amount, net or with VAT.")

    def index(self, role: Role) -> int | None:
        """The index of the column with this role, None where no column has it."""
        return dict(self.columns).get(role)


class RefusedLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that is not counted, kept as it stood."""

    line: int
    reason: Reason
    raw: str
    column: Role | None = None
    value: str | None = None


class Ingested(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a file: lines + refused are all its records (blank lines are none)."""

    lines: int
    refused: int
    cents: int
    """Total in euros; credit notes are negative."""
    credit_lines: int
    by_month: Mapping[str, Total]
    """`2024-03` → lines and cents in euros."""
    currencies: Mapping[str, Total]
    reasons: Mapping[str, int]
    """Reason → refused lines."""
    unread_invoice_dates: int
    """Counted lines whose day of the invoice could not be read and was left out."""
    authorities: Mapping[str, int]
    """What stands in the column `authority` → counted lines; empty where no column has that role."""
    content: Content
    """For `Draft.commit`."""
    sha256: str = ""
    """Of the bytes of the file; empty for records that came from elsewhere."""
    bytes: int = 0

    def source(self, name: str, part: str = "") -> Source:
        """For `Draft.commit`."""
        return Source(name=name, sha256=self.sha256, bytes=self.bytes, part=part)
