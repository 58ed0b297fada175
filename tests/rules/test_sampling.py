"""Samples: who draws again with the same seed gets the same, and what they say stays within what is true."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.rules.sampling import (
    draw,
    draw_stratified,
    population_digest,
    share_found,
    shares,
    size_sentence,
    suggested_size,
)

IDS = st.lists(st.text(alphabet="abcdefgh23456789", min_size=1, max_size=12), unique=True, max_size=60)
NINETY, FIFTEEN = Decimal("0.90"), Decimal("0.15")


@settings(deadline=None)
@given(IDS, st.integers(0, 70), st.text(max_size=20), st.randoms())
def test_the_order_of_the_ids_never_matters(ids: list[str], size: int, seed: str, shuffle: Random) -> None:
    drawn = draw(ids, size=size, seed=seed)
    mixed = list(ids)
    shuffle.shuffle(mixed)
    assert draw(mixed, size=size, seed=seed) == drawn
    assert population_digest(mixed) == population_digest(ids)
    assert len(drawn) == min(size, len(ids))
    assert set(drawn) <= set(ids)


@settings(deadline=None)
@given(IDS, st.integers(0, 30), st.text(max_size=20))
def test_a_larger_sample_holds_the_smaller_one(ids: list[str], size: int, seed: str) -> None:
    assert draw(ids, size=size + 5, seed=seed)[:size] == draw(ids, size=size, seed=seed)


def test_anybody_can_draw_again_without_this_program() -> None:
    ids = [f"id{number}" for number in range(40)]
    by_hand = sorted(ids, key=lambda one: hashlib.sha256(f"zaad-7\n{one}".encode()).digest())[:6]
    assert list(draw(ids, size=6, seed="zaad-7")) == by_hand
    assert draw(ids, size=6, seed="zaad-8") != tuple(by_hand)


def test_each_id_has_about_the_same_chance() -> None:
    ids = [f"id{number}" for number in range(10)]
    seen = dict.fromkeys(ids, 0)
    for number in range(2000):
        for one in draw(ids, size=3, seed=str(number)):
            seen[one] += 1
    assert all(500 < times < 700 for times in seen.values()), seen


def test_twice_the_same_id_is_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw(["a", "b", "a"], size=1, seed="x")
    with pytest.raises(ValueError, match="two strata"):
        draw_stratified({"one": ["a"], "two": ["a"]}, size=1, seed="x")


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=3), st.integers(0, 50), max_size=8), st.integers(0, 300))
def test_strata_share_exactly_the_size_and_none_more_than_it_holds(counts: dict[str, int], size: int) -> None:
    given_out = shares(counts, size)
    assert sum(given_out.values()) == min(size, sum(counts.values()))
    assert all(0 <= given_out[name] <= count for name, count in counts.items())
    filled = [name for name, count in counts.items() if count]
    if size >= len(filled):
        assert all(given_out[name] for name in filled)


def test_strata_are_in_proportion() -> None:
    assert shares({"sociaal": 60, "fysiek": 30, "bedrijf": 10}, 10) == {
        "sociaal": 6,
        "fysiek": 3,
        "bedrijf": 1,
    }
    drawn = draw_stratified(
        {"b": [f"b{n}" for n in range(30)], "a": [f"a{n}" for n in range(10)]}, size=8, seed="z"
    )
    assert [one[0] for one in drawn] == ["a", "a", *["b"] * 6]


@settings(deadline=None)
@given(st.integers(1, 5000))
def test_a_larger_population_asks_at_most_a_little_more(population: int) -> None:
    size = suggested_size(population, margin=FIFTEEN, confidence=NINETY)
    assert 1 <= size <= population
    assert size <= suggested_size(population + 1, margin=FIFTEEN, confidence=NINETY) <= 31


def test_the_usual_size_for_five_points_at_ninety_five_percent() -> None:
    """The number that every handbook gives for a very large population is 385."""
    assert suggested_size(10_000_000, margin=Decimal("0.05"), confidence=Decimal("0.95")) == 385
    assert suggested_size(0, margin=FIFTEEN, confidence=NINETY) == 0


@settings(deadline=None)
@given(st.integers(1, 120), st.data())
def test_the_bounds_hold_what_was_seen(population: int, data: st.DataObject) -> None:
    read = data.draw(st.integers(1, population))
    marked = data.draw(st.integers(0, read))
    found = share_found(marked, read, population, confidence=NINETY, fewest=10)
    assert found is not None
    assert marked <= found.lowest <= found.highest <= population - (read - marked)
    mirrored = share_found(read - marked, read, population, confidence=NINETY, fewest=10)
    assert mirrored is not None
    assert (population - mirrored.highest, population - mirrored.lowest) == (found.lowest, found.highest)
    if read == population:
        assert found.lowest == found.highest == marked


@pytest.mark.parametrize("convincing", [0, 3, 20, 37, 40])
def test_the_bounds_are_right_at_least_as_often_as_they_say(convincing: int) -> None:
    """Of all draws from a population that is known, at least 90% give bounds that hold the truth."""
    ids = [f"{number:02d}" for number in range(40)]
    right = 0
    for number in range(400):
        marked = sum(int(one) < convincing for one in draw(ids, size=12, seed=f"proef {number}"))
        found = share_found(marked, 12, 40, confidence=NINETY, fewest=10)
        assert found is not None
        right += found.lowest <= convincing <= found.highest
    assert right >= 360


def test_exact_and_binomial_bounds_meet_in_a_large_population() -> None:
    near = share_found(30, 50, 2_000, confidence=NINETY, fewest=10)
    far = share_found(30, 50, 2_001, confidence=NINETY, fewest=10)
    assert near is not None
    assert far is not None
    assert abs(near.lowest - far.lowest) < 30
    assert abs(near.highest - far.highest) < 30
    huge = share_found(1500, 3000, 1_000_000, confidence=NINETY, fewest=10)
    assert huge is not None
    assert 480_000 < huge.lowest < 500_000 < huge.highest < 520_000


def test_few_readings_get_no_percentage() -> None:
    few = share_found(4, 6, 20, confidence=NINETY, fewest=10)
    many = share_found(8, 12, 20, confidence=NINETY, fewest=10)
    everything = share_found(3, 4, 4, confidence=NINETY, fewest=10)
    assert few is not None
    assert many is not None
    assert everything is not None
    assert "%" not in few.sentence.nl
    assert "te weinig" in few.sentence.nl
    assert "67%" in many.sentence.nl
    assert "telling" in everything.sentence.nl
    assert share_found(0, 0, 9, confidence=NINETY, fewest=10) is None


@pytest.mark.parametrize(("size", "word"), [(5, "voorbeelden"), (30, "15 procentpunt"), (50, "telling")])
def test_a_size_says_what_it_can_tell(size: int, word: str) -> None:
    assert word in size_sentence(50, size, margin=FIFTEEN, confidence=NINETY).nl


def test_impossible_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="rise"):
        share_found(3, 2, 9, confidence=NINETY, fewest=10)
    with pytest.raises(ValueError, match="negative"):
        draw(["a"], size=-1, seed="x")
