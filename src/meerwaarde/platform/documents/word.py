"""Word file (docx) with real headings, lists, tables with a header row, and the language set."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from meerwaarde.platform.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Document,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Table,
)
from meerwaarde.platform.documents.pictures import png

PETROL = RGBColor(0x0B, 0x5D, 0x66)
TONES = {
    "block": ("A3151C", "FDECEC"),
    "warn": ("9A4A00", "FDF1E3"),
    "info": ("0B5D66", "E3F1F2"),
    "plain": ("5B6770", "F4F6F7"),
}
TEXT_WIDTH = 16.4
"""Centimetres between the margins."""
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Signs that no XML file may hold; people paste them from elsewhere without seeing them."""


def write_word(document: Document) -> bytes:
    """The document as docx: to be edited further, so it carries styles and no fixed layout."""
    word = docx.Document()
    _style(word, document)
    word.add_heading(_clean(document.title), level=0)
    if document.subtitle:
        word.add_paragraph(_clean(document.subtitle), style="Subtitle")
    for block in document.blocks:
        _write(word, block, document)
    _footer(word, document)
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    return NOT_IN_XML.sub("", text)


def _style(word: Any, document: Document) -> None:
    language = "nl-NL" if document.language == "nl" else "en-GB"
    properties = word.core_properties
    properties.title, properties.subject = _clean(document.title), _clean(document.subject)
    properties.author, properties.language = _clean(document.author), language
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    run_properties = normal.element.get_or_add_rPr()
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    run_properties.append(mark)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3"):
        word.styles[name].font.color.rgb = PETROL
        word.styles[name].font.name = "Calibri"
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)


def _write(word: Any, block: Block, document: Document) -> None:
    match block:
        case Heading(text, level):
            word.add_heading(_clean(text), level=level)
        case Paragraph(text, strong, link):
            paragraph = word.add_paragraph()
            if strong:
                paragraph.add_run(_clean(strong) + " ").bold = True
            paragraph.add_run(_clean(f"{text} {link}".strip()))
        case Bullets(items, numbered):
            for item in items:
                word.add_paragraph(_clean(item), style="List Number" if numbered else "List Bullet")
        case Facts(rows):
            for term, text in rows:
                paragraph = word.add_paragraph()
                paragraph.add_run(_clean(term) + ": ").bold = True
                run = paragraph.add_run(_clean(text or document.not_filled_in))
                run.italic = not text
        case Table():
            _table(word, block, document)
        case Callout():
            _callout(word, block)
        case Picture():
            _picture(word, block)


def _table(word: Any, block: Table, document: Document) -> None:
    caption = word.add_paragraph(_clean(block.caption))
    caption.runs[0].bold = True
    caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=len(block.header), style="Light List Accent 1")
    for cell, text in zip(table.rows[0].cells, block.header, strict=True):
        cell.text = _clean(text)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in block.rows:
        cells = table.add_row().cells
        for index, text in enumerate(row):
            cells[index].text = _clean(text or document.not_filled_in)
            if index in block.numeric:
                cells[index].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    word.add_paragraph()


def _picture(word: Any, block: Picture) -> None:
    """Word shows no SVG everywhere, so the drawing goes in as PNG, with its words as alternative text."""
    shape = word.add_picture(BytesIO(png(block.svg)), width=Cm(TEXT_WIDTH * block.width))
    shape._inline.docPr.set("descr", _clean(block.alt))
    word.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    if block.caption:
        word.add_paragraph(_clean(block.caption), style="Caption")


def _callout(word: Any, block: Callout) -> None:
    line, fill = TONES[block.weight]
    paragraph = word.add_paragraph()
    label = paragraph.add_run(_clean(block.label) + "  ")
    label.bold = True
    label.font.color.rgb = RGBColor.from_string(line)
    paragraph.add_run(_clean(block.text))
    for extra in (block.detail, " · ".join(block.grounds)):
        if extra:
            paragraph.add_run().add_break()
            paragraph.add_run(_clean(extra)).font.size = Pt(10)
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
        shade.set(qn(name), value)
    paragraph._p.get_or_add_pPr().append(shade)


def _footer(word: Any, document: Document) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.add_run(_clean(f"{document.title} · {document.moment} · {document.page_word} "))
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
    for each in paragraph.runs:
        each.font.size = Pt(9)
