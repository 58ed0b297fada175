"""Rules about sums (BR-CO-10 to 17, BR-12 to 15, R040 to R055, R120, R121): what an importer must trust."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from meerwaarde.exchange.ubl.elements import (
    CENT,
    Document,
    Element,
    every,
    first,
    is_charge,
    number,
    text,
    within,
)
from meerwaarde.exchange.ubl.rules.rule import Broken, Rules

RULES: Final = Rules()
ZERO: Final = Decimal(0)
SLACK: Final = Decimal("0.02")
"""What Peppol allows between an amount and what is computed for it."""
TAX_SLACK: Final = Decimal(1)
"""What EN 16931 allows between the VAT of a rate and what is computed for it."""
_AMOUNTS: Final = (
    *("cbc:Amount", "cbc:BaseAmount", "cbc:PriceAmount", "cbc:TaxAmount", "cbc:TaxableAmount"),
    *("cbc:LineExtensionAmount", "cbc:TaxExclusiveAmount", "cbc:TaxInclusiveAmount"),
    *("cbc:AllowanceTotalAmount", "cbc:ChargeTotalAmount", "cbc:PrepaidAmount"),
    *("cbc:PayableRoundingAmount", "cbc:PayableAmount"),
)
_CENTS_ONLY: Final = tuple(name for name in _AMOUNTS if name not in {"cbc:PriceAmount", "cbc:BaseAmount"})


def rounded(amount: Decimal) -> Decimal:
    """To whole cents, a half away from nil (EN 16931)."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@RULES.add(
    "UBL-AMOUNT",
    "Dit bedrag of aantal is geen getal.",
    "This amount or quantity is no number.",
    blocks=True,
)
def readable(document: Document) -> Iterator[Broken]:
    """xsd:decimal; the name is our own, for the schema has none."""
    for name in (*_AMOUNTS, document.quantity, "cbc:BaseQuantity", "cbc:Percent"):
        for amount in within(document.root, name):
            if number(amount) is None:
                yield Broken(amount, text(amount))


@RULES.add(
    "BR-DEC",
    "Dit bedrag heeft meer dan twee cijfers achter de komma.",
    "This amount has more than two decimals.",
)
def decimals(document: Document) -> Iterator[Broken]:
    """BR-DEC-01 to 28 in one: all amounts but prices have at most two decimals."""
    for name in _CENTS_ONLY:
        for amount in within(document.root, name):
            said = number(amount)
            if said is not None and said != rounded(said) and _outside_price(amount):
                yield Broken(amount, said)


def _outside_price(amount: Element) -> bool:
    return not any(str(above.tag).endswith("}Price") for above in amount.iterancestors())


for _code, _name, _nl, _en in (
    ("BR-12", "cbc:LineExtensionAmount", "de som van de regels", "the sum of the lines"),
    ("BR-13", "cbc:TaxExclusiveAmount", "het totaal zonder btw", "the total without VAT"),
    ("BR-14", "cbc:TaxInclusiveAmount", "het totaal met btw", "the total with VAT"),
    ("BR-15", "cbc:PayableAmount", "het te betalen bedrag", "the amount due"),
):

    @RULES.add(_code, f"Op de factuur ontbreekt {_nl}.", f"The invoice lacks {_en}.", blocks=True)
    def present(document: Document, name: str = _name) -> Iterable[Element]:
        """The total stands in LegalMonetaryTotal."""
        totals = document.totals
        if totals is None:
            return (document.root,)
        return () if first(totals, name) is not None else (totals,)


@RULES.add(
    "BR-CO-10",
    "De som van de regels klopt niet.",
    "The sum of the lines is not right.",
    blocks=True,
)
def sum_of_lines(document: Document) -> Iterator[Broken]:
    """LineExtensionAmount of the totals = the sum of those of the lines."""
    counted = sum((number(line, "cbc:LineExtensionAmount") or ZERO for line in document.lines), ZERO)
    yield from _differs(document, "cbc:LineExtensionAmount", counted)


@RULES.add(
    "BR-CO-11",
    "De som van de kortingen klopt niet.",
    "The sum of the allowances is not right.",
    blocks=True,
)
def sum_of_allowances(document: Document) -> Iterator[Broken]:
    """AllowanceTotalAmount = the sum of the allowances on the whole document."""
    yield from _differs(document, "cbc:AllowanceTotalAmount", adjusted(document, charges=False))


