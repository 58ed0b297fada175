"""Invoices in UBL: what becomes spend to the cent, what is refused and by which rule, and what is unsafe."""

from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from meerwaarde.exchange import ubl
from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.ubl.elements import Document
from meerwaarde.exchange.ubl.rules import CODES, RULES, check
from meerwaarde.gates.refusal import Refused
from meerwaarde.gates.xml import open_xml

SAMPLES = Path(__file__).with_name("samples")
INVOICE = (SAMPLES / "payments" / "ubl_invoice.xml").read_bytes()
CREDIT_NOTE = (SAMPLES / "payments" / "ubl_credit_note.xml").read_bytes()


def changed(before: str, after: str, document: bytes = INVOICE) -> bytes:
    assert before.encode() in document
    return document.replace(before.encode(), after.encode())


def rules_of(document: bytes) -> list[str]:
    return [complaint.code for complaint in ubl.read(document).complaints]


def test_each_line_charge_and_allowance_becomes_spend() -> None:
    reading = ubl.read(INVOICE)
    assert reading.complaints == ()
    first, *others = reading.records
    assert first == PaymentLine(
        line=1,
        supplier="Hoveniersbedrijf De Vaart B.V.",
        supplier_id="LEV-7",
        kvk="90000001",
        vat_number="NL900000001B01",
        date=date(2026, 3, 12),
        cents=1_000_00,
        vat_cents=210_00,
        gross_cents=1_210_00,
        currency="EUR",
        description="Onderhoud plantsoen",
        department="Afdeling Groen",
        category="77310000",
        account="4300",
        reference="2026-0017",
    )
    assert [(line.description, line.cents, line.vat_cents) for line in others] == [
        ("Plantgoed", 250_50, 22_54),
        ("Voorrijkosten", 25_00, 5_25),
        ("Korting vaste klant", -50_00, -10_50),
    ]


def test_the_lines_come_to_the_totals_of_the_invoice() -> None:
    [invoice] = ubl.read_invoices(INVOICE).records
    lines = ubl.read(INVOICE).records
    assert sum(line.cents for line in lines) == invoice.net_cents == 1_225_50
    assert sum(line.gross_cents or 0 for line in lines) == invoice.gross_cents == 1_452_79
    paid = invoice.gross_cents - invoice.prepaid_cents + invoice.rounding_cents
    assert paid == invoice.payable_cents == 1_352_80
    assert invoice.due == date(2026, 4, 11)
    assert invoice.payment_terms == "30 dagen netto"
    assert (invoice.seller.oin, invoice.buyer.oin) == (None, "00000001900000000000")


def test_a_credit_note_takes_off() -> None:
    reading = ubl.read(CREDIT_NOTE)
    assert reading.complaints == ()
    assert [(line.cents, line.vat_cents, line.gross_cents) for line in reading.records] == [
        (-100_00, -21_00, -121_00)
    ]
    [invoice] = ubl.read_invoices(CREDIT_NOTE).records
    assert invoice.credits == ("2026-0017",)


def test_another_currency_stays_as_it_is() -> None:
    lines = ubl.read(changed("EUR", "NOK")).records
    assert {line.currency for line in lines} == {"NOK"}
    assert sum(line.cents for line in lines) == 1_225_50


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ('LineExtensionAmount currencyID="EUR">1250.50', "1250.51", "BR-CO-10"),
        ('AllowanceTotalAmount currencyID="EUR">50.00', "5.00", "BR-CO-11"),
        ('ChargeTotalAmount currencyID="EUR">25.00', "26.00", "BR-CO-12"),
        ('TaxExclusiveAmount currencyID="EUR">1225.50', "1225.51", "BR-CO-13"),
        ('TaxAmount currencyID="EUR">227.29', "227.30", "BR-CO-14"),
        ('TaxInclusiveAmount currencyID="EUR">1452.79', "1452.78", "BR-CO-15"),
        ('PayableAmount currencyID="EUR">1352.80', "1352.79", "BR-CO-16"),
        ('LineExtensionAmount currencyID="EUR">1000.00', "1e3", "UBL-AMOUNT"),
        ("<cbc:IssueDate>2026-03-12", "", "BR-03"),
        ("<cbc:RegistrationName>Hoveniersbedrijf De Vaart B.V.", "", "BR-06"),
    ],
)
def test_an_invoice_that_cannot_be_counted_gives_nothing_and_names_the_rule(
    before: str, after: str, rule: str
) -> None:
    kept = before[: before.rindex(">") + 1]
    reading = ubl.read(changed(before, kept + after))
    assert reading.records == ()
    complaint = next(one for one in reading.complaints if one.code == rule)
    assert rule in complaint.why
    assert complaint.why.endswith("De factuur telt niet mee.")
    assert complaint.where.startswith("/Invoice")


