"""Bytes to the pages of one text, whatever the format."""

from __future__ import annotations

import re
from typing import Final

import msgspec

from meerwaarde.exchange.texts.child import Found
from meerwaarde.exchange.texts.pdf import cut_off
from meerwaarde.exchange.texts.plain import pages_of
from meerwaarde.exchange.texts.records import (
    LONGEST_PAGE,
    MOST_PAGES,
    MOST_SIGNS,
    BoardText,
    Complaint,
    Kind,
    Page,
)
from meerwaarde.gates import pdf as pdf_gate
from meerwaarde.gates.children import answer_of
from meerwaarde.gates.encoding import decoded
from meerwaarde.gates.files import MOST_BYTES, shown_name, too_large
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

PATIENCE_SECONDS: Final = 120
"""Of the clock on a busy machine; the child itself stops after a minute of work."""

_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_OTHER_STARTS: Final = (
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"\x7fELF",
    b"7z\xbc",
)
_ENDINGS: Final[dict[str, Kind]] = {"docx": "docx", "pdf": "pdf", "txt": "txt"}
_MARKUP: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?A-Za-z]")
_MOST_CONTROL: Final = 0.02
_LONGEST_TITLE: Final = 150
_DECODER: Final = msgspec.json.Decoder(Found)


def read_text(document: bytes, name: str) -> BoardText:
    """The text in a Word file, a PDF or a file of plain text; what it is follows from its content.

    Raises `Refused` (file_…, word_…, container_…, xml_…, pdf_…, text_…) with what to do now; never any other
    error. What is doubtful but readable stands in `complaints`. Word and PDF are read in a process of their
    own, of at most 512 MB and a minute (promise T04).
    """
    where = shown_name(name)
    kind = _kind(document, where)
    ending = where.rpartition(".")[2].lower() if "." in where else ""
    if ending in _ENDINGS and _ENDINGS[ending] != kind:
        raise _named_otherwise(ending, kind, where)
    if kind == "txt":
        text, encoding = decoded(document)
        pages, complaints = pages_of(text)
        return _whole("txt", pages, complaints, where, encoding)
    if kind == "pdf":
        document = pdf_gate.open_pdf(document, where=where)
    found = _read_apart(kind, document, where)
    return _whole(kind, found.pages, found.complaints, where)


def read_paste(text: str) -> BoardText:
    """Text that a person pasted. A line “Bladzijde 14” opens a page with that label.

    Raises `Refused` with text_empty or text_too_long.
    """
    pages, complaints = pages_of(text[: MOST_SIGNS + 1])
    return _whole("pasted", pages, complaints, "")


def _kind(document: bytes, where: str) -> Kind:
    if not document.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise Refused(
            "file_empty",
            Text(nl="Het bestand is leeg.", en="The file is empty."),
            where,
            Text(
                nl="Kies een ander bestand, of plak de tekst.", en="Choose another file, or paste the text."
            ),
        )
    if len(document) > MOST_BYTES:
        raise too_large(where, len(document), MOST_BYTES)
    if pdf_gate.is_pdf(document):
        return "pdf"
    if document.startswith(_PACKED):
        return "docx"
    if document.startswith(_OTHER_STARTS) or _is_binary(document[:4_096]) or _MARKUP.match(document):
        raise _no_text(where)
    return "txt"


def _is_binary(head: bytes) -> bool:
    """Whether the signs are hardly text; NUL may be half of them, where the text is UTF-16."""
    strange = sum(byte < 32 and byte not in (0, 9, 10, 12, 13) for byte in head)
    return strange > _MOST_CONTROL * len(head)


def _read_apart(kind: Kind, document: bytes, where: str) -> Found:
    answer = answer_of(
        "meerwaarde.exchange.texts.child", kind, document=document, patience_seconds=PATIENCE_SECONDS
    )
    if answer is None:  # a limit ended it
        raise pdf_gate.too_heavy(where) if kind == "pdf" else _too_heavy(where)
    found = _DECODER.decode(answer)
    if found.refusal is not None:
        told = found.refusal
        raise Refused(told.code, told.message, where, told.what_now)
    return found


def _whole(
    kind: Kind, pages: list[Page], complaints: list[Complaint], where: str, encoding: str = ""
) -> BoardText:
    if not any(page.text for page in pages):
        raise _without_words(kind, where)
    if len(pages) > MOST_PAGES or sum(len(page.text) for page in pages) > MOST_SIGNS:
        raise _too_long(where)
    told = list(complaints)
    kept = []
    for page in pages:
        if len(page.text) > LONGEST_PAGE:
            told.append(cut_off(page.number))
        kept.append(Page(page.number, page.label, page.text[:LONGEST_PAGE]))
    return BoardText(
        kind=kind, title=_first_line(kept), pages=tuple(kept), complaints=tuple(told), encoding=encoding
    )


def _first_line(pages: list[Page]) -> str:
    line = next(line for page in pages for line in page.text.split("\n") if line)
    return line if len(line) <= _LONGEST_TITLE else ""


def _named_otherwise(ending: str, kind: Kind, where: str) -> Refused:
    return Refused(
        "file_extension_differs",
        Text(
            nl=f"De naam eindigt op .{ending}, maar de inhoud is {kind}.",
            en=f"The name ends in .{ending}, but the content is {kind}.",
        ),
        where,
        Text(
            nl="Kijk of dit het juiste bestand is en geef het de juiste extensie.",
            en="Check that this is the right file and give it the right extension.",
        ),
    )


def _no_text(where: str) -> Refused:
    return Refused(
        "file_kind_not_accepted",
        Text(
            nl="Dit bestand is geen Wordbestand (.docx), geen PDF en geen gewone tekst (.txt).",
            en="This file is no Word file (.docx), no PDF and no plain text (.txt).",
        ),
        where,
        Text(
            nl="Bewaar het als .docx of .pdf. U kunt de tekst ook kopiëren en hier plakken.",
            en="Save it as .docx or .pdf. You can also copy the text and paste it here.",
        ),
    )


def _without_words(kind: Kind, where: str) -> Refused:
    pasted = kind == "pasted"
    return Refused(
        "text_empty",
        Text(
            nl="Er is geen tekst geplakt." if pasted else "In dit bestand staat geen tekst.",
            en="No text was pasted." if pasted else "There is no text in this file.",
        ),
        where,
        Text(
            nl="Kopieer de tekst uit het document en plak hem hier.",
            en="Copy the text from the document, and paste it here.",
        ),
    )


def _too_long(where: str) -> Refused:
    millions = MOST_SIGNS // 1_000_000
    return Refused(
        "text_too_long",
        Text(
            nl=f"Deze tekst is te lang: meer dan {MOST_PAGES} bladzijden of {millions} miljoen tekens.",
            en=f"This text is too long: more than {MOST_PAGES} pages or {millions} million signs.",
        ),
        where,
        Text(
            nl="Breng alleen het deel in waarin de beloften staan.",
            en="Bring in only the part that holds the promises.",
        ),
    )


def _too_heavy(where: str) -> Refused:
    return Refused(
        "word_too_heavy",
        Text(
            nl="Dit Wordbestand kost te veel geheugen of tijd om veilig te lezen.",
            en="This Word file takes too much memory or time to read safely.",
        ),
        where,
        Text(
            nl="Kopieer de tekst naar een nieuw document en bewaar dat als .docx, of plak de tekst hier.",
            en="Copy the text into a new document and save that as .docx, or paste the text here.",
        ),
    )
