"""Audit files: what is spend, what the file says of itself, and what is told when it does not hold."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from meerwaarde.exchange import xaf
from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.gates.refusal import Refused

DAY = date(2026, 3, 12)
ACCOUNTS = (
    xaf.LedgerAccount(id="0210", description="Voertuigen", kind="balance", rgs="BMvaTev"),
    xaf.LedgerAccount(id="1100", description="Bank", kind="balance", rgs="BLimBan"),
    xaf.LedgerAccount(id="1510", description="Te vorderen btw", kind="balance"),
    xaf.LedgerAccount(id="1600", description="Crediteuren", kind="balance", rgs="BSchCreHac"),
    xaf.LedgerAccount(id="4300", description="Groenonderhoud", kind="profit_and_loss", rgs="WBedHui"),
    xaf.LedgerAccount(id="4400", description="Schoonmaak", kind="profit_and_loss"),
    xaf.LedgerAccount(id="8000", description="Leges", kind="profit_and_loss"),
)
PARTIES = (
    xaf.Party(
        id="50001",
        name="Hoveniers de Vaart & Zonen",
        kind="supplier",
        kvk="90000001",
        vat_number="NL900000001B01",
        tax_number="NL900000001B01",
        addresses=(xaf.Address(street="Singel", number="4", city="Veenmeer", postal_code="1234 AB"),),
    ),
    xaf.Party(id="50002", name="Schoon <Anders> B.V.", kind="both"),
    xaf.Party(id="10001", name="Burger", kind="customer"),
)


def posting(number: int, account: str, cents: int, **more: object) -> xaf.Posting:
    """A line of a booking on the day of all bookings here."""
    return xaf.Posting(number=str(number), account=account, document="F-1", date=DAY, cents=cents, **more)  # type: ignore[arg-type]


def invoice(
    number: str, supplier: str, costs: dict[str, int], vat: int, *, told_with_lines: bool = False
) -> xaf.Transaction:
    """A booked invoice: costs by account, the VAT, and the creditor's line that balances them."""
    lines = [
        posting(
            position,
            account,
            cents,
            description=f"Kosten {account}",
            cost_centre="K10",
            vat=(xaf.VatPart(code="1", percentage="21", cents=round(cents * 0.21)),)
            if told_with_lines
            else (),
        )
        for position, (account, cents) in enumerate(costs.items(), 1)
    ]
    if vat:
        lines.append(posting(90, "1510", vat))
    owed = sum(costs.values()) + vat
    lines.append(posting(91, "1600", -owed, party=supplier, invoice=f"INV-{number}"))
    return xaf.Transaction(number=number, date=DAY, postings=tuple(lines), description="Inkoopfactuur")


def journal(kind: str | None, *transactions: xaf.Transaction, description: str = "Dagboek") -> xaf.Journal:
    """A book with these bookings; a purchase book has the creditors' account at its other side."""
    return xaf.Journal(
        id=f"J{kind or ''}",
        description=description,
        kind=kind,
        offset_account="1600" if kind == "P" else None,
        transactions=transactions,
    )


def book(*journals: xaf.Journal, currency: str = "EUR") -> xaf.Book:
    """The books of 2026 with these journals."""
    return xaf.Book(
        header=xaf.Header(
            fiscal_year="2026",
            start=date(2026, 1, 1),
            end=date(2026, 12, 31),
            currency=currency,
            made=date(2027, 1, 15),
            software="Boekhouder",
            software_version="7",
        ),
        company=xaf.Company(id="1", name="Gemeente Veenmeer", country="NL", tax_number="NL000000000B01"),
        parties=PARTIES,
        accounts=ACCOUNTS,
        vat_codes=(xaf.VatCode(id="1", description="Hoog", to_claim="1510"),),
        opening=(("1100", 100_000), ("1600", -100_000)),
        journals=journals,
    )


def written(*journals: xaf.Journal, totals: xaf.Totals | None = None) -> bytes:
    """The whole file."""
    return b"".join(xaf.write(book(*journals), transactions=totals))


PURCHASE = invoice("1", "50001", {"4300": 100_00}, 21_00)


def taken(document: bytes) -> tuple[list[PaymentLine], xaf.AuditFile]:
    file = xaf.read(document)
    return list(file), file


def codes(file: xaf.AuditFile) -> list[str]:
    return [complaint.code for complaint in file.complaints]


