"""Lists of suppliers: what each cell means, what columns mean, and what is said about what cannot be read."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import msgspec
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from suppliers_file import FAULTS, supplier_csv

from meerwaarde.exchange.suppliers import (
    CredentialClaim,
    MappedColumn,
    SupplierMapping,
    SupplierReading,
    SupplierRecord,
    open_list,
    propose,
    read,
    read_mapping,
)
from meerwaarde.gates.refusal import Refused

TODAY = date(2026, 11, 22)
KNOWN_CPV = {"90911200", "55520000", "77310000"}


def reading(text: str | bytes, mapping: SupplierMapping | None = None) -> SupplierReading:
    document = text.encode() if isinstance(text, str) else text
    return read(document, "lijst.csv", mapping, day=TODAY, cpv_exists=KNOWN_CPV.__contains__)


def one(heading: str, value: str) -> tuple[SupplierRecord, list[str], bool]:
    """The record of one supplier with this value, the codes of what is said, and whether it is refused."""
    found = reading(f"Naam\t{heading}\nKok\t{value}\n")
    (row,) = found.rows
    assert row.record is not None
    return row.record, [complaint.code for complaint in row.complaints], row.refused


@pytest.mark.parametrize(
    ("heading", "value", "field", "wanted"),
    [
        ("KvK-nr.", "12345678", "kvk", "12345678"),
        ("KvK", "1234 5678", "kvk", "12345678"),
        ("Inschrijfnummer", "KvK 12345678", "kvk", "12345678"),
        ("KvK", "12345678.0", "kvk", "12345678"),
        ("Rechtsvorm", "B.V.", "legal_form", "bv"),
        ("Rechtsvorm", "Stichting", "legal_form", "foundation"),
        ("Rechtsvorm", "Coöperatie U.A.", "legal_form", "cooperative"),
        ("Grootte", "Klein", "size_class", "small"),
        ("Grootteklasse", "MICRO", "size_class", "micro"),
        ("CPV", "90911200-8; 55520000", "cpv", ("90911200", "55520000")),
        ("CPV-codes", "90911200 Schoonmaak", "cpv", ("90911200",)),
        ("Thema's", "circulair;Social return", "themes", ("circular", "social_return")),
        ("Thema", "Milieu en biodiversiteit", "themes", ("environment_biodiversity",)),
        ("Thema", "Circulair, ook biobased", "themes", ("circular",)),
        ("Aandeel doelgroep", "45%", "target_group_share", Decimal("0.45")),
        ("Aandeel doelgroep", "45", "target_group_share", Decimal("0.45")),
        ("Aandeel doelgroep", "0,45", "target_group_share", Decimal("0.45")),
        ("Aandeel doelgroep", "0.45", "target_group_share", Decimal("0.45")),
        ("Aandeel doelgroep", "1%", "target_group_share", Decimal("0.01")),
        ("Postcode", "9711ab", "postcode", "9711 AB"),
        ("Postcode", "9711", "postcode", "9711"),
        ("Regio", "Groningen;Drenthe", "regions", ("NL11", "NL13")),
        ("Werkgebied", "NL31, GM0014", "regions", ("NL35", "GM0014")),
        ("Regio", "heel Nederland", "regions", ("NL",)),
        ("Maximale opdracht", "€ 60.000,-", "capacity_max", Decimal("60000")),
        ("Opdracht tot", "1.234,50", "capacity_max", Decimal("1234.50")),
        ("Opdracht vanaf", "1,234.50", "capacity_min", Decimal("1234.50")),
        ("Capaciteit", "50k", "capacity_max", Decimal("50000")),
        ("Capaciteit", "1,5 mln", "capacity_max", Decimal("1500000")),
        ("Website", "www.kok.example", "website", "https://www.kok.example"),
        ("E-mail", "info@kok.example", "email", "info@kok.example"),
        ("Telefoon", "050 123 45 67", "phone", "050 123 45 67"),
    ],
)
def test_a_cell_in_any_notation(heading: str, value: str, field: str, wanted: object) -> None:
    record, _codes, refused = one(heading, value)
    assert getattr(record, field) == wanted
    assert not refused


@pytest.mark.parametrize(
    ("heading", "value", "code"),
    [
        ("KvK", "123", "kvk_unreadable"),
        ("KvK", "11111111", "kvk_unreadable"),
        ("KvK", "1,23457E+07", "kvk_unreadable"),
        ("Rechtsvorm", "iets", "legal_form_unknown"),
        ("CPV", "99999999", "cpv_unknown"),
        ("CPV", "schoonmaak", "cpv_unknown"),
        ("Thema", "klimat", "theme_unknown"),
        ("Regio", "Grunningen", "region_unknown"),
        ("Keurmerken", "PSSO", "credential_unknown"),
        ("Keurmerken", "PSO:31-02-2027", "day_unreadable"),
        ("Keurmerken", "PSO:01-02-27", "day_unreadable"),
        ("Aandeel doelgroep", "145%", "share_unreadable"),
        ("Aandeel doelgroep", "-5", "share_unreadable"),
        ("Aandeel doelgroep", "veel", "share_unreadable"),
        ("Maximale opdracht", "60,000", "amount_unreadable"),
        ("Maximale opdracht", "1.23.4", "amount_unreadable"),
        ("Postcode", "0000 AA", "postcode_unreadable"),
        ("Website", "javascript:alert(1)", "website_unreadable"),
        ("E-mail", "info(at)kok", "email_unreadable"),
        ("Telefoon", "bel ons", "phone_unreadable"),
    ],
)
def test_what_cannot_be_read_is_unknown_and_said(heading: str, value: str, code: str) -> None:
    found = reading(f"Naam\t{heading}\nKok\t{value}\n")
    (row,) = found.rows
    complaint = next(said for said in row.complaints if said.code == code)
    assert row.refused
    assert (complaint.line, complaint.column) == (2, heading)
    assert complaint.text.nl != complaint.text.en
    assert complaint.what_now.nl
    assert complaint.what_now.en
    assert row.values[complaint.role] == value  # type: ignore[index]


def test_the_nearest_word_is_suggested() -> None:
    (row,) = reading("Naam;Thema;Regio;Keurmerken\nKok;klimat;Groningn;b-corb\n").rows
    assert [complaint.what_now.nl for complaint in row.complaints] == [
        "Bedoelt u “klimaat”?",
        "Bedoelt u “groningen”?",
        "Bedoelt u “b corp”?",
    ]


def test_lost_leading_zeros_are_restored_and_said() -> None:
    record, codes, refused = one("KvK", "1234567")
    assert (record.kvk, refused) == ("01234567", False)
    assert "kvk_zeros_restored" in codes


@pytest.mark.parametrize(
    ("value", "claim"),
    [
        ("pso:2027-01-31", CredentialClaim("pso", "", date(2027, 1, 31))),
        ("PSO trede 3:31-01-2027", CredentialClaim("pso", "3", date(2027, 1, 31))),
        ("PSO 30+ (t/m 31-01-2027)", CredentialClaim("pso", "30_plus", date(2027, 1, 31))),
        ("B Corp geldig tot 1 februari 2027", CredentialClaim("b_corp", "", date(2027, 2, 1))),
        ("Code Sociale Ondernemingen", CredentialClaim("code_sociale_ondernemingen")),
    ],
)
def test_credentials_in_any_notation(value: str, claim: CredentialClaim) -> None:
    record, _codes, refused = one("Keurmerken", value)
    assert record.credentials == (claim,)
    assert not refused


def test_a_credential_that_ended_yesterday_is_kept_and_said_and_one_of_today_is_not() -> None:
    record, codes, refused = one("Keurmerken", "pso:21-11-2026")
    assert record.credentials is not None
    assert "credential_expired" in codes
    assert not refused
    assert "credential_expired" not in one("Keurmerken", "pso:22-11-2026")[1]


def test_a_bare_one_is_read_by_the_rest_of_its_column() -> None:
    shares = [
        row.record and row.record.target_group_share for row in reading("Naam;Aandeel\na;1\nb;0,5\n").rows
    ]
    assert shares == [Decimal(1), Decimal("0.5")]
    first, _second = reading("Naam;Aandeel\na;1\nb;50\n").rows
    assert [said.code for said in first.complaints] == ["share_two_readings"]


def test_one_column_with_postcode_and_place() -> None:
    record, _codes, _refused = one("Postcode/Plaats", "9711AB Groningen")
    assert (record.postcode, record.place) == ("9711 AB", "Groningen")


def test_the_same_number_twice_with_other_names_shows_both() -> None:
    first, second = reading("Naam;KvK\nKok;12345678\nBakker;12345678\n").rows
    assert not first.refused
    assert second.refused
    (said,) = second.complaints
    assert "regel 2: daar “Kok”, hier “Bakker”" in said.text.nl
    assert "Verbeter het nummer" in said.what_now.nl


def test_a_supplier_without_a_region_is_taken_and_noted() -> None:
    (row,) = reading("Naam;Regio;KvK\nKok;;12345678\n").rows
    assert not row.refused
    assert [said.code for said in row.complaints] == ["region_missing"]


def test_a_row_with_a_value_too_many_is_not_swallowed() -> None:
    _first, second = reading("Naam;KvK;Plaats\nKok;12345678;Assen\nBakker;;12345679;Emmen\n").rows
    assert [said.code for said in second.complaints] == ["row_too_wide"]
    assert second.record is None


def test_capacity_that_runs_down_is_refused() -> None:
    (row,) = reading("Naam;Opdracht vanaf;Opdracht tot\nKok;60.000;5.000\n").rows
    assert [said.code for said in row.complaints] == ["capacity_upside_down"]


def test_columns_are_proposed_with_reason_and_confidence() -> None:
    header = "Naam organisatie;Inschrijfnummer KvK;Contactpersoon;Onbekend;"
    rows = "".join(f"Firma {n};{12345670 + n};Jan;v{n}@x.example;9711 AB\n" for n in range(6))
    columns = propose(open_list(f"{header}\n{rows}".encode(), "x.csv")).columns
    assert [column.role for column in columns[:4]] == ["name", "kvk", None, "email"]
    assert all(column.why.nl and column.why.en for column in columns)
    assert columns[0].confidence > columns[3].confidence > 0
    assert columns[0].samples[0] == "Firma 0"


def test_a_person_is_never_the_name_of_a_firm() -> None:
    columns = propose(open_list(b"Naam contactpersoon;Bedrijf\nJan;Kok\n", "x.csv")).columns
    assert [column.role for column in columns] == [None, "name"]


def test_shifted_columns_are_told_and_not_swallowed() -> None:
    rows = "".join(f"Firma {n};v{n}@x.example;{12345670 + n}\n" for n in range(8))
    with pytest.raises(Refused) as refused:
        reading(f"Naam;KvK;Plaats\n{rows}")
    assert refused.value.code == "columns_do_not_fit"
    assert "Kolom 2 “KvK” lijkt op e-mailadressen" in refused.value.message.nl
    assert "Kolom 3 “Plaats” lijkt op KvK-nummers" in refused.value.message.nl


def test_columns_that_shift_halfway_are_seen() -> None:
    good = "".join(f"Firma {n};{12345670 + n};Assen\n" for n in range(40))
    bad = "".join(f"{n};Firma {n};x{n}\n" for n in range(60))
    with pytest.raises(Refused):
        reading(f"Naam;KvK;Plaats\n{good}{bad}")


def test_a_list_without_names_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        reading("Iets;Anders\n1;2\n")
    assert refused.value.code == "no_name_column"


def test_a_mapping_goes_by_heading_before_place() -> None:
    mapping = SupplierMapping((MappedColumn(0, "Wie", "name"), MappedColumn(1, "Nummer", "kvk")))
    (row,) = reading("Nummer;Wie\n12345678;Kok\n", mapping).rows
    assert row.record == SupplierRecord(name="Kok", kvk="12345678")


def test_a_heading_of_the_mapping_that_is_gone_is_said() -> None:
    mapping = SupplierMapping((MappedColumn(0, "Naam", "name"), MappedColumn(1, "Stad", "place")))
    found = reading("Naam;KvK\nKok;12345678\n", mapping)
    assert found.records[0].name == "Kok"
    assert "column_missing" in [said.code for said in found.complaints]


@pytest.mark.parametrize("document", [b"", b"{", b'{"Naam": "naam"}', b"[1]", b"\xff\xfe", b'{"columns": 1}'])
def test_a_mapping_that_cannot_be_read_is_refused(document: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_mapping(document)
    assert refused.value.code == "mapping_unreadable"


def test_a_mapping_comes_back_as_it_went() -> None:
    mapping = propose(open_list(supplier_csv(3), "x.csv")).mapping
    assert read_mapping(msgspec.json.encode(mapping)) == mapping


def test_a_workbook_and_its_csv_say_the_same() -> None:
    rows = [["Naam", "KvK", "Aandeel doelgroep", "Maximale opdracht"], ["Kok", 1234567, 0.45, 60000.5]]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    (from_book,) = read(out.getvalue(), "x.xlsx", day=TODAY).records
    (from_text,) = reading(
        "Naam;KvK;Aandeel doelgroep;Maximale opdracht\nKok;01234567;45%;60.000,50\n"
    ).records
    assert from_book == from_text


def test_a_messy_list_is_read_whole_and_its_faults_are_counted() -> None:
    found = read(supplier_csv(200, faults=20), "x.csv", day=TODAY, cpv_exists=lambda code: code != "99999999")
    assert len(found.rows) == 200
    assert sum(row.refused for row in found.rows) == 20
    codes = {said.code for row in found.rows for said in row.complaints if said.refuses}
    assert len(codes) >= len(FAULTS) - 2


HEADINGS = st.sampled_from(
    [
        "Naam",
        "KvK",
        "Thema's",
        "Keurmerken",
        "Regio",
        "Aandeel",
        "CPV",
        "Postcode",
        "Maximale opdracht",
        "E-mail",
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(HEADINGS, min_size=1, max_size=5),
    st.lists(
        st.lists(st.text(max_size=20) | st.sampled_from(["45%", "pso:1-1-2027", "1e9"]), max_size=5),
        max_size=6,
    ),
)
def test_whatever_stands_in_a_list_only_a_refusal_escapes(headings: list[str], rows: list[list[str]]) -> None:
    text = "\n".join(";".join(row) for row in (headings, *rows))
    try:
        found = reading(text.encode("utf-8", "surrogatepass"))
    except Refused:
        return
    for row in found.rows:
        assert row.refused or row.record is not None
        if row.record is not None and row.record.target_group_share is not None:
            assert 0 <= row.record.target_group_share <= 1
