"""Unknown files of payments: how they are read, what their columns are taken for, and why."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import msgspec
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.exchange.interfaces import schema
from meerwaarde.exchange.payments import PaymentMapping, Proposal, propose_mapping, read_mapping
from meerwaarde.gates.refusal import Refused

SAMPLES = Path(__file__).parent / "samples" / "payments"
NAMES = ("Bakkerij de Korenaar B.V.", "Stichting Groenwerk", "Drukkerij Veen BV", "Adviesbureau Lint")


def roles(proposal: Proposal) -> dict[str, int]:
    return {column.role: column.index for column in proposal.columns if column.role}


def of_text(text: str, encoding: str = "utf-8") -> Proposal:
    return propose_mapping(text.encode(encoding), "betalingen.csv")


def ledger(head: str, row: str, lines: int = 24, more: str = "") -> str:
    """A file of `head` and rows; in `row` {name}, {day}, {month}, {n} and {amount} are filled in."""
    rows = (
        row.format(
            name=NAMES[n % 4],
            day=f"{n % 26 + 1:02}",
            month=f"{n % 12 + 1:02}",
            n=n,
            amount=f"{n * 37 + 11},5{n % 10}",
        )
        for n in range(lines)
    )
    return "\n".join([head, *rows]) + more


@pytest.mark.parametrize(
    ("name", "form", "wanted"),
    [
        (
            "key2.csv",
            {
                "encoding": "cp1252",
                "delimiter": ";",
                "decimal": ",",
                "date_format": "%d-%m-%Y",
                "currency": "EUR",
            },
            {
                "supplier_id": 0,
                "supplier": 1,
                "reference": 2,
                "invoice_date": 3,
                "date": 4,
                "amount": 5,
                "vat": 6,
            }
            | {"gross": 7, "account": 8, "department": 10, "description": 11},
        ),
        (
            "unit4.txt",
            {"header_row": 4, "data_row": 5, "delimiter": "|", "decimal": ",", "date_format": "%Y%m%d"},
            {"authority": 0, "reference": 1, "supplier": 3, "description": 4, "amount": 5, "invoice_date": 6}
            | {"date": 7, "currency": 8},
        ),
        (
            "sap.txt",
            {"encoding": "utf-16-le", "delimiter": "\t", "date_format": "%d.%m.%Y", "currency": "EUR"},
            {"authority": 0, "reference": 1, "supplier_id": 2, "supplier": 3, "date": 4, "invoice_date": 5}
            | {"amount": 6, "currency": 7, "account": 8, "department": 9, "description": 10},
        ),
        (
            "two_lines.csv",
            {"header_row": 3, "data_row": 5, "decimal": ",", "date_format": "%d-%m-%Y"},
            {"supplier_id": 0, "supplier": 1, "reference": 2, "date": 3, "amount": 4, "gross": 5}
            | {"department": 6, "description": 7},
        ),
        (
            "english.csv",
            {"header_row": 0, "delimiter": ",", "decimal": ".", "date_format": "%m/%d/%Y"},
            {"supplier_id": 2, "supplier": 3, "date": 4, "amount": 5, "department": 6, "category": 7}
            | {"description": 8},
        ),
    ],
)
def test_the_ledgers_of_several_systems_are_understood(
    name: str, form: dict[str, object], wanted: dict[str, int]
) -> None:
    proposal = propose_mapping(SAMPLES / name, name)
    assert {field: getattr(proposal, field) for field in form} == form
    assert roles(proposal) == wanted
    assert proposal.is_spend


def test_a_two_line_header_is_joined_and_a_heading_above_two_columns_holds_for_both() -> None:
    proposal = propose_mapping(SAMPLES / "two_lines.csv", "two_lines.csv")
    assert [column.header for column in proposal.columns][:6] == [
        "Crediteur nummer",
        "Crediteur naam",
        "Factuur nummer",
        "Factuur datum",
        "Bedrag excl. btw",
        "Bedrag incl. btw",
    ]


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16", "utf-16-le"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("delimiter", [";", "\t", "|", ","])
def test_every_encoding_and_delimiter_gives_the_same_mapping(
    encoding: str, delimiter: str, told: str
) -> None:
    rows = "{day}-{month}-2024;{name} café;€ {amount};Levering {n}"
    text = ledger("Datum;Leverancier;Bedrag;Omschrijving", rows)
    if delimiter == ",":
        text = "\n".join(",".join(f'"{cell}"' for cell in line.split(";")) for line in text.split("\n"))
    proposal = of_text(text.replace(";", delimiter), encoding)
    assert (proposal.encoding, proposal.delimiter, proposal.decimal) == (told, delimiter, ",")
    assert roles(proposal) == {"date": 0, "supplier": 1, "amount": 2, "description": 3}
    assert proposal.columns[0].header == "Datum"


def test_one_stray_byte_does_not_change_the_encoding_and_is_told() -> None:
    text = ledger("Datum;Leverancier;Bedrag", "{day}-{month}-2024;{name} café;{amount}", 60).encode()
    proposal = propose_mapping(text + b"\n01-01-2024;Caf\xe9;1,00", "b.csv")
    assert proposal.encoding == "utf-8"
    assert [note.code for note in proposal.notes] == ["encoding_damaged"]


def test_values_alone_tell_what_headings_do_not() -> None:
    proposal = of_text(ledger("F1;F2;F3", "{day}-{month}-2024;{name};{amount}"))
    assert roles(proposal) == {"date": 0, "supplier": 1, "amount": 2}
    without = of_text(ledger("", "{day}-{month}-2024;{name};{amount}").lstrip())
    assert (without.header_row, without.data_row, roles(without)) == (-1, 0, roles(proposal))
    assert "no_header" in [note.code for note in without.notes]


def test_net_goes_before_gross_and_gross_alone_is_the_amount() -> None:
    both = of_text(
        ledger(
            "Datum;Leverancier;Bedrag incl. btw;Bedrag excl. btw",
            "{day}-{month}-2024;{name};1{amount};{amount}",
        )
    )
    assert (roles(both)["amount"], roles(both)["gross"]) == (3, 2)
    alone = of_text(ledger("Datum;Leverancier;Bedrag incl. btw", "{day}-{month}-2024;{name};{amount}"))
    assert "gross" not in roles(alone)
    assert roles(alone)["amount"] == 2
    assert [note.code for note in alone.notes] == ["amount_with_vat"]


def test_gross_and_vat_without_net_tell_net_by_their_difference() -> None:
    head = "Datum;Leverancier;Bedrag incl. btw;Btw"
    proposal = of_text(ledger(head, "{day}-{month}-2024;{name};€ 1{amount};€ {amount}"))
    assert roles(proposal) == {"date": 0, "supplier": 1, "gross": 2, "vat": 3}
    assert (proposal.is_spend, proposal.decimal, proposal.currency) == (True, ",", "EUR")
    assert [note.code for note in proposal.notes] == ["net_from_gross"]
    assert read_mapping(msgspec.json.encode(proposal.mapping)) == proposal.mapping


def test_an_invoice_day_alone_is_the_day() -> None:
    proposal = of_text(ledger("Factuurdatum;Leverancier;Bedrag", "{day}-{month}-2024;{name};{amount}"))
    assert roles(proposal)["date"] == 0
    assert "invoice_date" not in roles(proposal)


def test_a_heading_of_which_the_values_are_something_else_gets_no_role() -> None:
    proposal = of_text(ledger("Datum;Leverancier;Bedrag;Boekdatum", "{day}-{month}-2024;{name};{name};x{n}"))
    assert "amount" not in roles(proposal)
    assert roles(proposal)["date"] == 0


def test_bank_numbers_and_persons_are_left_alone() -> None:
    proposal = of_text(
        ledger(
            "Datum;Begunstigde;IBAN;Bedrag;Behandelaar",
            "{day}-{month}-2024;{name};NL91ABNA0417164300;{amount};J. Jansen",
        )
    )
    assert roles(proposal) == {"date": 0, "supplier": 1, "amount": 3}
    assert "bank" in proposal.columns[2].why.en


@pytest.mark.parametrize(
    ("days", "date_format", "doubt"),
    [
        ("{day}/{month}/2024", "%d/%m/%Y", False),
        ("{month}/{day}/2024", "%m/%d/%Y", False),
        ("{month}/{month}/2024", "%d/%m/%Y", True),
        ("2024-{month}-{day}", "%Y-%m-%d", False),
        ("2024{month}{day}", "%Y%m%d", False),
        ("{day}-mei-24", "%d-%b-%y", False),
        ("{day} oktober 2024", "%d %B %Y", False),
        ("2024-{month}", "%Y-%m", False),
        ("{day}-{month}-2024 13:45", "%d-%m-%Y", False),
        ("453{day}", "excel", False),
    ],
)
def test_the_form_of_the_days_is_found(days: str, date_format: str, *, doubt: bool) -> None:
    proposal = of_text(ledger("Boekdatum;Leverancier;Bedrag", days + ";{name};{amount}"))
    assert (roles(proposal).get("date"), proposal.date_format) == (0, date_format)
    assert ("day_and_month" in [note.code for note in proposal.notes]) == doubt


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            ledger("Debiteurnummer;Debiteur;Factuurdatum;Bedrag", "{n};{name};{day}-{month}-2024;{amount}"),
            "debtors",
        ),
        (
            ledger("PO Number;PO Date;Supplier Name;Order Value", "P{n};{day}-{month}-2024;{name};{amount}"),
            "orders",
        ),
        (ledger("Naam;KvK;Plaats", "{name};1234567{n};Veenmeer"), "No column holds amounts"),
        (ledger("Programma;Begroting 2024;Realisatie 2024", "Taak {n};{amount};{amount}"), "who was paid"),
        (ledger("Leverancier;Totaal 2023", "{name} {n};{amount}"), "totals"),
        ("Datum;Leverancier;Bedrag\n", "no lines"),
    ],
)
def test_what_holds_no_payments_says_so_and_why(text: str, told: str) -> None:
    proposal = of_text(text)
    assert not proposal.is_spend
    assert told in proposal.why.en


def test_a_register_of_contracts_holds_no_payments() -> None:
    proposal = propose_mapping(SAMPLES / "contracts.csv", "contracts.csv")
    assert not proposal.is_spend
    assert "contracts" in proposal.why.en


def test_payments_without_a_day_are_payments_and_say_what_is_missing() -> None:
    proposal = of_text(ledger("Crediteur;Factuurnr;Bedrag", "{name};F{n};{amount}"))
    assert proposal.is_spend
    assert "no day" in proposal.why.en


def test_a_file_that_changes_its_delimiter_says_where() -> None:
    rest = "".join(f"\n01-02-2024|Firma {n}|{n},50" for n in range(10))
    proposal = of_text(ledger("Datum;Leverancier;Bedrag", "{day}-{month}-2024;{name};{amount}", 40, rest))
    assert [(note.code, note.line) for note in proposal.notes] == [("delimiter_changes", 42)]


def test_in_a_large_file_nobody_knows_on_which_line_the_delimiter_changes() -> None:
    head = ledger("Datum;Leverancier;Bedrag", "{day}-{month}-2024;{name};{amount}", 100_000)
    rest = "".join(f"\n01-02-2024|Firma {n % 7} BV|{n % 900},50" for n in range(100_000))
    proposal = of_text(head + rest)
    assert [(note.code, note.line) for note in proposal.notes] == [("delimiter_changes", 0)]


def test_a_quote_that_never_closes_swallows_nothing_and_says_where() -> None:
    rest = '\n01-02-2024;"Firma;5,00' + "\n01-02-2024;Firma;5,00" * 90
    proposal = of_text(ledger("Datum;Leverancier;Bedrag", "{day}-{month}-2024;{name};{amount}", 40, rest))
    assert [(note.code, note.line) for note in proposal.notes] == [("unclosed_quote", 42)]
    assert roles(proposal) == {"date": 0, "supplier": 1, "amount": 2}


def test_a_ledger_that_shows_what_leaves_the_bank_is_turned_round_and_says_so() -> None:
    proposal = of_text(ledger("Datum;Leverancier;Bedrag", "{day}-{month}-2024;{name};-{amount}"))
    assert proposal.negated
    assert proposal.mapping.negated
    assert [note.code for note in proposal.notes] == ["negated"]
    assert not of_text(ledger("Datum;Leverancier;Bedrag", "{day}-{month}-2024;{name};{amount}")).negated


def test_a_title_or_a_query_above_the_header_is_skipped() -> None:
    table = ledger(
        "Datum,Leverancier,Bedrag,Omschrijving", '{day}-{month}-2024,{name},"{amount}",Levering {n}'
    )
    above = "SELECT a.day, a.name, a.amount FROM payments a\nWHERE a.year = 2024\nORDER BY 1;\n\n"
    for start, line in (
        (above, 4),
        ("Gemeente Veenmeer\nAfgedrukt op 01-02-2025 door financiën,,,\n", 2),
        ("\n\n", 2),
    ):
        proposal = of_text(start + table)
        assert (proposal.header_row, proposal.data_row) == (line, line + 1)
        assert roles(proposal) == {"date": 0, "supplier": 1, "amount": 2, "description": 3}


def test_debit_and_credit_apart_are_told() -> None:
    proposal = of_text(
        ledger("Datum;Relatie;Naam;Debet;Credit", "{day}-{month}-2024;{n};{name};{amount};0,00")
    )
    assert "credit_apart" in [note.code for note in proposal.notes]


def test_a_packed_file_and_a_large_one_are_read_at_flat_memory(tmp_path: Path) -> None:
    text = ledger("Datum;Leverancier;Bedrag", "{day}-{month}-2024;{name};{amount}", 300)
    packed = propose_mapping(gzip.compress(text.encode()), "b.csv.gz")
    assert roles(packed) == {"date": 0, "supplier": 1, "amount": 2}
    large = tmp_path / "groot.csv"
    rows = text.split("\n", 1)[1].replace("2024", "2024").encode() + b"\n"
    with large.open("wb") as file:
        file.write(b"Datum;Leverancier;Bedrag\n")
        for _ in range(800):
            file.write(rows)
        file.write("31-12-2024;Café Reünie;€ 5,00\n".encode("cp1252"))
    assert large.stat().st_size > 8_000_000
    proposal = propose_mapping(large, large.name)
    assert proposal.encoding == "cp1252"  # told by the last line alone
    assert roles(proposal) == roles(packed)


def test_a_workbook_is_read_with_its_best_sheet() -> None:
    proposal = propose_mapping(_workbook(), "betalingen.xlsx")
    assert (proposal.kind, proposal.sheet, proposal.header_row, proposal.data_row) == (
        "xlsx",
        "Betalingen",
        2,
        3,
    )
    assert roles(proposal) == {"date": 0, "supplier": 1, "amount": 2, "description": 3}
    assert (proposal.date_format, proposal.decimal, proposal.is_spend) == ("%d-%m-%Y", ",", True)


def _workbook() -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.add_worksheet("Uitleg").write_row(0, 0, ["Dit is een uitleg", "zonder tabel"])
    sheet = book.add_worksheet("Betalingen")
    sheet.write(0, 0, "Betalingen 2024")
    sheet.write_row(2, 0, ["Betaaldatum", "Leverancier", "Bedrag excl. btw", "Omschrijving"])
    day = book.add_format({"num_format": "dd-mm-yyyy"})
    for n in range(20):
        sheet.write_number(3 + n, 0, 45292 + n, day)
        sheet.write_row(3 + n, 1, [NAMES[n % 4], n * 37.25 - 100, f"Levering {n}"])
    book.close()
    return made.getvalue()


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        container.writestr("xl/workbook.xml", "<workbook/>")
        container.writestr("xl/worksheets/sheet1.xml", b"\x00" * 60_000_000)
    return made.getvalue()


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "file_empty"),
        (b"\xff\xfe\r\x00\n\x00", "file_empty"),
        (b" \r\n;;;\r\n", "file_empty"),
        (bytes(range(256)) * 20, "file_kind_not_accepted"),
        (b"%PDF-1.7 x", "file_kind_not_accepted"),
        (b'{"a": 1}', "file_kind_not_accepted"),
        (b"<html><table></table></html>", "file_kind_not_accepted"),
        (b"<?xml version='1.0'?><auditfile/>", "file_needs_no_mapping"),
        (b"\x1f\x8bbroken", "container_broken"),
        (b"PK\x03\x04broken", "container_broken"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512, "workbook_old_or_locked"),
        (_bomb(), "container_ratio"),
        (b"a;" * 600 + b"b\n", "table_too_large"),
    ],
)
def test_what_is_no_table_is_refused_in_words(document: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        propose_mapping(document, "bestand.csv")
    assert caught.value.code == code
    assert caught.value.message.nl
    assert caught.value.what_now.nl


def test_a_folder_or_device_is_refused_in_words(tmp_path: Path) -> None:
    for place in (tmp_path, Path("/dev/zero")):
        with pytest.raises(Refused) as caught:
            propose_mapping(place, place.name)
        assert caught.value.code == "file_unreadable"


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400)
    | st.text(max_size=300).map(str.encode)
    | st.text(";,\t|\"'0123456789-.€ \nab").map(str.encode)
)
def test_no_file_is_ever_an_error_other_than_a_refusal(document: bytes) -> None:
    try:
        proposal = propose_mapping(document, "willekeurig.csv")
    except Refused:
        return
    taken = [column.role for column in proposal.columns if column.role]
    assert len(taken) == len(set(taken))
    assert [column.index for column in proposal.columns] == list(range(len(proposal.columns)))


def test_what_is_printed_is_read_again() -> None:
    proposal = propose_mapping(SAMPLES / "key2.csv", "key2.csv")
    assert read_mapping(msgspec.json.encode(proposal.mapping)) == proposal.mapping
    assert schema("spend_mapping")["title"] == "spend_mapping"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"no json", "mapping_unreadable"),
        (b'{"columns": [{"index": 0, "role": "wie"}]}', "mapping_unreadable"),
        (b'{"columns": [{"index": 0, "role": "amount"}]}', "mapping_incomplete"),
        (
            b'{"columns": [{"index": 0, "role": "amount"}, {"index": 1, "role": "amount"}]}',
            "mapping_role_twice",
        ),
        (
            b'{"columns": [{"index": 0, "role": "amount"}, {"index": 0, "role": "supplier"}]}',
            "mapping_column_twice",
        ),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(document: bytes, code: str) -> None:
    with pytest.raises(Refused) as caught:
        read_mapping(document)
    assert caught.value.code == code


def test_a_mapping_by_hand_needs_its_columns_alone() -> None:
    mapping = read_mapping(b'{"columns": [{"index": 2, "role": "amount"}, {"index": 0, "role": "supplier"}]}')
    assert isinstance(mapping, PaymentMapping)
    assert (mapping.index_of("amount"), mapping.index_of("date"), mapping.delimiter) == (2, None, None)
