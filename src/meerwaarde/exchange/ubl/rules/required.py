"""Fields that an invoice must have (EN 16931 BR-*), and the numbers of its parties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from meerwaarde.exchange.ubl.elements import (
    Document,
    Element,
    country,
    day,
    every,
    first,
    number,
    text,
    within,
)
from meerwaarde.exchange.ubl.rules.rule import Broken, Rules

RULES: Final = Rules()


def _is_there(code: str, path: str, nl: str, en: str, *, blocks: bool = False) -> None:
    @RULES.add(code, f"Op de factuur ontbreekt {nl}.", f"The invoice lacks {en}.", blocks=blocks)
    def there(document: Document) -> Iterable[Element]:
        """The field has a text."""
        return () if text(document.root, path) else (document.root,)


_is_there("BR-02", "cbc:ID", "het nummer", "its number")
_is_there("BR-03", "cbc:IssueDate", "de datum", "its date", blocks=True)
_is_there("BR-05", "cbc:DocumentCurrencyCode", "de munt", "its currency", blocks=True)


@RULES.add("BR-04", "De soort factuur ontbreekt.", "The type of invoice is missing.")
def type_code(document: Document) -> Iterable[Element]:
    """InvoiceTypeCode or CreditNoteTypeCode."""
    name = "cbc:CreditNoteTypeCode" if document.kind == "credit_note" else "cbc:InvoiceTypeCode"
    return () if text(document.root, name) else (document.root,)


@RULES.add(
    "BR-06",
    "De naam van de leverancier ontbreekt.",
    "The name of the supplier is missing.",
    blocks=True,
)
def seller_name(document: Document) -> Iterable[Element]:
    """RegistrationName; a trading name will do for us."""
    return () if name_of_party(document.seller) else (document.root,)


@RULES.add("BR-07", "De naam van de klant ontbreekt.", "The name of the customer is missing.")
def buyer_name(document: Document) -> Iterable[Element]:
    """RegistrationName; a trading name will do for us."""
    return () if name_of_party(document.buyer) else (document.root,)


@RULES.add("BR-09", "Het land van de leverancier ontbreekt.", "The supplier's country is missing.")
def seller_country(document: Document) -> Iterable[Element]:
    """PostalAddress/Country/IdentificationCode."""
    return () if country(document.seller) else (document.root,)


@RULES.add("BR-11", "Het land van de klant ontbreekt.", "The customer's country is missing.")
def buyer_country(document: Document) -> Iterable[Element]:
    """PostalAddress/Country/IdentificationCode."""
    return () if country(document.buyer) else (document.root,)


@RULES.add("BR-16", "De factuur heeft geen regels.", "The invoice has no lines.", blocks=True)
def has_lines(document: Document) -> Iterable[Element]:
    """At least one line."""
    return () if document.lines else (document.root,)


def _on_each_line(code: str, path: str, nl: str, en: str, *, blocks: bool = False) -> None:
    @RULES.add(code, f"Op de regel ontbreekt {nl}.", f"The line lacks {en}.", blocks=blocks)
    def on_line(document: Document) -> Iterator[Element]:
        """The field has a text."""
        for line in document.lines:
            if not text(line, path or document.quantity):
                yield line


_on_each_line("BR-21", "cbc:ID", "het nummer", "its number")
_on_each_line("BR-22", "", "het aantal", "the quantity")
_on_each_line("BR-24", "cbc:LineExtensionAmount", "het bedrag", "the amount", blocks=True)
_on_each_line("BR-25", "cac:Item/cbc:Name", "de naam van het product", "the name of the item")
_on_each_line("BR-26", "cac:Price/cbc:PriceAmount", "de prijs", "the price")


@RULES.add("BR-27", "Een prijs mag niet negatief zijn.", "A price must not be negative.")
def no_negative_price(document: Document) -> Iterator[Broken]:
    """PriceAmount >= 0; a line that takes off has a negative quantity."""
    for line in document.lines:
        price = number(line, "cac:Price/cbc:PriceAmount")
        if price is not None and price < 0:
            yield Broken(line, price)


@RULES.add("BR-29", "De periode eindigt voor zij begint.", "The period ends before it starts.")
def period(document: Document) -> Iterator[Element]:
    """EndDate >= StartDate, of the invoice and of its lines (BR-30)."""
    for one in within(document.root, "cac:InvoicePeriod"):
        start, end = day(one, "cbc:StartDate"), day(one, "cbc:EndDate")
        if start is not None and end is not None and end < start:
            yield one


@RULES.add(
    "BR-31",
    "Bij een korting of toeslag ontbreekt het bedrag.",
    "An allowance or charge lacks its amount.",
    blocks=True,
)
def adjustment_amount(document: Document) -> Iterator[Element]:
    """Amount of each AllowanceCharge (BR-31, BR-36, BR-41, BR-43)."""
    for holder in (document.root, *document.lines):
        for one in every(holder, "cac:AllowanceCharge"):
            if not text(one, "cbc:Amount"):
                yield one


@RULES.add("BR-49", "De code van de betaalwijze ontbreekt.", "The code of the means of payment is missing.")
def means_code(document: Document) -> Iterator[Element]:
    """PaymentMeans/PaymentMeansCode."""
    for means in every(document.root, "cac:PaymentMeans"):
        if not text(means, "cbc:PaymentMeansCode"):
            yield means


@RULES.add(
    "BR-CO-25",
    "Als er te betalen is, moet er een vervaldatum of een betaaltermijn staan.",
    "Where there is something to pay, there must be a due date or a payment term.",
)
def due(document: Document) -> Iterable[Element]:
    """DueDate or PaymentTerms/Note where PayableAmount is above nil."""
    payable = number(document.totals, "cbc:PayableAmount")
    told = any(
        text(document.root, path)
        for path in ("cbc:DueDate", "cac:PaymentMeans/cbc:PaymentDueDate", "cac:PaymentTerms/cbc:Note")
    )
    return (document.root,) if payable is not None and payable > 0 and not told else ()


@RULES.add(
    "BR-CO-26",
    "De leverancier heeft geen nummer: geen KvK-nummer, geen btw-nummer en geen ander.",
    "The supplier has no number: no register number, no VAT number and no other.",
)
def seller_number(document: Document) -> Iterable[Element]:
    """PartyIdentification, PartyLegalEntity or PartyTaxScheme with an identifier."""
    paths = (
        "cac:PartyIdentification/cbc:ID",
        "cac:PartyLegalEntity/cbc:CompanyID",
        "cac:PartyTaxScheme/cbc:CompanyID",
    )
    known = document.seller is not None and any(text(document.seller, path) for path in paths)
    return () if known else (document.root if document.seller is None else document.seller,)


@RULES.add(
    "PEPPOL-COMMON-R040",
    "Dit GLN-nummer is niet geldig.",
    "This GLN is not valid.",
)
def gln(document: Document) -> Iterator[Broken]:
    """Scheme 0088: digits of which the last is the check digit of GS1."""
    for name in ("cbc:EndpointID", "cbc:CompanyID", "cbc:ID"):
        for one in within(document.root, name):
            of_party = name != "cbc:ID" or _identifies_party(one)
            if one.get("schemeID") == "0088" and of_party and not _gs1(text(one)):
                yield Broken(one, text(one))


def name_of_party(party: Element | None) -> str:
    """The name in the register, else the trading name."""
    if party is None:
        return ""
    registered = text(party, "cac:PartyLegalEntity/cbc:RegistrationName")
    return registered or text(party, "cac:PartyName/cbc:Name")


def _identifies_party(one: Element) -> bool:
    above = one.getparent()
    return above is not None and str(above.tag).endswith("}PartyIdentification")


def _gs1(digits: str) -> bool:
    if len(digits) < 2 or not (digits.isascii() and digits.isdecimal()):
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits[:-1]), 1))
    return (10 - total % 10) % 10 == int(digits[-1])


# Kept beside its brothers: a customer's reference is what a department is known by.
@RULES.add(
    "PEPPOL-EN16931-R003",
    "De factuur noemt geen kenmerk van de klant en geen ordernummer.",
    "The invoice names no reference of the customer and no order number.",
)
def reference(document: Document) -> Iterable[Element]:
    """BuyerReference or OrderReference/ID."""
    found = first(document.root, "cbc:BuyerReference"), first(document.root, "cac:OrderReference/cbc:ID")
    return () if any(one is not None for one in found) else (document.root,)