@RULES.add(
    "BR-CO-12",
    "De som van de toeslagen klopt niet.",
    "The sum of the charges is not right.",
    blocks=True,
)
def sum_of_charges(document: Document) -> Iterator[Broken]:
    """ChargeTotalAmount = the sum of the charges on the whole document."""
    yield from _differs(document, "cbc:ChargeTotalAmount", adjusted(document, charges=True))


@RULES.add(
    "BR-CO-13",
    "Het totaal zonder btw is niet de som van regels, toeslagen en kortingen.",
    "The total without VAT is not the sum of lines, charges and allowances.",
    blocks=True,
)
def total_without_vat(document: Document) -> Iterator[Broken]:
    """TaxExclusiveAmount = lines - allowances + charges."""
    lines = number(document.totals, "cbc:LineExtensionAmount")
    if lines is not None:
        charges, allowances = adjusted(document, charges=True), adjusted(document, charges=False)
        yield from _differs(document, "cbc:TaxExclusiveAmount", lines + charges - allowances)


@RULES.add(
    "BR-CO-14",
    "Het totaal aan btw is niet de som van de btw per tarief.",
    "The total VAT is not the sum of the VAT per rate.",
    blocks=True,
)
def total_vat(document: Document) -> Iterator[Broken]:
    """TaxTotal/TaxAmount = the sum of its subtotals."""
    for total in every(document.root, "cac:TaxTotal"):
        parts = every(total, "cac:TaxSubtotal")
        amount = first(total, "cbc:TaxAmount")
        said = number(amount)
        taxes = [number(part, "cbc:TaxAmount") for part in parts]
        known = [tax for tax in taxes if tax is not None]
        # A subtotal without an amount has its own rule (BR-46).
        if amount is not None and said is not None and parts and len(known) == len(parts):
            counted = rounded(sum(known, ZERO))
            if said != counted:
                yield Broken(amount, said, counted)


@RULES.add(
    "BR-CO-15",
    "Het totaal met btw is niet het totaal zonder btw plus de btw.",
    "The total with VAT is not the total without VAT plus the VAT.",
    blocks=True,
)
def total_with_vat(document: Document) -> Iterator[Broken]:
    """TaxInclusiveAmount = TaxExclusiveAmount + VAT."""
    net = number(document.totals, "cbc:TaxExclusiveAmount")
    if net is not None:
        vat = number(document.vat_total) or ZERO
        yield from _differs(document, "cbc:TaxInclusiveAmount", net + vat)


@RULES.add(
    "BR-CO-16",
    "Het te betalen bedrag is niet het totaal, min wat betaald is, plus de afronding.",
    "The amount due is not the total, less what was paid, plus the rounding.",
    blocks=True,
)
def amount_due(document: Document) -> Iterator[Broken]:
    """PayableAmount = TaxInclusiveAmount - PrepaidAmount + PayableRoundingAmount."""
    gross = number(document.totals, "cbc:TaxInclusiveAmount")
    if gross is not None:
        paid = number(document.totals, "cbc:PrepaidAmount") or ZERO
        rounding = number(document.totals, "cbc:PayableRoundingAmount") or ZERO
        yield from _differs(document, "cbc:PayableAmount", gross - paid + rounding)


@RULES.add(
    "BR-CO-17",
    "De btw is niet het bedrag maal het tarief.",
    "The VAT is not the amount times the rate.",
)
def vat_of_rate(document: Document) -> Iterator[Broken]:
    """TaxAmount = TaxableAmount x Percent, to within one (EN 16931, UBL binding)."""
    for part in document.subtotals:
        base, amount = number(part, "cbc:TaxableAmount"), first(part, "cbc:TaxAmount")
        percent, said = number(part, "cac:TaxCategory/cbc:Percent") or ZERO, number(amount)
        if base is not None and said is not None and amount is not None:
            counted = rounded(base * percent / 100)
            if abs(abs(said) - abs(counted)) >= TAX_SLACK:
                yield Broken(amount, said, counted)


