"""The list of categories that comes with the product."""

from __future__ import annotations

import pytest

from meerwaarde.exchange.cpv.read import load
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.categories import belongs_to, overlaps, read_beginnings
from meerwaarde.rules.categories.shipped_list import ShippedCategory, shipped_categories

LONGEST_SENTENCE = 25


def beginnings() -> dict[str, tuple[str, ...]]:
    return {one.code: one.cpv for one in shipped_categories()}


def test_the_list_fits_on_the_wall() -> None:
    assert 38 <= len(shipped_categories()) <= 45


def test_codes_and_names_stand_once() -> None:
    found = shipped_categories()
    for said in ([one.code for one in found], [one.name.nl for one in found], [one.name.en for one in found]):
        assert len(said) == len(set(said))


def test_no_beginning_stands_twice_or_says_nothing() -> None:
    assert overlaps(beginnings()) == ()


def test_every_beginning_is_written_short_and_stands_in_the_cpv() -> None:
    catalogue = load()  # where the list is not built, this says what to run
    for one in shipped_categories():
        assert read_beginnings(", ".join(one.cpv)) == (one.cpv, ())
        for beginning in one.cpv:
            assert catalogue.is_valid(beginning.ljust(8, "0")), (one.code, beginning)


@pytest.mark.parametrize(
    ("cpv", "code"),
    [
        ("90911200", "cleaning"),
        ("55520000", "catering"),
        ("15861000", "vending"),
        ("77310000", "green"),
        ("30213100", "computers"),
        ("45453100", "building_maintenance"),
        ("45212222", "new_buildings"),
        ("85312510", "reintegration"),
        ("85311200", "care_and_support"),
        ("79341000", "communication"),
        ("39130000", "furniture"),
    ],
)
def test_well_known_codes_find_their_category(cpv: str, code: str) -> None:
    found = belongs_to(cpv, beginnings())
    assert found is not None
    assert found.category == code


@pytest.mark.parametrize("category", shipped_categories(), ids=lambda one: one.code)
def test_a_proposal_above_zero_says_what_is_possible_in_both_languages(category: ShippedCategory) -> None:
    assert tuple(category.themes) == THEMES
    for proposal in category.themes.values():
        assert bool(proposal.opportunity.nl) == bool(proposal.opportunity.en) == (proposal.level > 0)
        for text in (proposal.opportunity, category.what, *proposal.examples):
            for sentence in (*text.nl.split(". "), *text.en.split(". ")):
                assert len(sentence.split()) <= LONGEST_SENTENCE, sentence


def test_every_theme_is_promising_somewhere_and_nowhere_everywhere() -> None:
    for theme in THEMES:
        levels = [one.themes[theme].level for one in shipped_categories()]
        assert 3 in levels
        assert min(levels) < 2
