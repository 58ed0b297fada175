"""Writes an audit file (XAF 3.2), line by line, with control totals that are what was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from meerwaarde.exchange.xaf.records import (
    NAMESPACE,
    Book,
    Journal,
    LedgerAccount,
    Party,
    Posting,
    Totals,
    Transaction,
    VatCode,
)
from meerwaarde.exchange.xaf.values import amount_text

_PARTIES = {"customer": "C", "supplier": "S", "both": "B", "other": "O", "unknown": None}
_ACCOUNTS = {"balance": "B", "profit_and_loss": "P", "mixed": "M", "unknown": "M"}


def write(book: Book, *, transactions: Totals | None = None) -> Iterator[bytes]:
    """The file in pieces, UTF-8. Journals are gone through twice: once for the control totals.

    `transactions` announces other control totals than those counted, to make a file that does not hold.
    The texts must fit the lengths of the XSD and hold no control characters. Source: the XSD of XAF 3.2.
    """
    for piece in _pieces(book, transactions or _totals(_postings(book))):
        yield piece.encode()


def _pieces(book: Book, totals: Totals) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="{NAMESPACE}">\n'
    yield _header(book)
    yield "<company>" + _elements(
        companyIdent=book.company.id,
        companyName=book.company.name or "",
        taxRegistrationCountry=book.company.country or "NL",
        taxRegIdent=book.company.tax_number or "",
    )
    yield from _wrapped("customersSuppliers", map(_party, book.parties))
    yield from _wrapped("generalLedger", map(_account, book.accounts))
    yield from _wrapped("vatCodes", map(_vat_code, book.vat_codes))
    if book.opening:
        yield _opening(book)
    yield f"<transactions>{_controls(totals)}\n"
    for journal in book.journals:
        yield from _journal(journal)
    yield "</transactions>\n</company>\n</auditfile>\n"


def _postings(book: Book) -> Iterator[int]:
    for journal in book.journals:
        for transaction in journal.transactions:
            for posting in transaction.postings:
                yield posting.cents


def _totals(amounts: Iterable[int]) -> Totals:
    lines = debit = credit = 0
    for cents in amounts:
        lines += 1
        debit += max(cents, 0)
        credit += max(-cents, 0)
    return Totals(lines, debit, credit)


def _controls(totals: Totals) -> str:
    return _elements(
        linesCount=totals.lines,
        totalDebit=amount_text(totals.debit_cents),
        totalCredit=amount_text(totals.credit_cents),
    )


def _elements(**values: object) -> str:
    return "".join(_element(name, value) for name, value in values.items() if value is not None)


def _element(name: str, value: object) -> str:
    return f"<{name}>{escape(str(value), {chr(13): '&#13;'})}</{name}>"


def _wrapped(name: str, children: Iterable[str]) -> Iterator[str]:
    first = True
    for child in children:
        yield f"<{name}>\n{child}" if first else child
        first = False
    if not first:
        yield f"</{name}>\n"


def _header(book: Book) -> str:
    header = book.header
    return (
        "<header>"
        + _elements(
            fiscalYear=header.fiscal_year or "",
            startDate=header.start,
            endDate=header.end,
            curCode=header.currency,
            dateCreated=header.made or header.end,
            softwareDesc=header.software,
            softwareVersion=header.software_version,
        )
        + "</header>\n"
    )


def _party(party: Party) -> str:
    return (
        "<customerSupplier>"
        + _elements(
            custSupID=party.id,
            custSupName=party.name,
            commerceNr=party.kvk,
            taxRegIdent=party.tax_number or party.vat_number,
            custSupTp=_PARTIES[party.kind],
        )
        + "".join(
            "<streetAddress>"
            + _elements(
                streetname=address.street,
                number=address.number,
                numberExtension=address.addition,
                city=address.city,
                postalCode=address.postal_code,
                country=address.country,
            )
            + "</streetAddress>"
            for address in party.addresses
        )
        + "</customerSupplier>\n"
    )


def _account(account: LedgerAccount) -> str:
    return (
        "<ledgerAccount>"
        + _elements(
            accID=account.id,
            accDesc=account.description or "",
            accTp=_ACCOUNTS[account.kind],
            leadCode=account.rgs,
        )
        + "</ledgerAccount>\n"
    )


def _vat_code(code: VatCode) -> str:
    return (
        "<vatCode>"
        + _elements(
            vatID=code.id,
            vatDesc=code.description or "",
            vatToPayAccID=code.to_pay,
            vatToClaimAccID=code.to_claim,
        )
        + "</vatCode>\n"
    )


def _opening(book: Book) -> str:
    lines = "".join(
        f"<obLine>{_elements(nr=number, accID=account)}{_amount(cents)}</obLine>\n"
        for number, (account, cents) in enumerate(book.opening, 1)
    )
    controls = _controls(_totals(cents for _, cents in book.opening))
    return f"<openingBalance>{_elements(opBalDate=book.header.start)}{controls}\n{lines}</openingBalance>\n"


def _amount(cents: int) -> str:
    return _elements(amnt=amount_text(abs(cents)), amntTp="C" if cents < 0 else "D")


def _journal(journal: Journal) -> Iterator[str]:
    yield "<journal>" + _elements(
        jrnID=journal.id, desc=journal.description, jrnTp=journal.kind, offsetAccID=journal.offset_account
    )
    for transaction in journal.transactions:
        yield _transaction(transaction)
    yield "</journal>\n"


def _transaction(transaction: Transaction) -> str:
    head = _elements(
        nr=transaction.number,
        desc=transaction.description,
        periodNumber=transaction.period,
        trDt=transaction.date,
    )
    return f"<transaction>{head}\n{''.join(map(_posting, transaction.postings))}</transaction>\n"


def _posting(posting: Posting) -> str:
    vat = "".join(
        "<vat>"
        + _elements(
            vatID=part.code,
            vatPerc=part.percentage,
            vatAmnt=amount_text(abs(part.cents)),
            vatAmntTp="C" if part.cents < 0 else "D",
        )
        + "</vat>"
        for part in posting.vat
    )
    head = _elements(
        nr=posting.number,
        accID=posting.account,
        docRef=posting.document,
        effDate=posting.date,
        desc=posting.description,
    )
    tail = _elements(custSupID=posting.party, invRef=posting.invoice, costID=posting.cost_centre)
    return f"<trLine>{head}{_amount(posting.cents)}{tail}{vat}</trLine>\n"
