"""Which category a CPV code falls under: the longest beginning that fits decides.

A category holds beginnings of CPV codes of two to eight digits. `9091` holds every code that starts with it,
`90` all of its division. Beginnings are written without final zeros, as the CPV itself builds its tree: the
code 90910000 stands for everything under 9091.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from meerwaarde.rules.text import Text

MOST_BEGINNINGS = 60
"""Beginnings that one category takes; more is a list that nobody can check any more."""

DIVISION = 2
DIGITS = 8
_WRITTEN = re.compile(r"([0-9]{2,8})(?:-[0-9])?", re.ASCII)

Beginnings = Mapping[str, tuple[str, ...]]
"""Code of a category to the beginnings of CPV codes that it holds."""


class Belonging(msgspec.Struct, frozen=True):
    """The category of a code, and the beginning that decided."""

    category: str
    beginning: str


class Overlap(msgspec.Struct, frozen=True):
    """A beginning that says nothing, or two things at once.

    `category` also holds `other_beginning`; where `other` is another category the same beginning stands at
    both and nobody can tell where a code belongs. Where it is the same category, one beginning lies inside
    the other without changing anything.
    """

    category: str
    beginning: str
    other: str
    other_beginning: str

    @property
    def tie(self) -> bool:
        """Whether two categories ask for the same codes."""
        return self.category != self.other

    def said(self, names: Mapping[str, str]) -> Text:
        """What is wrong and what to do now; `names` gives categories their name."""
        mine, theirs = names.get(self.category, self.category), names.get(self.other, self.other)
        if self.tie:
            return Text(
                nl=f"CPV {self.beginning} staat bij “{mine}” en bij “{theirs}”. Kies één van de twee.",
                en=f"CPV {self.beginning} stands at “{mine}” and at “{theirs}”. Choose one of the two.",
            )
        return Text(
            nl=f"CPV {self.beginning} valt al onder {self.other_beginning}. Laat één van de twee weg.",
            en=f"CPV {self.beginning} falls under {self.other_beginning} already. Leave one of the two out.",
        )


class Coverage(msgspec.Struct, frozen=True):
    """Which divisions of the CPV (two digits) the categories reach."""

    whole: tuple[str, ...]
    """Every code of the division falls under some category."""
    partly: tuple[str, ...]
    """Only narrower beginnings stand somewhere; other codes of the division fall under none."""
    none: tuple[str, ...]
    """No code of the division falls under a category."""


def read_beginnings(written: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The beginnings in a text that a person typed, and what in it can be none; both in the typed order.

    Separated by comma, semicolon, space or line. A ninth digit ("90910000-9") is left off, final zeros too,
    and what is written twice stands once.
    """
    found: list[str] = []
    wrong: list[str] = []
    for word in re.split(r"[\s,;]+", written.strip()):
        if not word:
            continue
        match = _WRITTEN.fullmatch(word)
        if match is None or match.group(1).startswith("00"):
            wrong.append(word)
        else:
            digits = match.group(1)
            found.append(digits[:DIVISION] + digits[DIVISION:].rstrip("0"))
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(wrong))


def belongs_to(code: str, categories: Beginnings) -> Belonging | None:
    """The category under which a CPV code of eight digits falls; None where none holds it.

    The longest beginning wins. Of two categories with the same beginning (which `overlaps` refuses on saving)
    the one whose code comes first is taken, so that the answer never depends on an order.
    """
    best: tuple[int, str, str] | None = None
    for category, beginnings in categories.items():
        for beginning in beginnings:
            if not code.startswith(beginning):
                continue
            found = (-len(beginning), category, beginning)
            if best is None or found < best:
                best = found
    return None if best is None else Belonging(best[1], best[2])


def overlaps(categories: Beginnings) -> tuple[Overlap, ...]:
    """Every tie between two categories, and every beginning that changes nothing within its own.

    A narrower beginning inside a wider one of *another* category is no overlap: the longest wins.
    """
    holders: dict[str, list[str]] = {}
    for category in sorted(categories):
        for beginning in categories[category]:
            holders.setdefault(beginning, []).append(category)
    found = []
    for beginning in sorted(holders):
        first, *others = holders[beginning]
        found += [Overlap(other, beginning, first, beginning) for other in others if other != first]
        if others:
            continue
        above = _nearest_above(beginning, holders)
        if above is not None and first in holders[above]:
            found.append(Overlap(first, beginning, first, above))
    return tuple(found)


def coverage(categories: Beginnings, divisions: Iterable[str]) -> Coverage:
    """How far the categories reach over these divisions of the CPV, each given by its two digits."""
    held = {beginning for beginnings in categories.values() for beginning in beginnings}
    reached = {beginning[:DIVISION] for beginning in held}
    asked = tuple(divisions)
    return Coverage(
        whole=tuple(one for one in asked if one in held),
        partly=tuple(one for one in asked if one in reached and one not in held),
        none=tuple(one for one in asked if one not in reached),
    )


def _nearest_above(beginning: str, holders: Mapping[str, list[str]]) -> str | None:
    """The longest beginning that holds this one and is shorter."""
    shorter = (beginning[:length] for length in range(len(beginning) - 1, DIVISION - 1, -1))
    return next((one for one in shorter if one in holders), None)
