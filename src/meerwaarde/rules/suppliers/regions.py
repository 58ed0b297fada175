"""Where a supplier delivers: NUTS codes contain each other by their beginning, "NL" is the whole country.

A municipality ("GM0014") lies in a province where our table knows it; of the others nothing is concluded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers.catalogue import areas, municipalities, provinces

COUNTRY: Final = "NL"
WITHIN: Final = "in:"
"""Begins the facet of an area in which a supplier serves a part: "in:NL11" beside "NL112"."""

_REGION = re.compile(r"NL(?:[1-4][0-9A-Z]{0,2})?|GM[0-9]{4}")
_TABLES_OF = date(2026, 1, 1)
"""Codes of places do not depend on the day asked: the newest tables know the earlier codes as well."""


def read_region(text: str) -> str | None:
    """A NUTS or municipality code as we keep it ("nl31" is NL35 since NUTS 2024), or None for another word.

    Names of provinces and "heel Nederland" are read as well, and of municipalities where we know them.
    """
    bare = " ".join(text.split())
    code = bare.upper()
    if _REGION.fullmatch(code):
        return current_region(code)
    return _by_name().get(bare.casefold())


def read_regions(text: str) -> tuple[tuple[str, ...], str | None]:
    """The areas that people name, with commas, semicolons, new lines or "en" between them, each once.

    A name may hold "en" itself ("Aa en Hunze"). The second is the first part that we do not know, or None:
    "Groningen en Dronte" gives "Dronte".
    """
    found: dict[str, None] = {}
    for part in re.split(r"[,;\n]+", text):
        pieces = [piece.strip() for piece in re.split(r"\s+(?:en|and)\s+", part) if piece.strip()]
        while pieces:
            for length in range(len(pieces), 0, -1):
                code = read_region(" en ".join(pieces[:length]))
                if code is not None:
                    found[code] = None
                    del pieces[:length]
                    break
            else:
                return tuple(found), pieces[0]
    return tuple(found), None


def region_name(code: str) -> str:
    """What people call the area; the code itself where we know no name."""
    return _names().get(current_region(code), code)


def wider(code: str) -> tuple[str, ...]:
    """The areas that contain this one, the nearest first; a municipality unknown to us lies in NL alone."""
    current = current_region(code)
    if current.startswith("GM"):
        province = _province_of().get(current)
        return (COUNTRY,) if province is None else (province, *wider(province))
    return tuple(current[:length] for length in range(len(current) - 1, 1, -1))


def serves(regions: Sequence[str] | None, wanted: Sequence[str]) -> bool | None:
    """Whether a supplier delivers everywhere that is wanted.

    None where that is not known: the supplier said nothing, it serves only a part of a wanted area, or a
    place lies in an area of which we do not know the parts. False where no wanted area is touched at all.
    """
    if regions is None or not wanted:
        return None
    answers = [
        _serves_one([current_region(code) for code in regions], current_region(area)) for area in wanted
    ]
    if all(answer is True for answer in answers):
        return True
    return False if all(answer is False for answer in answers) else None


def _serves_one(served: Sequence[str], area: str) -> bool | None:
    if area in served or any(around in served for around in wider(area)):
        return True
    if any(area in wider(code) for code in served):
        return None  # a part of it
    return None if any(_may_touch(code, area) for code in served) else False


def _may_touch(one: str, other: str) -> bool:
    """Whether two areas of which neither is known to contain the other may still overlap."""
    if one.startswith("GM") == other.startswith("GM"):
        return False
    municipality, area = (one, other) if one.startswith("GM") else (other, one)
    province = _province_of().get(municipality)
    return province is None or area.startswith(province)


def region_facets(regions: Iterable[str]) -> tuple[str, ...]:
    """What the list of suppliers is filtered on: each area served, and around it "in:" each wider area."""
    served = dict.fromkeys(current_region(code) for code in regions)
    around = dict.fromkeys(f"{WITHIN}{area}" for code in served for area in wider(code))
    return (*served, *around)


def wanted_region_facets(area: str) -> tuple[str, ...]:
    """The facets of whoever serves this area: all of it, a wider one, or a part of it."""
    current = current_region(area)
    return (current, *wider(current), f"{WITHIN}{current}")


def current_region(code: str) -> str:
    """The code that the newest NUTS gives an area: "NL31" is "NL35"; any other code stays as it is."""
    for earlier, now in _renamed().items():
        if code.startswith(earlier):
            return now + code[len(earlier) :]
    return code


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    return {
        earlier: province.code for province in provinces(Law.on(_TABLES_OF)) for earlier in province.earlier
    }


@lru_cache(maxsize=1)
def _province_of() -> dict[str, str]:
    return {place.code: place.province for place in municipalities(Law.on(_TABLES_OF))}


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    law = Law.on(_TABLES_OF)
    names = {area.code: area.name.nl for area in areas(law)}
    names.update((province.code, province.name.nl) for province in provinces(law))
    names.update((place.code, place.name) for place in municipalities(law))
    return {**names, COUNTRY: "Nederland"}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    law = Law.on(_TABLES_OF)
    names = {area.name.nl.casefold(): area.code for area in areas(law)}
    names.update((place.name.casefold(), place.code) for place in municipalities(law))
    for province in provinces(law):
        # A province goes before the municipality of the same name: who writes Groningen alone is asked.
        names.update((name.casefold(), province.code) for name in (province.name.nl, province.name.en))
        names[f"provincie {province.name.nl}".casefold()] = province.code
    names.update((f"gemeente {place.name}".casefold(), place.code) for place in municipalities(law))
    names.update(dict.fromkeys(("nederland", "heel nederland", "landelijk", "netherlands"), COUNTRY))
    return names
