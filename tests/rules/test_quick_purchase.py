"""Quick purchases: common things by their words, reasons, the amount that holds, and what adds up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.exchange.cpv.read import load
from meerwaarde.rules.compliance import PolicyBounds, RouteBounds, own_tables, quick_amount
from meerwaarde.rules.law import Law, Source
from meerwaarde.rules.quick_purchase import (
    Bought,
    Repeated,
    common_things,
    quick_reasons,
    repeated,
    thing_in,
    year_before,
)

DAY = date(2026, 11, 22)
THINGS = common_things(Law.on(DAY))
AMOUNTS = st.none() | st.decimals(min_value=1, max_value=100_000, places=2)


def test_every_common_thing_has_a_code_of_the_list_and_words_of_its_own() -> None:
    catalogue = load()
    assert all(catalogue.is_valid(thing.cpv) for thing in THINGS)
    said = [word for thing in THINGS for word in thing.words]
    assert len(said) == len(set(said))
    assert len({reason.code for reason in quick_reasons(Law.on(DAY))}) == 6


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Bos bloemen voor een jubilaris", "flowers"),
        ("BROODJES voor 20 mensen", "sandwiches"),
        ("Bloemen bij de lunch", "flowers"),
        ("uitje met het team", "outing"),
        ("drie kerstpakketten", "gifts"),
        ("bloemkool", None),
        ("", None),
    ],
)
def test_words_name_a_common_thing(typed: str, code: str | None) -> None:
    found = thing_in(typed, THINGS)
    assert (found.code if found else None) == code


@given(authority=AMOUNTS, department=AMOUNTS)
def test_a_department_lowers_the_amount_and_never_raises_it(
    authority: Decimal | None, department: Decimal | None
) -> None:
    upper = PolicyBounds(quick_purchase_until=authority)
    found = quick_amount(upper, PolicyBounds(quick_purchase_until=department))
    assert quick_amount(upper) == authority
    assert quick_amount(None, PolicyBounds(quick_purchase_until=department)) is None
    if authority is None:
        assert found is None
    else:
        assert found == min(amount for amount in (authority, department) if amount is not None)


def test_the_amount_is_more_than_zero_and_stays_within_one_quote() -> None:
    with pytest.raises(ValueError, match="more than zero"):
        PolicyBounds(quick_purchase_until=Decimal(0))
    routes = (
        RouteBounds(contract="services", single_until=Decimal(1500)),
        RouteBounds(contract="works", single_until=Decimal(150_000)),
    )
    assert PolicyBounds(routes=routes, quick_purchase_until=Decimal(1500)).quick_purchase_until == 1500
    with pytest.raises(ValueError, match="no further than one quote"):
        PolicyBounds(routes=routes, quick_purchase_until=Decimal("1500.01"))


def test_the_amount_is_an_entry_with_the_framework_as_source() -> None:
    source = Source("Inkoopkader 2026", "https://veenmeer.example/kader")
    bounds = PolicyBounds(quick_purchase_until=Decimal(1500))
    tables = own_tables(bounds, since=date(2026, 1, 1), until=None, source=source, checked=date(2025, 12, 1))
    found = Law.on(DAY, own=tables)["policy/quick_purchase_until"]
    assert (found.amount, found.own, found.entry.source) == (Decimal(1500), True, source)


def bought(amount: str, day: date, *, department: str = "sociaal", cpv: str = "03121200") -> Bought:
    return Bought(department, cpv, Decimal(amount), day)


def test_the_same_thing_twice_above_the_amount_within_a_year_is_repeated() -> None:
    rows = [
        bought("900", date(2026, 11, 22)),
        bought("600", date(2025, 11, 23), cpv="03121210"),
        bought("5000", date(2025, 11, 22)),  # a day too long ago
        bought("5000", date(2026, 11, 23)),  # still to come
        bought("800", date(2026, 5, 1), department="ruimte"),
        bought("900", date(2026, 5, 1), cpv=""),
        bought("1499", date(2026, 5, 1), cpv="55520000"),  # once is not repeated
    ]
    assert repeated(rows, Decimal(1500), DAY) == (Repeated("sociaal", "0312", 2, Decimal(1500)),)
    assert repeated(rows, Decimal("1500.01"), DAY) == ()
    once = [bought("9000", date(2026, 5, 1))]
    assert repeated(once, Decimal(1500), DAY) == ()


def test_the_year_before_a_leap_day() -> None:
    assert year_before(date(2028, 2, 29)) == date(2027, 2, 28)
    assert year_before(date(2026, 3, 1)) == date(2025, 3, 1)