def adjusted(document: Document, *, charges: bool) -> Decimal:
    """The sum of the charges, or of the allowances, on the whole document."""
    amounts = (number(one, "cbc:Amount") or ZERO for one in document.adjustments if is_charge(one) is charges)
    return sum(amounts, ZERO)


def _differs(document: Document, name: str, counted: Decimal) -> Iterator[Broken]:
    """The total where it is not what was counted; one that is left out says nil where it is optional."""
    if document.totals is None:
        return
    total = first(document.totals, name)
    said = ZERO if total is None else number(total)
    optional = name in {"cbc:AllowanceTotalAmount", "cbc:ChargeTotalAmount"}
    if said is not None and (total is not None or optional) and said != rounded(counted):
        yield Broken(document.totals if total is None else total, said, rounded(counted))


# Allowances and charges


def _all_adjustments(document: Document) -> Iterator[Element]:
    """Those of the document and of its lines, but not those of a price."""
    yield from document.adjustments
    for line in document.lines:
        yield from every(line, "cac:AllowanceCharge")


@RULES.add(
    "PEPPOL-EN16931-R040",
    "Korting of toeslag is niet het grondbedrag maal het percentage.",
    "The allowance or charge is not the base amount times the percentage.",
)
def adjustment_computed(document: Document) -> Iterator[Broken]:
    """Amount = BaseAmount x MultiplierFactorNumeric / 100, to within two cents."""
    for one in _all_adjustments(document):
        base, percent = number(one, "cbc:BaseAmount"), number(one, "cbc:MultiplierFactorNumeric")
        if base is not None and percent is not None:
            said = number(one, "cbc:Amount") or ZERO
            if abs(said - base * percent / 100) > SLACK:
                yield Broken(one, said, rounded(base * percent / 100))


@RULES.add(
    "PEPPOL-EN16931-R041",
    "Een korting of toeslag met een percentage moet ook het grondbedrag noemen.",
    "An allowance or charge with a percentage must name its base amount too.",
)
def adjustment_base(document: Document) -> Iterator[Element]:
    """BaseAmount with MultiplierFactorNumeric."""
    for one in _all_adjustments(document):
        given = first(one, "cbc:MultiplierFactorNumeric") is not None
        if given and first(one, "cbc:BaseAmount") is None:
            yield one


@RULES.add(
    "PEPPOL-EN16931-R042",
    "Een korting of toeslag met een grondbedrag moet ook het percentage noemen.",
    "An allowance or charge with a base amount must name its percentage too.",
)
def adjustment_percentage(document: Document) -> Iterator[Element]:
    """MultiplierFactorNumeric with BaseAmount."""
    for one in _all_adjustments(document):
        given = first(one, "cbc:BaseAmount") is not None
        if given and first(one, "cbc:MultiplierFactorNumeric") is None:
            yield one


@RULES.add(
    "PEPPOL-EN16931-R043",
    "Zeg of dit een toeslag (true) of een korting (false) is.",
    "Say whether this is a charge (true) or an allowance (false).",
    blocks=True,
)
def adjustment_sort(document: Document) -> Iterator[Element]:
    """ChargeIndicator is true or false; without it the amount has no sign."""
    for one in _all_adjustments(document):
        if is_charge(one) is None:
            yield one


@RULES.add(
    "PEPPOL-EN16931-R044",
    "In een prijs mag geen toeslag staan, alleen een korting.",
    "A price may hold no charge, only an allowance.",
)
def no_charge_in_price(document: Document) -> Iterator[Element]:
    """ChargeIndicator false within Price."""
    for price in within(document.root, "cac:Price"):
        for one in every(price, "cac:AllowanceCharge"):
            if is_charge(one) is not False:
                yield one


@RULES.add(
    "PEPPOL-EN16931-R046",
    "De nettoprijs is niet de brutoprijs min de korting.",
    "The net price is not the gross price less the allowance.",
)
def net_price(document: Document) -> Iterator[Broken]:
    """PriceAmount = BaseAmount - Amount, where a gross price is given."""
    for price in within(document.root, "cac:Price"):
        net = first(price, "cbc:PriceAmount")
        for one in every(price, "cac:AllowanceCharge"):
            gross, off, said = number(one, "cbc:BaseAmount"), number(one, "cbc:Amount"), number(net)
            if net is not None and gross is not None and said is not None and said != gross - (off or ZERO):
                yield Broken(net, said, gross - (off or ZERO))


