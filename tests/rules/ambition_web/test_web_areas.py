"""The areas and phases that come with the product."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.ambition_web.areas import Area, ShippedSet, area_set
from meerwaarde.rules.ambition_web.phases import next_phase, phase, phases
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.text import Text

LAW = Law.on(date(2026, 11, 22))


@pytest.mark.parametrize("code", get_args(ShippedSet))
def test_every_area_has_a_name_and_four_anchors_in_both_languages(code: ShippedSet) -> None:
    shipped = area_set(LAW, code)
    assert len({area.code for area in shipped.areas}) == len(shipped.areas)
    for area in shipped.areas:
        texts = (area.name, area.explanation, *area.anchors)
        assert len(area.anchors) == 4
        assert len({anchor.nl for anchor in area.anchors}) == 4, area.code
        assert all(text.nl and text.en and text.nl != text.en for text in texts[1:]), area.code
        sentences = [said for text in texts for written in (text.nl, text.en) for said in written.split(". ")]
        assert max(len(said.split()) for said in sentences) <= 25, area.code


def test_the_six_are_the_themes_in_their_order_and_the_twelve_are_twelve() -> None:
    assert tuple(area.theme for area in area_set(LAW, "six").areas) == THEMES
    twelve = area_set(LAW, "gww")
    assert len(twelve.areas) == 12
    assert {area.theme for area in twelve.areas} - {None} <= set(THEMES)
    assert not twelve.verified, "names differ per version: the page must say so"


def test_before_the_list_began_nothing_is_known() -> None:
    with pytest.raises(NoParameter):
        area_set(Law.on(date(2010, 1, 1)), "gww")


def test_an_area_without_all_anchors_is_refused() -> None:
    one = Text(nl="a", en="b")
    with pytest.raises(ValueError, match="anchor"):
        Area("x", one, one, None, (one, one))


def test_phases_follow_each_other() -> None:
    codes = [one.code for one in phases(LAW)]
    followed = [codes[0]]
    while (after := next_phase(LAW, followed[-1])) is not None:
        followed.append(after.code)
    assert followed == codes
    assert next_phase(LAW, "somewhere") is None
    assert phase(LAW, "somewhere") is None
    found = phase(LAW, "tender")
    assert found is not None
    assert found.name.nl == "Aanbesteding"
