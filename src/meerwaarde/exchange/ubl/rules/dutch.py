"""Rules for invoices of suppliers in the Netherlands (NL-R-*, in NLCIUS called BR-NL-*)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from meerwaarde.exchange.ubl.elements import Document, Element, country, every, first, number, text, within
from meerwaarde.exchange.ubl.rules.rule import Broken, Rules

RULES: Final = Rules()
_KVK_OR_OIN: Final = frozenset({"0106", "0190"})
_MEANS: Final = frozenset({"30", "48", "49", "57", "58", "59"})


@RULES.add(
    "NL-R-001",
    "Een creditnota moet de factuur noemen waar zij bij hoort.",
    "A credit note must name the invoice that it belongs to.",
    also="BR-NL-9",
)
def credited_invoice(document: Document) -> Iterator[Element]:
    """BillingReference/InvoiceDocumentReference/ID on a credit note."""
    credit = document.kind == "credit_note" or text(document.root, "cbc:InvoiceTypeCode") == "384"
    if document.dutch_seller and credit:
        found = first(document.root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")
        if found is None:
            yield document.root


@RULES.add(
    "NL-R-002",
    "Het adres van de leverancier moet straat, plaats en postcode hebben.",
    "The supplier's address must have street, city and post code.",
    also="BR-NL-3",
)
def seller_address(document: Document) -> Iterable[Element]:
    """The whole address of a Dutch supplier."""
    return _poor_addresses(document.seller) if document.dutch_seller else ()


@RULES.add(
    "NL-R-003",
    "De leverancier moet een KvK-nummer of OIN hebben.",
    "The supplier must have a KvK or OIN number.",
    also="BR-NL-1",
)
def seller_number(document: Document) -> Iterable[Element]:
    """The legal entity's identifier has scheme 0106 or 0190."""
    return _no_kvk_or_oin(document.seller) if document.dutch_seller else ()


@RULES.add(
    "NL-R-004",
    "Het adres van de klant moet straat, plaats en postcode hebben.",
    "The customer's address must have street, city and post code.",
    also="BR-NL-4",
)
def buyer_address(document: Document) -> Iterable[Element]:
    """The whole address of a Dutch customer of a Dutch supplier."""
    return _poor_addresses(document.buyer) if document.dutch_seller and document.dutch_buyer else ()


@RULES.add(
    "NL-R-005",
    "De klant moet een KvK-nummer of OIN hebben.",
    "The customer must have a KvK or OIN number.",
    also="BR-NL-10",
)
def buyer_number(document: Document) -> Iterable[Element]:
    """The legal entity's identifier has scheme 0106 or 0190."""
    return _no_kvk_or_oin(document.buyer) if document.dutch_seller and document.dutch_buyer else ()


@RULES.add(
    "NL-R-006",
    "Het adres van de fiscaal vertegenwoordiger moet straat, plaats en postcode hebben.",
    "The fiscal representative's address must have street, city and post code.",
    also="BR-NL-5",
)
def representative_address(document: Document) -> Iterable[Element]:
    """The whole address of a Dutch fiscal representative."""
    representative = first(document.root, "cac:TaxRepresentativeParty")
    dutch = document.dutch_seller and country(representative) == "NL"
    return _poor_addresses(representative) if dutch else ()


@RULES.add(
    "NL-R-007",
    "Wie betaald wil worden, moet zeggen hoe (betaalwijze).",
    "Who wants to be paid must say how (means of payment).",
    also="BR-NL-11",
)
def means_of_payment(document: Document) -> Iterator[Element]:
    """Where money goes from customer to supplier: an invoice above nil, a credit note below nil."""
    payable = number(document.totals, "cbc:PayableAmount")
    if not document.dutch_seller or payable is None or document.totals is None:
        return
    customer_pays = payable > 0 if document.kind == "invoice" else payable < 0
    if customer_pays and not within(document.root, "cac:PaymentMeans"):
        yield document.totals


@RULES.add(
    "NL-R-008",
    "De betaalwijze moet een van de codes 30, 48, 49, 57, 58 of 59 zijn.",
    "The means of payment must be one of the codes 30, 48, 49, 57, 58 or 59.",
    also="BR-NL-12",
)
def payment_code(document: Document) -> Iterator[Broken]:
    """UNCL 4461, as far as it is used between Dutch parties."""
    dutch = document.dutch_seller and document.dutch_buyer
    for means in every(document.root, "cac:PaymentMeans") if dutch else ():
        code = text(means, "cbc:PaymentMeansCode")
        if code not in _MEANS:
            yield Broken(means, code)


@RULES.add(
    "NL-R-009",
    "Wie naar een orderregel verwijst, moet ook de order noemen.",
    "Who refers to an order line must name the order too.",
    also="BR-NL-13",
)
def order_of_line(document: Document) -> Iterator[Element]:
    """OrderReference/ID with each OrderLineReference/LineID."""
    if document.dutch_seller and first(document.root, "cac:OrderReference/cbc:ID") is None:
        for reference in within(document.root, "cac:OrderLineReference"):
            yield from every(reference, "cbc:LineID")


def _poor_addresses(party: Element | None) -> Iterator[Element]:
    for address in every(party, "cac:PostalAddress") if party is not None else ():
        if not all(text(address, path) for path in ("cbc:StreetName", "cbc:CityName", "cbc:PostalZone")):
            yield address


def _no_kvk_or_oin(party: Element | None) -> Iterator[Element]:
    for entity in every(party, "cac:PartyLegalEntity") if party is not None else ():
        found = first(entity, "cbc:CompanyID")
        if found is None:
            yield entity
        elif found.get("schemeID") not in _KVK_OR_OIN or not text(found):
            yield found