def test_a_purchase_is_its_cost_without_the_vat_and_with_its_supplier() -> None:
    lines, file = taken(written(journal("P", PURCHASE)))
    assert lines == [
        PaymentLine(
            line=1,
            supplier="Hoveniers de Vaart & Zonen",
            supplier_id="50001",
            kvk="90000001",
            vat_number="NL900000001B01",
            date=DAY,
            cents=100_00,
            vat_cents=21_00,
            gross_cents=121_00,
            currency="EUR",
            description="Kosten 4300",
            department="K10",
            category="Groenonderhoud",
            account="4300",
            reference="F-1",
        )
    ]
    assert file.complaints == ()
    assert file.whole
    assert [control.holds for control in file.controls] == [True, True]
    assert (file.header.fiscal_year, file.company.name) == ("2026", "Gemeente Veenmeer")
    party = file.ledger.parties["50001"]
    assert (party.kind, party.addresses[0].city) == ("supplier", "Veenmeer")
    assert file.ledger.accounts["4300"].rgs == "WBedHui"


def test_a_credit_note_is_negative_and_an_asset_is_spend_too() -> None:
    lines, _ = taken(
        written(
            journal(
                "P",
                invoice("1", "50002", {"4400": -50_00}, -10_50),
                invoice("2", "50002", {"0210": 20_000_00}, 4_200_00),
            )
        )
    )
    assert [(line.account, line.cents, line.gross_cents) for line in lines] == [
        ("4400", -50_00, -60_50),
        ("0210", 20_000_00, 24_200_00),
    ]


def test_vat_of_several_lines_is_told_only_where_the_file_tells_it() -> None:
    costs = {"4300": 100_00, "4400": 200_00}
    told, untold = (
        [line.vat_cents for line in taken(written(journal("P", one)))[0]]
        for one in (
            invoice("1", "50001", costs, 63_00, told_with_lines=True),
            invoice("1", "50001", costs, 63_00),
        )
    )
    assert told == [21_00, 42_00]
    assert untold == [None, None]


def test_shifted_vat_leaves_gross_equal_to_net() -> None:
    shifted = xaf.Transaction(
        number="1",
        date=DAY,
        postings=(
            posting(1, "4300", 100_00),
            posting(2, "1510", 21_00),
            posting(3, "1510", -21_00),
            posting(4, "1600", -100_00, party="50001"),
        ),
    )
    [line] = taken(written(journal("P", shifted)))[0]
    assert (line.cents, line.vat_cents, line.gross_cents) == (100_00, 0, 100_00)


def test_what_other_journals_give() -> None:
    def two(account: str, *, party: str | None, against: str, creditor: str | None = None) -> xaf.Transaction:
        return xaf.Transaction(
            number="9",
            date=DAY,
            postings=(posting(1, account, 10_00, party=party), posting(2, against, -10_00, party=creditor)),
        )

    def cents(kind: str | None, transaction: xaf.Transaction, description: str = "Dagboek") -> list[int]:
        return [line.cents for line in taken(written(journal(kind, transaction, description=description)))[0]]

    paid_from_bank = two("4300", party="50001", against="1100")
    assert cents("B", paid_from_bank) == [10_00], "a direct payment that names its supplier"
    assert cents("B", two("1600", party="50001", against="1100")) == [], "an invoice that is paid"
    assert cents("M", two("4300", party=None, against="1600", creditor="50001")) == [10_00]
    assert cents("M", two("4300", party=None, against="4400")) == [], "nobody was paid"
    assert cents("M", two("4300", party="10001", against="4400")) == [], "a customer is no supplier"
    assert cents("S", paid_from_bank) == []
    assert cents("Y", paid_from_bank) == []
    unlabelled = two("0210", party=None, against="1600", creditor="50001")
    assert cents(None, unlabelled, "Inkoopboek 1") == [10_00]
    assert cents(None, unlabelled) == []


def test_control_totals_that_do_not_hold_are_told_with_both_figures() -> None:
    lines, file = taken(written(journal("P", PURCHASE), totals=xaf.Totals(4, 121_00, 120_99)))
    assert len(lines) == 1
    assert codes(file) == ["lines_count", "total_credit"]
    assert "4 regels, geteld zijn er 3" in file.complaints[0].why
    assert "credit van de boekingen 120,99; opgeteld is het 121,00" in file.complaints[1].why
    assert "120.99" in file.complaints[1].why_en
    control = file.controls[-1]
    assert (control.announced, control.counted) == (
        xaf.Totals(4, 121_00, 120_99),
        xaf.Totals(3, 121_00, 121_00),
    )


