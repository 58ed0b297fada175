"""Plain text, from a file or pasted: pages by form feeds, by lines that name a page, or cut by us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from meerwaarde.exchange.texts.paragraphs import as_they_stand, broken_for_width, clean, joined
from meerwaarde.exchange.texts.records import OUR_PAGE, Complaint, Page
from meerwaarde.rules.text import Text

_NAMED: Final = re.compile(
    r"(?im)^[ \t\-–—\[(]*(?:bladzijde|pagina|pag\.?|blz\.?|page)[ \t]+(\d{1,4}|[ivxlc]{1,7})[ \t\-–—\])]*$"
)


def pages_of(text: str) -> tuple[list[Page], list[Complaint]]:
    """The pages, and a complaint where they are ours because the text has none."""
    tidy = clean(text)
    if "\f" in tidy.strip("\f\n "):
        parts = [("", part) for part in tidy.split("\f")]
    elif named := list(_NAMED.finditer(tidy)):
        parts = _by_name(tidy, named)
    else:
        whole = _paragraphs(tidy)
        cut = cut_at_paragraphs(whole.split("\n"))
        complaints = [PAGES_OURS] if len(cut) > 1 else []
        return [Page(number, "", part) for number, part in enumerate(cut, 1)], complaints
    read = [(label, _paragraphs(part)) for label, part in parts]
    return [Page(number, label, part) for number, (label, part) in enumerate(read, 1)], []


def cut_at_paragraphs(paragraphs: Sequence[str]) -> list[str]:
    """Parts of about a page each, for a text that has no pages; no paragraph is cut."""
    parts: list[str] = []
    waiting: list[str] = []
    length = 0
    for paragraph in paragraphs:
        if waiting and length + len(paragraph) > OUR_PAGE:
            parts.append("\n".join(waiting))
            waiting, length = [], 0
        waiting.append(paragraph)
        length += len(paragraph) + 1
    return [*parts, "\n".join(waiting)] if waiting else parts


def _by_name(tidy: str, named: list[re.Match[str]]) -> list[tuple[str, str]]:
    parts = [
        (found[1], tidy[found.end() : end]) for found, end in zip(named, _ends(tidy, named), strict=True)
    ]
    before = tidy[: named[0].start()]
    return [("", before), *parts] if before.strip() else parts


def _ends(tidy: str, named: list[re.Match[str]]) -> list[int]:
    return [*(found.start() for found in named[1:]), len(tidy)]


def _paragraphs(part: str) -> str:
    lines = part.split("\n")
    return joined(lines) if broken_for_width(lines) else as_they_stand(lines)


PAGES_OURS: Final = Complaint(
    "pages_ours",
    0,
    Text(
        nl="Deze tekst heeft zelf geen bladzijden. Hij is in delen geknipt; die zijn niet de bladzijden "
        "van het document.",
        en="This text has no pages of its own. It was cut into parts, which are not the document's pages.",
    ),
)
