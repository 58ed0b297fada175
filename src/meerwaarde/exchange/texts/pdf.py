"""The pages of a PDF. Only to be called in a process with limits: see `child`."""

from __future__ import annotations

import contextlib
import logging
import re
from io import BytesIO
from typing import TYPE_CHECKING, Final

from meerwaarde.exchange.texts.paragraphs import clean, joined
from meerwaarde.exchange.texts.records import LONGEST_PAGE, Complaint, Page
from meerwaarde.gates import pdf as gate
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

if TYPE_CHECKING:
    from pypdf import PdfReader

_NUMBER_ALONE: Final = re.compile(r"[-–—|\s]*(\d{1,4})[-–—|\s]*")
_LETTER: Final = re.compile(r"[^\W\d_]")
_FEWEST_LETTERS: Final = 0.5
"""Share of a text's signs that are letters; below it the file does not tell which letters it shows."""
_ENOUGH_TO_JUDGE: Final = 200
_NUMBERED_SHARE: Final = 0.6
_LONGEST_LABEL: Final = 40


def pages_of(document: bytes) -> tuple[list[Page], list[Complaint]]:
    """The pages with the labels that the document gives them. Raises `Refused` (pdf_…)."""
    logging.disable(logging.CRITICAL)  # the library tells each oddity of a file; nobody reads that here
    try:
        texts, labels = _read(document)
    except Refused:
        raise
    except MemoryError as error:
        raise gate.too_heavy() from error
    except Exception as error:  # the library meets damage with many kinds of errors
        raise gate.broken() from error
    return _checked(texts, labels)


def _read(document: bytes) -> tuple[list[str | None], list[str]]:
    from pypdf import PdfReader  # noqa: PLC0415 (after the limits are set)

    reader = PdfReader(BytesIO(document), strict=False)
    if reader.is_encrypted and not _opens(reader):
        raise gate.locked()
    number = len(reader.pages)
    if number > gate.MOST_PAGES:
        raise gate.too_many_pages(number)
    texts: list[str | None] = []
    for place in range(number):
        try:
            texts.append(clean(reader.pages[place].extract_text()))
        except MemoryError:
            raise
        except Exception:
            texts.append(None)
    return texts, _labels(reader, number)


def _opens(reader: PdfReader) -> bool:
    """Whether the file opens without a password: many are only locked against changes."""
    try:
        return bool(reader.decrypt(""))
    except Exception:
        return False


def _labels(reader: PdfReader, number: int) -> list[str]:
    """What the document calls its pages; empty where it does not say."""
    with contextlib.suppress(Exception):
        if "/PageLabels" in reader.root_object:
            return [" ".join(clean(label).split())[:_LONGEST_LABEL] for label in reader.page_labels][:number]
    return []


def _checked(texts: list[str | None], labels: list[str]) -> tuple[list[Page], list[Complaint]]:
    whole = "".join(text or "" for text in texts)
    if not whole.strip():
        raise gate.broken() if any(text is None for text in texts) else gate.without_text()
    signs = len("".join(whole.split()))
    if signs > _ENOUGH_TO_JUDGE and len(_LETTER.findall(whole)) < _FEWEST_LETTERS * signs:
        raise gate.unreadable_letters()
    lines = [(text or "").split("\n") for text in texts]
    printed = _printed_numbers(lines)
    labels = labels or printed
    pages: list[Page] = []
    complaints: list[Complaint] = []
    for number, (text, of_page) in enumerate(zip(texts, lines, strict=True), 1):
        paragraphs = joined(of_page)
        if text is None:
            complaints.append(_unreadable(number))
        elif not paragraphs:
            complaints.append(_only_pictures(number))
        if len(paragraphs) > LONGEST_PAGE:
            complaints.append(cut_off(number))
        label = labels[number - 1] if number <= len(labels) else ""
        pages.append(Page(number, label, paragraphs[:LONGEST_PAGE]))
    return pages, complaints


def _printed_numbers(pages: list[list[str]]) -> list[str]:
    """The numbers printed on the pages, where most have one and they count up; then they leave the text."""
    filled = [[place for place, line in enumerate(lines) if line] for lines in pages]
    for edge in (-1, 0):
        found = [
            _NUMBER_ALONE.fullmatch(lines[places[edge]]) if places else None
            for lines, places in zip(pages, filled, strict=True)
        ]
        shifts = [int(one[1]) - place for place, one in enumerate(found) if one]
        if len(pages) < 2 or not shifts:
            continue
        shift = max(set(shifts), key=shifts.count)
        if shifts.count(shift) < _NUMBERED_SHARE * len(pages) or shift < -len(pages):
            continue
        for place, one in enumerate(found):
            if one and int(one[1]) - place == shift:
                pages[place][filled[place][edge]] = ""
        return [str(place + shift) if place + shift > 0 else "" for place in range(len(pages))]
    return []


def _unreadable(number: int) -> Complaint:
    return Complaint(
        "page_unreadable",
        number,
        Text(
            nl=f"Bladzijde {number} kon niet worden gelezen. Kijk in het document zelf wat daar staat.",
            en=f"Page {number} could not be read. Look in the document itself what stands there.",
        ),
    )


def _only_pictures(number: int) -> Complaint:
    return Complaint(
        "page_without_text",
        number,
        Text(
            nl=f"Op bladzijde {number} staat geen tekst, misschien alleen een plaatje.",
            en=f"There is no text on page {number}, perhaps only a picture.",
        ),
    )


def cut_off(number: int) -> Complaint:
    """The complaint about a page that is longer than any page should be."""
    return Complaint(
        "page_too_long",
        number,
        Text(
            nl=f"Bladzijde {number} is heel lang. Alles na {LONGEST_PAGE} tekens is weggelaten.",
            en=f"Page {number} is very long. All after {LONGEST_PAGE} signs was left out.",
        ),
    )
