"""Patterns in explanations: seen in any order, never below their line, and never about a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.rules.law import Law
from meerwaarde.rules.tenzij_patterns import (
    Held,
    Limit,
    Pattern,
    Told,
    Worth,
    limits_of,
    patterns,
    same_words,
)
from meerwaarde.rules.text import Text

LIMITS, GROUND = limits_of(Law.on(date(2026, 11, 22)))
ONE_QUOTE = Limit(amount=Decimal(50_000), name=Text(nl="één offerte", en="one quote"))
DEPARTMENTS = ("Sociaal domein", "Fysiek domein")
TEXT = "Wij zochten op {day} bij {number} hoveniers en vonden niemand."


@dataclass
class Seen:
    told: list[Told] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    worth: list[Worth] = field(default_factory=list)

    def found(self) -> tuple[Pattern, ...]:
        return patterns(self.told, self.held, self.worth, [ONE_QUOTE], limits=LIMITS, ground=GROUND)

    def codes(self) -> set[str]:
        return {one.code for one in self.found()}


def told(number: int, **other: Any) -> Told:
    values: dict[str, Any] = {"rule_code": f"K{number}", "text": f"tekst {number}"}
    return Told(**{"id": f"e{number}", "procurement": f"p{number}", **values, **other})


ANY_TOLD = st.builds(
    lambda number, rule, department, text, writer, approver: told(
        number, rule_code=rule, department=department, text=text, writer=writer, approver=approver
    ),
    st.integers(0, 40),
    st.sampled_from(["K1", "K2", "K3"]),
    st.sampled_from(["", *DEPARTMENTS]),
    st.sampled_from(
        ["Te klein voor deze eis, zie bijlage 3.", "Geen aanbod gevonden in de hele regio.", "Nee"]
    ),
    st.sampled_from(["schrijver-a", "schrijver-b"]),
    st.sampled_from(["", "keurder-a", "keurder-b"]),
)
ANY = st.builds(
    Seen,
    st.lists(ANY_TOLD, max_size=40, unique_by=lambda one: one.id),
    st.lists(
        st.builds(
            lambda rule, procurements, times: Held(
                rule_code=rule,
                procurements=procurements,
                explained=tuple(f"e{n}" for n in range(min(times, procurements))),
            ),
            st.sampled_from(["K1", "K2", "K3"]),
            st.integers(0, 30),
            st.integers(0, 30),
        ),
        max_size=3,
    ),
    st.lists(
        st.builds(
            lambda number, value: Worth(procurement=f"p{number}", value=Decimal(value)),
            st.integers(0, 60),
            st.integers(45_000, 55_000),
        ),
        max_size=30,
        unique_by=lambda one: one.procurement,
    ),
)


@settings(deadline=None)
@given(ANY, st.randoms())
def test_the_order_never_matters(seen: Seen, shuffle: Random) -> None:
    before = seen.found()
    for rows in (seen.told, seen.held, seen.worth):
        shuffle.shuffle(rows)
    assert seen.found() == before


@settings(deadline=None)
@given(ANY)
def test_a_pattern_never_speaks_of_a_person_and_points_at_what_it_saw(seen: Seen) -> None:
    known = {one.id for one in seen.told} | {one for row in seen.held for one in row.explained}
    files = {one.procurement for one in seen.worth}
    for one in seen.found():
        for text in (one.sentence, one.why, one.not_proven, one.talk):
            for language in ("nl", "en"):
                said = text.in_language(language)
                assert said
                assert "schrijver" not in said
                assert "keurder" not in said
        assert one.things
        assert set(one.explanations) <= known
        assert set(one.procurements) <= files
        assert one.ground.entry.certainty == "unverified"


@settings(deadline=None)
@given(ANY)
def test_below_its_line_there_is_no_pattern(seen: Seen) -> None:
    for one in seen.found():
        least = {
            "same_rule": LIMITS.same_rule_times,
            "same_text": LIMITS.same_text_times,
            "same_pair": LIMITS.same_pair_times,
            "under_limit": LIMITS.under_limit_times,
            "often": int(LIMITS.often_share * LIMITS.often_fewest) + 1,
        }[one.code]
        assert len(one.things) >= least


@settings(deadline=None)
@given(ANY, st.lists(ANY_TOLD, max_size=5))
def test_more_of_the_same_never_hides_what_a_department_explains(seen: Seen, more: list[Told]) -> None:
    before = {one.sentence.nl.split(" bij ")[0] for one in seen.found() if one.code == "same_rule"}
    fresh = [one for one in more if one.id not in {known.id for known in seen.told}]
    after = Seen([*seen.told, *{one.id: one for one in fresh}.values()]).found()
    assert before <= {one.sentence.nl.split(" bij ")[0] for one in after if one.code == "same_rule"}


def test_one_department_that_explains_one_rule_three_times() -> None:
    twice = [told(n, rule_code="K7", department=DEPARTMENTS[0]) for n in (1, 2)]
    other = told(3, rule_code="K7", department=DEPARTMENTS[1])
    same_file = told(4, rule_code="K7", department=DEPARTMENTS[0], procurement="p1")
    assert not Seen([*twice, other, same_file]).codes(), "three files are needed, not three explanations"
    (found,) = Seen([*twice, told(5, rule_code="K7", department=DEPARTMENTS[0])]).found()
    assert found.sentence.nl == "Sociaal domein legde regel K7 bij 3 inkopen uit."
    assert found.explanations == ("e1", "e2", "e5")


@pytest.mark.parametrize(("held", "explained", "seen"), [(8, 2, False), (8, 3, True), (7, 7, False)])
def test_a_rule_that_is_explained_in_more_than_a_quarter(held: int, explained: int, *, seen: bool) -> None:
    row = Held(rule_code="K2", procurements=held, explained=tuple(f"e{n}" for n in range(explained)))
    assert ("often" in Seen(held=[row]).codes()) is seen


def test_the_same_text_with_other_days_and_numbers() -> None:
    days = ("3 oktober 2026", "12 MAART 2025", "1 augustus 2024")
    texts = [TEXT.format(day=day, number=n) for n, day in enumerate(days)]
    assert len({same_words(text) for text in texts}) == 1
    assert Seen([told(n, text=text) for n, text in enumerate(texts)]).codes() == {"same_text"}
    assert not Seen([told(n, text="Te klein.") for n in range(9)]).codes(), "two words are alike by chance"


def test_always_the_same_two_until_somebody_else_looks() -> None:
    pair = [told(n, writer="w", approver="a") for n in range(5)]
    assert Seen(pair).codes() == {"same_pair"}
    assert not Seen([*pair, told(9, writer="w", approver="b")]).codes()
    assert not Seen(pair[:4]).codes()


def test_many_just_under_a_limit_and_few_above() -> None:
    under = [Worth(procurement=f"p{n}", value=Decimal(49_999) - n * 100) for n in range(3)]
    (found,) = Seen(worth=under).found()
    assert found.code == "under_limit"
    assert found.sentence.nl.startswith("3 inkopen liggen tot 5% onder € 50.000 (één offerte), en 0")
    above = [Worth(procurement=f"q{n}", value=Decimal(50_000) + n) for n in range(3)]
    assert not Seen(worth=[*under, *above]).codes(), "as many above: no sign that the limit steers"
    works = Limit(amount=Decimal(50_000), name=ONE_QUOTE.name, contracts=("works",))
    assert not patterns([], [], under, [works], limits=LIMITS, ground=GROUND), "a limit for works alone"
