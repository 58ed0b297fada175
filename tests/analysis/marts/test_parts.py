"""Shares from whole numbers: the nearest ten-thousandth, whatever the size."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.analysis.marts.parts import euros, herfindahl, parts, tenths


@given(st.integers(-(10**16), 10**16), st.integers(1, 10**16))
def test_parts_are_the_nearest(numerator: int, denominator: int) -> None:
    found = parts(numerator, denominator)
    assert found is not None
    assert abs(Fraction(numerator * 10_000, denominator) - found) <= Fraction(1, 2)


@given(st.lists(st.integers(1, 10**14), min_size=1))
def test_the_index_lies_between_spread_and_one_supplier(amounts: list[int]) -> None:
    index = herfindahl(sum(one * one for one in amounts), sum(amounts))
    assert index is not None
    assert 10_000 // len(amounts) <= index + 1
    assert index <= 10_000


def test_without_a_whole_there_is_no_part() -> None:
    assert parts(1, 0) is parts(1, -5) is tenths(3, 0) is herfindahl(9, 0) is None


def test_halves_go_away_from_zero() -> None:
    assert (parts(1, 20_000), parts(-1, 20_000), tenths(1, 20), tenths(-1, 20)) == (1, -1, 1, -1)


def test_amounts_as_others_read_them() -> None:
    assert [euros(cents) for cents in (0, 5, -5, 123405, -123405)] == [
        "0.00",
        "0.05",
        "-0.05",
        "1234.05",
        "-1234.05",
    ]
