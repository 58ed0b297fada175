"""Quarters, bands of value, what is promising, and what may be public."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from decimal import Decimal
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.law import Law
from meerwaarde.rules.procurement_calendar import (
    Band,
    BandFault,
    Outlook,
    Quarter,
    QuarterFault,
    band_text,
    bands,
    faults_before_publishing,
    personal_contact,
    promise,
    read_band,
    read_quarter,
)

LAW = Law.on(date(2026, 11, 22))
QUARTERS = st.builds(Quarter, st.integers(2000, 2099), st.integers(1, 4))


@pytest.mark.parametrize(
    "written",
    [
        "Q3 2027",
        "2027-Q3",
        "2027Q3",
        "q3-2027",
        "3e kwartaal 2027",
        "3de kwartaal van 2027",
        "derde kwartaal 2027",
        "kwartaal 3 2027",
        "2027 kw 3",
        "K3 2027",
        "Q3 '2027",
        "third quarter of 2027",
        "augustus 2027",
        "sep. 2027",
        "15-08-2027",
        "2027-07-01",
        " Q3\u00a02027 ",
    ],
)
def test_a_quarter_is_read_as_buyers_write_it(written: str) -> None:
    assert read_quarter(written) == Quarter(2027, 3)


def test_a_column_with_the_year_completes_a_bare_quarter() -> None:
    assert read_quarter("3", "2027") == read_quarter("Q3", "2027") == Quarter(2027, 3)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "empty"),
        ("Q5 2027", "no_such_quarter"),
        ("0e kwartaal 2027", "no_such_quarter"),
        ("Q3", "no_year"),
        ("Q3 2027 of Q1 2028", "two_years"),
        ("3/2027", "unreadable"),
        ("medio 2027", "unreadable"),
        ("2027", "unreadable"),
        ("31-02-2027", "unreadable"),
        ("=Q3&2027", "unreadable"),
        ("Q3 1950", "year_out_of_range"),
    ],
)
def test_what_is_no_quarter_is_refused_with_a_reason(written: str, code: str) -> None:
    with pytest.raises(QuarterFault) as refused:
        read_quarter(written)
    assert refused.value.code == code
    assert refused.value.text.nl
    assert refused.value.what_now.nl


@given(QUARTERS)
def test_a_quarter_written_is_read_back(quarter: Quarter) -> None:
    assert read_quarter(f"Q{quarter.number} {quarter.year}") == quarter
    assert Quarter.of(quarter.first_day) == Quarter.of(quarter.last_day) == quarter


@given(QUARTERS, st.integers(-40, 40))
def test_quarters_count_both_ways(quarter: Quarter, step: int) -> None:
    assert quarter.until(quarter.later(step)) == step
    assert quarter.later(step).later(-step) == quarter


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("", None, None),
        ("€ 250.000", "250000", "250000"),
        ("250.000,-", "250000", "250000"),
        ("100.000 - 250.000", "100000", "250000"),
        ("€ 100.000 tot € 250.000", "100000", "250000"),
        ("tussen 100.000 en 250.000", "100000", "250000"),
        ("tot 50.000", "0", "50000"),
        ("< 50k", "0", "50000"),
        ("> 1 mln", "1000000", None),
        ("vanaf € 1.000.000", "1000000", None),
        ("1,5 miljoen", "1500000", "1500000"),
        ("1-2 mln", "1000000", "2000000"),
        ("ca. 80.000 excl. btw", "80000", "80000"),
        ("1234,56", "1234.56", "1234.56"),
    ],
)
def test_a_band_is_read_as_buyers_write_it(written: str, low: str | None, high: str | None) -> None:
    wanted = Band(None if low is None else Decimal(low), None if high is None else Decimal(high))
    assert read_band(written) == wanted


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("250.000 - 100.000", "reversed"),
        ("60,000", "two_readings"),
        ("-500", "negative"),
        ("n.t.b.", "unreadable"),
        ("=1+1", "unreadable"),
        ("1 - 2 - 3", "unreadable"),
        ("9.999.999.999.999", "too_large"),
    ],
)
def test_what_is_no_band_is_refused_with_a_reason(written: str, code: str) -> None:
    with pytest.raises(BandFault) as refused:
        read_band(written)
    assert refused.value.code == code
    assert refused.value.text.nl


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(written: str) -> None:
    for read, fault in ((read_band, BandFault), (read_quarter, QuarterFault)):
        with suppress(fault):
            read(written)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_band_in_words_is_read_back(one: int, other: int) -> None:
    band = Band(Decimal(min(one, other)), Decimal(max(one, other)))
    assert read_band(band_text(band).nl) == band


def test_the_bands_follow_each_other_without_a_gap() -> None:
    found = bands(LAW)
    assert found[0].low == 0
    assert found[-1].high is None
    assert all(one.high == other.low for one, other in pairwise(found))


LEVELS = st.none() | st.dictionaries(st.sampled_from(THEMES), st.integers(0, 3))
OUTLOOKS = st.builds(
    Outlook,
    matrix=LEVELS,
    market=st.sampled_from([None, "consult_first", "clause", "impact_lot", "reserve"]),
    fits=st.none() | st.integers(0, 20),
    quarters_left=st.integers(-8, 20),
    themes=st.lists(st.sampled_from(THEMES), unique=True).map(tuple),
)


@given(OUTLOOKS)
def test_a_score_is_the_sum_of_its_signals_and_names_what_is_unknown(outlook: Outlook) -> None:
    found = promise(outlook, LAW)
    assert found.points == sum(signal.points for signal in found.signals) <= found.highest
    assert len(found.signals) + len(found.unknown) == 5
    nothing = [outlook.matrix, outlook.market, outlook.fits].count(None)
    assert len(found.unknown) == nothing


@given(OUTLOOKS, st.sampled_from(THEMES))
def test_more_never_lowers_the_points(outlook: Outlook, theme: str) -> None:
    before = promise(outlook, LAW).points
    richer = [
        {"quarters_left": outlook.quarters_left + 1},
        {"fits": (outlook.fits or 0) + 1},
        {"market": "reserve"},
        {"matrix": {**(outlook.matrix or {}), theme: 3}},
        {"themes": tuple(dict.fromkeys([*outlook.themes, theme]))},
    ]
    for more in richer:
        assert promise(msgspec.structs.replace(outlook, **more), LAW).points >= before


def test_the_lowest_grade_shuts_nothing() -> None:
    found = promise(Outlook(quarters_left=-1), LAW)
    assert found.grade == "open"
    assert found.name.nl == "Nog open"


def test_much_to_gain_says_why() -> None:
    known = Outlook(
        matrix={"social_return": 3, "circular": 1},
        market="reserve",
        fits=6,
        quarters_left=4,
        themes=("social_return",),
    )
    found = promise(known, LAW)
    assert (found.grade, found.points) == ("much", found.highest)
    assert "niveau 3" in found.signals[0].text.nl


NOW, SOON = Quarter(2026, 4), Quarter(2027, 1)


def test_a_name_an_address_or_a_past_quarter_keeps_a_line_from_the_public() -> None:
    def faults(title: str, quarter: Quarter = SOON) -> tuple[str, ...]:
        found = faults_before_publishing(
            title=title, description="", quarter=quarter, names=["Anneke de Vries"], today=NOW
        )
        return tuple(one.nl for one in found)

    assert faults("Onderhoud wijkparken") == ()
    assert "Anneke de Vries" in faults("Parken, vraag anneke  de vries")[0]
    assert "e-mailadres" in faults("Parken (a.devries@veenmeer.example)")[0]
    assert "voorbij" in faults("Parken", Quarter(2026, 3))[0]
    assert faults("Anneke-straat herinrichten") == ()


@pytest.mark.parametrize(
    ("contact", "fine"),
    [
        ("", True),
        ("inkoop@veenmeer.example", True),
        ("team.inkoop@veenmeer.example", True),
        ("Inkoopbureau, 000 123 45 67", True),
        ("anneke.devries@veenmeer.example", False),
        ("bel Anneke de Vries", False),
        ("vries@veenmeer.example", False),
    ],
)
def test_a_contact_is_that_of_a_team(contact: str, fine: bool) -> None:
    assert (personal_contact(contact, ["Anneke de Vries"]) is None) is fine
