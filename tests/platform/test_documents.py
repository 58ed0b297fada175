"""What is written down must open elsewhere, read aloud well, and hold exactly what people typed."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from meerwaarde.platform.documents.blocks import Bullets, Callout, Document, Facts, Heading, Paragraph, Table
from meerwaarde.platform.documents.pdf import SETTABLE, settable, write_pdf
from meerwaarde.platform.documents.word import write_word


def note(*blocks: object, title: str = "Strategienota schoonmaak") -> Document:
    return Document(
        title=title,
        subtitle="Gemeente Veenmeer",
        language="nl",
        author="Gemeente Veenmeer",
        subject="Strategie voor een inkoop",
        moment="22 november 2026",
        blocks=blocks,  # type: ignore[arg-type]
        not_filled_in="niet ingevuld",
        page_word="Pagina",
        contents_word="Inhoud",
    )


EVERYTHING = (
    Heading("Samenvatting"),
    Paragraph("Wij kopen schoonmaak in.", strong="Kern:", link="https://wetten.overheid.nl/BWBR0032203"),
    Facts((("Raming", "€ 60.000"), ("Looptijd", ""))),
    Heading("Advies"),
    Heading("Bevindingen", 2),
    Callout(
        "warn", "Let op", "Nodig een sociale onderneming uit.", "Doe dit voor u publiceert.", ("Artikel 1.4",)
    ),
    Table("Percelen", ("Perceel", "Raming"), (("Kantoren", "€ 40.000"), ("Scholen", "")), frozenset({1})),
    Bullets(("Hergebruik", "Delen")),
    Bullets(("Eerst", "Dan"), numbered=True),
)


def pdf_text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_pdf_says_that_it_is_accessible_and_in_which_language() -> None:
    reader = PdfReader(BytesIO(write_pdf(note(*EVERYTHING))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert str(root["/Lang"]).startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Strategienota schoonmaak"


@pytest.mark.parametrize(
    "text", ["Wij kopen schoonmaak in.", "niet ingevuld", "Artikel 1.4", "Scholen", "Hergebruik"]
)
def test_both_forms_hold_every_part(text: str) -> None:
    assert text in pdf_text(write_pdf(note(*EVERYTHING)))
    word = docx.Document(BytesIO(write_word(note(*EVERYTHING))))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert text in "\n".join([p.text for p in word.paragraphs] + cells)


def test_word_has_headings_a_repeated_header_row_and_its_language() -> None:
    word = docx.Document(BytesIO(write_word(note(*EVERYTHING))))
    assert [p.text for p in word.paragraphs if p.style.name == "Heading 1"] == ["Samenvatting", "Advies"]
    assert "w:tblHeader" in word.tables[0].rows[0]._tr.xml
    assert word.core_properties.language == "nl-NL"


def test_markup_that_people_type_stays_text() -> None:
    typed = '#import "x" *vet* $1$ <w:p/> \\ @ref [ #read("/etc/passwd")'
    assert "passwd" in pdf_text(write_pdf(note(Heading("Doel"), Paragraph(typed))))
    assert docx.Document(BytesIO(write_word(note(Paragraph(typed))))).paragraphs[-1].text.endswith(typed)


def test_a_heading_may_not_skip_a_level() -> None:
    with pytest.raises(ValueError, match="skips a level"):
        note(Heading("Te diep", 2))


def test_a_row_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        note(Table("Percelen", ("Perceel", "Raming"), (("alleen één cel",),)))


def test_a_sign_that_cannot_be_set_is_shown_as_such_and_kept_in_word() -> None:
    assert "□" in pdf_text(write_pdf(note(Paragraph("Bloemen 💐 voor de bode"))))
    assert (
        "💐"
        in docx.Document(BytesIO(write_word(note(Paragraph("Bloemen 💐 voor de bode"))))).paragraphs[-1].text
    )


def test_every_sign_that_is_called_settable_really_is() -> None:
    signs = [chr(code) for first, last in SETTABLE for code in range(first, last + 1)]
    assert write_pdf(note(Paragraph(" ".join(settable("".join(signs))))))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_no_text_breaks_a_document(text: str) -> None:
    document = note(Heading("Doel"), Paragraph(text, strong=text), Facts(((text, text),)), Bullets((text,)))
    assert write_pdf(document).startswith(b"%PDF")
    assert write_word(document).startswith(b"PK")
