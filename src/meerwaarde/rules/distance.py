"""How far apart two places lie, about: by the centres of postcode areas, which are our own approximation.

An area is the first two digits of a postcode. Its centre is one point for some 200 square kilometres, so a
distance tells "near" from "far" and never metres: who lies at 24 or at 26 kilometres is not decided by it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

import msgspec

from meerwaarde.language.fold import fold
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers.regions import COUNTRY, current_region, region_name
from meerwaarde.rules.text import Text

RADII: Final = (25, 50, 100)
"""Kilometres that a person can choose; finer would say more than the table knows."""

_EARTH_KM: Final = 6371.0
_TABLE_OF: Final = date(2026, 1, 1)
_POSTCODE = re.compile(r"([1-9][0-9])(?:[0-9]{2})?\s?(?:[A-Za-z]{2})?")


class PostcodeArea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A postcode area: its main place, about where its centre lies (degrees, WGS 84), and places in it."""

    code: str
    name: str
    latitude: float
    longitude: float
    province: str
    """NUTS code of the province in which most of it lies."""
    places: tuple[str, ...]


@lru_cache(maxsize=1)
def postcode_areas() -> Mapping[str, PostcodeArea]:
    """All areas by their two digits, in order."""
    rows = Law.on(_TABLE_OF)["distance/postcode_areas"].value
    return {area.code: area for area in msgspec.convert(rows, tuple[PostcodeArea, ...])}


def area_of(postcode: str, place: str = "") -> str:
    """The two digits of the area in which an address lies; by its place where it has no postcode, else "".

    A place that we do not know gives no area, nor does a postcode of five digits, which is a German one:
    nothing is guessed.
    """
    written = _POSTCODE.fullmatch(" ".join(postcode.split()))
    if written is not None and written[1] in postcode_areas():
        return written[1]
    return _areas_by_place().get(_plain(place), "")


def read_place(text: str) -> str | None:
    """The area that a person means with a postcode ("9401 AB", "94") or a place; None for another word."""
    bare = " ".join(text.split())
    written = _POSTCODE.fullmatch(bare)
    if written is not None:
        return written[1] if written[1] in postcode_areas() else None
    return _areas_by_place().get(_plain(bare))


def area_of_region(code: str) -> str | None:
    """The area of a municipality ("GM0106") that we know by name; None for a province or the country."""
    current = current_region(code)
    return read_place(region_name(current)) if current.startswith("GM") and current != COUNTRY else None


def distance(one: str, other: str) -> int:
    """Kilometres between the centres of two areas, along a great circle, rounded; 0 within one area.

    Raises `KeyError` for a code that is no area.
    """
    here, there = postcode_areas()[one], postcode_areas()[other]
    first, second = math.radians(here.latitude), math.radians(there.latitude)
    turned = math.radians(there.longitude - here.longitude)
    half = (
        math.sin((second - first) / 2) ** 2 + math.cos(first) * math.cos(second) * math.sin(turned / 2) ** 2
    )
    return round(2 * _EARTH_KM * math.asin(math.sqrt(half)))


@lru_cache(maxsize=128)
def areas_within(origin: str, kilometres: int | None = None) -> Mapping[str, int]:
    """Areas with their centre within so many kilometres of this one's, nearest first, and how far each is.

    None as distance gives all areas. Equal distances stand in order of their code.
    """
    found = ((distance(origin, code), code) for code in postcode_areas())
    return {code: far for far, code in sorted(found) if kilometres is None or far <= kilometres}


def in_words(kilometres: int) -> Text:
    """The distance as honestly as the table allows: steps of five, and "nearby" within an area."""
    if kilometres < 5:
        return Text(nl="in de buurt", en="nearby")
    about = 5 * round(kilometres / 5)
    return Text(nl=f"ongeveer {about} km", en=f"about {about} km")


@lru_cache(maxsize=1)
def _areas_by_place() -> dict[str, str]:
    return {_plain(place): area.code for area in postcode_areas().values() for place in area.places}


def _plain(place: str) -> str:
    return " ".join(fold(place).replace("-", " ").split())