def test_an_amount_in_another_currency_than_the_invoice_stops_it() -> None:
    reading = ubl.read(changed('PriceAmount currencyID="EUR">100.00', 'PriceAmount currencyID="USD">100.00'))
    assert reading.records == ()
    assert [one.code for one in reading.complaints] == ["PEPPOL-EN16931-R051"]


def test_a_finding_tells_both_figures_the_path_and_the_line() -> None:
    document = changed('PayableAmount currencyID="EUR">1352.80', 'PayableAmount currencyID="EUR">1352.79')
    [complaint] = ubl.read(document).complaints
    assert "Er staat 1.352,79, berekend is 1.352,80." in complaint.why
    assert "It says 1,352.79, computed is 1,352.80." in complaint.why_en
    line = 1 + document[: document.index(b"<cbc:PayableAmount")].count(b"\n")
    assert complaint.where == f"/Invoice/cac:LegalMonetaryTotal/cbc:PayableAmount ({line})"


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ('<cbc:CompanyID schemeID="0106">90000001', '<cbc:CompanyID schemeID="0002">90000001', "NL-R-003"),
        ("<cbc:PostalZone>1234 AB</cbc:PostalZone>", "", "NL-R-002"),
        ("<cbc:PaymentMeansCode>30<", "<cbc:PaymentMeansCode>10<", "NL-R-008"),
        ("<cbc:DueDate>2026-04-11", "<cbc:DueDate>2026-02-30", "PEPPOL-EN16931-F001"),
        ("<cbc:ID>2026-0017</cbc:ID>", "", "BR-02"),
        ("NL900000001B01", "900000001B01", "BR-CO-09"),
    ],
)
def test_what_is_only_missing_or_odd_is_told_and_still_counts(before: str, after: str, rule: str) -> None:
    reading = ubl.read(changed(before, after))
    assert len(reading.records) == 4
    assert rule in [complaint.code for complaint in reading.complaints]


def test_a_dutch_rule_is_told_with_its_name_in_nlcius() -> None:
    [complaint] = ubl.read(
        changed('<cbc:CompanyID schemeID="0106">90000001', "<cbc:CompanyID>90000001")
    ).complaints
    assert "[NL-R-003, BR-NL-1]" in complaint.why


def test_nlcius_does_not_ask_what_only_peppol_asks() -> None:
    peppol = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
    nlcius = changed(peppol, "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0")
    profile = b"<cbc:ProfileID>urn:fdc:peppol.eu:2017:poacc:billing:01:1.0</cbc:ProfileID>"
    assert rules_of(nlcius.replace(profile, b"")) == []
    assert rules_of(INVOICE.replace(profile, b"")) == ["PEPPOL-EN16931-R001"]


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "xml_empty"),
        (b"<Invoice/>", "ubl_not_an_invoice"),
        (b'<a:CrossIndustryInvoice xmlns:a="urn:x"/>', "ubl_not_an_invoice"),
        (b'<!DOCTYPE Invoice [<!ENTITY a "b">]>' + INVOICE.split(b"?>", 1)[1], "xml_doctype"),
        (INVOICE[:2000], "xml_not_well_formed"),
        (b"PK\x03\x04 and nothing", "container_broken"),
    ],
)
def test_what_is_no_invoice_is_refused(document: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        ubl.read(document)
    assert refused.value.code == code


def zipped(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name, content)
    return out.getvalue()


def test_a_zip_gives_all_its_invoices_and_says_which_could_not_be_read() -> None:
    bundle = zipped(
        {"a/1.xml": INVOICE, "a/2.XML": CREDIT_NOTE, "3.xml": b"<broken", "4.pdf": b"%PDF", "5.xml": b"<x/>"}
    )
    reading = ubl.read(bundle, where="maart.zip")
    assert [line.line for line in reading.records] == [1, 2, 3, 4, 5]
    assert [(one.where, one.code) for one in reading.complaints] == [
        ("3.xml", "xml_not_well_formed"),
        ("5.xml", "ubl_not_an_invoice"),
    ]


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"../out.xml": INVOICE}, "container_path"),
        ({"/etc/out.xml": INVOICE}, "container_path"),
        ({"bomb.xml": b"<a>" + b" " * 20_000_000 + b"</a>"}, "container_ratio"),
        ({f"{n}.xml": b"<a/>" for n in range(1_001)}, "container_members"),
        ({"in.xml": zipped({"a.xml": b"<a/>"})}, "container_nested"),
        ({"only.pdf": b"%PDF"}, "ubl_zip_empty"),
    ],
    ids=["path up", "absolute path", "bomb", "many members", "zip in zip", "no xml"],
)
def test_an_unsafe_or_useless_zip_is_refused(members: dict[str, bytes], code: str) -> None:
    with pytest.raises(Refused) as refused:
        ubl.read(zipped(members))
    assert refused.value.code == code


