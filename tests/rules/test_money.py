"""Amounts are exact to the cent and written the way each language writes them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.money import cents, euro, from_cents, percent, to_cent


@pytest.mark.parametrize(
    ("amount", "nl", "en"),
    [
        ("216000", "€ 216.000", "€216,000"),
        ("215999.99", "€ 215.999,99", "€215,999.99"),
        ("0", "€ 0", "€0"),
        ("0.5", "€ 0,50", "€0.50"),
        ("-1234.5", "-€ 1.234,50", "-€1,234.50"),
        ("1000000000000", "€ 1.000.000.000.000", "€1,000,000,000,000"),
    ],
)
def test_an_amount_in_both_languages(amount: str, nl: str, en: str) -> None:
    assert euro(Decimal(amount)) == nl
    assert euro(Decimal(amount), "en") == en


@pytest.mark.parametrize(
    ("share", "nl", "en"), [("17.5", "17,5%", "17.5%"), ("20", "20%", "20%"), ("100", "100%", "100%")]
)
def test_a_percentage_in_both_languages(share: str, nl: str, en: str) -> None:
    assert percent(Decimal(share)) == nl
    assert percent(Decimal(share), "en") == en


def test_half_a_cent_rounds_up() -> None:
    assert to_cent(Decimal("0.005")) == Decimal("0.01")
    assert to_cent(Decimal("2.675")) == Decimal("2.68")


@given(st.integers(-(10**14), 10**14))
def test_a_money_column_gives_back_what_it_was_given(value: int) -> None:
    assert cents(from_cents(value)) == value
