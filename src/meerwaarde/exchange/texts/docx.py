"""The paragraphs and pages of a Word file, from its main text alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from meerwaarde.exchange.texts.paragraphs import as_they_stand, clean
from meerwaarde.exchange.texts.plain import PAGES_OURS, cut_at_paragraphs
from meerwaarde.exchange.texts.records import Complaint, Page
from meerwaarde.gates.containers import open_word_file
from meerwaarde.gates.xml import open_xml

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAGE_BREAK: Final = "\f"
_PASSED_OVER: Final = frozenset(
    {
        f"{_W}del",  # struck by a colleague
        f"{_W}moveFrom",
        f"{_W}instrText",
        f"{_W}delText",
        f"{_W}sdtPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",  # the same once more
    }
)
_SIGNS: Final = {f"{_W}tab": " ", f"{_W}noBreakHyphen": "-", f"{_W}cr": " "}
_NUMBERED: Final = f"{_W}pPr/{_W}numPr"
_STYLE: Final = f"{_W}pPr/{_W}pStyle"
_LIST_STYLES: Final = ("listbullet", "listnumber", "lijstopsom", "lijstnummer")
_ON_NEW_PAGE: Final = f"{_W}pPr/{_W}pageBreakBefore"
_SECTION: Final = f"{_W}pPr/{_W}sectPr"


def pages_of(document: bytes, *, where: str = "") -> tuple[list[Page], list[Complaint]]:
    """The pages where the file tells them: breaks that the author made, or that Word kept when it saved.

    Raises `Refused` (word_…, container_…, xml_…).
    """
    root = open_xml(open_word_file(document, where=where), where=where)
    written = "\n".join(_paragraph(one) for one in root.iter(f"{_W}p"))
    parts = [as_they_stand(clean(part).split("\n")) for part in written.split(_PAGE_BREAK)]
    parts = [part for part in parts if part]
    if len(parts) > 1:
        return [Page(number, "", part) for number, part in enumerate(parts, 1)], []
    cut = cut_at_paragraphs(parts[0].split("\n")) if parts else []
    return (
        [Page(number, "", part) for number, part in enumerate(cut, 1)],
        [PAGES_OURS] if len(cut) > 1 else [],
    )


def _paragraph(paragraph: etree._Element) -> str:
    """A paragraph as one line; a page break within it stays where it stands."""
    written = "".join(_words(paragraph))
    if written.strip() and _is_listed(paragraph):
        written = f"• {written.lstrip()}"
    if paragraph.find(_ON_NEW_PAGE) is not None:
        written = _PAGE_BREAK + written
    if paragraph.find(_SECTION) is not None and _starts_a_page(paragraph.find(_SECTION)):
        written += _PAGE_BREAK
    return written


def _is_listed(paragraph: etree._Element) -> bool:
    """Whether Word draws a mark before it; the mark itself does not stand in the text."""
    style = paragraph.find(_STYLE)
    named = "" if style is None else style.get(f"{_W}val", "").lower()
    return paragraph.find(_NUMBERED) is not None or named.startswith(_LIST_STYLES)


def _words(element: etree._Element) -> Iterator[str]:
    """The text of an element without that of paragraphs in it (text boxes): those come by themselves."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _PASSED_OVER or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}br":
            yield _PAGE_BREAK if child.get(f"{_W}type") == "page" else "\n"
        elif child.tag == f"{_W}lastRenderedPageBreak":
            yield _PAGE_BREAK
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        else:
            yield from _words(child)


def _starts_a_page(section: etree._Element | None) -> bool:
    kind = None if section is None else section.find(f"{_W}type")
    return kind is None or kind.get(f"{_W}val") != "continuous"
