"""Self-assessment: order never matters, a round does not flatter, and what nobody knows carries nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.law import Law
from meerwaarde.rules.self_assessment import (
    LEVELS,
    Answered,
    agreed_scores,
    changes,
    combine,
    content,
    proposals,
    standing,
)

ALL = content(Law.on(date(2026, 11, 22)))
CODES = [one.code for one in ALL.statements]
LEVEL = st.sampled_from(LEVELS)
ANSWER = st.builds(Answered, st.sampled_from(CODES), st.none() | LEVEL)
ROUND = st.fixed_dictionaries({code: st.none() | LEVEL for code in CODES})


def test_the_content_is_whole() -> None:
    assert len(ALL.phases) == 7
    assert len(set(CODES)) == len(CODES)
    assert {one.part for one in ALL.statements} == {part.code for part in ALL.parts}
    assert all(len(ALL.of(part.code)) >= 3 for part in ALL.parts)
    assert len(ALL.scale) == len(LEVELS)
    assert ALL.statement("team").part == "conditions"
    with pytest.raises(KeyError):
        ALL.statement("nothing")


@given(st.lists(ANSWER, max_size=60), st.randoms())
def test_the_order_of_people_never_matters(answers: list[Answered], chance: object) -> None:
    mixed = list(answers)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert combine(ALL, answers) == combine(ALL, mixed)


@given(st.lists(ANSWER, max_size=60))
def test_a_level_is_never_higher_than_half_of_the_people_say(answers: list[Answered]) -> None:
    for score in combine(ALL, answers):
        said = [one.level for one in answers if one.statement == score.statement and one.level is not None]
        if score.level is None:
            assert not said
        else:
            assert 2 * sum(1 for level in said if level <= score.level) >= len(said)
            assert score.lowest == min(said)
            assert score.highest == max(said)
        assert score.answers == sum(1 for one in answers if one.statement == score.statement)


@given(ROUND, st.sampled_from(CODES))
def test_a_higher_level_never_sets_an_organisation_back(agreed: dict[str, int | None], code: str) -> None:
    before = standing(ALL, agreed_scores(ALL, agreed))
    better = standing(ALL, agreed_scores(ALL, {**agreed, code: 3}))
    order = [None, *(phase.code for phase in ALL.phases)]
    assert order.index(better.phase) >= order.index(before.phase)


@given(ROUND)
def test_what_nobody_knows_carries_nothing(agreed: dict[str, int | None]) -> None:
    found = standing(ALL, agreed_scores(ALL, agreed))
    for part in found.parts:
        if part.carried:
            assert part.known == part.statements
    for code in found.ahead:
        assert found.part(code).carried


@given(ROUND)
def test_a_proposal_is_weak_and_known_and_comes_once(agreed: dict[str, int | None]) -> None:
    found = proposals(ALL, agreed_scores(ALL, agreed))
    assert len({one.code for one in found}) == len(found)
    assert {one.code for one in found} == {
        code for code, level in agreed.items() if level is not None and level <= ALL.limits.weak
    }


def test_the_next_phase_comes_first_among_the_proposals() -> None:
    agreed = dict.fromkeys(CODES, 1) | {one.code: 3 for one in ALL.of("compliance")}
    found = proposals(ALL, agreed_scores(ALL, agreed))
    assert found[0].part == "needs"
    assert standing(ALL, agreed_scores(ALL, agreed)).phase == "compliance"


def test_a_phase_beyond_a_gap_is_ahead_and_not_the_standing() -> None:
    agreed = dict.fromkeys(CODES, 3) | {"need_first": 0, "calendar_used": 0}
    found = standing(ALL, agreed_scores(ALL, agreed))
    assert found.phase == "compliance"
    assert found.following == "needs"
    assert found.ahead[0] == "efficiency"
    assert "shared_value" in found.ahead


def test_years_are_compared_part_by_part() -> None:
    before = standing(ALL, agreed_scores(ALL, dict.fromkeys(CODES, 1)))
    now = standing(ALL, agreed_scores(ALL, dict.fromkeys(CODES, 2) | {"team": None}))
    change = {one.part: one for one in changes(before, now)}
    assert change["compliance"].difference == Decimal(1)
    nothing = standing(ALL, ())
    assert all(one.difference is None for one in changes(nothing, now))
