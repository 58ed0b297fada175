"""What a firm said of earlier chances, and how that changes the order of later ones, in words.

Nothing learns by itself: what a firm says does not fit lowers later chances that are alike in just that
point, the sentence says so, and taking the answer back undoes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec

from meerwaarde.rules.matching.codes import (
    Names,
    all_significant,
    around,
    canonical,
    name_of_region,
)
from meerwaarde.rules.matching.records import Need
from meerwaarde.rules.money import euro
from meerwaarde.rules.suppliers.regions import COUNTRY
from meerwaarde.rules.text import Text

Why = Literal["other_work", "too_far", "not_here", "too_large", "too_small", "no_time", "terms", "other"]

REASONS: dict[Why, Text] = {
    "other_work": Text(nl="Dit werk doen wij niet", en="We do not do this work"),
    "not_here": Text(nl="Dit werk doen wij niet in deze regio", en="We do not do this work in this region"),
    "too_far": Text(nl="Te ver weg", en="Too far away"),
    "too_large": Text(nl="Te groot voor ons", en="Too large for us"),
    "too_small": Text(nl="Te klein voor ons", en="Too small for us"),
    "no_time": Text(nl="Nu geen tijd", en="No time now"),
    "terms": Text(nl="De voorwaarden passen niet", en="The terms do not fit"),
    "other": Text(nl="Iets anders", en="Something else"),
}
"""Why a chance is not relevant, in the order in which a form shows them."""

TEACHES: frozenset[Why] = frozenset({"other_work", "not_here", "too_far", "too_large", "too_small"})
"""Reasons that say something of later chances; the others speak of this one alone."""

_GROUP = 3
_PROVINCE = 4


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One answer of a firm: of which need, why, and when."""

    why: Why
    need: Need
    on: date


class Lowered(msgspec.Struct, frozen=True):
    """That a need stands lower by an earlier answer, and the sentence that says so."""

    why: Why
    text: Text


def lowered(need: Need, said: Sequence[Said], *, names: Names | None = None) -> Lowered | None:
    """Whether an earlier answer lowers this need; the newest that does. None: nothing was said of it.

    Work is alike in its CPV group (three digits), a place in its province, a size by the estimate: a smaller
    chance than one that was too large may still fit, and the reverse. What a need does not say, no answer
    can speak of. `names` gives words for codes.
    """
    for one in sorted(said, key=lambda one: one.on, reverse=True):
        found = _speaks_of(one, need, names)
        if found is not None:
            return Lowered(one.why, found)
    return None


def _speaks_of(said: Said, need: Need, names: Names | None) -> Text | None:
    if said.need.id == need.id or said.why not in TEACHES:
        return None
    work = _shared(_groups(need), _groups(said.need))
    places = _provinces(need) & _provinces(said.need)
    # A need in several provinces is not far where one of them was said to be.
    far = bool(places) and _provinces(need) <= _provinces(said.need)
    if said.why == "other_work" and work:
        name = _work(work, names)
        return _lower(f"{name.nl} niet zoekt", f"do not look for {name.en}")
    if said.why == "not_here" and work and far:
        name, place = _work(work, names), _place(places, names)
        return _lower(f"{name.nl} in {place.nl} niet zoekt", f"do not look for {name.en} in {place.en}")
    if said.why == "too_far" and far:
        place = _place(places, names)
        return _lower(f"{place.nl} te ver vindt", f"find {place.en} too far away")
    return _by_size(said, need)


def _by_size(said: Said, need: Need) -> Text | None:
    ours, theirs = need.estimate, said.need.estimate
    if ours is None or theirs is None:
        return None
    if said.why == "too_large" and ours >= theirs:
        return _lower(
            f"een opdracht van {euro(theirs, 'nl')} te groot vond",
            f"found a contract of {euro(theirs, 'en')} too large",
        )
    if said.why == "too_small" and ours <= theirs:
        return _lower(
            f"een opdracht van {euro(theirs, 'nl')} te klein vond",
            f"found a contract of {euro(theirs, 'en')} too small",
        )
    return None


def _lower(nl: str, en: str) -> Text:
    return Text(nl=f"Minder hoog omdat u {nl}.", en=f"Lower because you {en}.")


def _groups(need: Need) -> tuple[str, ...]:
    return tuple(dict.fromkeys(digits[:_GROUP] for digits in all_significant(need.cpv or ())))


def _shared(ours: Sequence[str], theirs: Iterable[str]) -> str:
    """The first group of a need that was spoken of; its main code stands first."""
    known = set(theirs)
    return ours[0] if ours and ours[0] in known else ""


def _provinces(need: Need) -> frozenset[str]:
    """The provinces of the places of a need; the whole country is no place that is far."""
    found = set()
    for region in need.regions or ():
        code = canonical(region)
        line = [one for one in (code, *around(code)) if len(one) == _PROVINCE and one.startswith(COUNTRY)]
        if line:
            found.add(line[0])
    return frozenset(found)


def _work(group: str, names: Names | None) -> Text:
    code = group.ljust(8, "0")
    known = names(code) if names else None
    if known is None:
        return Text(nl=f"werk met CPV {group}", en=f"work with CPV {group}")
    return Text(nl=_small(known.nl), en=_small(known.en))


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _place(places: Iterable[str], names: Names | None) -> Text:
    return name_of_region(min(places), names)
