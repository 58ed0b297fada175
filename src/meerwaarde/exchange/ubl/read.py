"""Reads invoices and credit notes in UBL 2.1 (Peppol BIS 3, NLCIUS/SI-UBL 2.0), one or a zip of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from meerwaarde.exchange.notice.records import Complaint, Reading
from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.ubl.elements import CREDIT_NOTE, INVOICE, Document
from meerwaarde.exchange.ubl.invoice import invoice_of
from meerwaarde.exchange.ubl.records import Invoice
from meerwaarde.exchange.ubl.rules import Finding, check
from meerwaarde.gates.containers import open_bundle
from meerwaarde.gates.refusal import Refused
from meerwaarde.gates.xml import open_xml
from meerwaarde.rules.text import Text

MOST_LINES: Final = 50_000
_ZIP: Final = b"PK\x03\x04"
_ROOTS: Final = frozenset({f"{{{INVOICE}}}Invoice", f"{{{CREDIT_NOTE}}}CreditNote"})
_ASK_FOR_UBL: Final = Text(
    nl="Vraag de leverancier om een e-factuur in UBL (Peppol of NLCIUS).",
    en="Ask the supplier for an e-invoice in UBL (Peppol or NLCIUS).",
)


def read(document: bytes, *, where: str = "") -> Reading[PaymentLine]:
    """The payment lines of one invoice or credit note, or of all in a zip.

    An invoice whose totals do not hold, or that lacks what is needed to count it, gives no lines at all; a
    complaint says why. Never raises for what is inside; raises `Refused` where the whole file is no UBL or
    no zip that can be opened safely. Sources: UBL 2.1, EN 16931, Peppol BIS Billing 3, NLCIUS.
    """
    reading = read_invoices(document, where=where)
    return Reading(tuple(payments(reading.records)), reading.complaints)


def payments(invoices: tuple[Invoice, ...]) -> Iterator[PaymentLine]:
    """Each line, charge and allowance of each invoice as a payment line, numbered through from 1.

    The lines of an invoice are together its total without VAT, and with VAT its whole total; those of a
    credit note are turned about. The day is that of the invoice; when it was paid, an invoice cannot know,
    so `invoice_date` stays None: nobody may compute a payment term from two days that are one.
    """
    position = 0
    for invoice in invoices:
        sign = -1 if invoice.kind == "credit_note" else 1
        for line in invoice.lines:
            position += 1
            vat = None if line.vat_cents is None else sign * line.vat_cents
            yield PaymentLine(
                line=position,
                supplier=invoice.seller.name or "",
                supplier_id=invoice.seller.id,
                kvk=invoice.seller.kvk,
                vat_number=invoice.seller.vat_number,
                date=invoice.issued,
                cents=sign * line.cents,
                vat_cents=vat,
                gross_cents=None if vat is None else sign * line.cents + vat,
                currency=invoice.currency,
                description=line.description,
                department=invoice.buyer_reference,
                category=line.cpv,
                account=line.account,
                reference=invoice.number,
            )


def read_invoices(document: bytes, *, where: str = "") -> Reading[Invoice]:
    """The invoices themselves, with all findings; see `read` for what is refused."""
    invoices: list[Invoice] = []
    complaints: list[Complaint] = []
    if not document.startswith(_ZIP):
        _take(_opened(document, where), where, invoices, complaints)
        return Reading(tuple(invoices), tuple(complaints))
    name = None
    for name, content in open_bundle(document, ending=".xml", where=where):
        try:
            _take(_opened(content, name), name, invoices, complaints)
        except Refused as refused:
            complaints.append(Complaint(name, refused.message.nl, refused.message.en, refused.code))
    if name is None:
        raise _nothing(where)
    return Reading(tuple(invoices), tuple(complaints))


def _take(document: Document, name: str, invoices: list[Invoice], complaints: list[Complaint]) -> None:
    findings = check(document)
    complaints += [_complaint(name, finding) for finding in findings]
    if not any(finding.blocks for finding in findings):
        try:
            invoices.append(invoice_of(document, findings, name))
        except ValueError:  # the day is there but does not exist; F001 has said so
            return


def _complaint(name: str, finding: Finding) -> Complaint:
    where = f"{name + ' ' if name else ''}{finding.path}" + (f" ({finding.line})" if finding.line else "")
    rule = finding.rule + (f", {finding.also}" if finding.also else "")
    left_out = (" De factuur telt niet mee.", " The invoice is not counted.") if finding.blocks else ("", "")
    return Complaint(
        where,
        f"{finding.text.nl} [{rule}]{left_out[0]}",
        f"{finding.text.en} [{rule}]{left_out[1]}",
        finding.rule,
    )


def _opened(document: bytes, where: str) -> Document:
    root = open_xml(document, where=where)
    if root.tag not in _ROOTS:
        name = str(root.tag).rpartition("}")[2][:60]
        raise Refused(
            "ubl_not_an_invoice",
            Text(
                nl=f"Dit is geen factuur of creditnota in UBL: het bestand begint met <{name}>.",
                en=f"This is no invoice or credit note in UBL: the file starts with <{name}>.",
            ),
            where,
            _ASK_FOR_UBL,
        )
    invoice = Document(root)
    if len(invoice.lines) > MOST_LINES:
        raise Refused(
            "ubl_too_many_lines",
            Text(
                nl=f"Deze factuur heeft meer dan {MOST_LINES} regels; zoveel lezen wij er niet.",
                en=f"This invoice has more than {MOST_LINES} lines; we do not read that many.",
            ),
            where,
            Text(
                nl="Vraag de leverancier om de factuur te splitsen.",
                en="Ask the supplier to split the invoice.",
            ),
        )
    return invoice


def _nothing(where: str) -> Refused:
    return Refused(
        "ubl_zip_empty",
        Text(nl="In dit zipbestand zitten geen XML-bestanden.", en="This zip file holds no XML files."),
        where,
        _ASK_FOR_UBL,
    )
