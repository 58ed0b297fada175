"""What a text is, whatever its format: pages with the number and the label by which people cite them."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from meerwaarde.rules.text import Text

Kind = Literal["docx", "pdf", "txt", "pasted"]

MOST_PAGES: Final = 1_000
LONGEST_PAGE: Final = 40_000
"""Signs on one page; what comes after is left out, and said. A full page of a book has some 3,500."""
MOST_SIGNS: Final = 4_000_000
OUR_PAGE: Final = 3_000
"""Signs after which a text that has no pages of its own is cut, at the end of a paragraph."""


class Page(msgspec.Struct, frozen=True):
    """One page: its place (from 1), what the document itself calls it ("" where it does not), its text.

    A line is a paragraph, a heading or an item of a list; lines are never broken in the middle of a sentence.
    """

    number: int
    label: str
    text: str


class Complaint(msgspec.Struct, frozen=True):
    """Something that a person should know; `page` 0 means the document as a whole."""

    code: str
    page: int
    text: Text


class BoardText(msgspec.Struct, frozen=True, kw_only=True):
    """A text that was read, with what was doubtful about it. `title` is its first line, as a proposal."""

    kind: Kind
    title: str
    pages: tuple[Page, ...]
    complaints: tuple[Complaint, ...] = ()
    encoding: str = ""
