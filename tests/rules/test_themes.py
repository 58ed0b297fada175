"""Themes, levels and their names elsewhere; ambition compared; reasons for departing."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.ambition import (
    LEVELS,
    THEMES,
    at_least,
    has_ambition,
    highest,
    level_of,
    reaches,
    shortfalls,
)
from meerwaarde.rules.compliance import tenzij_reasons
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.text import Text
from meerwaarde.rules.themes import (
    EformsCodes,
    broad_prosperity_themes,
    crosswalk,
    eforms_codes,
    level_names,
    ocds_goals,
    sustainable_development_goals,
    themes,
    themes_of_eforms,
)

LAW = Law.on(date(2026, 11, 22))

choices = st.dictionaries(st.sampled_from(THEMES), st.sampled_from(LEVELS))


def test_there_are_six_themes_in_the_order_of_the_manifest() -> None:
    assert tuple(theme.code for theme in themes(LAW)) == (
        "environment_biodiversity",
        "climate",
        "circular",
        "supply_chain_responsibility",
        "diversity_inclusion",
        "social_return",
    )


def test_every_theme_has_four_levels_named_as_in_the_criteria_tool() -> None:
    assert [name.nl for name in level_names(LAW).values()] == [
        "Geen prioriteit",
        "Basis",
        "Significant",
        "Ambitieus",
    ]
    for theme in themes(LAW):
        assert tuple(level.level for level in theme.levels) == LEVELS
        for level in theme.levels:
            assert level.meaning.nl.startswith(level.name.nl)
            assert level.meaning.en.startswith(level.name.en)


def test_areas_have_their_own_codes() -> None:
    codes = [area.code for theme in themes(LAW) for area in theme.areas]
    assert len(codes) == len(set(codes))


def test_what_is_ours_is_marked_as_unverified() -> None:
    for theme in themes(LAW):
        assert theme.source.entry.certainty == "sourced"
        assert theme.levels_source.entry.certainty == "unverified"
    assert crosswalk(LAW, "sdg").entry.certainty == "unverified"


def test_no_themes_are_known_before_they_were_recorded() -> None:
    with pytest.raises(NoParameter):
        themes(Law.on(date(2015, 1, 1)))


@pytest.mark.parametrize(
    ("theme", "expected"),
    [
        (
            "environment_biodiversity",
            EformsCodes(strategic=("env-imp",), environmental=("pollu-prev", "biodiv-eco", "water-mar")),
        ),
        ("climate", EformsCodes(strategic=("env-imp",), environmental=("clim-mitig", "clim-adapt"))),
        ("circular", EformsCodes(strategic=("env-imp",), environmental=("circ-econ",))),
        (
            "supply_chain_responsibility",
            EformsCodes(strategic=("soc-obj",), social=("hum-right", "work-cond")),
        ),
        ("diversity_inclusion", EformsCodes(strategic=("soc-obj",), social=("gen-eq", "et-eq", "acc-all"))),
        ("social_return", EformsCodes(strategic=("soc-obj",), social=("opp",))),
    ],
)
def test_a_theme_has_its_codes_in_eforms(theme: Theme, expected: EformsCodes) -> None:
    assert eforms_codes(LAW, {theme: 1}) == expected


def test_a_purchase_without_theme_says_none_in_eforms() -> None:
    assert eforms_codes(LAW, {"climate": 0}) == EformsCodes(strategic=("none",))


@given(choices)
def test_codes_of_a_notice_lead_back_to_its_themes(choice: dict[Theme, int]) -> None:
    codes = eforms_codes(LAW, choice)
    found = themes_of_eforms(LAW, {"environmental": codes.environmental, "social": codes.social})
    assert set(found) == {theme for theme, level in choice.items() if level > 0}


def test_an_unknown_code_leads_to_no_theme() -> None:
    assert themes_of_eforms(LAW, {"social": ("other",), "strategic": ("soc-obj",)}) == ()


def test_ocds_goals_have_the_spelling_of_the_extension() -> None:
    goals = ocds_goals(LAW, dict.fromkeys(THEMES, 1))
    assert "social.humanRightsInSupplyChains" in goals
    assert "environmental.waterResourcesProtection" in goals
    assert all(re.fullmatch(r"(economic|environmental|social)\.[a-zA-Z]+", goal) for goal in goals)
    assert len(goals) == len(set(goals))


@pytest.mark.real_data
def test_eforms_codes_stand_in_the_codelists_of_the_sdk() -> None:
    folder = os.environ.get("MEERWAARDE_REAL_DATA")
    if not folder:
        pytest.skip("MEERWAARDE_REAL_DATA does not name a folder with the eForms codelists")
    lists = Path(folder) / "eforms" / "sdk" / "codelists"
    codes = eforms_codes(LAW, dict.fromkeys(THEMES, 1))
    for name, used in (
        ("strategic-procurement", codes.strategic),
        ("environmental-impact", codes.environmental),
        ("social-objective", codes.social),
    ):
        listed = re.findall(r"<SimpleValue>([^<]+)</SimpleValue>", (lists / f"{name}.gc").read_text("utf-8"))
        assert set(used) <= set(listed)


def test_goals_of_the_united_nations_come_in_order() -> None:
    assert sustainable_development_goals(LAW, {"social_return": 2, "climate": 1}) == (1, 7, 8, 10, 13)


def test_every_theme_serves_broad_prosperity_and_a_goal() -> None:
    for theme in THEMES:
        assert broad_prosperity_themes(LAW, {theme: 1})
        assert sustainable_development_goals(LAW, {theme: 1})
        assert ocds_goals(LAW, {theme: 1})


@given(choices)
def test_level_zero_adds_nothing_elsewhere(choice: dict[Theme, int]) -> None:
    without = {theme: level for theme, level in choice.items() if level > 0}
    assert ocds_goals(LAW, choice) == ocds_goals(LAW, without)
    assert eforms_codes(LAW, choice) == eforms_codes(LAW, without)


def test_ambition_of_an_unknown_choice_is_unknown() -> None:
    assert has_ambition(None) is None
    assert reaches(None, "climate", 1) is None
    assert has_ambition({}) is False
    assert has_ambition({"climate": 0}) is False
    assert has_ambition({"climate": 0, "circular": 1}) is True


def test_a_shortfall_names_theme_and_levels() -> None:
    (missing,) = shortfalls({"climate": 1, "circular": 3}, {"climate": 2, "circular": 1})
    assert (missing.theme, missing.chosen, missing.asked) == ("climate", 1, 2)


@given(choices, choices)
def test_reaching_is_the_absence_of_shortfalls(choice: dict[Theme, int], asked: dict[Theme, int]) -> None:
    assert at_least(choice, asked) == all(reaches(choice, theme, level_of(asked, theme)) for theme in THEMES)


@given(choices, choices, choices)
def test_reaching_carries_over(one: dict[Theme, int], two: dict[Theme, int], three: dict[Theme, int]) -> None:
    if at_least(one, two) and at_least(two, three):
        assert at_least(one, three)


@given(choices, choices)
def test_the_highest_reaches_both_and_asks_no_more(one: dict[Theme, int], two: dict[Theme, int]) -> None:
    both = highest(one, two)
    assert at_least(both, one)
    assert at_least(both, two)
    for theme in THEMES:
        assert level_of(both, theme) in (level_of(one, theme), level_of(two, theme))


def test_seven_reasons_each_need_evidence() -> None:
    reasons = tenzij_reasons(LAW)
    assert tuple(reason.code for reason in reasons) == (
        "no_link",
        "disproportionate",
        "no_market",
        "urgency",
        "call_off",
        "prescribed",
        "other",
    )
    assert all(reason.evidence for reason in reasons)


def spoken() -> Iterable[Text]:
    for theme in themes(LAW):
        yield theme.description
        yield from (level.meaning for level in theme.levels)
    for reason in tenzij_reasons(LAW):
        yield from (reason.when, reason.not_enough, *reason.evidence)


def test_sentences_are_short() -> None:
    for text in spoken():
        for wording in (text.nl, text.en):
            for sentence in re.split(r"(?<=[.!?])\s+", wording):
                assert len(sentence.split()) <= 25, sentence
