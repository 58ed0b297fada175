"""The action plan as rules: SMART asks in sentences, sums lose nothing, the next step is named."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.action_plan import (
    LETTERS,
    MOMENTS,
    STEPS,
    PlanFacts,
    PlanGoalFacts,
    Quarter,
    Span,
    gaps,
    next_step,
    per_quarter,
    quarter_of,
    quarters,
    spread,
    standings,
    vague_words,
)

SMART = PlanGoalFacts(
    wording="In 2027 gaat 5% van onze inkoop onder de drempel naar sociale ondernemingen.",
    since=date(2026, 1, 1),
    until=date(2027, 12, 31),
    serves_board_goal=True,
    indicator="Aandeel snelle inkopen bij een sociale onderneming",
    baseline=Decimal("1.5"),
    target=Decimal(5),
    due_on=date(2027, 12, 31),
    has_owner=True,
    acceptable="Het directieteam stemde in op 3 februari.",
    realistic="Twee buurgemeenten haalden dit in twee jaar.",
    actions=3,
)


def changed(**values: object) -> PlanGoalFacts:
    return msgspec.structs.replace(SMART, **values)


def test_a_goal_with_everything_is_smart() -> None:
    assert gaps(SMART) == ()


@pytest.mark.parametrize(
    ("values", "letter", "field", "word"),
    [
        ({"wording": "Meer sociaal inkopen."}, "S", "wording", "kort"),
        (
            {"wording": "Wij kopen waar mogelijk in bij sociale ondernemingen in de regio."},
            "S",
            "wording",
            "waar mogelijk",
        ),
        ({"serves_board_goal": False}, "S", "goal", "bestuur"),
        ({"indicator": " "}, "M", "indicator", "indicator"),
        ({"target": None}, "M", "target", "streefgetal"),
        ({"baseline": None}, "M", "baseline", "beginwaarde"),
        ({"baseline": Decimal(5)}, "M", "target", "al gehaald"),
        ({"acceptable": ""}, "A", "acceptable", "wie achter"),
        ({"has_owner": False}, "A", "owner", "eigenaar"),
        ({"realistic": ""}, "R", "realistic", "haalbaar"),
        ({"actions": 0}, "R", "actions", "stap 6"),
        ({"due_on": None}, "T", "due_on", "Vul die in"),
        ({"due_on": date(2028, 1, 1)}, "T", "due_on", "einde van het plan"),
        ({"due_on": date(2025, 12, 31)}, "T", "due_on", "jaar"),
    ],
)
def test_each_gap_is_said_at_its_field(values: dict[str, object], letter: str, field: str, word: str) -> None:
    (gap,) = gaps(changed(**values))
    assert (gap.letter, gap.field) == (letter, field)
    assert word in gap.text.nl
    assert gap.text.en


def test_gaps_come_in_the_order_of_the_word() -> None:
    empty = PlanGoalFacts(wording="Beter.", since=SMART.since, until=SMART.until, actions=0)
    letters = [gap.letter for gap in gaps(empty)]
    assert letters == sorted(letters, key=LETTERS.index)
    assert set(letters) == set(LETTERS)


def test_actions_are_not_asked_for_before_they_can_be_known() -> None:
    assert gaps(changed(actions=None)) == ()


def test_a_vague_word_counts_only_as_a_whole_word() -> None:
    assert vague_words("Wij willen bevorderen dat") == ("bevorderen",)
    assert vague_words("De bevorderende werking") == ()
    assert vague_words("WAAR  MOGELIJK doen wij mee") == ("waar mogelijk",)


def test_on_the_last_day_of_the_plan_a_goal_is_in_time() -> None:
    assert gaps(changed(due_on=SMART.until)) == ()


DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))


@given(DAYS, st.integers(0, 1500), st.integers(0, 10**12))
def test_spreading_loses_and_adds_nothing(first: date, length: int, amount: int) -> None:
    parts = spread(Span(first, first + timedelta(days=length), amount))
    assert sum(parts.values()) == amount
    assert all(part >= 0 for part in parts.values())
    assert tuple(parts) == quarters(first, first + timedelta(days=length))


@given(st.lists(st.tuples(DAYS, st.integers(0, 500), st.integers(0, 10**9)), max_size=8))
def test_the_sum_per_quarter_does_not_depend_on_the_order(given_spans: list[tuple[date, int, int]]) -> None:
    spans = [Span(first, first + timedelta(days=length), amount) for first, length, amount in given_spans]
    sums = per_quarter(spans)
    assert sums == per_quarter(reversed(spans))
    assert sum(sums.values()) == sum(span.amount for span in spans)
    assert list(sums) == sorted(sums)


@given(DAYS)
def test_a_day_lies_within_its_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.first_day <= day <= quarter.last_day
    assert quarter.last_day + timedelta(days=1) == quarter.following().first_day


def test_an_even_period_is_spread_evenly_and_the_cent_that_is_left_goes_to_the_first() -> None:
    parts = spread(Span(date(2026, 7, 1), date(2026, 12, 31), 101))
    assert parts == {Quarter(2026, 3): 51, Quarter(2026, 4): 50}


def test_a_period_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        quarters(date(2026, 2, 1), date(2026, 1, 1))


def test_an_empty_plan_begins_with_taking_stock() -> None:
    found = standings(PlanFacts())
    assert [one.number for one in found] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.standing for one in found] == ["empty"] * 6 + ["later"]
    first = next_step(PlanFacts())
    assert first is not None
    assert first.number == 1


FULL = PlanFacts(
    words={1: 40},
    focus=2,
    goals=3,
    smart_goals=3,
    tenders=4,
    moments=7,
    actions=12,
    adopted=True,
)


def test_a_full_plan_has_nothing_to_do_until_its_evaluation() -> None:
    assert [one.standing for one in standings(FULL)] == ["done"] * 6 + ["later"]
    assert next_step(FULL) is None
    ended = msgspec.structs.replace(FULL, past_end=True)
    following = next_step(ended)
    assert following is not None
    assert (following.number, following.standing) == (7, "empty")


@pytest.mark.parametrize(
    ("values", "number", "word"),
    [
        ({"words": {1: 3}}, 1, "weinig"),
        ({"focus": 6}, 2, "6"),
        ({"smart_goals": 1}, 3, "1 van 3"),
        ({"tenders": 1}, 4, "inkoopkalender"),
        ({"moments": 2}, 5, "2 van 7"),
        ({"late": 2}, 6, "Over tijd: 2"),
        ({"without_owner": 1}, 6, "zonder eigenaar: 1"),
        ({"without_hours": 4}, 6, "zonder uren: 4"),
        ({"evaluated": True, "conclusions": 3, "open_conclusions": 2}, 7, "2 van 3"),
    ],
)
def test_what_is_thin_says_what_to_do(values: dict[str, object], number: int, word: str) -> None:
    following = next_step(msgspec.structs.replace(FULL, **values))
    assert following is not None
    assert (following.number, following.standing) == (number, "thin")
    assert word in following.text.nl


def test_seven_steps_and_seven_moments_speak_two_languages() -> None:
    assert [step.number for step in STEPS] == list(range(1, 8))
    assert len(MOMENTS) == 7
    said = [step.question for step in STEPS] + [point for step in STEPS for point in step.help]
    assert all(text.nl and text.en for text in [*said, *(moment.hint for moment in MOMENTS)])
