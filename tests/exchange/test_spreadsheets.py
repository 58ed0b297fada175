"""Tables from CSV and workbooks, as people make them and as nobody should."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.exchange.spreadsheets import Table, read_table
from meerwaarde.exchange.spreadsheets.records import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS
from meerwaarde.gates.refusal import Refused

KNOWN = {"naam", "kvk", "plaats"}


def read(text: str | bytes, name: str = "lijst.csv") -> Table:
    document = text.encode() if isinstance(text, str) else text
    return read_table(document, name, known=lambda heading: heading.lower() in KNOWN)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def workbook(*sheets: tuple[str, list[list[Any]]], **options: Any) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd-mm-yyyy", **options}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return out.getvalue()


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-bom"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
        ("cp1252", "cp1252"),
    ],
)
def test_any_encoding(encoding: str, told: str) -> None:
    table = read("Naam;KvK;Plaats\r\nCafé Coöp;00112233;’s-Gravenhage\r\n".encode(encoding))
    assert cells(table) == [("Café Coöp", "00112233", "’s-Gravenhage")]
    assert table.encoding == told


def test_what_windows_does_not_know_is_latin_1() -> None:
    table = read(b"Naam;KvK\r\nCaf\xe9 \x81;1\r\n")
    assert (table.encoding, table.rows[0].cells[0][:4]) == ("latin-1", "Café")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_separator(separator: str) -> None:
    rows = [["Naam", "KvK", "Plaats"], ["De Hand", "1", "Assen"], ["Kok", "2", ""]]
    table = read("\n".join(separator.join(row) for row in rows))
    assert table.delimiter == separator
    assert cells(table) == [tuple(row) for row in rows[1:]]


def test_commas_inside_words_do_not_decide() -> None:
    table = read('Naam;KvK;Plaats\n"Hand, Hoofd, Hart";1;Assen\nKok, Bakker;2;Emmen\n')
    assert table.delimiter == ";"
    assert cells(table)[0] == ("Hand, Hoofd, Hart", "1", "Assen")


def test_excels_own_line_tells_the_separator() -> None:
    assert cells(read("sep=|\r\nNaam|KvK\r\nDe; Hand|1\r\n")) == [("De; Hand", "1")]


def test_titles_and_empty_lines_above_the_header_are_skipped() -> None:
    table = read("Overzicht;;\n;;\nPeildatum: 1-11-2026;;\nNaam;KvK;Plaats\nDe Hand;1;Assen\n")
    assert (table.header, table.header_line) == (("Naam", "KvK", "Plaats"), 4)
    assert table.rows[0].number == 5


def test_a_new_line_and_a_separator_within_quotes_stay_in_the_cell() -> None:
    table = read('Naam;KvK;Plaats\r\n"De ""Groene"" Hand";1;"Assen;\r\nEmmen"\r\nKok;2;Haren\r\n')
    assert cells(table) == [('De "Groene" Hand', "1", "Assen;\nEmmen"), ("Kok", "2", "Haren")]
    assert [row.number for row in table.rows] == [2, 4]
    assert table.notes == ()


def test_a_quote_that_never_closes_swallows_nothing() -> None:
    table = read('Naam;KvK;Plaats\n"De Hand;1;Assen\nKok;2;Haren\n"Bakker;3;Emmen\nSlager;4;Norg\n')
    assert [row[1] for row in cells(table)] == ["1", "2", "3", "4"]
    assert {(note.code, note.line) for note in table.notes} == {
        ("unbalanced_quote", 2),
        ("unbalanced_quote", 4),
    }


def test_a_quote_in_the_middle_is_a_sign_like_any_other() -> None:
    assert cells(read('Naam;KvK\n6" buis;1\n')) == [('6" buis', "1")]


def test_nul_bytes_are_left_out_and_said() -> None:
    table = read(b"Naam;KvK\nDe\x00Hand;1\n")
    assert cells(table) == [("DeHand", "1")]
    assert [note.code for note in table.notes] == ["nul_bytes"]


def test_a_very_long_cell_is_cut_and_said() -> None:
    table = read(f"Naam;KvK\n{'x' * 200_000};1\n")
    assert len(table.rows[0].cells[0]) == LONGEST_CELL
    assert [note.code for note in table.notes] == ["cell_too_long"]


def test_one_column_is_a_table_too() -> None:
    assert cells(read("Naam\nDe Hand\nKok\n")) == [("De Hand",), ("Kok",)]


def test_a_workbook_reads_as_a_dutch_reader_sees_it() -> None:
    day = datetime.date(2026, 11, 22)
    table = read(workbook(("Blad1", [["Naam", "KvK", "x", "y", "z"], ["Kok", 1234567, 0.45, day, True]])))
    assert cells(table) == [("Kok", "1234567", "0,45", "22-11-2026", "ja")]
    assert (table.kind, table.sheet) == ("xlsx", "Blad1")


def test_of_a_formula_the_value_counts() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Naam", "KvK"])
        sheet.write_row(1, 0, ["Kok"])
        sheet.write_formula(1, 1, "=HYPERLINK(1)", None, "00112233")
    assert cells(read(out.getvalue())) == [("Kok", "00112233")]


def test_of_several_sheets_the_one_with_the_table_is_read_and_said() -> None:
    table = read(
        workbook(
            ("Toelichting", [["Deze lijst komt van"], ["het register"], ["en nog iets"], ["en nog iets"]]),
            ("Leveranciers", [["Naam", "KvK", "Plaats"], ["Kok", "1", "Assen"]]),
        )
    )
    assert table.sheet == "Leveranciers"
    assert [note.code for note in table.notes] == ["sheet_chosen"]
    assert "Toelichting" in table.notes[0].text.nl


def test_a_merged_title_stands_above_the_header() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 0, 3, "Leveranciers 2026")
        sheet.write_row(2, 0, ["Naam", "KvK", "Plaats"])
        sheet.write_row(3, 0, ["Kok", "1", "Assen"])
    table = read(out.getvalue())
    assert (table.header_line, table.rows[0].number) == (3, 4)


def ods(content: str) -> bytes:
    out = io.BytesIO()
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        container.writestr("META-INF/manifest.xml", "<manifest/>")
        container.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>{content}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def test_a_sheet_of_libreoffice() -> None:
    def cell(text: str) -> str:
        kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{text}</text:p></table:table-cell>"

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>"
        for row in (("Naam", "KvK"), ("De Hand", "00112233"))
    )
    table = read(ods(f'<table:table table:name="Blad">{rows}</table:table>'), "lijst.ods")
    assert (table.kind, cells(table)) == ("ods", [("De Hand", "00112233")])


def far_corner() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Naam", "KvK"])
        sheet.write(1_048_575, 16_383, "x")
    return out.getvalue()


def wide() -> bytes:
    return workbook(("Blad", [["Naam"] * (MOST_COLUMNS + 1)] * 3))


def long() -> bytes:
    return workbook(("Blad", [["Naam", "KvK"]] * (MOST_ROWS + 1)))


@pytest.mark.parametrize("make", [far_corner, wide, long])
def test_a_workbook_that_is_too_large_says_what_to_do(make: Any) -> None:
    with pytest.raises(Refused) as refused:
        read(make(), "groot.xlsx")
    assert refused.value.code == "workbook_too_large"
    assert "Kopieer alleen de tabel" in refused.value.what_now.nl
    assert "Copy only the table" in refused.value.what_now.en


def test_a_csv_that_is_too_long_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read("Naam;KvK\n" + "a;1\n" * (MOST_ROWS + 1))
    assert refused.value.code == "table_too_large"


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf \r\n", "file_empty"),
        (b"%PDF-1.7 x", "file_kind_not_accepted"),
        (b"<?xml version='1.0'?><a/>", "file_kind_not_accepted"),
        (b'{"a": 1}', "file_kind_not_accepted"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "file_kind_not_accepted"),
        (bytes(range(1, 32)) * 40, "file_kind_not_accepted"),
        (b"Naam;KvK\n", "table_empty"),
        (b";;;\n;;\n\n", "table_empty"),
        (workbook(("Leeg", [])), "workbook_empty"),
        (ods("</wrong>"), "workbook_unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "workbook_old_or_locked"),
    ],
)
def test_what_is_no_table_is_refused(document: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(document, "lijst")
    assert refused.value.code == code


HEAD = st.sampled_from([b"", b"sep=;\n", b"Naam;KvK\n", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"Naam,KvK\r\n"])


@settings(max_examples=500, deadline=None)
@given(HEAD, st.binary(max_size=300))
def test_of_any_bytes_only_a_refusal_escapes(head: bytes, rest: bytes) -> None:
    try:
        table = read_table(head + rest, "x.csv")
    except Refused:
        return
    assert table.rows
    assert table.header


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=8,
    )
)
def test_what_is_written_comes_back(rows: list[list[str]]) -> None:
    import csv

    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["Naam", "KvK", "Plaats"])
    writer.writerows(rows)
    wanted = [tuple(cell.strip() for cell in row) for row in rows]
    wanted = [row for row in wanted if any(row)]
    if wanted:
        assert cells(read(out.getvalue())) == wanted
    else:
        with pytest.raises(Refused):
            read(out.getvalue())
