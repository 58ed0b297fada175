"""What a walk over a notice gathers besides its fields: texts to judge, deadlines, complaints."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final, TypeVar

from lxml import etree

from meerwaarde.exchange.notice import Complaint
from meerwaarde.exchange.notice.values import iso_day, unreadable

C = TypeVar("C")

# The patterns of social signals are Dutch and English; a French "inclusion" is not judged by them.
_LANGUAGES_OF_PATTERNS: Final = frozenset({"NLD", "ENG", None})
# What eForms writes in a field that the buyer withholds for now.
_WITHHELD: Final = "unpublished"


class Gathering:
    """Grows during one walk and is dropped after it; `language` is the main language (three letters)."""

    __slots__ = ("complaints", "deadlines", "language", "passages")

    def __init__(self, language: str | None) -> None:
        self.language = language
        self.complaints: list[Complaint] = []
        # Text → where it stands first: lots often repeat each other's texts.
        self.passages: dict[str, str] = {}
        self.deadlines: dict[str, None] = {}

    def say(self, elements: Sequence[etree._Element]) -> str | None:
        """One text of a field given in several languages: that of the notice, else Dutch, English, any."""
        if len(elements) < 2:
            return stripped(elements[0].text) if elements else None
        by_language = {element.get("languageID"): element.text for element in reversed(elements)}
        for language in (self.language, "NLD", "ENG", *by_language):
            text = stripped(by_language.get(language))
            if text:
                return text
        return None

    def note(self, elements: Iterable[etree._Element], place: str, part: str) -> None:
        """Keeps texts for the judgement of social signals, if they are new and Dutch or English."""
        for element in elements:
            text = element.text
            if text and text not in self.passages and element.get("languageID") in _LANGUAGES_OF_PATTERNS:
                self.passages[text] = place + part

    def code(self, text: str | None, known: Mapping[str, C], unknown: C, where: str) -> C:
        """The meaning of a code; a code that the list does not know becomes `unknown` with a complaint."""
        given = stripped(text)
        if given is None:
            return unknown
        if given not in known:
            self.complaints.append(unreadable("code", where, given))
        return known.get(given, unknown)

    def day(self, text: str | None, where: str) -> str | None:
        """A day in ISO form; an unreadable one becomes None with a complaint."""
        given = stripped(text)
        day = iso_day(given)
        if day is None and given is not None:
            self.complaints.append(unreadable("date", where, given))
        return day


def by_tag(element: etree._Element, wanted: Container[str]) -> dict[str, list[etree._Element]]:
    """The children with a wanted tag, under that tag, in the order of the document."""
    found: dict[str, list[etree._Element]] = {}
    for child in element:
        tag = child.tag
        if tag in wanted:
            found.setdefault(tag, []).append(child)
    return found


def child_text(element: etree._Element | None, tag: str) -> str | None:
    """The text of the first child with this tag, without blanks around it; None without one."""
    if element is not None:
        for child in element.iterchildren(tag):
            return stripped(child.text)
    return None


def stripped(text: str | None) -> str | None:
    """The text without blanks around it; None where nothing is left or the field is withheld."""
    given = text.strip() if text else ""
    return given if given and given != _WITHHELD else None
