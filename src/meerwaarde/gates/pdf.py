"""The gate for PDF (promise T04): bounded in size, a PDF by its content, and only read in another process."""

from __future__ import annotations

from typing import Final

from meerwaarde.gates.files import MOST_BYTES, too_large
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

START: Final = b"%PDF-"
MOST_PAGES: Final = 1_000
OR_PASTE: Final = Text(nl="U kunt de tekst ook kopiëren en hier plakken.", en="You can also paste the text.")
_HEAD: Final = 1_024
"""A reader must find the start of a PDF in so many bytes; mail programs put lines of their own before it."""


def is_pdf(document: bytes) -> bool:
    """Whether the content is a PDF, whatever the name says."""
    return START in document[:_HEAD]


def open_pdf(document: bytes, *, where: str = "", most_bytes: int = MOST_BYTES) -> bytes:
    """The document from its own start on. Raises `Refused` with file_too_large or pdf_unknown."""
    if len(document) > most_bytes:
        raise too_large(where, len(document), most_bytes)
    place = document.find(START, 0, _HEAD)
    if place < 0:
        raise Refused(
            "pdf_unknown",
            Text(nl="Dit is geen PDF.", en="This is no PDF."),
            where,
            _with_paste("Kies een ander bestand.", "Choose another file."),
        )
    return document[place:]


def broken(where: str = "") -> Refused:
    """The refusal of what starts as a PDF and cannot be read as one."""
    return Refused(
        "pdf_broken",
        Text(
            nl="Deze PDF is beschadigd of onvolledig.",
            en="This PDF is damaged or incomplete.",
        ),
        where,
        _with_paste(
            "Download het bestand opnieuw, of open het en bewaar het opnieuw als PDF.",
            "Download the file again, or open it and save it as PDF again.",
        ),
    )


def locked(where: str = "") -> Refused:
    """The refusal of a PDF that opens only with a password."""
    return Refused(
        "pdf_locked",
        Text(nl="Deze PDF is met een wachtwoord beveiligd.", en="This PDF is locked with a password."),
        where,
        _with_paste(
            "Open hem met het wachtwoord en bewaar hem zonder wachtwoord.",
            "Open it with the password, and save it without one.",
        ),
    )


def without_text(where: str = "") -> Refused:
    """The refusal of a PDF that holds only pictures of its pages."""
    return Refused(
        "pdf_without_text",
        Text(
            nl="In deze PDF staat geen tekst: de bladzijden zijn plaatjes, zoals bij een scan.",
            en="There is no text in this PDF: its pages are pictures, as in a scan.",
        ),
        where,
        _with_paste(
            "Vraag de griffie om het oorspronkelijke document, of laat er tekstherkenning (OCR) op los.",
            "Ask for the original document, or let text recognition (OCR) make text of it.",
        ),
    )


def unreadable_letters(where: str = "") -> Refused:
    """The refusal of a PDF that shows letters but does not tell which they are."""
    return Refused(
        "pdf_letters_unknown",
        Text(
            nl="Deze PDF toont letters, maar vertelt niet welke het zijn. Er komen losse tekens uit.",
            en="This PDF shows letters but does not tell which they are. Only stray signs come out of it.",
        ),
        where,
        _with_paste(
            "Vraag om het Wordbestand, of laat er tekstherkenning (OCR) op los.",
            "Ask for the Word file, or let text recognition (OCR) make text of it.",
        ),
    )


def too_many_pages(pages: int, where: str = "") -> Refused:
    """The refusal of a PDF with more pages than a text of a board has."""
    return Refused(
        "pdf_too_many_pages",
        Text(
            nl=f"Deze PDF heeft {pages} bladzijden; het maximum is {MOST_PAGES}.",
            en=f"This PDF has {pages} pages; the most is {MOST_PAGES}.",
        ),
        where,
        _with_paste("Bewaar alleen het deel dat u nodig hebt.", "Save only the part that you need."),
    )


def too_heavy(where: str = "") -> Refused:
    """The refusal of a PDF that asks for more memory or time than any honest one."""
    return Refused(
        "pdf_too_heavy",
        Text(
            nl="Deze PDF kost te veel geheugen of tijd om veilig te lezen.",
            en="This PDF takes too much memory or time to read safely.",
        ),
        where,
        _with_paste(
            "Open hem en bewaar hem opnieuw als PDF, liefst zonder grote plaatjes.",
            "Open it and save it as PDF again, without large pictures if you can.",
        ),
    )


def _with_paste(nl: str, en: str) -> Text:
    return Text(nl=f"{nl} {OR_PASTE.nl}", en=f"{en} {OR_PASTE.en}")
