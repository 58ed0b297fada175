"""Which plans can be one, who carries what, and what the whole means in law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.law import Law
from meerwaarde.rules.pooling import Plan, overlap, shares, together
from meerwaarde.rules.procurement_calendar import Quarter

LAW = Law.on(date(2026, 11, 22))


def plan(*cpv: str, year: int = 2027, quarter: int = 2, contract: str = "services") -> Plan:
    return Plan("line", tuple(cpv), Quarter(year, quarter), contract)


@pytest.mark.parametrize(
    ("ours", "theirs", "strength", "says"),
    [
        ("90911200", "90911200", "same", "de CPV-code is gelijk"),
        ("90000000", "90000000", "same", "de CPV-code is gelijk"),
        ("90911200", "90911300", "same", "in één categorie"),
        ("90911200", "90919200", "like", "alleen de CPV-klasse is gelijk"),
        ("90511000", "90513000", "like", "alleen de CPV-klasse is gelijk"),  # collecting, treating
        ("90511000", "90521000", "like", "alleen de CPV-groep is gelijk"),
        ("90910000", "90911200", "like", "de ene CPV-code is ruim"),  # a class and something in it
        ("90900000", "90911200", "like", "de ene CPV-code is ruim"),  # a group and something in it
        ("90911000", "90911200", "same", "in één categorie"),
        ("45233142", "45233000", "same", "in één categorie"),
    ],
)
def test_the_reason_says_what_agrees_and_no_more(ours: str, theirs: str, strength: str, says: str) -> None:
    for found in (overlap(plan(ours), plan(theirs)), overlap(plan(theirs), plan(ours))):
        assert found is not None
        assert found.strength == strength
        assert says in found.reasons[0].nl
        assert ("Dezelfde soort" in found.reasons[0].nl) is (strength == "same")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("90911200", "90610000"),  # only the division 90
        ("90000000", "90911200"),  # a division says too little
        ("45233142", "45232431"),  # roads and sewers share a class of works, and nothing else
    ],
)
def test_a_division_or_a_class_of_works_is_not_alike(ours: str, theirs: str) -> None:
    assert overlap(plan(ours), plan(theirs)) is None


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ("Inzameling van textiel", "Inzameling van glas", False),
        ("Inzameling van textiel", "Textielinzameling", False),  # a compound is read in its parts
        ("Inzameling van textiel", "Verwerken van maaisel", True),
        ("Inzameling van textiel", "", False),
    ],
)
def test_titles_without_a_common_word_are_told(ours: str, theirs: str, told: bool) -> None:
    quarter = Quarter(2027, 2)
    found = overlap(
        Plan("ours", ("90511000",), quarter, title=ours), Plan("theirs", ("90511000",), quarter, title=theirs)
    )
    assert found is not None
    assert any("geen woord gemeen" in reason.nl for reason in found.reasons) is told


@pytest.mark.parametrize(
    ("quarter", "later", "says"),
    [
        (Quarter(2027, 2), 0, "hetzelfde kwartaal"),
        (Quarter(2027, 3), 1, "1 kwartaal later"),
        (Quarter(2026, 4), -2, "2 kwartalen eerder"),
        (Quarter(2027, 4), 2, "2 kwartalen later"),
    ],
)
def test_the_other_may_be_half_a_year_off(quarter: Quarter, later: int, says: str) -> None:
    theirs = Plan("theirs", ("90911200",), quarter, "services")
    found = overlap(plan("90911200"), theirs)
    assert found is not None
    assert found.later == later
    assert says in found.reasons[1].nl


def test_too_far_apart_is_no_overlap() -> None:
    assert overlap(plan("90911200"), plan("90911200", year=2028)) is None


def test_works_are_not_pooled_with_supplies() -> None:
    assert overlap(plan("45233000", contract="works"), plan("45233000", contract="services")) is None
    assert overlap(plan("45233000", contract="works"), plan("45233000", contract="")) is not None


def test_without_codes_nothing_is_alike() -> None:
    assert overlap(plan(), plan("90911200")) is None


amounts = st.lists(st.none() | st.integers(0, 10**9).map(Decimal), min_size=1, max_size=12)


@given(amounts)
def test_shares_add_up_to_a_hundred(values: list[Decimal | None]) -> None:
    found = shares(values)
    known = [part for part in found if part is not None]
    assert len(found) == len(values)
    assert sum(known) == (100 if any(values) else 0)
    assert all(0 <= part <= 100 for part in known)
    assert all(part is None for part, value in zip(found, values, strict=True) if not value)


def test_a_third_each_is_not_ninety_nine() -> None:
    assert shares([Decimal(10), Decimal(10), Decimal(10)]) == (
        Decimal("33.4"),
        Decimal("33.3"),
        Decimal("33.3"),
    )


def test_two_small_ones_reach_the_threshold_together() -> None:
    found = together([Decimal(120_000), Decimal(100_000)], buyer="decentral", contract="services", law=LAW)
    assert (found.total, found.above, found.alone_below) == (Decimal(220_000), True, 2)
    assert "Samen komt u" in found.text.nl


def test_at_the_amount_itself_the_heavier_route_holds() -> None:
    found = together([Decimal(116_000), Decimal(100_000)], buyer="decentral", contract="services", law=LAW)
    assert found.above is True


def test_who_did_not_say_is_counted_and_told() -> None:
    found = together([Decimal(20_000), None], buyer="decentral", contract="services", law=LAW)
    assert (found.unknown, found.above) == (1, False)
    assert "Niet iedereen" in found.text.nl


def test_a_day_without_a_threshold_says_so() -> None:
    found = together([Decimal(1)], buyer="decentral", contract="services", law=Law.on(date(2050, 1, 1)))
    assert found.above is None
