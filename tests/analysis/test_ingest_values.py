"""Amounts and days by the column read as amounts and days one by one: the same grammar, twice."""

from __future__ import annotations

import datetime

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.analysis.ingest.amounts import Decimal, read_amounts
from meerwaarde.analysis.ingest.days import read_days
from meerwaarde.exchange.payments.values import cents_of, day_of

AMOUNTS = st.text(alphabet="0123456789.,-+() €E\u00a0\u2009\u2212eur$", max_size=10)
LEDGER_AMOUNTS = st.builds(
    lambda sign, whole, mark, cents, behind: f"{sign}{whole}{mark}{cents}{behind}",
    st.sampled_from(["", "-", "+", "(", "€ ", "EUR ", "- € ", "\u2212"]),
    st.sampled_from(["", "0", "7", "12", "1.234", "1,234", "1 234", "12.345.678", "9" * 15, "9" * 16]),
    st.sampled_from(["", ".", ",", " "]),
    st.sampled_from(["", "5", "50", "567", "995", "-", "--", "0000"]),
    st.sampled_from(["", "-", ")", " EUR", "-)", " "]),
)
DAYS = st.text(alphabet="0123456789-/. :Tjanfebmrtokt'", max_size=12)
LEDGER_DAYS = st.builds(
    lambda one, two, three, mark, behind: mark.join((one, two, three)) + behind,
    st.sampled_from(["1", "01", "31", "29", "2024", "2023", "1889", "24", "00"]),
    st.sampled_from(["1", "02", "12", "13", "jan", "OKT", "mei", "Maart", "foo", "00"]),
    st.sampled_from(["2024", "24", "99", "2031", "1", "30", "31"]),
    st.sampled_from(["-", "/", ".", " ", ""]),
    st.sampled_from(["", " 00:00:00", "T12:30", " 9.15", "\u00a0"]),
)


@pytest.mark.parametrize("decimal", [",", "."])
@given(texts=st.lists(AMOUNTS | LEDGER_AMOUNTS, min_size=1, max_size=60))
@settings(deadline=None, max_examples=25)
def test_amounts_by_the_column_are_those_one_by_one(decimal: Decimal, texts: list[str]) -> None:
    cents, troubles = read_amounts(pl.Series("amount", texts), decimal)
    found = [one if wrong is None else wrong for one, wrong in zip(cents, troubles, strict=True)]
    assert found == [cents_of(text, decimal) for text in texts]
    assert [one is None for one in cents] == [one is not None for one in troubles]


@pytest.mark.parametrize("date_format", ["%d-%m-%Y", "%m/%d/%Y", "%Y-%m", "%Y%m%d", "excel"])
@given(texts=st.lists(DAYS | LEDGER_DAYS | st.sampled_from(["45000", "20240131"]), min_size=1, max_size=60))
@settings(deadline=None, max_examples=15)
def test_days_by_the_column_are_those_one_by_one(date_format: str, texts: list[str]) -> None:
    days, troubles = read_days(pl.Series("date", texts), date_format, 2027)
    found = [one if wrong is None else wrong for one, wrong in zip(days, troubles, strict=True)]
    assert found == [day_of(text, date_format, last_year=2027) for text in texts]


@pytest.mark.parametrize(
    ("text", "decimal", "cents"),
    [
        ("1.234,56", ",", 123456),
        ("1,234.56", ",", 123456),
        ("1234,5", ",", 123450),
        ("1.234,56-", ",", -123456),
        ("-1.234,56", ",", -123456),
        ("(1,234.56)", ".", -123456),
        ("€ 5", ",", 500),
        ("EUR 5,00", ",", 500),
        ("1 234,56", ",", 123456),
        ("1\u00a0234,56", ",", 123456),
        ("1\u2009234,56", ",", 123456),
        ("+5", ",", 500),
        ("\u22125,00", ",", -500),
        ("1234,56", ",", 123456),
        ("-0,01", ",", -1),
        ("1.234", ",", 123400),
        ("1234.5.6", ",", "amount_unreadable"),
        ("12,34,56", ",", "amount_unreadable"),
        ("vijf", ",", "amount_unreadable"),
        ("1.234", ".", "amount_unreadable"),
        ("1e5", ",", "amount_unreadable"),
        ("", ",", "amount_missing"),
        (" \u00a0", ",", "amount_missing"),
    ],
)
def test_amounts_as_ledgers_write_them(text: str, decimal: Decimal, cents: int | str) -> None:
    found, troubles = read_amounts(pl.Series("amount", [text, "0,10", "0.10"]), decimal)
    assert (found[0] if troubles[0] is None else troubles[0]) == cents
    assert found[1:].to_list() == [10, 10]


@pytest.mark.parametrize(
    ("text", "date_format", "day"),
    [
        ("1-3-2024", "%d-%m-%Y", datetime.date(2024, 3, 1)),
        ("01/03/2024", "%d-%m-%Y", datetime.date(2024, 3, 1)),
        ("01/03/2024", "%m/%d/%Y", datetime.date(2024, 1, 3)),
        ("2024-03-01 12:00:00", "%d-%m-%Y", datetime.date(2024, 3, 1)),
        ("20240301", "%d-%m-%Y", datetime.date(2024, 3, 1)),
        ("1-mrt-24", "%d-%m-%Y", datetime.date(2024, 3, 1)),
        ("1 October 2024", "%d-%m-%Y", datetime.date(2024, 10, 1)),
        ("2024-03", "%Y-%m", datetime.date(2024, 3, 1)),
        ("45352", "excel", datetime.date(2024, 3, 1)),
        ("29-02-2024", "%d-%m-%Y", datetime.date(2024, 2, 29)),
        ("31-02-2024", "%d-%m-%Y", "date_impossible"),
        ("01-01-1989", "%d-%m-%Y", "date_impossible"),
        ("01-01-2028", "%d-%m-%Y", "date_impossible"),
        ("2024-03", "%d-%m-%Y", "date_unreadable"),
        ("45352", "%d-%m-%Y", "date_unreadable"),
        ("gisteren", "%d-%m-%Y", "date_unreadable"),
        ("", "%d-%m-%Y", "date_missing"),
    ],
)
def test_days_as_ledgers_write_them(text: str, date_format: str, day: datetime.date | str) -> None:
    found, troubles = read_days(pl.Series("date", [text, "2024-01-31"]), date_format, 2027)
    assert (found[0] if troubles[0] is None else troubles[0]) == day
    assert found[1] == datetime.date(2024, 1, 31)
