"""The register of mandates says who may approve what, and what is missing where somebody may not."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.mandates import ACTS, Mandate, carriers, faults, granted, same_reach

DAY = date(2026, 11, 22)
ASKED: dict[str, Any] = {
    "act": "approve_explanation",
    "role": "director",
    "membership": "m1",
    "amount": Decimal(60_000),
    "contract": "services",
    "cpv": ("90911200",),
    "department": "groen",
    "day": DAY,
}


def mandate(**values: Any) -> Mandate:
    return Mandate(
        **{
            "id": "a",
            "act": "approve_explanation",
            "role": "director",
            "since": date(2026, 1, 1),
            **values,
        }
    )


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"membership": "m1"},
        {"amount": Decimal(60_000)},
        {"until": DAY},
        {"since": DAY},
        {"department": "groen"},
        {"contracts": ("services", "works")},
        {"cpv": ("909",)},
        {"cpv": ("90900000-6", "45")},
    ],
)
def test_within_every_limit_is_granted(values: dict[str, Any]) -> None:
    answer = granted([mandate(**values)], **ASKED)
    assert answer.granted
    assert answer.mandate == "a"


@pytest.mark.parametrize(
    ("values", "asked", "says"),
    [
        ({"role": "alderman"}, {}, "geen mandaat vastgelegd"),
        ({"membership": "m2"}, {}, "geen mandaat vastgelegd"),
        ({"act": "settle_strategy"}, {}, "geen mandaat vastgelegd"),
        ({"until": date(2026, 10, 31)}, {}, "liep tot en met 31-10-2026"),
        ({"since": date(2026, 12, 1)}, {}, "gaat pas in op 01-12-2026"),
        ({"ended_on": DAY}, {}, "beëindigd op 22-11-2026"),
        ({"amount": Decimal(50_000)}, {}, "tot en met € 50.000; deze inkoop is € 60.000"),
        ({"amount": Decimal("59999.99")}, {}, "tot en met € 59.999,99"),
        ({"amount": Decimal(50_000)}, {"amount": None}, "waarde van deze inkoop is nog niet bekend"),
        ({"department": "water"}, {}, "andere afdeling"),
        ({"department": "water"}, {"department": None}, "geen afdeling"),
        ({"contracts": ("works",)}, {}, "ander soort opdracht"),
        ({"contracts": ("works",)}, {"contract": None}, "nog niet bekend"),
        ({"cpv": ("45",)}, {}, "andere soorten werk"),
        ({"cpv": ("909",)}, {"cpv": ("90911200", "45000000")}, "andere soorten werk"),
        ({"cpv": ("909",)}, {"cpv": None}, "nog geen CPV-code"),
    ],
)
def test_what_is_missing_is_said(values: dict[str, Any], asked: dict[str, Any], says: str) -> None:
    answer = granted([mandate(**values)], **{**ASKED, **asked})
    assert not answer.granted
    assert answer.mandate == ""
    assert says in answer.why.nl
    assert answer.what_now is not None


def test_the_mandate_that_comes_closest_speaks() -> None:
    held = [mandate(id="a", until=date(2026, 10, 31)), mandate(id="b", amount=Decimal(50_000))]
    assert "€ 50.000" in granted(held, **ASKED).why.nl
    assert "€ 50.000" in granted(held[::-1], **ASKED).why.nl


def test_an_unknown_amount_needs_a_mandate_without_limit() -> None:
    asked = {**ASKED, "amount": None}
    assert not granted([mandate(amount=Decimal(10**12))], **asked).granted
    assert granted([mandate()], **asked).granted


LIMITS = st.fixed_dictionaries(
    {
        "id": st.sampled_from("abc"),
        "role": st.sampled_from(["director", "alderman"]),
        "membership": st.sampled_from([None, "m1", "m2"]),
        "department": st.sampled_from([None, "groen", "water"]),
        "contracts": st.sampled_from([(), ("services",), ("works",)]),
        "cpv": st.sampled_from([(), ("909",), ("45",)]),
        "amount": st.none() | st.decimals(1, 100_000, places=2),
        "since": st.dates(DAY - timedelta(9), DAY + timedelta(9)),
        "until": st.none() | st.dates(DAY - timedelta(9), DAY + timedelta(9)),
        "ended_on": st.none() | st.dates(DAY - timedelta(9), DAY + timedelta(9)),
    }
)
REGISTERS = st.lists(LIMITS.map(lambda values: mandate(**values)), max_size=4)
QUESTIONS = st.fixed_dictionaries(
    {
        "act": st.just("approve_explanation"),
        "role": st.sampled_from(["director", "alderman"]),
        "membership": st.sampled_from(["m1", "m2", "m3"]),
        "amount": st.none() | st.decimals(0, 100_000, places=2),
        "contract": st.sampled_from([None, "services", "works"]),
        "cpv": st.sampled_from([None, (), ("90911200",), ("90911200", "45000000")]),
        "department": st.sampled_from([None, "groen", "water"]),
        "day": st.dates(DAY - timedelta(12), DAY + timedelta(12)),
    }
)


@given(REGISTERS, QUESTIONS, LIMITS)
def test_one_mandate_more_never_takes_anything_away(
    held: list[Mandate], asked: dict[str, Any], more: dict[str, Any]
) -> None:
    if granted(held, **asked).granted:
        assert granted([*held, mandate(**more)], **asked).granted


@given(REGISTERS, QUESTIONS, st.decimals(0, 100_000, places=2))
def test_who_may_do_more_may_do_less(held: list[Mandate], asked: dict[str, Any], less: Any) -> None:
    if asked["amount"] is not None and less <= asked["amount"] and granted(held, **asked).granted:
        assert granted(held, **{**asked, "amount": less}).granted


@given(REGISTERS, QUESTIONS)
def test_what_is_not_known_never_grants_more(held: list[Mandate], asked: dict[str, Any]) -> None:
    for field in ("amount", "contract", "cpv", "department"):
        if granted(held, **{**asked, field: None}).granted:
            assert granted(held, **asked).granted


@given(REGISTERS, QUESTIONS)
def test_it_is_granted_by_one_that_is_in_force_for_this_person(
    held: list[Mandate], asked: dict[str, Any]
) -> None:
    answer = granted(held, **asked)
    fit = [
        one for one in held if one.is_for(asked["role"], asked["membership"]) and one.in_force(asked["day"])
    ]
    if answer.granted:
        assert answer.mandate in {one.id for one in fit}
    else:
        assert answer.what_now is not None


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"until": date(2025, 12, 31)}, "until"),
        ({"amount": Decimal(0)}, "amount"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"role": "council"}, "role"),
        ({"role": "koning"}, "role"),
        ({"act": "declare_war"}, "act"),
        ({"act": "settle_strategy", "role": "alderman"}, "role"),
    ],
)
def test_a_faulty_entry_says_which_field(values: dict[str, Any], field: str) -> None:
    assert set(faults(mandate(**values))) == {field}


def test_a_sound_entry_has_no_faults() -> None:
    assert faults(mandate(amount=Decimal("0.01"), until=date(2026, 1, 1))) == {}


def test_carriers_are_the_roles_with_the_permission() -> None:
    assert "buyer" in carriers("settle_strategy")
    assert "council" not in carriers("approve_explanation")
    assert all(carriers(act) for act in ACTS)


def test_the_same_reach_in_overlapping_days_is_seen() -> None:
    first = mandate(until=date(2026, 6, 30))
    assert same_reach(first, mandate(amount=Decimal(5), since=date(2026, 6, 30)))
    assert not same_reach(first, mandate(since=date(2026, 7, 1)))
    assert not same_reach(first, mandate(department="groen"))
    assert not same_reach(mandate(ended_on=date(2026, 5, 1)), mandate(since=date(2026, 5, 2)))
