"""The analyser of the table, and what a term is worth in a document. Both fixed: rows must not go stale.

Weights in memory depend on all documents together; in a table each new document would change every row.
So a posting holds what depends on its own document alone, and rarity is counted when somebody asks.
"""

from __future__ import annotations

from collections import Counter
from functools import cache

from meerwaarde.language.analyser import GRAM, Analyser
from meerwaarde.language.fold import words

SATURATION = 1.2
LENGTH = 0.3
USUAL_LENGTH = 60
"""Terms in a usual document. A fixed figure: an average would shift with every document."""

TITLE = 3
"""A term in the title counts as so many in the text."""

WEIGHT_SCALE = 100


@cache
def analyser() -> Analyser:
    """Stems and parts of compounds by our own list; no letters, which would make the table tenfold."""
    return Analyser(with_grams=False)


def weights(title: str, text: str) -> dict[str, int]:
    """Terms of a document with their weights, 1 to 220: more with each occurrence, but ever less so."""
    counted: Counter[str] = Counter()
    for term, count in analyser().terms(title).items():
        counted[term] += TITLE * count
    counted.update(analyser().terms(text))
    held_back = SATURATION * (1 - LENGTH + LENGTH * counted.total() / USUAL_LENGTH)
    return {
        term: max(round(WEIGHT_SCALE * count * (SATURATION + 1) / (count + held_back)), 1)
        for term, count in counted.items()
    }


RUN = 3
"""Letters in a run: the shortest part of a name that is looked up without reading all names."""


def plain(name: str) -> str:
    """A name as it is compared: folded words, one space between them."""
    return " ".join(words(name))


def letters(name: str) -> frozenset[str]:
    """The runs of three letters in the words of a name, marked so that no stem is like them."""
    return frozenset(
        GRAM + word[start : start + RUN] for word in words(name) for start in range(len(word) - RUN + 1)
    )
