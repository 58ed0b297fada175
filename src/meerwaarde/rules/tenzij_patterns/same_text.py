"""When two explanations say the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from meerwaarde.language.fold import fold
from meerwaarde.rules.tenzij_patterns.records import Told

MONTHS = frozenset(
    {
        *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
        *("oktober", "november", "december", "january", "february", "march", "may", "june", "july"),
        *("august", "october"),
    }
)
"""Folded, as days are written in both languages."""
FEWEST_WORDS = 4
"""Of fewer words it says nothing that two people choose the same."""


def same_words(text: str) -> str:
    """The words of a text without what changes from file to file: numbers, dates, signs, capitals, accents.

    Empty for a text of fewer than `FEWEST_WORDS` words: those are alike by chance.
    """
    words = [word for word in re.findall(r"[a-z]+", fold(text)) if word not in MONTHS]
    return " ".join(words) if len(words) >= FEWEST_WORDS else ""


def by_words(told: Iterable[Told]) -> dict[str, list[Told]]:
    """The explanations by what they say."""
    found: dict[str, list[Told]] = {}
    for one in told:
        if words := same_words(one.text):
            found.setdefault(words, []).append(one)
    return found
