"""How far apart places lie, about: our own table of postcode areas and what it is good for."""

from __future__ import annotations

import pytest

from meerwaarde.rules import distance as rule
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers import municipalities, provinces
from meerwaarde.rules.suppliers.regions import _TABLES_OF


def test_every_area_lies_in_the_country_and_in_a_province_that_we_know() -> None:
    areas = rule.postcode_areas()
    assert list(areas) == [str(number) for number in range(10, 100)]
    known = {one.code for one in provinces(Law.on(_TABLES_OF))}
    for area in areas.values():
        assert 50.7 < area.latitude < 53.6
        assert 3.3 < area.longitude < 7.3
        assert area.province in known
        assert area.name in area.places


def test_the_table_says_that_it_is_our_own_and_unverified() -> None:
    entry = Law.on(_TABLES_OF)["distance/postcode_areas"].entry
    assert entry.certainty == "unverified"
    assert "Eigen benadering" in entry.source.title


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [("94", "97", 22, 34), ("10", "30", 50, 65), ("97", "62", 250, 285), ("43", "99", 270, 310)],
)
def test_distances_are_near_those_of_the_map(one: str, other: str, low: int, high: int) -> None:
    """Assen–Groningen 27 km, Amsterdam–Rotterdam 57, Groningen–Maastricht 268, as the crow flies."""
    assert low <= rule.distance(one, other) <= high
    assert rule.distance(one, other) == rule.distance(other, one)
    assert rule.distance(one, one) == 0


def test_areas_within_stand_nearest_first_and_grow_with_the_radius() -> None:
    near, far = rule.areas_within("94", 25), rule.areas_within("94", 50)
    assert next(iter(near)) == "94"
    assert list(near.values()) == sorted(near.values())
    assert set(near) < set(far)
    assert set(rule.areas_within("94")) == set(rule.postcode_areas())


@pytest.mark.parametrize(
    ("typed", "area"),
    [
        ("9401 AB", "94"),
        ("9401ab", "94"),
        ("94", "94"),
        ("assen", "94"),
        ("  Den   Bosch ", "52"),
        ("Sudwest Fryslan", "86"),
        ("'s-Hertogenbosch", "52"),
        ("Atlantis", None),
        ("", None),
        ("0123 AB", None),
        ("940", None),
    ],
)
def test_a_postcode_or_a_place_is_read(typed: str, area: str | None) -> None:
    assert rule.read_place(typed) == area


def test_the_area_of_an_address_is_that_of_its_postcode_else_of_its_place() -> None:
    assert rule.area_of("9712 AB", "Assen") == "97"
    assert rule.area_of("", "Assen") == "94"
    assert rule.area_of("", "Veenmeer") == ""
    assert rule.area_of("0000 XX", "") == ""
    assert rule.area_of(" 9712ab") == "97"
    assert rule.area_of("26721", "Emden") == ""  # German; 26 is the area of Delft
    assert rule.area_of("26721", "Assen") == "94"


def test_every_municipality_that_we_know_has_an_area() -> None:
    for place in municipalities(Law.on(_TABLES_OF)):
        assert rule.area_of_region(place.code) is not None, place.name
    assert rule.area_of_region("NL11") is None
    assert rule.area_of_region("NL") is None
    assert rule.area_of_region("GM9999") is None


def test_words_say_no_more_than_is_known() -> None:
    assert rule.in_words(0).nl == "in de buurt"
    assert rule.in_words(23).nl == "ongeveer 25 km"
    assert rule.in_words(52).en == "about 50 km"