def test_a_booking_out_of_balance_is_named() -> None:
    document = written(journal("P", PURCHASE)).replace(b"<amnt>121.00</amnt>", b"<amnt>120.00</amnt>")
    _, file = taken(document)
    assert file.complaints[0].code == "transaction_unbalanced"
    assert file.complaints[0].where == "JP/1"
    assert "debet 121,00, credit 120,00" in file.complaints[0].why


@pytest.mark.parametrize("end", [0.55, 0.7, 0.9, 0.999])
def test_a_file_that_breaks_off_keeps_the_whole_bookings_before(end: float) -> None:
    many = [invoice(str(number), "50001", {"4300": number}, 0) for number in range(1, 40)]
    document = written(journal("P", *many))
    lines, file = taken(document[: int(len(document) * end)])
    assert [line.cents for line in lines] == list(range(1, len(lines) + 1))
    assert not file.whole
    broken = next(one for one in file.complaints if one.code == "xaf_broken")
    assert f"{len(lines)} volledige" in broken.why
    assert broken.where.count(":") == 1


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "xml_empty"),
        (b"   \n ", "xml_not_well_formed"),
        (b"date;supplier;amount\n", "xml_not_well_formed"),
        (b"<Invoice/>", "xaf_not_an_auditfile"),
        (b"<auditfile/>", "xaf_version"),
        (b'<auditfile xmlns="http://www.auditfiles.nl/XAF/3.0"/>', "xaf_version"),
        (b'<auditfile xmlns="http://www.auditfiles.nl/XAF/3.1"/>', "xaf_version"),
        (b'<a:auditfile xmlns:a="http://www.auditfiles.nl/XAF/4.0"/>', "xaf_version"),
        (b'<auditfile xmlns="urn:else"/>', "xaf_version"),
        (b'<!DOCTYPE auditfile [<!ENTITY a "b">]><auditfile/>', "xml_doctype"),
        (b'<!DOCTYPE auditfile SYSTEM "http://else.example/x.dtd"><auditfile/>', "xml_doctype"),
        (b'<?xml version="1.0" encoding="utf-7"?><auditfile/>', "xml_not_well_formed"),
    ],
)
def test_what_is_no_audit_file_of_this_version_is_refused(document: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        xaf.read(document, where="auditfile.xaf")
    assert refused.value.code == code
    assert refused.value.where == "auditfile.xaf"


def test_the_refusal_of_a_version_says_which_and_what_to_do() -> None:
    with pytest.raises(Refused, match=r"version 4\.0; we read version 3\.2"):
        xaf.read(b'<auditfile xmlns="http://www.auditfiles.nl/XAF/4.0"/>')


def test_an_entity_without_a_doctype_breaks_the_file() -> None:
    _, file = taken(written(journal("P", PURCHASE)).replace(b"Kosten 4300", b"&secret;"))
    assert codes(file) == ["xaf_broken"]


def test_a_prefix_and_other_encodings_make_no_difference() -> None:
    plain = written(journal("P", PURCHASE))
    expected = taken(plain)[0]
    prefixed = plain.replace(b"</", b"\x00").replace(b"<", b"<x:").replace(b"\x00", b"</x:")
    prefixed = prefixed.replace(b"<x:?xml", b"<?xml").replace(b"xmlns=", b"xmlns:x=")
    assert taken(prefixed)[0] == expected
    text = plain.decode().replace("Singel", "Café € 5")
    for encoding in ("windows-1252", "utf-16"):
        lines, file = taken(text.replace("UTF-8", encoding).encode(encoding))
        assert lines == expected
        assert file.ledger.parties["50001"].addresses[0].street == "Café € 5"


def test_lines_that_cannot_count_are_left_out_and_told() -> None:
    plain = written(journal("P", PURCHASE))
    for wrong, code in (
        ((b"<amnt>100.00</amnt>", b"<amnt>1e2</amnt>"), "amount_unreadable"),
        ((b"<amnt>100.00</amnt><amntTp>D</amntTp>", b""), "amount_missing"),
        ((b"<trDt>2026-03-12</trDt>", b"<trDt>2026-02-31</trDt>"), "date_unreadable"),
        ((b"<trDt>2026-03-12</trDt>", b""), "date_missing"),
        ((b"<custSupID>50001</custSupID><invRef>", b"<invRef>"), "supplier_missing"),
    ):
        lines, file = taken(plain.replace(*wrong))
        assert lines == []
        assert code in codes(file)
        assert file.refused > 0
    lines, file = taken(plain.replace(b"<trDt>2026-03-12</trDt>", b"<trDt>2025-03-12</trDt>"))
    assert (len(lines), codes(file)) == (1, ["date_outside_period"])


def test_a_past_name_of_a_supplier_is_not_its_name() -> None:
    document = written(journal("P", PURCHASE)).replace(
        b"</customerSupplier>",
        b"<customerSupplierHistory><customerSupplier><custSupID>50001</custSupID><custSupName>Vroeger"
        b"</custSupName></customerSupplier></customerSupplierHistory></customerSupplier>",
        1,
    )
    lines, file = taken(document)
    assert lines[0].supplier == "Hoveniers de Vaart & Zonen"
    assert file.ledger.parties["50001"].addresses[0].city == "Veenmeer"


def test_what_is_wrong_in_every_line_is_counted_and_not_kept() -> None:
    one = invoice("1", "50001", {"4300": 1}, 0)
    document = written(journal("P", *[one] * 500)).replace(b"<amnt>0.01</amnt>", b"<amnt>?</amnt>")
    _, file = taken(document)
    assert file.complaint_counts["amount_unreadable"] == 1000
    assert len(file.complaints) < 500
    assert any("800 keer" in complaint.why for complaint in file.complaints)


def test_names_of_elements_as_texts_and_empty_elements_change_nothing() -> None:
    plain = written(journal("P", PURCHASE))
    odd = plain.replace(b"Inkoopfactuur", b"trLine").replace(b"<docRef>F-1</docRef>", b"<docRef>nr</docRef>")
    odd = odd.replace(b"<desc>Kosten 4300</desc>", b"<desc/>")
    [line] = taken(odd)[0]
    assert (line.description, line.reference, line.cents) == ("trLine", "nr", 100_00)


def test_texts_in_the_head_of_a_booking_do_not_leak_into_its_lines() -> None:
    plain = written(journal("P", PURCHASE))
    head = b"<amnt>999.99</amnt><amntTp>C</amntTp><sourceID>S</sourceID>"
    lines, file = taken(plain.replace(b"</trDt>", b"</trDt>" + head))
    assert lines == taken(plain)[0]
    assert file.complaints == ()


def test_a_booking_without_lines_and_one_without_numbers() -> None:
    plain = written(journal("P", PURCHASE))
    empty = b"<transaction><nr>0</nr><periodNumber>1</periodNumber><trDt>2026-03-12</trDt></transaction>"
    lines, file = taken(plain.replace(b"<transaction>", empty + b"<transaction>", 1))
    assert (lines, file.transactions, file.complaints) == (taken(plain)[0], 2, ())
    for number in (b"1", b"90", b"91"):
        plain = plain.replace(b"<nr>" + number + b"</nr>", b"")
    [line] = taken(plain)[0]
    assert (line.cents, line.supplier_id, line.account) == (100_00, "50001", "4300")


def test_a_line_whose_number_comes_late_keeps_its_account() -> None:
    plain = written(journal("P", PURCHASE))
    late = plain.replace(b"<nr>1</nr><accID>4300</accID>", b"<accID>4300</accID><nr>1</nr>")
    assert late != plain
    assert taken(late)[0] == taken(plain)[0]


def test_indentation_and_comments_change_nothing() -> None:
    plain = written(journal("P", PURCHASE))
    spaced = plain.replace(b"><", b">\n\t<!-- x -->  <")
    assert taken(spaced)[0] == taken(plain)[0]
    assert taken(spaced)[1].complaints == ()


def test_subledgers_are_checked_by_their_own_totals() -> None:
    def with_subledger(total: str) -> xaf.AuditFile:
        line = (
            "<sbLine><nr>1</nr><jrnID>JP</jrnID><trNr>1</trNr><trLineNr>91</trLineNr>"
            "<amnt>121.00</amnt><amntTp>C</amntTp></sbLine>"
        )
        subledger = (
            "<subledgers><subledger><sbType>SU</sbType><linesCount>1</linesCount><totalDebit>0</totalDebit>"
            f"<totalCredit>{total}</totalCredit>{line}</subledger></subledgers></transactions>"
        )
        plain = written(journal("P", PURCHASE))
        return taken(plain.replace(b"</transactions>", subledger.encode()))[1]

    assert with_subledger("121.00").complaints == ()
    assert [control.block for control in with_subledger("121.00").controls][-2:] == [
        "subledger",
        "transactions",
    ]
    [complaint] = with_subledger("120.00").complaints
    assert (complaint.code, complaint.where) == ("total_credit", "subledger/totalCredit")
    assert "120,00; opgeteld is het 121,00" in complaint.why


def test_a_file_without_bookings_says_so() -> None:
    _, file = taken(written())
    assert codes(file) == ["no_transactions"]


def test_a_file_is_read_once() -> None:
    file = xaf.read(written(journal("P", PURCHASE)))
    list(file)
    with pytest.raises(RuntimeError, match="one pass"):
        iter(file)


HOSTILE = {
    "depth": b"<a>" * 3_000_000,
    "depth of known elements": b"<journal>" * 1_000_000,
    "names": b"".join(b"<a%d/>" % number for number in range(200_000)),
    "one text": b"<trLine><desc>" + b"x" * 8_000_000,
    "one attribute": b'<a b="' + b"x" * 8_000_000,
}


@pytest.mark.parametrize("inside", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_built_to_fill_memory_is_stopped(inside: bytes) -> None:
    start = b'<auditfile xmlns="http://www.auditfiles.nl/XAF/3.2"><transactions>'
    _, file = taken(start + inside)
    assert codes(file) == ["xaf_broken"]


def test_memory_is_flat() -> None:
    """Ten times the bookings, from a generator: not a tenth more memory."""

    def pieces(copies: int) -> Iterator[bytes]:
        document = written(journal("P", *[invoice(str(n), "50001", {"4300": n}, 0) for n in range(100)]))
        before, bookings = document.split(b"<transaction>", 1)
        bookings, after = bookings.rsplit(b"</transaction>", 1)
        yield before
        for _ in range(copies):
            yield b"<transaction>" + bookings + b"</transaction>"
        yield after

    def peak(copies: int) -> int:
        gc.collect()
        tracemalloc.start()
        try:
            file = xaf.read(pieces(copies))
            count = sum(1 for _ in file)
            assert count == 100 * copies
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    small, large = peak(2), peak(20)
    assert large < small * 1.1 + 100_000


NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    min_size=1,
    max_size=30,
).filter(lambda text: text == " ".join(text.split()))
COSTS = st.dictionaries(st.sampled_from(["4300", "4400", "0210"]), st.integers(-(10**12), 10**12), min_size=1)
INVOICES = st.lists(st.tuples(COSTS, st.integers(-(10**9), 10**9), NAMES), max_size=8)


@settings(max_examples=100, deadline=None)
@given(INVOICES)
def test_what_is_written_is_read(invoices: list[tuple[dict[str, int], int, str]]) -> None:
    bookings = [invoice(name, "50001", costs, vat) for costs, vat, name in invoices]
    lines, file = taken(written(journal("P", *bookings)))
    assert [line.cents for line in lines] == [cents for costs, _, _ in invoices for cents in costs.values()]
    assert all(control.holds for control in file.controls)
    assert file.whole
    for complaint in file.complaints:
        assert complaint.code == "no_transactions"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 6_000), st.binary(max_size=6))
def test_damage_anywhere_never_raises_anything_but_a_refusal(place: int, damage: bytes) -> None:
    document = written(journal("P", PURCHASE))
    with suppress(Refused):
        list(xaf.read(document[:place] + damage + document[place + len(damage) :]))


@pytest.mark.real_data
def test_a_written_file_is_valid_by_the_schema(real_data: Path) -> None:
    schema = etree.XMLSchema(etree.parse(real_data / "xaf" / "XmlAuditfileFinancieel3.2.xsd"))
    other = invoice("2", "50002", {"4300": 100_00, "4400": -7}, 20_99, told_with_lines=True)
    whole = book(journal("P", PURCHASE, other), journal("M"), journal(None))
    document = etree.fromstring(b"".join(xaf.write(whole)))
    assert schema.validate(document), schema.error_log
    assert date.fromisoformat(document.findtext(".//{*}trDt")) == DAY
