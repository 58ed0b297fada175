"""What a walk over a notice gathers besides its fields: texts to judge, deadlines, complaints."""

from __future__ import annotations

from collections.abc import Mapping
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

    def say(self, elements: list[etree._Element]) -> str | None:
        """One text of a field given in several languages: that of the notice, else Dutch, English, any."""
        if len(elements) == 1:
            return stripped(elements[0].text)
        by_language = {element.get("languageID"): element.text for element in reversed(elements)}
        for language in (self.language, "NLD", "ENG", *by_language):
            text = stripped(by_language.get(language))
            if text:
                return text
        return None

    def note(self, element: etree._Element, place: str, part: str) -> None:
        """Keeps one text for the judgement of social signals, if it is new and Dutch or English."""
        text = element.text
        if text and text not in self.passages and element.get("languageID") in _LANGUAGES_OF_PATTERNS:
            self.passages[text] = place + part

    def note_children(self, element: etree._Element, tag: str, place: str, part: str) -> None:
        """As `note`, for every child with this tag."""
        for child in element:
            if child.tag == tag:
                self.note(child, place, part)

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


def stripped(text: str | None) -> str | None:
    """The text without blanks around it; None where nothing is left or the field is withheld."""
    given = text.strip() if text else ""
    return given if given and given != _WITHHELD else None
