"""Amounts and shares of the ten payments, added up by hand."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.analysis.marts.catalogue import Question
from meerwaarde.analysis.marts.figures import excluded, figures
from meerwaarde.analysis.marts.grouping import GROUPS, MARKS, UnknownGroup
from meerwaarde.analysis.marts.shares import shares
from meerwaarde.analysis.opened import Opened


def test_procurement_and_what_is_left_out_are_together_all_lines(opened: Opened, ask: Any) -> None:
    assert ask(figures(opened.totals)) == [(9, 248_504_50, -5_000_00)]
    assert ask(excluded(opened.totals)) == [("benefits", 1, 7_000_00)]
    assert 248_504_50 + 7_000_00 == 255_504_50 == sum(one.cents for one in opened.receipts)


def test_amounts_by_authority_and_year(opened: Opened, ask: Any) -> None:
    assert ask(figures(opened.totals, ("authority", "year"))) == [
        ("0010", 2024, 4, 186_000_01, -5_000_00),
        ("0010", 2025, 2, 50_000_99, 0),
        ("veen", 2025, 3, 12_503_50, 0),
    ]


def test_what_nobody_knows_is_a_group_of_its_own(opened: Opened, ask: Any) -> None:
    assert ask(figures(opened.totals, ("social",))) == [
        (False, 4, 133_000_01, -5_000_00),
        (True, 2, 112_500_00, 0),
        (None, 3, 3_004_49, 0),
    ]
    assert ask(figures(opened.totals, ("department",)))[-1] == (None, 1, 3_000_99, 0)


def test_a_theme_is_that_of_the_category_at_that_authority(opened: Opened, ask: Any) -> None:
    assert ask(figures(opened.totals, ("theme",))) == [
        ("circular", 4, 133_000_01, -5_000_00),
        ("climate", 1, 100_000_00, 0),
        (None, 4, 15_504_49, 0),
    ]


def test_the_band_is_that_of_the_creditor_in_the_year(opened: Opened, ask: Any) -> None:
    assert ask(figures(opened.totals, ("band", "year"))) == [
        ("from_100k", 2024, 1, 100_000_00, 0),
        ("from_50k", 2024, 3, 86_000_01, -5_000_00),
        ("under_50k", 2025, 5, 62_504_49, 0),
    ]


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(by=st.lists(st.sampled_from(GROUPS), max_size=5, unique=True))
def test_the_parts_of_any_grouping_add_up_to_the_whole(opened: Opened, ask: Any, by: list[str]) -> None:
    for table in (opened.totals, opened.suppliers):
        rows = ask(figures(table, by))
        assert tuple(map(sum, zip(*(row[len(by) :] for row in rows), strict=True))) == (
            9,
            248_504_50,
            -5_000_00,
        )
        assert len({row[: len(by)] for row in rows}) == len(rows)


def test_a_word_that_is_no_group_is_refused_with_the_words_there_are(opened: Opened) -> None:
    with pytest.raises(UnknownGroup, match="authority, year") as refused:
        figures(opened.totals, ("colour",))
    assert refused.value.word == "colour"


def test_a_share_shows_yes_no_and_unknown(opened: Opened, ask: Any) -> None:
    assert ask(shares(opened.totals, "social", ("year",))) == [
        (2024, 4, 100_000_00, 86_000_01, 0, 186_000_01),
        (2025, 5, 12_500_00, 47_000_00, 3_004_49, 62_504_49),
    ]
    assert ask(shares(opened.totals, "local")) == [(9, 100_000_00, 12_500_00, 136_004_50, 248_504_50)]


def test_impact_is_yes_by_one_mark_and_unknown_as_long_as_one_is(opened: Opened, ask: Any) -> None:
    # Groenwerk is social while its innovation is unknown: yes. The painter is neither: no.
    assert ask(shares(opened.totals, "impact")) == [(9, 112_500_00, 133_000_01, 3_004_49, 248_504_50)]


@pytest.mark.parametrize(("mark", "by"), list(combinations(MARKS, 2)))
def test_yes_no_and_unknown_are_the_whole(opened: Opened, ask: Any, mark: str, by: str) -> None:
    for _group, _lines, yes, no, unknown, all_of_it in ask(shares(opened.totals, mark, (by,))):
        assert yes + no + unknown == all_of_it


@pytest.mark.parametrize(
    "by", [(), ("authority",), ("year", "category"), ("authority", "department", "year")]
)
def test_the_overview_gives_the_sums_of_the_totals(opened: Opened, ask: Any, by: tuple[str, ...]) -> None:
    question = Question(by=by)
    assert opened.amounts_for(question) is opened.overview
    assert ask(figures(opened.overview, by)) == ask(figures(opened.totals, by))
    assert ask(excluded(opened.overview, by)) == ask(excluded(opened.totals, by))


def test_the_overview_of_a_part_is_that_part(opened: Opened) -> None:
    for some in (opened.receipts[:1], opened.receipts[2:], opened.receipts[:2]):
        part = Opened(opened.engine, opened.root, some)
        assert part.overview is not None
        [row] = part.ask(Question())
        [from_totals] = opened.engine.rows(figures(part.totals))
        assert row == from_totals


def test_what_the_overview_does_not_have_comes_from_the_totals(opened: Opened) -> None:
    assert opened.amounts_for(Question(by=("social",))) is opened.plain_totals
    assert opened.amounts_for(Question(by=("theme",))) is opened.totals
