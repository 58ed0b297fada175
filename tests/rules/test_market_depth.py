"""The depth of the market: what is counted, what stays unknown, and how far the advice goes."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.rules.law import Law, Table
from meerwaarde.rules.market_depth import (
    CLAUSE_FROM,
    LOT_FROM,
    RESERVE_FROM,
    MarketDepth,
    market_depth,
    value_per_year,
)
from meerwaarde.rules.matching import HeldCredential, Need, SupplierProfile

TODAY = date(2026, 11, 22)
LAW = Law.on(TODAY)
NEED = Need(
    id="n",
    text="schoonmaak",
    cpv=("90910000",),
    regions=("NL11",),
    estimate=Decimal(200_000),
    duration_months=24,
    day=TODAY,
)


def firm(name: str, **more: object) -> SupplierProfile:
    """A firm that qualifies for everything, unless told otherwise."""
    known: dict[str, object] = {
        "cpv": ("90910000",),
        "regions": ("NL11",),
        "kinds": ("social",),
        "credentials": (HeldCredential("sw", None, verified=True),),
        "capacity_max": Decimal(300_000),
        "turnover_band": "500k_2m",
    }
    return SupplierProfile(id=name, name=name, **{**known, **more})  # type: ignore[arg-type]


def firms(count: int, **more: object) -> list[SupplierProfile]:
    return [firm(f"f{number}", **more) for number in range(count)]


def depth(profiles: list[SupplierProfile], need: Need = NEED, law: Law = LAW) -> MarketDepth:
    return market_depth(need, profiles, law)


def test_the_more_surely_qualify_the_further_the_advice_goes() -> None:
    steps = [depth(firms(count)).advice for count in range(7)]
    assert steps == ["consult_first", "clause", "clause", "impact_lot", "impact_lot", "reserve", "reserve"]


def test_what_is_unknown_counts_apart_and_is_worth_asking() -> None:
    found = depth([*firms(1), *(firm(f"u{n}", credentials=()) for n in range(6))])
    reserved = found.depth("reserved_contract")
    assert (reserved.qualified, reserved.unknown) == (1, 6)
    assert found.depth("impact_lot").qualified == 7
    assert (found.advice, found.perhaps) == ("impact_lot", "reserve")
    assert found.what_now is not None
    assert "6" in found.what_now.nl
    assert "1 leverancier voldoet zeker. Van 6 is het nog niet bekend." in reserved.why.nl


def test_joint_capacity_adds_what_is_known_and_says_of_how_many_it_is_not() -> None:
    found = depth([*firms(2), firm("x", capacity_max=None)]).depth("subcontracting_to_social_enterprise")
    assert (found.capacity, found.capacity_unknown) == (Decimal(600_000), 1)
    assert "€ 600.000" in found.why.nl
    whole = depth([firm("x", capacity_max=None)]).depth("reserved_contract")
    assert (whole.qualified, whole.unknown) == (0, 1)


def test_a_firm_that_cannot_take_the_whole_may_still_take_a_lot() -> None:
    profiles = firms(3, capacity_max=Decimal(80_000))
    found = market_depth(NEED, profiles, LAW, lot=Decimal(70_000))
    assert found.depth("reserved_contract").qualified == 0
    assert found.depth("impact_lot").qualified == 3
    assert found.advice == "impact_lot"
    assert market_depth(NEED, profiles, LAW, lot=Decimal(90_000)).advice == "clause"


@pytest.mark.parametrize(
    ("estimate", "months", "per_year"),
    [("200000", 24, "100000"), ("50000", 6, "50000"), ("50000", None, None), (None, 24, None)],
)
def test_the_value_per_year(estimate: str | None, months: int | None, per_year: str | None) -> None:
    need = Need(id="n", estimate=estimate and Decimal(estimate), duration_months=months)  # type: ignore[arg-type]
    assert value_per_year(need) == (per_year and Decimal(per_year))


@pytest.mark.parametrize(
    ("band", "least", "most", "too_dependent", "words"),
    [
        ("under_100k", "1", None, True, "minstens 100%"),
        ("100k_500k", "0.2", "1", None, "20% tot 100%"),
        ("500k_2m", "0.05", "0.2", False, "5% tot 20%"),
        ("10m_50m", "0.002", "0.01", False, "0,2% tot 1%"),
        ("over_50m", "0", "0.002", False, "hoogstens 0,2%"),
        ("no such band", None, None, None, "omzet van deze leverancier is niet bekend"),
        (None, None, None, None, "niet bekend"),
    ],
)
def test_dependency_is_a_range_of_the_turnover_band(
    band: str | None, least: str | None, most: str | None, too_dependent: bool | None, words: str
) -> None:
    found = depth([firm("a", turnover_band=band)]).dependencies[0]
    assert found.least == (least and Decimal(least))
    assert found.most == (most and Decimal(most))
    assert found.too_dependent is too_dependent
    assert words in found.why.nl


def test_a_firm_that_would_lean_too_much_does_not_count() -> None:
    found = depth([*firms(4), firm("small", turnover_band="under_100k")])
    reserved = found.depth("reserved_contract")
    assert (len(reserved.suppliers), reserved.too_dependent, reserved.qualified) == (5, ("small",), 4)
    assert found.advice == "impact_lot"
    assert "te afhankelijk" in reserved.why.nl


def test_an_authority_sets_its_own_limits() -> None:
    def own(name: str, value: int) -> Table:
        shipped = LAW[name]
        return Table(shipped.label, shipped.unit, (msgspec.structs.replace(shipped.entry, value=value),))

    law = Law.on(TODAY, {RESERVE_FROM: own(RESERVE_FROM, 2), LOT_FROM: own(LOT_FROM, 1)})
    assert depth(firms(2), law=law).advice == "reserve"
    assert [ground.own for ground in depth(firms(2), law=law).grounds][:2] == [True, True]


def test_on_a_day_without_limits_one_asks_the_market() -> None:
    assert depth(firms(9), law=Law.on(date(2010, 1, 1))).advice == "consult_first"


def test_the_limits_say_where_they_come_from() -> None:
    for name in (RESERVE_FROM, LOT_FROM, CLAUSE_FROM):
        assert LAW[name].entry.certainty == "unverified"


def test_another_trade_or_region_does_not_count() -> None:
    found = depth([firm("a", cpv=("79800000",)), firm("b", regions=("NL42",)), firm("c", regions=None)])
    assert all(not each.suppliers for each in found.depths)
    assert {supplier for each in found.depths for supplier in each.perhaps} == {"c"}
    assert [each.supplier for each in found.dependencies] == ["c"]


changes = st.fixed_dictionaries(
    {},
    optional={
        "kinds": st.sampled_from([None, (), ("social",), ("sustainable_innovator",)]),
        "credentials": st.sampled_from([(), (HeldCredential("sw", None, verified=True),)]),
        "capacity_max": st.sampled_from([None, Decimal(1_000), Decimal(10**7)]),
        "turnover_band": st.sampled_from([None, "under_100k", "over_50m"]),
        "regions": st.sampled_from([None, ("NL",), ("NL112",), ("NL42",)]),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(changes, max_size=8), changes, st.randoms(use_true_random=False))
def test_one_more_supplier_never_weakens_the_advice(
    made: list[dict[str, object]], one_more: dict[str, object], shuffle: random.Random
) -> None:
    order = ["consult_first", "clause", "impact_lot", "reserve"]
    profiles = [firm(f"f{number}", **change) for number, change in enumerate(made)]
    found = depth(profiles)
    more = depth([*profiles, firm("zz", **one_more)])
    assert order.index(more.advice) >= order.index(found.advice)
    assert order.index(found.perhaps) >= order.index(found.advice)
    shuffled = list(profiles)
    shuffle.shuffle(shuffled)
    assert depth(shuffled) == found