AMOUNTS = st.lists(
    st.tuples(st.integers(-(10**9), 10**9), st.sampled_from([0, 9, 21])), min_size=1, max_size=12
)


@settings(max_examples=150, deadline=None)
@given(AMOUNTS, st.booleans(), st.integers(-50, 50))
def test_vat_is_divided_over_the_lines_to_the_cent(
    lines: list[tuple[int, int]], credit: bool, off: int
) -> None:
    """Whatever the amounts and the rounding of the VAT, lines and totals agree."""
    document = CREDIT_NOTE if credit else INVOICE
    bases: dict[int, int] = {}
    for cents, rate in lines:
        bases[rate] = bases.get(rate, 0) + cents
    vat = {rate: base * rate // 100 + (off if rate else 0) for rate, base in bases.items()}
    root = etree.fromstring(document)
    _set_lines(root, lines, bases, vat)
    reading = ubl.read(etree.tostring(root))
    blocking = [one for one in reading.complaints if "telt niet mee" in one.why]
    assert blocking == []
    sign = -1 if credit else 1
    assert sum(line.cents for line in reading.records) == sign * sum(bases.values())
    assert sum(line.vat_cents or 0 for line in reading.records) == sign * sum(vat.values())


CBC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2}"
CAC = "{urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2}"


def _euros(cents: int) -> str:
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _set_lines(
    root: etree._Element, lines: list[tuple[int, int]], bases: dict[int, int], vat: dict[int, int]
) -> None:
    """Replace lines, VAT and totals of a document by these."""
    for name in ("AllowanceCharge", "TaxTotal", "InvoiceLine", "CreditNoteLine"):
        for old in root.findall(CAC + name):
            root.remove(old)
    totals = root.find(CAC + "LegalMonetaryTotal")
    net, tax = sum(bases.values()), sum(vat.values())
    for old in list(totals):
        totals.remove(old)
    for name, cents in (
        ("LineExtensionAmount", net),
        ("TaxExclusiveAmount", net),
        ("TaxInclusiveAmount", net + tax),
        ("PayableAmount", net + tax),
    ):
        etree.SubElement(totals, CBC + name, currencyID="EUR").text = _euros(cents)
    total = etree.SubElement(root, CAC + "TaxTotal")
    etree.SubElement(total, CBC + "TaxAmount", currencyID="EUR").text = _euros(tax)
    for rate, base in bases.items():
        part = etree.SubElement(total, CAC + "TaxSubtotal")
        etree.SubElement(part, CBC + "TaxableAmount", currencyID="EUR").text = _euros(base)
        etree.SubElement(part, CBC + "TaxAmount", currencyID="EUR").text = _euros(vat[rate])
        _category(part, "TaxCategory", rate)
    for number, (cents, rate) in enumerate(lines, 1):
        kind = "CreditNoteLine" if root.tag.endswith("CreditNote") else "InvoiceLine"
        line = etree.SubElement(root, CAC + kind)
        etree.SubElement(line, CBC + "ID").text = str(number)
        etree.SubElement(line, CBC + "LineExtensionAmount", currencyID="EUR").text = _euros(cents)
        _category(etree.SubElement(line, CAC + "Item"), "ClassifiedTaxCategory", rate)


def _category(above: etree._Element, name: str, rate: int) -> None:
    category = etree.SubElement(above, CAC + name)
    etree.SubElement(category, CBC + "ID").text = "S" if rate else "Z"
    etree.SubElement(category, CBC + "Percent").text = str(rate)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(INVOICE)), st.binary(max_size=8))
