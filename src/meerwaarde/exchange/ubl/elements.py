"""Finding one's way in a UBL document: short paths, numbers, days, and where an element stands."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal

from lxml import etree

Element = etree._Element
INVOICE: Final = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
CREDIT_NOTE: Final = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
_PREFIXES: Final = {
    "cac:": "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}",
    "cbc:": "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}",
}
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]{1,16}(?:\.[0-9]{0,12})?|\.[0-9]{1,12})", re.ASCII)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
CENT: Final = Decimal("0.01")


@lru_cache(maxsize=512)
def _full(path: str) -> str:
    for prefix, namespace in _PREFIXES.items():
        path = path.replace(prefix, namespace)
    return path


def first(element: Element, path: str) -> Element | None:
    """The first element at a path such as `cac:Party/cbc:EndpointID`."""
    return element.find(_full(path))


def every(element: Element, path: str) -> list[Element]:
    """All elements at the path."""
    return list(element.iterfind(_full(path)))


def within(element: Element, name: str) -> list[Element]:
    """All elements with this name, however deep."""
    return list(element.iter(_full(name)))


def text(element: Element | None, path: str = "") -> str:
    """The text at the path without spaces around it; "" where there is none."""
    found = first(element, path) if path and element is not None else element
    return (found.text or "").strip() if found is not None else ""


def number(element: Element | None, path: str = "") -> Decimal | None:
    """The number at the path; None where there is none, or no readable one."""
    found = text(element, path)
    return Decimal(found) if _NUMBER.fullmatch(found) else None


def day(element: Element | None, path: str = "") -> datetime.date | None:
    """The day at the path (yyyy-mm-dd); None where there is none, or no such day."""
    found = text(element, path)
    if not _DAY.fullmatch(found):
        return None
    try:
        return datetime.date.fromisoformat(found)
    except ValueError:
        return None


def name_of(element: Element) -> str:
    """The name as people write it: cac:Party, Invoice."""
    namespace, _, local = str(element.tag).rpartition("}")
    return next((prefix for prefix, full in _PREFIXES.items() if full == namespace + "}"), "") + local


def place(element: Element) -> str:
    """The path from the root; where an element has brothers of the same name, its number in brackets."""
    steps: list[str] = []
    at: Element | None = element
    while at is not None:
        parent = at.getparent()
        before = sum(1 for _ in at.itersiblings(str(at.tag), preceding=True))
        alone = before == 0 and next(at.itersiblings(str(at.tag)), None) is None
        steps.append(name_of(at) + ("" if alone else f"[{before + 1}]"))
        at = parent
    return "/" + "/".join(reversed(steps))


class Document:
    """An invoice or credit note, with what many rules ask."""

    def __init__(self, root: Element) -> None:
        self.root = root
        credit = str(root.tag).rpartition("}")[2] == "CreditNote"
        self.kind: Literal["invoice", "credit_note"] = "credit_note" if credit else "invoice"
        self.lines = every(root, "cac:CreditNoteLine" if credit else "cac:InvoiceLine")
        self.quantity = "cbc:CreditedQuantity" if credit else "cbc:InvoicedQuantity"
        self.currency = text(root, "cbc:DocumentCurrencyCode")
        self.seller = first(root, "cac:AccountingSupplierParty/cac:Party")
        self.buyer = first(root, "cac:AccountingCustomerParty/cac:Party")
        self.totals = first(root, "cac:LegalMonetaryTotal")
        self.adjustments = every(root, "cac:AllowanceCharge")
        self.customization = text(root, "cbc:CustomizationID")
        self.dutch_seller = country(self.seller) == "NL"
        self.dutch_buyer = country(self.buyer) == "NL"

    @property
    def peppol(self) -> bool:
        """Whether the rules of Peppol hold: not where the invoice says it follows NLCIUS or old SI-UBL."""
        return "nlcius" not in self.customization and "simplerinvoicing" not in self.customization

    @property
    def subtotals(self) -> list[Element]:
        """The lines of the VAT breakdown."""
        return every(self.root, "cac:TaxTotal/cac:TaxSubtotal")

    @property
    def vat_total(self) -> Element | None:
        """The VAT of the invoice in its own currency, not that in the currency of the tax office."""
        totals = every(self.root, "cac:TaxTotal/cbc:TaxAmount")
        own = [total for total in totals if total.get("currencyID") in {self.currency, None}]
        return next(iter(own or totals), None)


def country(party: Element | None) -> str:
    """The country code of a party's address, in capitals."""
    return text(party, "cac:PostalAddress/cac:Country/cbc:IdentificationCode").upper()


def is_charge(adjustment: Element) -> bool | None:
    """Whether an allowance or charge adds (True) or takes off (False); None where it does not say."""
    return {"true": True, "false": False}.get(text(adjustment, "cbc:ChargeIndicator"))
