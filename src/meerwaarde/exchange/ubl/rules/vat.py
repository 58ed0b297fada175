"""Rules about VAT categories, as far as they bear on totals (BR-S-*, BR-Z-*, …; Peppol P0104 to P0111)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from meerwaarde.exchange.ubl.elements import Document, Element, every, first, is_charge, number, text, within
from meerwaarde.exchange.ubl.rules.rule import Broken, Rules
from meerwaarde.exchange.ubl.rules.totals import TAX_SLACK, ZERO, rounded

RULES: Final = Rules()
_NAMES: Final = {
    "S": ("S", "standaardtarief", "standard rate"),
    "Z": ("Z", "nultarief", "zero rate"),
    "E": ("E", "vrijgesteld", "exempt"),
    "AE": ("AE", "verlegd", "reverse charge"),
    "K": ("IC", "intracommunautair", "intra-community"),
    "G": ("G", "uitvoer", "export"),
    "O": ("O", "buiten de btw", "outside VAT"),
    "L": ("AF", "IGIC", "IGIC"),
    "M": ("AG", "IPSI", "IPSI"),
}
"""The code of a category: its name in the rules, and in words."""
_NO_VAT: Final = frozenset({"Z", "E", "AE", "K", "G", "O"})
_EXEMPTIONS: Final = (
    ("PEPPOL-EN16931-P0104", "VATEX-EU-G", "G"),
    ("PEPPOL-EN16931-P0105", "VATEX-EU-O", "O"),
    ("PEPPOL-EN16931-P0106", "VATEX-EU-IC", "K"),
    ("PEPPOL-EN16931-P0107", "VATEX-EU-AE", "AE"),
    ("PEPPOL-EN16931-P0108", "VATEX-EU-D", "E"),
    ("PEPPOL-EN16931-P0109", "VATEX-EU-F", "E"),
    ("PEPPOL-EN16931-P0110", "VATEX-EU-I", "E"),
    ("PEPPOL-EN16931-P0111", "VATEX-EU-J", "E"),
)

Rate = tuple[str, Decimal]


def rate_of(category: Element | None) -> Rate:
    """Code and percentage of a VAT category; no percentage is nil."""
    return text(category, "cbc:ID"), (number(category, "cbc:Percent") or ZERO).normalize()


def bases(document: Document) -> dict[Rate, Decimal]:
    """What lines, charges and allowances together come to per VAT category and percentage."""
    found: dict[Rate, Decimal] = {}
    for line in document.lines:
        rate = rate_of(first(line, "cac:Item/cac:ClassifiedTaxCategory"))
        found[rate] = found.get(rate, ZERO) + (number(line, "cbc:LineExtensionAmount") or ZERO)
    for one in document.adjustments:
        rate, amount = rate_of(first(one, "cac:TaxCategory")), number(one, "cbc:Amount") or ZERO
        found[rate] = found.get(rate, ZERO) + (amount if is_charge(one) else -amount)
    return found


for _code, (_name, _nl, _en) in _NAMES.items():

    @RULES.add(
        f"BR-{_name}-01",
        f"Het btw-overzicht moet de categorie van elke regel hebben ({_nl}).",
        f"The VAT breakdown must have the category of each line ({_en}).",
    )
    def in_breakdown(document: Document, code: str = _code) -> Iterator[Element]:
        """A category that lines, charges or allowances have stands in the breakdown."""
        broken_down = {text(part, "cac:TaxCategory/cbc:ID") for part in document.subtotals}
        if broken_down and code not in broken_down and any(used == code for used, _ in bases(document)):
            yield document.root

    @RULES.add(
        f"BR-{_name}-08",
        f"Het bedrag in het btw-overzicht is niet dat van de regels ({_nl}).",
        f"The amount in the VAT breakdown is not that of the lines ({_en}).",
    )
    def base_of_rate(document: Document, code: str = _code) -> Iterator[Broken]:
        """TaxableAmount = lines + charges - allowances of this category and rate, to within one."""
        found = bases(document)
        for part in document.subtotals:
            rate, amount = rate_of(first(part, "cac:TaxCategory")), first(part, "cbc:TaxableAmount")
            said = number(amount)
            if rate[0] == code and amount is not None and said is not None:
                counted = rounded(found.get(rate, ZERO))
                if abs(said - counted) >= TAX_SLACK:
                    yield Broken(amount, said, counted)

    if _code in _NO_VAT:

        @RULES.add(
            f"BR-{_name}-09",
            f"Bij deze categorie hoort geen btw ({_nl}).",
            f"There is no VAT in this category ({_en}).",
        )
        def no_vat(document: Document, code: str = _code) -> Iterator[Broken]:
            """TaxAmount is nil."""
            for part in document.subtotals:
                said = number(part, "cbc:TaxAmount")
                if text(part, "cac:TaxCategory/cbc:ID") == code and said:
                    yield Broken(part, said, ZERO)


for _code, _reason, _wanted in _EXEMPTIONS:

    @RULES.add(
        _code,
        f"Bij de reden {_reason} hoort de btw-categorie {_wanted}.",
        f"The reason {_reason} goes with VAT category {_wanted}.",
    )
    def exemption(document: Document, reason: str = _reason, wanted: str = _wanted) -> Iterator[Broken]:
        """TaxExemptionReasonCode and TaxCategory/ID agree."""
        for category in within(document.root, "cac:TaxCategory"):
            given = text(category, "cbc:TaxExemptionReasonCode").upper()
            if given == reason and text(category, "cbc:ID") != wanted:
                yield Broken(category, text(category, "cbc:ID"), wanted)


@RULES.add(
    "BR-CO-04",
    "Bij elke regel moet een btw-categorie staan.",
    "Each line must have a VAT category.",
)
def category_of_line(document: Document) -> Iterator[Element]:
    """Item/ClassifiedTaxCategory/ID."""
    for line in document.lines:
        if not text(line, "cac:Item/cac:ClassifiedTaxCategory/cbc:ID"):
            yield line


@RULES.add(
    "BR-CO-09",
    "Een btw-nummer begint met de letters van een land.",
    "A VAT number starts with the letters of a country.",
)
def vat_country(document: Document) -> Iterator[Broken]:
    """PartyTaxScheme/CompanyID with scheme VAT."""
    for scheme in within(document.root, "cac:PartyTaxScheme"):
        found = text(scheme, "cbc:CompanyID")
        if found and text(scheme, "cac:TaxScheme/cbc:ID").upper() == "VAT" and not found[:2].isalpha():
            yield Broken(scheme, found)


@RULES.add(
    "BR-45",
    "In het btw-overzicht ontbreekt het bedrag waarover btw is berekend.",
    "The VAT breakdown lacks the amount on which VAT is computed.",
)
def taxable_amount(document: Document) -> Iterator[Element]:
    """TaxSubtotal/TaxableAmount."""
    yield from _without(document, "cbc:TaxableAmount")


@RULES.add(
    "BR-46",
    "In het btw-overzicht ontbreekt de btw.",
    "The VAT breakdown lacks the VAT.",
)
def tax_amount(document: Document) -> Iterator[Element]:
    """TaxSubtotal/TaxAmount."""
    yield from _without(document, "cbc:TaxAmount")


@RULES.add(
    "BR-47",
    "In het btw-overzicht ontbreekt de categorie.",
    "The VAT breakdown lacks the category.",
)
def category_code(document: Document) -> Iterator[Element]:
    """TaxSubtotal/TaxCategory/ID."""
    yield from _without(document, "cac:TaxCategory/cbc:ID")


@RULES.add(
    "BR-48",
    "In het btw-overzicht ontbreekt het tarief.",
    "The VAT breakdown lacks the rate.",
)
def category_rate(document: Document) -> Iterator[Element]:
    """TaxSubtotal/TaxCategory/Percent, but outside VAT."""
    for part in _without(document, "cac:TaxCategory/cbc:Percent"):
        if text(part, "cac:TaxCategory/cbc:ID") != "O":
            yield part


def _without(document: Document, path: str) -> Iterator[Element]:
    for part in every(document.root, "cac:TaxTotal/cac:TaxSubtotal"):
        if not text(part, path):
            yield part
