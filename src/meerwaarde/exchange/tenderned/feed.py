"""The Atom feed of TenderNed: the newest publications, as a sign that there is something to fetch."""

from __future__ import annotations

import re
from typing import Final

from meerwaarde.exchange.tenderned.fetch import FeedEntry
from meerwaarde.gates.xml import open_xml

_NUMBER: Final = re.compile(r"(\d{1,12})/?$")


def read_feed(document: bytes) -> tuple[FeedEntry, ...]:
    """The entries of the feed, Atom or RSS; one without a number of a publication is left out.

    Raises `Refused` where it is no XML that may be opened.
    """
    root = open_xml(document, where="laatste-publicatie.rss")
    found: list[FeedEntry] = []
    for node in root.iter("{*}entry", "{*}item"):
        said = {child.tag.rpartition("}")[2]: child for child in node if isinstance(child.tag, str)}
        link = said.get("link")
        address = (link.get("href") or link.text or "").strip() if link is not None else ""
        named = said.get("id") if said.get("id") is not None else said.get("guid")
        number = _NUMBER.search(address) or _NUMBER.search(
            (named.text or "").strip() if named is not None else ""
        )
        title = said.get("title")
        if number:
            found.append(
                FeedEntry(number[1], (title.text or "").strip() if title is not None else "", address)
            )
    return tuple(found)
