"""From the elements of a document to its record; only called where no finding blocks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from meerwaarde.exchange.ubl.elements import (
    Document,
    Element,
    country,
    day,
    every,
    first,
    is_charge,
    number,
    text,
)
from meerwaarde.exchange.ubl.records import Invoice, InvoiceLine, Party
from meerwaarde.exchange.ubl.rules import Finding
from meerwaarde.exchange.ubl.rules.required import name_of_party
from meerwaarde.exchange.ubl.rules.totals import ZERO, rounded
from meerwaarde.exchange.ubl.rules.vat import Rate, rate_of

_KVK: Final = re.compile(r"[0-9]{8}", re.ASCII)
_OIN: Final = re.compile(r"[0-9]{20}", re.ASCII)
_VAT: Final = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}", re.ASCII)
_CPV_LIST: Final = "STI"
"""UNTDID 7143: the common procurement vocabulary."""


def invoice_of(document: Document, findings: tuple[Finding, ...], file: str = "") -> Invoice:
    """The record of a document that `check` found nothing blocking in. Raises ValueError without a day."""
    root, totals = document.root, document.totals
    issued = day(root, "cbc:IssueDate")
    if issued is None:
        raise ValueError("an invoice without a readable day")
    vat = document.vat_total
    return Invoice(
        kind=document.kind,
        number=text(root, "cbc:ID") or None,
        issued=issued,
        due=day(root, "cbc:DueDate") or day(root, "cac:PaymentMeans/cbc:PaymentDueDate"),
        currency=document.currency,
        seller=_party(document.seller),
        buyer=_party(document.buyer),
        lines=tuple(_lines(document)),
        net_cents=_cents(number(totals, "cbc:TaxExclusiveAmount")),
        vat_cents=_cents(number(vat)) if vat is not None else None,
        gross_cents=_cents(number(totals, "cbc:TaxInclusiveAmount")),
        prepaid_cents=_cents(number(totals, "cbc:PrepaidAmount")),
        rounding_cents=_cents(number(totals, "cbc:PayableRoundingAmount")),
        payable_cents=_cents(number(totals, "cbc:PayableAmount")),
        payment_terms=text(root, "cac:PaymentTerms/cbc:Note") or None,
        buyer_reference=text(root, "cbc:BuyerReference") or None,
        order=text(root, "cac:OrderReference/cbc:ID") or None,
        contract=text(root, "cac:ContractDocumentReference/cbc:ID") or None,
        credits=tuple(
            text(one) for one in every(root, "cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID")
        ),
        findings=findings,
        file=file,
    )


def _cents(amount: Decimal | None) -> int:
    return int(rounded(amount or ZERO) * 100)


def _party(party: Element | None) -> Party:
    if party is None:
        return Party()
    numbers = dict(reversed(list(_numbers(party))))  # the legal entity's own number wins
    kvk, oin, vat = numbers.get("0106", ""), numbers.get("0190", ""), numbers.get("9944", "")
    return Party(
        name=name_of_party(party) or None,
        trading_name=text(party, "cac:PartyName/cbc:Name") or None,
        id=text(party, "cac:PartyIdentification/cbc:ID") or None,
        kvk=kvk if _KVK.fullmatch(kvk) else None,
        oin=oin if _OIN.fullmatch(oin) else None,
        vat_number=vat if _VAT.fullmatch(vat) else None,
        street=text(party, "cac:PostalAddress/cbc:StreetName") or None,
        postal_code=text(party, "cac:PostalAddress/cbc:PostalZone") or None,
        city=text(party, "cac:PostalAddress/cbc:CityName") or None,
        country=country(party) or None,
    )


def _numbers(party: Element) -> Iterator[tuple[str, str]]:
    """Scheme and number, the most official first; signs for the eye left out."""
    for scheme in every(party, "cac:PartyTaxScheme"):
        if text(scheme, "cac:TaxScheme/cbc:ID").upper() == "VAT":
            yield "9944", _plain(text(scheme, "cbc:CompanyID"))
    for path in ("cac:PartyLegalEntity/cbc:CompanyID", "cac:PartyIdentification/cbc:ID", "cbc:EndpointID"):
        for one in every(party, path):
            yield one.get("schemeID") or "", _plain(text(one))


def _plain(found: str) -> str:
    return re.sub(r"[\s.-]", "", found).upper()


def _lines(document: Document) -> Iterator[InvoiceLine]:
    """Lines, charges and allowances; together the total without VAT, and with their VAT the whole total."""
    parts: list[tuple[Rate, Decimal, Element]] = []
    for line in document.lines:
        rate = rate_of(first(line, "cac:Item/cac:ClassifiedTaxCategory"))
        parts.append((rate, rounded(number(line, "cbc:LineExtensionAmount") or ZERO), line))
    for one in document.adjustments:
        amount = rounded(number(one, "cbc:Amount") or ZERO)
        parts.append((rate_of(first(one, "cac:TaxCategory")), amount if is_charge(one) else -amount, one))
    vat = _shared_vat(document, [(rate, amount) for rate, amount, _ in parts])
    for position, (_, amount, element) in enumerate(parts):
        item = first(element, "cac:Item")
        yield InvoiceLine(
            number=text(element, "cbc:ID") or None,
            cents=int(amount * 100),
            vat_cents=vat[position] if vat else None,
            description=text(item, "cbc:Name")
            or text(item, "cbc:Description")
            or text(element, "cbc:AllowanceChargeReason")
            or None,
            cpv=_cpv(item),
            account=text(element, "cbc:AccountingCost") or text(document.root, "cbc:AccountingCost") or None,
            order_line=text(element, "cac:OrderLineReference/cbc:LineID") or None,
        )


def _cpv(item: Element | None) -> str | None:
    for code in (
        every(item, "cac:CommodityClassification/cbc:ItemClassificationCode") if item is not None else ()
    ):
        if code.get("listID") == _CPV_LIST and text(code):
            return text(code)
    return None


def _shared_vat(document: Document, parts: list[tuple[Rate, Decimal]]) -> list[int] | None:
    """The VAT of each rate divided over its lines, to the cent; None where it cannot be told.

    Each line gets what its own amount asks, cut to whole cents; the cents that are left go to the largest.
    """
    told: dict[Rate, int] = {}
    for part in document.subtotals:
        rate = rate_of(first(part, "cac:TaxCategory"))
        told[rate] = told.get(rate, 0) + _cents(number(part, "cbc:TaxAmount"))
    total = document.vat_total
    if total is None or sum(told.values()) != _cents(number(total)):
        return None
    shares = [0] * len(parts)
    places_of: dict[Rate, list[int]] = {}
    for place, (rate, _) in enumerate(parts):
        places_of.setdefault(rate, []).append(place)
    for rate, cents in told.items():
        places = places_of.get(rate, [])
        if not places and cents:
            return None
        base = sum((parts[place][1] for place in places), ZERO)
        for place in places:
            shares[place] = int(parts[place][1] / base * cents) if base else 0
        left = cents - sum(shares[place] for place in places)
        if left and places:
            shares[max(places, key=lambda place: abs(parts[place][1]))] += left
    return shares
