"""Which words a purchase and a supplier have in common. The same for any company they stand in."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

import msgspec

from meerwaarde.language.analyser import Analyser, Asked
from meerwaarde.language.stem import stem

WHOLE = 12
"""What one whole word in common counts; a part of a compound counts its share of that."""

_MOST_WORDS = 400
"""Words of a purchase that are looked at: a notice says what it is about at its beginning."""

_MOST_TERMS = 1_500

_TELLS_NOTHING = frozenset(
    stem(word)
    for word in [
        "aanbesteden",
        "aanbesteding",
        "aanbieden",
        "aanbieder",
        "aankondiging",
        "aanvraag",
        "activiteit",
        "afname",
        "bedrijf",
        "bestek",
        "contract",
        "dienst",
        "diensten",
        "dienstverlening",
        "divers",
        "diverse",
        "europees",
        "europese",
        "gebruik",
        "gemeente",
        "gemeenten",
        "gezamenlijk",
        "inclusief",
        "inkoop",
        "inkopen",
        "jaar",
        "klant",
        "kwaliteit",
        "leverancier",
        "leveren",
        "levering",
        "leveringen",
        "locatie",
        "maand",
        "maatschappelijk",
        "mensen",
        "mogelijk",
        "nederland",
        "nieuw",
        "nieuwe",
        "onderdeel",
        "onderneming",
        "opdracht",
        "opdrachtgever",
        "opdrachtnemer",
        "openbaar",
        "organisatie",
        "overeenkomst",
        "overheid",
        "partij",
        "perceel",
        "percelen",
        "procedure",
        "product",
        "producten",
        "project",
        "provincie",
        "raamcontract",
        "raamovereenkomst",
        "regio",
        "soort",
        "specialist",
        "stichting",
        "uitvoeren",
        "uitvoering",
        "verzorgen",
        "waaronder",
        "werk",
        "werken",
        "werkzaamheden",
        "we",
        "wij",
        "zorgen",
    ]
)
"""Stems that half of all purchases and suppliers share: they show no trade."""


class Wanted(msgspec.Struct, frozen=True, gc=False):
    """A term that is looked for: what it counts, and the words that it stands for."""

    counts: int
    words: str


@cache
def analyser() -> Analyser:
    """Stems and parts of compounds by our own list alone, so that no other supplier changes what is found."""
    return Analyser(with_grams=False)


def terms_of(text: str) -> frozenset[str]:
    """The terms of a supplier's text that show a trade."""
    return frozenset(analyser().terms(text)) - _TELLS_NOTHING


def wanted(text: str) -> dict[str, Wanted]:
    """The terms to look for in suppliers, in the order of the purchase's own words."""
    asked = analyser().question(" ".join(text.split()[:_MOST_WORDS]))
    telling = [one for one in asked if one.term not in _TELLS_NOTHING]
    parts: dict[str, set[str]] = {}
    for one in telling:
        if one.kind == "part":
            parts.setdefault(one.said, set()).add(one.term)
    found: dict[str, Wanted] = {}
    for one in telling:
        counts = WHOLE // len(parts[one.said]) if one.kind == "part" else WHOLE
        known = found.get(one.term)
        if (known is None and len(found) < _MOST_TERMS) or (known is not None and known.counts < counts):
            found[one.term] = Wanted(counts, _words(one))
    return found


def _words(one: Asked) -> str:
    return one.meant if one.kind == "synonym" else one.said


def counted(sought: dict[str, Wanted], terms: Collection[str]) -> int:
    """How much is in common: `WHOLE` for every whole word, less for parts of compounds."""
    return sum(one.counts for term, one in sought.items() if term in terms)


def in_common(sought: dict[str, Wanted], terms: Collection[str], limit: int = 4) -> tuple[str, ...]:
    """The words in common: whole ones first, then the longest, which tell most."""
    shared = [one for term, one in sought.items() if term in terms]
    shared.sort(key=lambda one: (-one.counts, -len(one.words)))
    return tuple(dict.fromkeys(one.words for one in shared))[:limit]
