"""Amounts, days and percentages: what people type is read exactly, or refused with its possible readings."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.notation import Unreadable


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("Kort genoeg", 11, "Kort genoeg"),
        ("met een rolstoel, met weinig geld", 20, "met een rolstoel…"),
        ("Inkopen is beleid. En meer", 20, "Inkopen is beleid…"),
        ("twee\n  regels", 20, "twee regels"),
        ("Langewoordenzonderspatie", 10, "Langewoor…"),
    ],
)
def test_what_is_shortened_is_cut_between_words(text: str, length: int, expected: str) -> None:
    assert notation.shortened(text, length) == expected


CENTS = st.integers(min_value=-(10**14), max_value=10**14)
Value = TypeVar("Value")


def outcome(read: Callable[[str], Value], typed: str) -> tuple[Value | None, str]:
    """What was read, or the reason why not; any other error passes through."""
    try:
        return read(typed), ""
    except Unreadable as refused:
        return None, refused.reason


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234.567,89", "1234567.89"),
        ("60000", "60000"),
        ("60.000", "60000"),
        ("€ 60.000,-", "60000"),
        ("€60.000,--", "60000"),
        ("60.000,–", "60000"),
        ("1 234,50", "1234.50"),
        ("1\u00a0234,5", "1234.5"),
        ("EUR 12,50", "12.50"),
        ("12.50", "12.50"),
        ("1,234.56", "1234.56"),
        ("1,234,567", "1234567"),
        ("0,05", "0.05"),
        ("-12,50", "-12.50"),
        ("−12,50", "-12.50"),
        ("000123", "123"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: str) -> None:
    assert notation.parse_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("€", "empty"),
        ("veel", "not_a_number"),
        ("12 euro", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("12.34.567", "not_a_number"),
        ("1e6", "not_a_number"),
        ("NaN", "not_a_number"),
        ("٣٤", "not_a_number"),
        ("--5", "not_a_number"),
        ("1.234,567", "not_a_number"),
        ("0,123", "too_precise"),
        ("12,3456", "too_precise"),
        ("60,000", "two_readings"),
    ],
)
def test_an_amount_that_cannot_be_read_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        notation.parse_amount(typed)
    assert refused.value.reason == reason


def test_an_amount_with_two_readings_names_both() -> None:
    with pytest.raises(Unreadable) as refused:
        notation.parse_amount("60,000")
    assert refused.value.readings == ("60.000", "60")


@given(CENTS)
def test_a_shown_amount_reads_back_as_the_same_amount(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert notation.parse_amount(notation.format_amount(amount)) == amount
    assert notation.parse_amount(notation.format_euro(cents)) == amount
    assert notation.parse_amount(notation.format_euro(cents, always_cents=True)) == amount


@given(st.text(max_size=20))
def test_any_text_gives_an_amount_or_a_reason(typed: str) -> None:
    amount, reason = outcome(notation.parse_amount, typed)
    if amount is None:
        assert reason in {"empty", "not_a_number", "too_precise", "two_readings"}
    else:
        assert amount.is_finite()
        assert amount == amount.quantize(Decimal("0.01"))


def test_euros_are_written_in_the_language_of_the_page() -> None:
    assert notation.format_euro(240_000_000) == "€\u00a02.400.000"
    assert notation.format_euro(1_250) == "€\u00a012,50"
    assert notation.format_euro(1_200, always_cents=True) == "€\u00a012,00"
    assert notation.format_euro(-1_250) == "−€\u00a012,50"
    assert notation.format_euro(240_000_050, "en-gb") == "€2,400,000.50"


@pytest.mark.parametrize(
    "typed", ["1-2-2026", "01-02-2026", "1/2/2026", "1.2.2026", " 1 - 2 - 2026 ", "2026-02-01"]
)
def test_a_day_comes_before_its_month(typed: str) -> None:
    assert notation.parse_day(typed) == date(2026, 2, 1)


@pytest.mark.parametrize(
    "typed", ["1 februari 2026", "1 feb 2026", "1 feb. 2026", "1 February 2026", "1-feb-2026"]
)
def test_a_month_may_be_written_in_words(typed: str) -> None:
    assert notation.parse_day(typed) == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("morgen", "not_a_day"),
        ("2026", "not_a_day"),
        ("1-2-3-4", "not_a_day"),
        ("01-02-26", "two_digit_year"),
        ("31-13-27", "no_such_day"),
        ("31-2-2026", "no_such_day"),
        ("29-2-2026", "no_such_day"),
        ("1-13-2026", "no_such_day"),
        ("0-1-2026", "no_such_day"),
        ("1 foo 2026", "not_a_day"),
        ("٣-٤-2026", "not_a_day"),
    ],
)
def test_a_day_that_cannot_be_read_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(Unreadable) as refused:
        notation.parse_day(typed)
    assert refused.value.reason == reason


def test_a_year_of_two_digits_names_both_centuries() -> None:
    with pytest.raises(Unreadable) as refused:
        notation.parse_day("01-02-26")
    assert refused.value.readings == ("1-2-2026", "1-2-1926")


@given(st.dates())
def test_a_shown_day_reads_back_as_the_same_day(day: date) -> None:
    if day.year >= 1000:
        assert notation.parse_day(notation.format_day(day, form="field")) == day
        assert notation.parse_day(notation.format_day(day, "nl")) == day
        assert notation.parse_day(notation.format_day(day, "en")) == day
        assert notation.parse_day(notation.format_day(day, "en", "short")) == day
    assert notation.parse_day(day.isoformat()) == day


@given(st.text(max_size=20))
def test_any_text_gives_a_day_or_a_reason(typed: str) -> None:
    day, reason = outcome(notation.parse_day, typed)
    assert day is not None or reason in {"empty", "not_a_day", "two_digit_year", "no_such_day"}


@given(st.decimals(min_value=0, max_value=400, places=2))
def test_a_shown_percentage_reads_back_as_the_same_percentage(value: Decimal) -> None:
    assert notation.parse_percentage(notation.format_percentage(value)) == value
    assert notation.parse_percentage(f"{notation.format_percentage(value)} %") == value


@pytest.mark.parametrize("typed", ["veel", "5%%", "1.000,5", "1,2,3"])
def test_what_is_not_a_percentage_is_refused(typed: str) -> None:
    with pytest.raises(Unreadable):
        notation.parse_percentage(typed)


def test_moments_are_told_in_the_hours_of_here_whatever_zone_they_came_in():
    utc = datetime(2026, 6, 30, 22, 5, tzinfo=UTC)
    elsewhere = utc.astimezone(timezone(timedelta(hours=-5)))
    assert notation.format_moment(utc) == notation.format_moment(elsewhere) == "1 juli 2026, 00:05"
    assert notation.format_moment(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "en") == "1 January 2027, 00:30"
    assert notation.format_day(utc, "nl", "short") == "01-07-2026"
    with pytest.raises(ValueError, match="without a zone"):
        notation.format_moment(datetime(2026, 6, 30, 22, 5))  # noqa: DTZ001 (the refusal is what is tested)
