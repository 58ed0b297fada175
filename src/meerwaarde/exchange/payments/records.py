"""What a file of payments is and what its columns mean: the records, and their form in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal

import msgspec

from meerwaarde.rules.text import Text

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
    "authority",
    "kvk",
    "vat_number",
]

ROLE_NAMES: Final[Mapping[Role, Text]] = {
    "date": Text(nl="datum van betaling of boeking", en="day of payment or booking"),
    "supplier": Text(nl="naam van de crediteur", en="name of the creditor"),
    "supplier_id": Text(nl="nummer van de crediteur", en="number of the creditor"),
    "amount": Text(nl="bedrag, liefst zonder btw", en="amount, net of VAT where told"),
    "gross": Text(nl="bedrag met btw", en="amount with VAT"),
    "vat": Text(nl="btw", en="VAT"),
    "description": Text(nl="omschrijving", en="description"),
    "department": Text(nl="afdeling", en="department"),
    "category": Text(nl="categorie", en="category"),
    "account": Text(nl="grootboekrekening", en="ledger account"),
    "reference": Text(nl="kenmerk van de regel", en="reference of the line"),
    "invoice_date": Text(nl="factuurdatum", en="day of the invoice"),
    "currency": Text(nl="valuta", en="currency"),
    "authority": Text(nl="overheid of administratie", en="authority or ledger"),
    "kvk": Text(nl="KvK-nummer", en="KvK number"),
    "vat_number": Text(nl="btw-nummer", en="VAT number"),
}


class Note(msgspec.Struct, frozen=True):
    """Something about the file that a person should know; `line` counts from 1, 0 is the whole file."""

    code: str
    line: int
    text: Text


class MappedColumn(msgspec.Struct, frozen=True):
    """A column (counted from 0) and what it means; null is not read. `why` is Dutch, `why_en` English."""

    index: Annotated[int, msgspec.Meta(ge=0)]
    header: str = ""
    role: Role | None = None
    confidence: Annotated[float, msgspec.Meta(ge=0, le=1)] = 1.0
    why: str = ""
    why_en: str = ""


class PaymentMapping(msgspec.Struct, frozen=True, kw_only=True):
    """How a file of payments is read: what `meerwaarde spend map` prints and `spend import --mapping` takes.

    Whoever writes one by hand needs `columns` alone; what is null or absent is found in the file again. For
    `header_row` and `data_row` see `Proposal`.
    """

    header_row: int | None = None
    data_row: int | None = None
    delimiter: str | None = None
    quote: str | None = None
    encoding: str | None = None
    decimal: Literal[".", ","] | None = None
    date_format: str | None = None
    invoice_date_format: str | None = None
    currency: str | None = None
    negated: bool = False
    kind: Literal["csv", "xlsx", "ods"] | None = None
    sheet: str = ""
    is_spend: bool = True
    why: str = ""
    why_en: str = ""
    columns: tuple[MappedColumn, ...]
    notes: tuple[Note, ...] = ()

    def index_of(self, role: Role) -> int | None:
        """The index of the column with this role, None where no column has it."""
        return next((column.index for column in self.columns if column.role == role), None)


class ProposedColumn(msgspec.Struct, frozen=True):
    """A column (counted from 0), what it probably means, how sure that is (0 to 1), why, and some values."""

    index: int
    header: str
    role: Role | None
    confidence: float
    why: Text
    samples: tuple[str, ...] = ()


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What a file is and what its columns probably mean.

    `header_row` is the first line of the header, counted from 0 in the lines of the file or the rows of the
    sheet; -1 where the file has no header. Payments begin at `data_row`. `date_format` and `decimal` are
    those of the roles `date` and `amount`, or of the first days and amounts where those roles are missing.
    `currency` is what signs or values tell, None where nothing does. `negated`: what was paid stands as a
    negative amount. A workbook has no delimiter or encoding.
    """

    kind: Literal["csv", "xlsx", "ods"]
    header_row: int
    data_row: int
    delimiter: str
    quote: str
    encoding: str
    decimal: Literal[".", ","]
    date_format: str | None
    invoice_date_format: str | None
    currency: str | None
    is_spend: bool
    why: Text
    columns: tuple[ProposedColumn, ...]
    notes: tuple[Note, ...] = ()
    sheet: str = ""
    negated: bool = False

    @property
    def mapping(self) -> PaymentMapping:
        """The proposal as a mapping, in the form that is printed, kept and read again."""
        return PaymentMapping(
            header_row=self.header_row,
            data_row=self.data_row,
            delimiter=self.delimiter,
            quote=self.quote,
            encoding=self.encoding,
            decimal=self.decimal,
            date_format=self.date_format,
            invoice_date_format=self.invoice_date_format,
            currency=self.currency,
            negated=self.negated,
            kind=self.kind,
            sheet=self.sheet,
            is_spend=self.is_spend,
            why=self.why.nl,
            why_en=self.why.en,
            columns=tuple(
                MappedColumn(one.index, one.header, one.role, one.confidence, one.why.nl, one.why.en)
                for one in self.columns
            ),
            notes=self.notes,
        )
