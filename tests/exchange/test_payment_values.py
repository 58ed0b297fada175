"""Amounts and days as ledgers write them, to whole cents and dates."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.exchange.payments.values import EXCEL, cents_of, day_of

DECIMALS: tuple[Literal[".", ","], ...] = (".", ",")


@pytest.mark.parametrize("decimal", DECIMALS)
@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,56", 123456),
        ("1,234.56", 123456),
        ("1234,5", 123450),
        ("1234.5", 123450),
        ("1.234,56-", -123456),
        ("-1.234,56", -123456),
        ("(1,234.56)", -123456),
        ("€ 5", 500),
        ("EUR 5,00", 500),
        ("5,00 euro", 500),
        ("€ -5,00", -500),
        ("-€ 5,00", -500),
        ("(€ 5,00)", -500),
        ("£1,234.56", 123456),
        ("1 234,56", 123456),
        ("1\u00a0234,56", 123456),
        ("1\u2009234\u2009567,89", 123456789),
        ("+5", 500),
        ("5-", -500),
        ("\u22125,25", -525),
        ("1.234.567", 123456700),
        ("1,234,567", 123456700),
        ("12.345.678,9", 1234567890),
        (",50", 50),
        (".5", 50),
        ("€ 5,-", 500),
        ("1.250,--", 125000),
        ("-0,01", -1),
        ("0", 0),
        ("007", 700),
        ("999999999999999,99", 99999999999999999),
    ],
)
def test_an_amount_is_read_whatever_the_mark_of_its_column(
    text: str, cents: int, decimal: Literal[".", ","]
) -> None:
    assert cents_of(text, decimal) == cents


@pytest.mark.parametrize("decimal", DECIMALS)
@pytest.mark.parametrize(
    "text",
    [
        "1234.5.6",
        "12,34,56",
        "12.34.567",
        "1.234,567.8",
        "vijf",
        "EUR",
        "-",
        "--5",
        "-5-",
        "(5",
        "5)",
        "1 2",
        "12 34,00",
        "1.5E+06",
        "5,",
        "5%",
        "NaN",
        "1..2",
        "€€5",
        "9999999999999999",
        "05-04-2022",
        "٣",
    ],
)
def test_what_is_no_amount_is_unreadable_and_never_guessed(text: str, decimal: Literal[".", ","]) -> None:
    assert cents_of(text, decimal) == "amount_unreadable"


@pytest.mark.parametrize("text", ["", " ", "\u00a0", "\t"])
def test_nothing_is_a_missing_amount(text: str) -> None:
    assert cents_of(text, ",") == "amount_missing"


def test_one_mark_with_three_digits_is_decided_by_the_column() -> None:
    assert cents_of("1.234", ",") == 123400
    assert cents_of("1,234", ".") == 123400
    # With the other mark it could be a slip by a factor of a thousand.
    assert cents_of("1.234", ".") == "amount_unreadable"
    assert cents_of("1,234", ",") == "amount_unreadable"
    assert cents_of("0.125", ".") == 13
    assert cents_of("0,125", ".") == "amount_unreadable"


def test_more_decimals_are_rounded_half_away_from_zero() -> None:
    assert cents_of("10.3349999", ".") == 1033
    assert cents_of("10,3350", ",") == 1034
    assert cents_of("-10,3350", ",") == -1034
    assert cents_of("0.30000000000000004", ".") == 30
    assert cents_of("1234.56789", ",") == "amount_unreadable"


@given(
    st.integers(-(10**14), 10**14),
    st.sampled_from([(".", ","), (" ", ","), ("\u00a0", ","), (",", "."), ("", ","), ("", ".")]),
    st.sampled_from(["-{}", "{}-", "({})", "€ -{}", "{}- EUR", "\u2212{}"]),
    st.booleans(),
)
def test_dutch_and_english_notation_come_back_to_the_cent(
    cents: int, marks: tuple[str, str], minus: str, same: bool
) -> None:
    thousands, decimal = marks
    whole = f"{abs(cents) // 100:,}".replace(",", thousands)
    text = f"{whole}{decimal}{abs(cents) % 100:02}"
    text = minus.format(text) if cents < 0 else text
    column = decimal if same else "." if decimal == "," else ","
    assert cents_of(text, column) == cents  # type: ignore[arg-type]


@given(st.text() | st.text("0123456789.,-+() €EUR\u00a0\u2212", max_size=20), st.sampled_from(DECIMALS))
def test_no_text_is_ever_an_error_as_an_amount(text: str, decimal: Literal[".", ","]) -> None:
    found = cents_of(text, decimal)
    assert isinstance(found, int) or found in {"amount_missing", "amount_unreadable"}


@pytest.mark.parametrize(
    ("text", "date_format", "day"),
    [
        ("5-4-2022", "%d-%m-%Y", date(2022, 4, 5)),
        ("05/04/2022", "%d/%m/%Y", date(2022, 4, 5)),
        ("05.04.2022", "%d-%m-%Y", date(2022, 4, 5)),
        ("04/05/2022", "%m/%d/%Y", date(2022, 4, 5)),
        ("05-04-22", "%d-%m-%y", date(2022, 4, 5)),
        ("05-04-97", "%d-%m-%y", date(1997, 4, 5)),
        ("2022-04-05", "%d-%m-%Y", date(2022, 4, 5)),
        ("2022-04-05T00:00:00", "%Y-%m-%d", date(2022, 4, 5)),
        ("2022/4/5", "%Y-%m-%d", date(2022, 4, 5)),
        ("20220405", "%Y%m%d", date(2022, 4, 5)),
        ("05-04-2022 13:45:10", "%d-%m-%Y", date(2022, 4, 5)),
        ("05-apr-22", "%d-%b-%y", date(2022, 4, 5)),
        ("5 april 2022", "%d %B %Y", date(2022, 4, 5)),
        ("05-MEI-2022", "%d-%b-%Y", date(2022, 5, 5)),
        ("31-okt-2022", "%d-%b-%Y", date(2022, 10, 31)),
        ("31-Oct-2022", "%d-%b-%Y", date(2022, 10, 31)),
        ("1 mrt. 2022", "%d %b %Y", date(2022, 3, 1)),
        ("1 maart 2022", "%d %B %Y", date(2022, 3, 1)),
        ("April 5, 2022", "%B %d, %Y", date(2022, 4, 5)),
        ("2022-04", "%Y-%m", date(2022, 4, 1)),
        ("202204", "%Y%m", date(2022, 4, 1)),
        ("04/2022", "%m/%Y", date(2022, 4, 1)),
        ("apr-22", "%b-%y", date(2022, 4, 1)),
        ("44656", EXCEL, date(2022, 4, 5)),
        ("44656,5", EXCEL, date(2022, 4, 5)),
        ("29-02-2024", "%d-%m-%Y", date(2024, 2, 29)),
    ],
)
def test_a_day_is_read_in_the_form_of_its_column(text: str, date_format: str, day: date) -> None:
    assert day_of(text, date_format, last_year=2027) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31-02-2022", "date_impossible"),
        ("29-02-2023", "date_impossible"),
        ("13-13-2022", "date_impossible"),
        ("00-01-2022", "date_impossible"),
        ("01-01-1989", "date_impossible"),
        ("01-01-2028", "date_impossible"),
        ("20221345", "date_impossible"),
        ("", "date_missing"),
        (" ", "date_missing"),
        ("gisteren", "date_unreadable"),
        ("2022-04", "date_unreadable"),
        ("44656", "date_unreadable"),
        ("5 xyz 2022", "date_unreadable"),
        ("1234,56", "date_unreadable"),
    ],
)
def test_a_day_that_is_none_says_why(text: str, code: str) -> None:
    assert day_of(text, "%d-%m-%Y", last_year=2027) == code


@given(
    st.dates(date(1990, 1, 1), date(2027, 12, 31)),
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%Y%m%d", "%d-%b-%Y", "%d-%m-%y"]),
)
def test_every_day_comes_back_from_every_form(day: date, date_format: str) -> None:
    assert day_of(day.strftime(date_format), date_format, last_year=2027) == day


@given(
    st.text() | st.text("0123456789-/. :Tjanfebmrt", max_size=24),
    st.sampled_from(["%d-%m-%Y", "%m/%d/%Y", "%Y-%m", EXCEL]),
)
def test_no_text_is_ever_an_error_as_a_day(text: str, date_format: str) -> None:
    found = day_of(text, date_format, last_year=2027)
    assert isinstance(found, date) or found in {"date_missing", "date_unreadable", "date_impossible"}
