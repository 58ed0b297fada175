"""The reveal: no order, no averages, nobody to be worked out; and what may be agreed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.ambition_web.agreeing import Agreement, faults, needs_reason, still_open
from meerwaarde.rules.ambition_web.reveal import (
    FEWEST_OF_A_SIDE,
    by_difference,
    consensus,
    picture,
    pictures,
    quartiles,
    spread_of,
)
from meerwaarde.rules.ambition_web.scoring import Presence, Score, counts

levels = st.one_of(st.none(), st.integers(0, 3))
scores = st.builds(
    Score,
    side=st.sampled_from(["authority", "market", "other"]),
    present=levels,
    desired=levels,
    remark=st.sampled_from(["", "Hier ligt een kans.", "Te duur?"]),
)
DAY = date(2026, 11, 22)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(st.lists(scores, max_size=30), st.randoms())
def test_the_order_of_participants_never_matters(found: list[Score], chance: object) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert picture("climate", found, 2) == picture("climate", shuffled, 2)


@given(st.lists(scores, max_size=30))
def test_revealing_twice_shows_the_same(found: list[Score]) -> None:
    assert pictures({"a": found}, {"a": 1, "b": None}) == pictures({"a": found}, {"a": 1, "b": None})


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_a_spread_is_in_order_and_counts_everybody(given_levels: list[int]) -> None:
    found = spread_of(given_levels)
    assert found is not None
    assert found.lowest <= found.lower <= found.median <= found.upper <= found.highest
    assert found.people == len(given_levels)
    assert 0 <= found.consensus <= 1
    assert (found.consensus == 1) == (len(set(given_levels)) == 1)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=40))
def test_turning_the_scale_around_keeps_the_consensus(given_levels: list[int]) -> None:
    found, turned = spread_of(given_levels), spread_of(3 - level for level in given_levels)
    assert found is not None
    assert turned is not None
    assert turned.consensus == pytest.approx(found.consensus)
    assert turned.median == 3 - found.median
    assert turned.far == found.far


def test_known_values_of_the_consensus() -> None:
    assert consensus([0, 0, 9, 0]) == 1
    assert consensus([5, 0, 0, 5]) == pytest.approx(0)
    assert consensus([0, 4, 4, 0]) == pytest.approx(0.73697, abs=1e-5)  # 1 + log2(1 - 0.5/3)
    with pytest.raises(ValueError, match="nobody"):
        consensus([0, 0, 0, 0])


def test_quartiles_of_few_people() -> None:
    assert quartiles([2]) == (2, 2, 2)
    assert quartiles([1, 2]) == (1, Decimal("1.5"), 2)
    assert quartiles([0, 1, 3]) == (Decimal("0.5"), 1, 2)
    assert quartiles([0, 1, 2, 3]) == (Decimal("0.5"), Decimal("1.5"), Decimal("2.5"))
    with pytest.raises(ValueError, match="middle of nothing"):
        quartiles([])


def test_one_extreme_is_dissent_and_moves_the_middle_nowhere() -> None:
    found = spread_of([1] * 8 + [3])
    assert found is not None
    assert (found.median, found.upper, found.highest, found.far) == (1, 1, 3, 1)
    assert found.counts == (0, 8, 0, 1)


def test_nobody_scored_is_unknown_and_not_zero() -> None:
    found = picture("climate", [Score("market")], 2)
    assert found.present is None
    assert found.desired is None
    assert found.step is None
    assert found.off_policy is None
    assert found.people == 0


def people(side: str, *desired: int) -> list[Score]:
    return [Score(side, 0, level) for level in desired]  # type: ignore[arg-type]


def test_a_side_of_three_is_shown_when_the_others_are_three_as_well() -> None:
    shown = picture("climate", people("authority", 1, 2, 2) + people("market", 3, 3, 2)).sides
    assert [one.side for one in shown] == ["authority", "market"]


def test_two_of_the_market_cannot_be_worked_out_from_what_the_others_scored() -> None:
    assert picture("climate", people("authority", 1, 2, 2, 1, 1) + people("market", 3, 3)).sides == ()


@given(st.lists(scores, max_size=25))
def test_no_subtraction_leaves_a_group_of_one_or_two(found: list[Score]) -> None:
    seen = picture("climate", found)
    for of in ("present", "desired"):
        total = getattr(seen, of)
        sides = [spread for one in seen.sides if (spread := getattr(one, of)) is not None]
        if not sides:
            continue
        rest = total.people - sum(one.people for one in sides)
        assert rest == 0 or rest >= FEWEST_OF_A_SIDE
        assert all(one.people >= FEWEST_OF_A_SIDE for one in sides)


def test_remarks_stand_by_the_alphabet_and_not_by_who_came_first() -> None:
    found = picture("climate", [Score("market", remark="Zon op daken"), Score("authority", remark="Aardgas")])
    assert found.remarks == ("Aardgas", "Zon op daken")


def test_the_biggest_difference_comes_first_and_what_nobody_scored_last() -> None:
    found = pictures(
        {
            "same": people("market", 2, 2, 2),
            "apart": people("market", 0, 3, 0, 3),
            "off": people("market", 3, 3),
        },
        {"silent": 3, "same": 2, "apart": None, "off": 1},
    )
    assert [one.code for one in by_difference(found)] == ["apart", "off", "same", "silent"]


def test_a_level_outside_the_scale_is_no_score() -> None:
    with pytest.raises(ValueError, match="0, 1, 2 or 3"):
        Score("market", 4, 1)


@pytest.mark.parametrize(
    ("left", "removed", "before", "after"),
    [
        (None, None, True, True),
        (-1, None, False, False),
        (None, -1, False, False),
        (+1, None, False, True),
        (+1, -1, False, False),
    ],
)
def test_who_left_before_the_reveal_takes_the_scores_along(
    left: int | None, removed: int | None, *, before: bool, after: bool
) -> None:
    def at(hours: int | None) -> datetime | None:
        return None if hours is None else NOON + timedelta(hours=hours)

    presence = Presence(NOON - timedelta(hours=2), at(left), at(removed))
    assert counts(presence, None) is before
    assert counts(presence, NOON) is after


def test_who_joins_during_the_talk_has_no_score_in_the_picture() -> None:
    assert not counts(Presence(NOON + timedelta(minutes=1)), NOON)


@given(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 3)), st.text(max_size=5))
def test_off_policy_needs_a_reason_and_only_then(level: int, policy: int | None, reason: str) -> None:
    found = faults(Agreement(level=level, policy=policy, reason=reason), DAY)
    assert ("reason" in found) == (policy is not None and policy != level and not reason.strip())
    assert needs_reason(level, policy) == (policy is not None and policy != level)


def test_the_sentence_names_both_levels() -> None:
    found = faults(Agreement(level=1, policy=2), DAY)["reason"]
    assert "niveau 2" in found.nl
    assert "u spreekt 1 af" in found.nl
    assert "minder" in found.nl
    assert "less" in found.en


def test_who_and_when_need_a_what_and_a_day_lies_ahead() -> None:
    found = faults(Agreement(level=2, owned=True, due_on=date(2026, 11, 21)), DAY)
    assert set(found) == {"measure", "due_on"}
    assert not faults(Agreement(level=2, measure="Wij vragen het uit.", owned=True, due_on=DAY), DAY)


def test_no_level_agrees_nothing() -> None:
    assert set(faults(Agreement(policy=2), DAY)) == {"level"}
    assert still_open(["a", "b", "c"], {"a": 2, "c": None}) == ("b", "c")
