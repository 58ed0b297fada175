"""What follows from agreed levels: the highest of the areas of a theme, with why."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.ambition_web.following import AgreedArea, theme_levels

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine that runs this may be busy with other things."""
CHOICES = tuple(
    AgreedArea(f"{theme} {level}", theme, level) for theme in ("", *THEMES) for level in (None, 0, 1, 2, 3)
)


@settings(PATIENT)
@given(st.lists(st.sampled_from(CHOICES), max_size=16))
def test_a_theme_gets_the_highest_level_of_its_areas_and_no_other(areas: list[AgreedArea]) -> None:
    found = {one.theme: one.level for one in theme_levels(areas)}
    for theme in THEMES:
        known = [one.level for one in areas if one.theme == theme and one.level is not None]
        assert found.get(theme) == (max(known) if known else None)
    assert {one.theme for one in theme_levels(areas)} == {one.theme for one in theme_levels(areas[::-1])}


def test_areas_and_reasons_of_one_theme_stand_together() -> None:
    water = AgreedArea("Water", "environment_biodiversity", 1, "Er is weinig ruimte.")
    nature = AgreedArea("Natuur", "environment_biodiversity", 3, "De kwelder is beschermd.")
    space = AgreedArea("Ruimtegebruik", "", 2, "Telt voor geen thema.")
    (found,) = theme_levels([water, nature, space])
    assert (found.theme, found.level) == ("environment_biodiversity", 3)
    assert found.areas == ("Water", "Natuur")
    assert found.reason == "Water: Er is weinig ruimte. Natuur: De kwelder is beschermd."
