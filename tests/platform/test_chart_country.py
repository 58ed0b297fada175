"""The map of the country: numbers in it, links that can be reached, and shades that tell more from less."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from meerwaarde.platform.layout.charts import Around, Dot, MapWords, Province, country
from meerwaarde.platform.layout.charts.country import PROVINCES, SHADES, shade

TOLD = MapWords("Waar", "Een kaart", ("Provincie", "Aantal"), "punten", "afstand")


def luminance(colour: str) -> float:
    return sum(
        weight * int(colour[place : place + 2], 16)
        for weight, place in ((0.2126, 1), (0.7152, 3), (0.0722, 5))
    )


def test_every_province_is_drawn_with_its_number_and_leads_on() -> None:
    chart = country("k", TOLD, [Province(code, code, 3, url=f"/{code}/") for code in PROVINCES])
    assert len(PROVINCES) == 12
    assert chart.svg.count("<a ") == 12
    assert chart.svg.count('role="group"') == 1
    assert all(f'href="/{code}/" ' in chart.svg for code in PROVINCES)
    assert [row[1] for row in chart.table.rows] == ["3"] * 12


def test_nothing_is_no_link_and_no_number_but_stands_in_the_table() -> None:
    chart = country("k", TOLD, [Province("NL13", "Drenthe", 0)])
    assert "<a " not in chart.svg
    assert ">0<" not in chart.svg
    assert chart.table.rows == (("Drenthe", "0"),)


def test_what_is_typed_is_escaped() -> None:
    chart = country("k", TOLD, [Province("NL13", "<b>", 2, url='/"><script>', said='"><script>')])
    assert "<script>" not in chart.svg
    assert "<b>" not in chart.svg


def test_shades_grow_darker_also_in_grey() -> None:
    assert [shade(count, 40) for count in (0, 1, 15, 25, 40)] == list(SHADES)
    greys = [luminance(colour) for colour in SHADES]
    assert greys == sorted(greys, reverse=True)
    assert min(first - second for first, second in pairwise(greys)) > 10


def test_a_circle_is_as_wide_as_asked_and_dots_grow_with_their_number() -> None:
    chart = country("k", TOLD, [], dots=[Dot(53, 6.5, 9), Dot(52, 5, 1)], around=Around(52.97, 6.6, 50))
    wide = float(re.search(r'r="([0-9.]+)" fill="#b04a00" fill-opacity', chart.svg)[1])  # type: ignore[index]
    assert wide == pytest.approx(50 * 163 / 111.2, rel=0.01)
    sizes = [float(one) for one in re.findall(r'r="([0-9.]+)" fill="#0b5d66" fill-opacity', chart.svg)]
    assert sizes[0] > sizes[1]
    assert [one.label for one in chart.legend] == ["punten", "afstand"]


def test_what_is_no_province_is_refused() -> None:
    with pytest.raises(ValueError, match="NL99"):
        country("k", TOLD, [Province("NL99", "x", 1)])
