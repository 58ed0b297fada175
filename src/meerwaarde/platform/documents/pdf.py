"""Accessible PDF (PDF/UA-1) through Typst: tagged, with language, title and headings.

The text travels as data, never as Typst source, so nothing that people type can become markup.
"""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from pathlib import Path
from typing import Any

import typst

from meerwaarde.platform.documents.blocks import Block, Document

TEMPLATE = Path(__file__).with_name("document.typ")

SETTABLE = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x24F), (0x2B0, 0x377), (0x384, 0x38A), (0x38E, 0x3A1),
    (0x3A3, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x2040), (0x2044, 0x2052),
    (0x2074, 0x208E),
    (0x20A0, 0x20BF), (0x2100, 0x211E), (0x2122, 0x2122), (0x2190, 0x22FF), (0x25A0, 0x2606),
)  # fmt: skip
"""Signs of the type in which documents are set: Latin, Greek, Cyrillic, currency, arrows, mathematics."""

UNSETTABLE = "□"
"""Stands where somebody typed an emoji or another script; the Word file keeps the sign itself."""


def write_pdf(document: Document) -> bytes:
    """The document as PDF/UA-1; the compiler itself refuses what would not be accessible."""
    pdf = typst.compile(
        str(TEMPLATE),
        sys_inputs={"document": json.dumps(_described(document), ensure_ascii=False)},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave more than one file for one document.")
    return pdf


def settable(text: str) -> str:
    """The text with every sign that cannot be set replaced; an accessible PDF may not hold an empty glyph."""
    normal = unicodedata.normalize("NFC", text).replace("\t", " ").replace("\r", "\n")
    return "".join(sign if sign == "\n" or _has_glyph(ord(sign)) else UNSETTABLE for sign in normal)


def _has_glyph(code: int) -> bool:
    return any(first <= code <= last for first, last in SETTABLE) and unicodedata.category(chr(code)) != "Cn"


def _settable(value: Any) -> Any:
    if isinstance(value, str):
        return settable(value)
    if isinstance(value, list | tuple):
        return [_settable(item) for item in value]
    return value


def _described(document: Document) -> dict[str, Any]:
    described = {
        field.name: _settable(getattr(document, field.name))
        for field in dataclasses.fields(document)
        if field.name != "blocks"
    }
    return {**described, "blocks": [_block(block) for block in document.blocks]}


def _block(block: Block) -> dict[str, Any]:
    values = dataclasses.asdict(block)
    if "numeric" in values:
        values["numeric"] = sorted(values["numeric"])
    return {
        "kind": type(block).__name__.lower(),
        **{name: _settable(value) for name, value in values.items()},
    }