# Lines


@RULES.add(
    "PEPPOL-EN16931-R120",
    "Het bedrag van de regel is niet aantal maal prijs, met toeslagen en kortingen.",
    "The amount of the line is not quantity times price, with charges and allowances.",
)
def line_computed(document: Document) -> Iterator[Broken]:
    """LineExtensionAmount = quantity x price / base quantity + charges - allowances, within two cents."""
    for line in document.lines:
        said = number(line, "cbc:LineExtensionAmount") or ZERO
        quantity, price = number(line, document.quantity), number(line, "cac:Price/cbc:PriceAmount")
        counted = (Decimal(1) if quantity is None else quantity) * (price or ZERO)
        counted /= number(line, "cac:Price/cbc:BaseQuantity") or Decimal(1)
        for one in every(line, "cac:AllowanceCharge"):
            amount = number(one, "cbc:Amount") or ZERO
            counted += {True: amount, False: -amount, None: ZERO}[is_charge(one)]
        if abs(said - counted) > SLACK:
            yield Broken(line, said, rounded(counted))


@RULES.add(
    "PEPPOL-EN16931-R121",
    "Het aantal waarop een prijs slaat, moet groter dan nul zijn.",
    "The quantity to which a price applies must be above nil.",
)
def base_quantity(document: Document) -> Iterator[Broken]:
    """BaseQuantity > 0."""
    for line in document.lines:
        quantity = first(line, "cac:Price/cbc:BaseQuantity")
        said = number(quantity)
        if quantity is not None and said is not None and said <= 0:
            yield Broken(quantity, said)


@RULES.add(
    "PEPPOL-EN16931-R130",
    "De prijs slaat op een andere eenheid dan het aantal.",
    "The price applies to another unit than the quantity.",
)
def one_unit(document: Document) -> Iterator[Broken]:
    """The unit of BaseQuantity is that of the quantity."""
    for line in document.lines:
        base, quantity = first(line, "cac:Price/cbc:BaseQuantity"), first(line, document.quantity)
        if base is not None and quantity is not None:
            unit = base.get("unitCode")
            if unit is not None and unit != quantity.get("unitCode"):
                yield Broken(base, unit, quantity.get("unitCode"))


# VAT


@RULES.add(
    "PEPPOL-EN16931-R053",
    "De factuur moet precies een btw-overzicht hebben.",
    "The invoice must have exactly one VAT breakdown.",
)
def one_breakdown(document: Document) -> Iterable[Element]:
    """One TaxTotal with subtotals."""
    found = [
        total for total in every(document.root, "cac:TaxTotal") if first(total, "cac:TaxSubtotal") is not None
    ]
    return () if len(found) == 1 else (found[1] if found else document.root,)


@RULES.add(
    "PEPPOL-EN16931-R054",
    "Een tweede totaal aan btw hoort er alleen bij een tweede munt, en dan moet het er staan.",
    "A second VAT total belongs only to a second currency, and then it must be there.",
)
def second_total(document: Document) -> Iterable[Element]:
    """As many TaxTotals without subtotals as there are tax currencies: none or one."""
    bare = [
        total for total in every(document.root, "cac:TaxTotal") if first(total, "cac:TaxSubtotal") is None
    ]
    wanted = 0 if first(document.root, "cbc:TaxCurrencyCode") is None else 1
    return () if len(bare) == wanted else (bare[-1] if bare else document.root,)


@RULES.add(
    "PEPPOL-EN16931-R055",
    "De btw in beide munten moet hetzelfde teken hebben.",
    "The VAT in both currencies must have the same sign.",
)
def same_sign(document: Document) -> Iterator[Broken]:
    """The VAT in the tax currency and that in the invoice's currency are both positive or both negative."""
    currency = text(document.root, "cbc:TaxCurrencyCode")
    own = number(document.vat_total)
    for total in every(document.root, "cac:TaxTotal/cbc:TaxAmount"):
        other = number(total)
        compared = currency and total.get("currencyID") == currency
        if compared and own is not None and other is not None and own * other < 0:
            yield Broken(total, other)
