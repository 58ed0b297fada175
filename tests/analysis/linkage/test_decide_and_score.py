"""Thresholds, estimates, features and chances, each by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("sklearn", reason="needs the extra analysis")
pytest.importorskip("sparse_dot_topn", reason="needs the extra analysis")

from meerwaarde.analysis.linkage.candidates import candidates, places_in_group, trigrams
from meerwaarde.analysis.linkage.decide import (
    Thresholds,
    best_threshold,
    estimated,
    precise_threshold,
    sample_of,
)
from meerwaarde.analysis.linkage.features import FEATURES, UNKNOWN, features
from meerwaarde.analysis.linkage.scorer import Answers, at_home, shared_chance, together, trained
from meerwaarde.analysis.linkage.spellings import Spellings, spellings_of


def side(*firms: tuple[str, str]) -> Spellings:
    return spellings_of([name for name, _ in firms], [place for _, place in firms], frozenset({"ede"}))


def evidence(left: tuple[str, str], right: tuple[str, str]) -> dict[str, float]:
    ours, theirs = side(left), side(right, ("Heel Iets Anders", "Assen"))
    pairs = candidates(ours, theirs)
    table = features(ours, theirs, pairs)
    assert table.shape == (len(pairs), len(FEATURES))
    return dict(zip(FEATURES, table[0].tolist(), strict=True))


def test_a_conflict_differs_from_what_is_not_known() -> None:
    assert evidence(("Zon BV", "Ede"), ("Zon VOF", "Best"))["form"] == 0
    assert evidence(("Zon", ""), ("Zon VOF", "Best"))["form"] == UNKNOWN
    assert evidence(("Zon BV", "Ede"), ("Zon B.V.", "Ede"))["place"] == 1
    assert evidence(("Zon", ""), ("Zon", "Ede"))["place"] == UNKNOWN
    assert evidence(("Zon 12", ""), ("Zon 13", ""))["numbers"] == 0
    assert evidence(("Zon 12", ""), ("Zon", ""))["numbers"] == 0.5


def test_a_name_that_was_cut_is_the_beginning_of_the_other() -> None:
    cut = evidence(("Installatietechniek Z", ""), ("Installatietechniek Zonneveld B.V.", ""))
    assert cut["prefix"] == 1
    assert cut["said_length"] == 21


def test_a_rare_word_in_common_weighs_more_than_a_common_one() -> None:
    register = side(*((f"Bouw {letter * 3}", "") for letter in "abcdefgh"), ("Bouw Zephyr", ""))
    ours = side(("Bouw Zephir", ""), ("Zephyr Werken", ""))
    pairs = candidates(ours, register)
    table = features(ours, register, pairs)
    shared = table[:, FEATURES.index("shared_left")]
    zephyr = pairs.right == 8
    assert shared[(pairs.left == 1) & zephyr] > shared[(pairs.left == 0) & zephyr]


def test_runs_of_three_signs_are_counted_with_their_edges() -> None:
    counted = trigrams(["aaaa", "", "é1"])
    assert counted.shape[0] == 3
    assert counted.sum(axis=1).A1.tolist() == [4, 0, 2]
    assert counted.max() == 2  # " aa" and "aa " once, "aaa" twice


def test_candidates_are_firms_not_spellings_and_the_place_orders_namesakes() -> None:
    register = side(*(("Zon", place) for place in ("Best", "Ede", "Assen")), ("Zon T/A Zon Ede", "Best"))
    pairs = candidates(side(("Zon", "Ede")), register, top=4)
    assert len(set(pairs.right.tolist())) == len(pairs) == 4
    assert pairs.right[0] == 1


@given(st.lists(st.integers(0, 3), max_size=12).map(sorted))
def test_places_in_a_group_count_from_nought(groups: list[int]) -> None:
    got = places_in_group(np.array(groups, dtype=np.int64)).tolist()
    assert got == [groups[:at].count(group) for at, group in enumerate(groups)]


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), min_size=1, max_size=12))
def test_the_chances_of_one_row_never_pass_one(pairs: list[tuple[int, float]]) -> None:
    group = np.array([one for one, _ in pairs], dtype=np.int64)
    shared = shared_chance(np.array([chance for _, chance in pairs]), group)
    assert np.bincount(group, weights=shared).max() <= 1 + 1e-9
    assert ((shared >= 0) & (shared <= 1)).all()


def test_equal_namesakes_halve_the_chance() -> None:
    assert shared_chance(np.array([0.9, 0.9]), np.array([0, 0])).tolist() == pytest.approx([9 / 19] * 2)


def made_answers(seed: int) -> Answers:
    draw = np.random.default_rng(seed)
    table = draw.random((600, 3)).astype(np.float32)
    table[:, 2] = 0.5  # what never differs must not trouble it
    same = table[:, 0] + 0.2 * draw.standard_normal(600) > 0.7
    once = np.ones(600, dtype=np.int64)
    return Answers(table, same, np.arange(600), once, np.zeros(600, dtype=bool))


def test_chances_are_honest() -> None:
    scorer, fresh = trained(made_answers(1)), made_answers(2)
    chance = scorer.score(fresh.table, fresh.group)
    for low, high in ((0.0, 0.2), (0.2, 0.8), (0.8, 1.0)):
        some = (chance >= low) & (chance <= high)
        assert fresh.same[some].mean() == pytest.approx(chance[some].mean(), abs=0.12)


def test_real_answers_set_the_chances_right_where_they_are_enough() -> None:
    practised, lived = made_answers(1), made_answers(2)
    colder = replace(lived, same=lived.same & (np.arange(600) % 2 == 0), real=np.ones(600, dtype=bool))
    few = replace(colder, real=np.arange(600) < 10)
    assert trained(together(practised, colder)).usual is None
    assert trained(together(practised, few)).usual is not None
    fresh = made_answers(3)
    high = fresh.table[:, 0] > 0.85
    chance = trained(together(practised, colder)).score(fresh.table, fresh.group)
    assert chance[high].mean() == pytest.approx(0.5, abs=0.12)  # half of what practice would say


def test_answers_of_one_kind_teach_nothing() -> None:
    one = made_answers(1)
    with pytest.raises(ValueError, match="pairs that are not"):
        trained(Answers(one.table, np.ones(600, dtype=bool), one.group, one.times, one.real))


def test_rows_of_two_lessons_stay_apart() -> None:
    one = made_answers(1)
    both = together(one, one)
    assert len(both) == 1200
    assert len(np.unique(both.group)) == 1200


def test_thresholds_decide() -> None:
    thresholds = Thresholds(linked=0.9, review=0.2)
    assert [thresholds.decision(one) for one in (0.9, 0.89, 0.2, 0.19)] == [
        "linked",
        "review",
        "review",
        "none",
    ]
    with pytest.raises(ValueError, match="review"):
        Thresholds(linked=0.2, review=0.5)


def test_the_threshold_of_the_best_f1_and_of_a_promised_precision() -> None:
    score = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    right = np.array([True, True, False, True, False])
    assert best_threshold(score, right, links=3) == 0.6
    assert precise_threshold(score, right, 0.75, z=0) == 0.6
    assert precise_threshold(score, right, 0.98, z=0) == 0.8
    assert precise_threshold(score, ~right, 0.98, z=0) > 1
    assert (
        precise_threshold(np.array([0.9, 0.9]), np.array([True, False]), 0.98, z=0) > 1
    )  # equals go together


def test_a_promised_precision_needs_enough_that_was_looked_at() -> None:
    many, few = np.linspace(1, 0.5, 400), np.linspace(1, 0.5, 20)
    assert precise_threshold(many, np.ones(400, dtype=bool), 0.98) == 0.5
    assert precise_threshold(few, np.ones(20, dtype=bool), 0.98) > 1  # twenty right of twenty prove little
    assert precise_threshold(few, np.ones(20, dtype=bool), 0.85) == 0.5


def test_the_interval_of_wilson() -> None:
    seen = estimated(98, 100)
    assert seen.share == 0.98
    assert (seen.low, seen.high) == pytest.approx((0.9300, 0.9945), abs=1e-4)
    assert (estimated(0, 0).low, estimated(0, 0).high, estimated(0, 0).share) == (0, 1, None)
    with pytest.raises(ValueError, match="sample"):
        estimated(3, 2)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_what_was_seen(seen: tuple[int, int]) -> None:
    got = estimated(*seen)
    assert 0 <= got.low <= seen[0] / seen[1] <= got.high <= 1


def test_a_sample_is_drawn_once_each_and_the_same_for_a_seed() -> None:
    rows = np.arange(50, 150)
    some = sample_of(rows, 20, seed=3)
    assert len(set(some.tolist())) == 20
    assert set(some.tolist()) <= set(rows.tolist())
    assert some.tolist() == sample_of(rows, 20, seed=3).tolist()
    assert sample_of(rows[:5], 20, seed=3).tolist() == rows[:5].tolist()


def test_chances_follow_the_share_that_has_its_firm() -> None:
    draw = np.random.default_rng(4)
    true = draw.random(4_000) < 0.06
    evidence = np.where(true, 1.5, -1.5) + draw.standard_normal(4_000)
    learned = 1 / (1 + np.exp(-3 * evidence))  # right where half have their firm
    group = np.arange(4_000)
    here = at_home(learned, group, usual=0.5)
    assert learned.mean() > 0.1
    assert here.mean() == pytest.approx(true.mean(), abs=0.015)
    assert (np.argsort(here) == np.argsort(learned)).all()


def test_sister_firms_are_told_apart_by_words_that_count() -> None:
    assert evidence(("Zon Project Two", ""), ("Zon Project One", ""))["numbers"] == 0
    assert evidence(("Zon II", ""), ("Zon", ""))["numbers"] == 0.5


def test_a_part_of_a_side_holds_the_spellings_of_its_rows() -> None:
    whole = side(("Zon T/A Maan", ""), ("...", ""), ("Ster", "Ede"), ("Kern Ede", ""))
    part = whole.of(np.array([3, 0]), 4)
    assert sorted(zip(part.owner.tolist(), part.core, strict=True)) == [
        (0, "kern"),
        (0, "kern ede"),
        (1, "maan"),
        (1, "zon"),
    ]