def test_damage_anywhere_is_a_refusal_or_a_reading(place: int, damage: bytes) -> None:
    try:
        reading = ubl.read(INVOICE[:place] + damage + INVOICE[place + len(damage) :])
    except Refused as refused:
        assert refused.message.nl != ""  # noqa: PT017  either outcome is right
    else:
        assert all(line.supplier for line in reading.records)


def test_an_invoice_wrong_in_every_line_is_told_a_bounded_number_of_times() -> None:
    start, end = INVOICE.index(b"  <cac:InvoiceLine>"), INVOICE.index(b"</Invoice>")
    amount = b'<cbc:LineExtensionAmount currencyID="USD">x</cbc:LineExtensionAmount>'
    line = b"<cac:InvoiceLine>" + amount + b"</cac:InvoiceLine>"
    reading = ubl.read(INVOICE[:start] + line * 1_000 + INVOICE[end:])
    per_rule = Counter(complaint.code for complaint in reading.complaints)
    assert per_rule["UBL-AMOUNT"] == per_rule["BR-21"] == 20
    with pytest.raises(Refused, match="ubl_too_many_lines"):
        ubl.read(INVOICE[:start] + b"<cac:InvoiceLine/>" * 50_001 + INVOICE[end:])


def test_each_rule_has_its_own_name_and_two_sentences() -> None:
    assert len(CODES) == len(RULES)
    for rule in RULES:
        assert rule.text.nl != rule.text.en
        assert rule.text.nl.endswith(".")
        assert all(len(sentence.split()) <= 25 for sentence in rule.text.nl.split(". "))


# The published examples and the published cases of rules

VEFA = "{http://difi.no/xsd/vefa/validator/1.0}"
LEFT_OUT = {
    *("PEPPOL-COMMON-R042", "PEPPOL-COMMON-R043", "PEPPOL-COMMON-R044", "PEPPOL-COMMON-R045"),
    *("PEPPOL-COMMON-R046", "PEPPOL-COMMON-R047", "PEPPOL-COMMON-R049", "PEPPOL-COMMON-R050"),
    *("PEPPOL-EN16931-CL001", "PEPPOL-EN16931-CL002", "PEPPOL-EN16931-CL003", "PEPPOL-EN16931-CL006"),
    "PEPPOL-EN16931-CL008",
}
"""Check digits of foreign registers, and lists of codes that nothing is counted by."""


@pytest.mark.real_data
@pytest.mark.parametrize(("folder", "judged"), [("unit-UBL-NL", 21), ("unit-UBL-PEPPOL", 166)])
def test_the_published_cases_are_told_apart_with_the_rule_named(
    real_data: Path, folder: str, judged: int
) -> None:
    right, left_out, wrong = 0, set(), []
    for path in sorted((real_data / "einvoice" / "peppol_bis3" / "rules" / folder).iterdir()):
        for place, case in enumerate(etree.fromstring(path.read_bytes()).iter(VEFA + "test"), 1):
            verdicts, document = [child for child in case if isinstance(child.tag, str)]
            found = {finding.rule for finding in check(Document(open_xml(etree.tostring(document))))}
            for verdict in verdicts.iterchildren(VEFA + "success", VEFA + "error", VEFA + "warning"):
                rule = (verdict.text or "").strip()
                if rule not in CODES:
                    left_out.add(rule)
                elif (rule in found) == (verdict.tag != VEFA + "success"):
                    right += 1
                else:
                    wrong.append((path.name, place, rule))
    assert wrong == []
    assert right == judged
    assert left_out <= LEFT_OUT


@pytest.mark.real_data
def test_the_published_examples_import_and_reconcile(real_data: Path) -> None:
    folder = real_data / "einvoice" / "peppol_bis3" / "rules"
    paths = sorted([*(folder / "examples").glob("*.xml"), *(folder / "national-examples").rglob("*.xml")])
    assert len(paths) == 12
    for path in paths:
        reading = ubl.read_invoices(path.read_bytes())
        assert reading.complaints == (), path.name
        [invoice] = reading.records
        lines = list(ubl.payments(reading.records))
        sign = -1 if invoice.kind == "credit_note" else 1
        assert sum(line.cents for line in lines) == sign * invoice.net_cents, path.name
        assert sum(line.gross_cents or 0 for line in lines) == sign * invoice.gross_cents, path.name
