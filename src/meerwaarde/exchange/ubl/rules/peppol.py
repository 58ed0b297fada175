"""Rules of Peppol BIS Billing 3 about form: days, currencies, codes, addresses, periods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from meerwaarde.exchange.ubl.elements import Document, Element, country, day, every, first, text, within
from meerwaarde.exchange.ubl.rules.currencies import CURRENCIES
from meerwaarde.exchange.ubl.rules.rule import Broken, Rules

RULES: Final = Rules()
BILLING: Final = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
_PROFILE: Final = re.compile(r"urn:fdc:peppol\.eu:2017:poacc:billing:([0-9]{2}):1\.0")
_INVOICES: Final = frozenset(
    {
        *("71", "80", "82", "84", "102", "218", "219", "326", "331", "380", "382", "383", "384"),
        *("386", "388", "393", "395", "553", "575", "623", "780", "817", "870", "875", "876", "877"),
    }
)
_GERMAN_ONLY: Final = frozenset({"326", "384"})
_CREDIT_NOTES: Final = frozenset({"381", "396", "81", "83", "532"})
_DAYS: Final = ("IssueDate", "DueDate", "TaxPointDate", "StartDate", "EndDate", "ActualDeliveryDate")
_IN_INVOICE_CURRENCY: Final = (
    *("cbc:Amount", "cbc:BaseAmount", "cbc:PriceAmount", "cbc:TaxableAmount", "cbc:LineExtensionAmount"),
    *("cbc:TaxExclusiveAmount", "cbc:TaxInclusiveAmount", "cbc:AllowanceTotalAmount"),
    *("cbc:ChargeTotalAmount", "cbc:PrepaidAmount", "cbc:PayableRoundingAmount", "cbc:PayableAmount"),
)


@RULES.add(
    "PEPPOL-EN16931-R001", "De factuur noemt haar proces niet.", "The invoice does not name its process."
)
def profile(document: Document) -> Iterable[Element]:
    """ProfileID."""
    return _root_without(document, "cbc:ProfileID")


@RULES.add(
    "PEPPOL-EN16931-R007",
    "Het proces van de factuur heeft niet de vorm die Peppol vraagt.",
    "The process of the invoice does not have the form that Peppol asks.",
)
def profile_form(document: Document) -> Iterator[Broken]:
    """ProfileID is urn:fdc:peppol.eu:2017:poacc:billing:NN:1.0."""
    found = first(document.root, "cbc:ProfileID")
    if document.peppol and found is not None and not _PROFILE.fullmatch(text(found)):
        yield Broken(found, text(found))


@RULES.add(
    "PEPPOL-EN16931-R004",
    "De factuur noemt een specificatie die niet van Peppol of NLCIUS is.",
    "The invoice names a specification that is not of Peppol or NLCIUS.",
)
def customization(document: Document) -> Iterator[Broken]:
    """CustomizationID starts as that of Peppol BIS Billing 3; those of NLCIUS are as good."""
    found = first(document.root, "cbc:CustomizationID")
    if document.peppol and found is not None and not text(found).startswith(BILLING):
        yield Broken(found, text(found))


@RULES.add(
    "PEPPOL-EN16931-R002", "De factuur heeft meer dan een notitie.", "The invoice has more than one note."
)
def one_note(document: Document) -> Iterable[Element]:
    """At most one Note."""
    return every(document.root, "cbc:Note")[1:] if document.peppol else ()


@RULES.add(
    "PEPPOL-EN16931-R005",
    "De munt voor de btw is dezelfde als die van de factuur; dan hoort zij er niet te staan.",
    "The currency for VAT is that of the invoice; then it should not be there.",
)
def other_tax_currency(document: Document) -> Iterator[Element]:
    """TaxCurrencyCode differs from DocumentCurrencyCode."""
    found = first(document.root, "cbc:TaxCurrencyCode")
    if found is not None and text(found) == document.currency:
        yield found


@RULES.add(
    "PEPPOL-EN16931-R010",
    "Het elektronische adres van de klant ontbreekt.",
    "The customer's electronic address is missing.",
)
def buyer_address(document: Document) -> Iterable[Element]:
    """EndpointID of the customer."""
    return _party_without_endpoint(document, document.buyer)


@RULES.add(
    "PEPPOL-EN16931-R020",
    "Het elektronische adres van de leverancier ontbreekt.",
    "The supplier's electronic address is missing.",
)
def seller_address(document: Document) -> Iterable[Element]:
    """EndpointID of the supplier."""
    return _party_without_endpoint(document, document.seller)


@RULES.add(
    "PEPPOL-EN16931-R051",
    "Dit bedrag staat in een andere munt dan de factuur.",
    "This amount is in another currency than the invoice.",
    blocks=True,
)
def one_currency(document: Document) -> Iterator[Broken]:
    """@currencyID is DocumentCurrencyCode, but for the VAT in the currency of the tax office."""
    if not document.currency:
        return
    for amount in _amounts_in_currency(document):
        given = amount.get("currencyID")
        if given != document.currency:
            yield Broken(amount, given or "", document.currency)


def _amounts_in_currency(document: Document) -> Iterator[Element]:
    for name in _IN_INVOICE_CURRENCY:
        yield from within(document.root, name)
    for total in every(document.root, "cac:TaxTotal"):
        if first(total, "cac:TaxSubtotal") is not None:
            yield from every(total, "cbc:TaxAmount")
            yield from every(total, "cac:TaxSubtotal/cbc:TaxAmount")


@RULES.add("PEPPOL-EN16931-CL007", "Deze munt bestaat niet.", "There is no such currency.")
def known_currency(document: Document) -> Iterator[Broken]:
    """@currencyID is in ISO 4217."""
    for amount in document.root.iter():
        given = amount.get("currencyID")
        if given is not None and given not in CURRENCIES:
            yield Broken(amount, given)


@RULES.add(
    "PEPPOL-EN16931-F001",
    "Dit is geen bestaande dag in de vorm jjjj-mm-dd.",
    "This is no existing day in the form yyyy-mm-dd.",
)
def days(document: Document) -> Iterator[Broken]:
    """Days are xsd:date of ten characters."""
    for name in _DAYS:
        for found in within(document.root, f"cbc:{name}"):
            if day(found) is None:
                yield Broken(found, text(found))


@RULES.add(
    "PEPPOL-EN16931-R061",
    "Bij automatische incasso ontbreekt de machtiging.",
    "Direct debit lacks its mandate.",
)
def mandate(document: Document) -> Iterator[Element]:
    """PaymentMandate/ID with codes 49 and 59."""
    for means in every(document.root, "cac:PaymentMeans"):
        direct = text(means, "cbc:PaymentMeansCode") in {"49", "59"}
        if direct and first(means, "cac:PaymentMandate/cbc:ID") is None:
            yield means


@RULES.add(
    "PEPPOL-EN16931-R080",
    "Een creditnota mag naar een project verwijzen, niet naar meer.",
    "A credit note may refer to one project, not to more.",
)
def one_project(document: Document) -> Iterable[Element]:
    """At most one AdditionalDocumentReference with type 50, on a credit note."""
    found = every(document.root, "cac:AdditionalDocumentReference")
    projects = [one for one in found if text(one, "cbc:DocumentTypeCode") == "50"]
    return projects[1:] if document.kind == "credit_note" else ()


@RULES.add(
    "PEPPOL-EN16931-R100",
    "Een regel mag bij een object horen, niet bij meer.",
    "A line may belong to one object, not to more.",
)
def one_object(document: Document) -> Iterator[Element]:
    """At most one DocumentReference on a line."""
    for line in document.lines:
        yield from every(line, "cac:DocumentReference")[1:]


@RULES.add(
    "PEPPOL-EN16931-R101",
    "Een verwijzing op een regel moet naar het gefactureerde object zijn (code 130).",
    "A reference on a line must be to the invoiced object (code 130).",
)
def object_reference(document: Document) -> Iterator[Element]:
    """DocumentReference/DocumentTypeCode is 130."""
    for line in document.lines:
        for one in every(line, "cac:DocumentReference"):
            if text(one, "cbc:DocumentTypeCode") != "130":
                yield one


@RULES.add(
    "PEPPOL-EN16931-R110",
    "De periode van de regel begint voor die van de factuur.",
    "The period of the line starts before that of the invoice.",
)
def starts_within(document: Document) -> Iterator[Element]:
    """StartDate of a line >= that of the invoice."""
    bound = day(document.root, "cac:InvoicePeriod/cbc:StartDate")
    for line in document.lines:
        start = day(line, "cac:InvoicePeriod/cbc:StartDate")
        if bound is not None and start is not None and start < bound:
            yield line


@RULES.add(
    "PEPPOL-EN16931-R111",
    "De periode van de regel eindigt na die van de factuur.",
    "The period of the line ends after that of the invoice.",
)
def ends_within(document: Document) -> Iterator[Element]:
    """EndDate of a line <= that of the invoice."""
    bound = day(document.root, "cac:InvoicePeriod/cbc:EndDate")
    for line in document.lines:
        end = day(line, "cac:InvoicePeriod/cbc:EndDate")
        if bound is not None and end is not None and end > bound:
            yield line


@RULES.add(
    "PEPPOL-EN16931-P0100",
    "Deze soort factuur kent Peppol niet.",
    "Peppol does not know this type of invoice.",
)
def invoice_type(document: Document) -> Iterator[Broken]:
    """InvoiceTypeCode in process 01."""
    yield from _other_type(document, "cbc:InvoiceTypeCode", _INVOICES)


@RULES.add(
    "PEPPOL-EN16931-P0101",
    "Deze soort creditnota kent Peppol niet.",
    "Peppol does not know this type of credit note.",
)
def credit_note_type(document: Document) -> Iterator[Broken]:
    """CreditNoteTypeCode in process 01."""
    yield from _other_type(document, "cbc:CreditNoteTypeCode", _CREDIT_NOTES)


@RULES.add(
    "PEPPOL-EN16931-P0112",
    "De soorten 326 en 384 mogen alleen tussen Duitse organisaties.",
    "Types 326 and 384 are only for German organisations among themselves.",
)
def german_types(document: Document) -> Iterator[Broken]:
    """InvoiceTypeCode 326 or 384 in process 01 with both parties in Germany."""
    found = first(document.root, "cbc:InvoiceTypeCode")
    german = country(document.seller) == "DE" and country(document.buyer) == "DE"
    if found is not None and text(found) in _GERMAN_ONLY and _is_process_01(document) and not german:
        yield Broken(found, text(found))


def _is_process_01(document: Document) -> bool:
    found = _PROFILE.fullmatch(text(document.root, "cbc:ProfileID"))
    return document.peppol and found is not None and found[1] == "01"


def _other_type(document: Document, name: str, known: frozenset[str]) -> Iterator[Broken]:
    found = first(document.root, name)
    if found is not None and _is_process_01(document) and text(found) not in known:
        yield Broken(found, text(found))


def _root_without(document: Document, path: str) -> Iterable[Element]:
    return (document.root,) if document.peppol and first(document.root, path) is None else ()


def _party_without_endpoint(document: Document, party: Element | None) -> Iterable[Element]:
    missing = document.peppol and party is not None and first(party, "cbc:EndpointID") is None
    return (party,) if missing and party is not None else ()
