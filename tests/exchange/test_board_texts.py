"""Texts of a board, read from every kind of file that people bring, and from those that nobody should."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.exchange.texts import BoardText, read_paste, read_text
from meerwaarde.exchange.texts.records import OUR_PAGE
from meerwaarde.gates.refusal import Refused


def _files() -> Any:
    path = Path(__file__).with_name("board_files.py")
    spec = importlib.util.spec_from_file_location("board_files", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


files = _files()

LONG = (
    "Wij benutten de inkoop van de gemeente als middel om werk te maken van onze maatschappelijke opgaven, "
    "zodat elke euro vaker dan één keer telt en inwoners daar in hun eigen buurt iets van merken."
)
SHORT = "In 2030 hebben 150 mensen werk dankzij onze opdrachten."


def refusal(document: bytes, name: str) -> Refused:
    with pytest.raises(Refused) as caught:
        read_text(document, name)
    told = caught.value
    for text in (told.message, told.what_now):
        assert text.nl.endswith("."), text
        assert text.en.endswith("."), text
    assert told.where == name
    return told


def pages(read: BoardText) -> list[tuple[int, str, str]]:
    return [(page.number, page.label, page.text) for page in read.pages]


def codes(read: BoardText) -> list[tuple[str, int]]:
    return [(one.code, one.page) for one in read.complaints]


# Word


def test_a_word_file_keeps_its_pages_its_lists_and_its_order() -> None:
    document = files.word_file(["Samen verder", LONG, "* eerst dit", "* dan dat"], [SHORT])
    read = read_text(document, "akkoord.docx")
    assert (read.kind, read.title) == ("docx", "Samen verder")
    assert pages(read) == [
        (1, "", f"Samen verder\n{LONG}\n• eerst dit\n• dan dat"),
        (2, "", SHORT),
    ]
    assert read.complaints == ()


def test_a_word_file_without_page_breaks_is_cut_at_paragraphs_and_says_so() -> None:
    read = read_text(files.word_file([f"{place}. {LONG}" for place in range(60)]), "a.docx")
    assert codes(read) == [("pages_ours", 0)]
    assert len(read.pages) > 2
    assert all(len(page.text) <= OUR_PAGE for page in read.pages)
    assert sum(page.text.count("Wij benutten") for page in read.pages) == 60


def test_what_a_colleague_struck_or_word_keeps_twice_is_not_read() -> None:
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>'
        "<w:p><w:r><w:t>Wij kopen </w:t></w:r><w:del><w:r><w:delText>niet </w:delText></w:r></w:del>"
        '<w:r><w:t xml:space="preserve"> </w:t></w:r><w:r><w:t>sociaal</w:t></w:r>'
        "<w:r><w:noBreakHyphen/><w:t>maatschappelijk in.</w:t></w:r></w:p>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>Kader</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Bladzijde twee.</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    read = read_text(files.packed(("word/document.xml", body.encode())), "a.docx")
    assert pages(read) == [
        (1, "", "Wij kopen sociaal-maatschappelijk in.\nKader"),
        (2, "", "Bladzijde twee."),
    ]


def test_a_picture_or_table_in_a_word_file_is_no_danger() -> None:
    document = files.word_file([LONG])
    out = io.BytesIO(document)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/embeddings/cijfers.xlsx", files.packed(("a.txt", b"x")))
        container.writestr("word/media/wit.emf", bytes(3_000_000))
    assert read_text(out.getvalue(), "a.docx").pages[0].text == LONG


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "word_old_or_locked"),
        (files.packed(("xl/workbook.xml", b"<workbook/>")), "word_unknown"),
        (files.packed(("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")), "container_macros"),
        (files.packed(("word/document.xml", b"<w/>"), ("../uit.txt", b"x")), "container_path"),
        (files.packed(("word/document.xml", b" " * 5_000_000)), "container_ratio"),
        (files.packed(("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')), "xml_doctype"),
        (files.packed(("word/document.xml", b"<w><kapot>")), "xml_not_well_formed"),
        (files.word_file([LONG])[:-400], "container_broken"),
        (files.word_file([]), "text_empty"),
    ],
)
def test_a_word_file_that_cannot_be_read_says_why(document: bytes, code: str) -> None:
    assert refusal(document, "a.docx").code == code


# PDF


def test_a_pdf_keeps_its_own_page_labels_and_whole_sentences(tmp_path: Path) -> None:
    document = files.pdf_file(f"Samen verder\n{LONG}", SHORT, "Slot.", first=14, folder=tmp_path)
    read = read_text(document, "akkoord.pdf")
    assert read.kind == "pdf"
    assert [page.label for page in read.pages] == ["14", "15", "16"]
    assert read.pages[0].text.split("\n") == ["Samen verder", LONG]
    assert read.pages[1].text == SHORT
    assert read.complaints == ()


def test_a_label_of_a_pdf_holds_no_sign_that_a_database_refuses(tmp_path: Path) -> None:
    made = files.pdf_file("De gemeente koopt in.", folder=tmp_path)
    labelled = files.with_page_label(made, "bij\x00lage\n\x07 A-" + "x" * 99)
    (page,) = read_text(labelled, "a.pdf").pages
    assert page.label.startswith("bijlage A-x")
    assert len(page.label) == 40


def test_a_pdf_without_numbers_has_no_labels(tmp_path: Path) -> None:
    read = read_text(files.pdf_file(LONG, SHORT, folder=tmp_path), "a.pdf")
    assert pages(read) == [(1, "", LONG), (2, "", SHORT)]


def test_three_hundred_pages_are_read(tmp_path: Path) -> None:
    document = files.pdf_file(*(f"{SHORT} Dat is punt {one}." for one in range(300)), folder=tmp_path)
    read = read_text(document, "begroting.pdf")
    assert len(read.pages) == 300
    assert read.pages[299].text.endswith("Dat is punt 299.")


def test_a_page_without_text_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    read = read_text(files.pdf_file(LONG, "", SHORT, folder=tmp_path), "a.pdf")
    assert codes(read) == [("page_without_text", 2)]
    assert read.pages[2].text == SHORT


def test_a_pdf_that_is_only_locked_against_changes_is_read(tmp_path: Path) -> None:
    document = files.locked_pdf(files.pdf_file(SHORT, folder=tmp_path), "")
    assert read_text(document, "a.pdf").pages[0].text == SHORT


def test_a_pdf_behind_a_password_says_what_to_do(tmp_path: Path) -> None:
    told = refusal(files.locked_pdf(files.pdf_file(SHORT, folder=tmp_path), "geheim"), "a.pdf")
    assert told.code == "pdf_locked"
    assert "zonder wachtwoord" in told.what_now.nl


def test_a_scan_says_that_it_is_one() -> None:
    told = refusal(files.scanned_pdf(3), "scan.pdf")
    assert told.code == "pdf_without_text"
    assert "OCR" in told.what_now.nl
    assert "plakken" in told.what_now.nl


@pytest.mark.parametrize("size", [5, 200, 900])
def test_a_damaged_pdf_says_so(size: int, tmp_path: Path) -> None:
    assert refusal(files.pdf_file(LONG, folder=tmp_path)[:size], "a.pdf").code == "pdf_broken"


def test_too_many_pages_are_refused() -> None:
    assert refusal(files.scanned_pdf(1_001), "a.pdf").code == "pdf_too_many_pages"


def test_a_pdf_that_unpacks_without_end_costs_one_child_and_no_more() -> None:
    document = files.hungry_pdf()
    assert len(document) < 2_000_000
    assert refusal(document, "a.pdf").code in {"pdf_too_heavy", "pdf_without_text", "pdf_broken"}


# Plain text and paste


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_plain_text_in_any_encoding(encoding: str) -> None:
    read = read_text("Eén cliënt: ’s-Gravenhage, € 5.\r\nDat is het.".encode(encoding), "a.txt")
    assert read.pages[0].text == "Eén cliënt: ’s-Gravenhage, € 5.\nDat is het."
    assert read.encoding


def test_form_feeds_and_named_pages_open_pages() -> None:
    assert pages(read_paste("Voor\fna")) == [(1, "", "Voor"), (2, "", "na")]
    named = read_paste("Bladzijde 14\nWij kopen sociaal in.\n- blz. 15 -\nWij gaan door.\n")
    assert pages(named) == [(1, "14", "Wij kopen sociaal in."), (2, "15", "Wij gaan door.")]
    with_front = read_paste("Samen verder\nPagina ii\nEerst.")
    assert pages(with_front) == [(1, "", "Samen verder"), (2, "ii", "Eerst.")]


def test_a_page_named_within_a_sentence_opens_none() -> None:
    assert len(read_paste("Zie bladzijde 14 voor meer.\nEn verder.").pages) == 1


def test_a_pasted_text_that_was_broken_for_its_width_becomes_whole_again() -> None:
    broken = (
        "Wij benutten de inkoop van de gemeente als middel om werk\n"
        "te maken van onze maatschappelijke opgaven. Dat doen wij met\n"
        "alle afdelingen samen, en met de onder-\n"
        "nemers uit de stad, ook waar het om inkoop-\n"
        "en aanbestedingsbeleid gaat. Daar horen ook de kleine bestel-\n"
        "lingen bij, want alles samen is dat een groot bedrag.\n"
        "\n"
        "Wij letten daarbij op de volgende drie zaken die wij samen\n"
        "met de raad hebben bepaald in het voorjaar van dit jaar:\n"
        "- werk voor wie langs de kant staat;\n"
        "- spullen die lang meegaan.\n"
    )
    first, second, *items = read_paste(broken).pages[0].text.split("\n")
    assert first.startswith("Wij benutten de inkoop van de gemeente als middel om werk te maken van onze")
    assert "met de ondernemers uit de stad, ook waar het om inkoop- en aanbestedingsbeleid gaat." in first
    assert first.endswith(
        "Daar horen ook de kleine bestellingen bij, want alles samen is dat een groot bedrag."
    )
    assert second.endswith("het voorjaar van dit jaar:")
    assert items == ["- werk voor wie langs de kant staat;", "- spullen die lang meegaan."]


@pytest.mark.parametrize(
    ("document", "name", "code"),
    [
        (b"", "a.pdf", "file_empty"),
        (b" \r\n\t", "a.txt", "file_empty"),
        (b"%PDF-1.7 " + bytes(25_000_001), "a.pdf", "file_too_large"),
        (b"{\\rtf1 Hallo}", "a.rtf", "file_kind_not_accepted"),
        (b"\x89PNG\r\n" + bytes(50), "a.png", "file_kind_not_accepted"),
        (b"<html><p>Hallo</p></html>", "a.html", "file_kind_not_accepted"),
        (bytes(range(32)) * 10, "a.bin", "file_kind_not_accepted"),
        (b"Gewone tekst.", "a.pdf", "file_extension_differs"),
        (b"%PDF-1.4 x", "a.docx", "file_extension_differs"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do_now(document: bytes, name: str, code: str) -> None:
    told = refusal(document, name)
    # html is told apart by its content; what exactly it is called is no matter
    assert told.code == code


def test_an_empty_paste_is_refused() -> None:
    with pytest.raises(Refused, match="text_empty"):
        read_paste(" \n\t\n")


def test_signs_that_nobody_sees_are_left_out() -> None:
    read = read_paste("Maat\u00adschappelijk\u00a0\u200bwerk\x00 in de ﬁnanciën.")
    assert read.pages[0].text == "Maatschappelijk werk in de financiën."


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_read_or_refused_and_its_lines_are_tidy(text: str) -> None:
    with contextlib.suppress(Refused):
        for page in read_paste(text).pages:
            assert all(line and line == line.strip(" ") for line in page.text.split("\n") if page.text)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(document: bytes) -> None:
    with contextlib.suppress(Refused):
        assert read_text(document, "brief").pages
