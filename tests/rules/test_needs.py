"""What is asked of the neighbourhood: cover, confirmations, signs of persons, and terms in working days."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules import needs
from meerwaarde.rules.lifecycle import NEED, NEED_OFFER, StepRefused
from meerwaarde.rules.personal_traces import passes_eleven_test, traces
from meerwaarde.rules.working_days import (
    after_working_days,
    easter,
    holidays,
    is_working_day,
    working_days_between,
)


def test_every_kind_has_units_that_exist() -> None:
    assert set(needs.UNITS_OF) == set(needs.KINDS)
    assert {unit for units in needs.UNITS_OF.values() for unit in units} == set(needs.UNITS)


def test_what_was_confirmed_takes_the_place_of_what_was_promised() -> None:
    covered = needs.cover(Decimal(100), [(Decimal(40), None), (Decimal(60), Decimal(25))])
    assert (covered.agreed, covered.given, covered.left) == (Decimal(65), Decimal(25), Decimal(35))
    assert needs.cover(Decimal(10), [(Decimal(40), None)]).left == 0
    assert needs.cover(Decimal(10), [(Decimal(40), None)]).share == 1.0


@pytest.mark.parametrize(
    ("quantity", "nothing_allowed", "fine"),
    [
        ("1", False, True),
        ("0.5", False, True),
        ("0", False, False),
        ("0", True, True),
        ("-1", True, False),
        ("0.125", False, False),
        ("1000000", False, True),
        ("1000001", False, False),
        ("NaN", False, False),
    ],
)
def test_a_quantity_is_a_number_that_can_be(quantity: str, nothing_allowed: bool, fine: bool) -> None:
    fault = needs.quantity_fault(Decimal(quantity), nothing_allowed=nothing_allowed)
    assert (fault is None) is fine


def test_only_an_authority_approves_and_only_the_asker_withdraws() -> None:
    assert NEED.step("approve", "submitted", "policy_adviser").until == "open"
    for role in ("civic_coordinator", "supplier_owner", "buyer"):
        with pytest.raises(StepRefused):
            NEED.step("approve", "submitted", role)
    with pytest.raises(StepRefused):
        NEED.step("withdraw", "open", "policy_adviser")
    assert {step.verb for step in NEED_OFFER.possible("agreed", "supplier_owner")} == {"cancel", "confirm"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Wij zoeken 3 mensen die op 12-12-2026 om 09.30 uur helpen.", []),
        ("Bel 06-12345678.", ["phone"]),
        ("Bel 0512 345 678 of +31 6 12 34 56 78", ["phone"]),
        ("Het gaat om 111222333", ["bsn"]),
        ("Het gaat om 111.222.333, zie 020-1234567", ["bsn", "phone"]),
        ("Mail coordinator@buurt.example", ["email"]),
        ("Rekening over 123456789 stuks", []),
        ("KvK 12345678", []),
    ],
)
def test_signs_of_a_person_are_found(text: str, codes: list[str]) -> None:
    assert [one.code for one in traces(text)] == codes


@given(st.integers(min_value=10_000_000, max_value=99_999_999))
def test_every_service_number_is_recognised(start: int) -> None:
    digits = [int(sign) for sign in str(start)]
    weighted = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True))
    if weighted % 11 == 10:
        return  # no last digit fits
    number = f"{start}{weighted % 11}"
    assert passes_eleven_test(number)
    assert [one.code for one in traces(f"nummer {number}.")] == ["bsn"]


def test_easter_and_king_s_day_are_right() -> None:
    known = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25), 2285: (3, 22)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known
    assert date(2025, 4, 26) in holidays(2025)
    assert date(2025, 4, 27) not in holidays(2025)
    assert date(2026, 5, 14) in holidays(2026)
    assert date(2026, 5, 25) in holidays(2026)


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)), st.integers(min_value=1, max_value=60))
def test_a_term_ends_on_a_working_day_and_counts_back(since: date, days: int) -> None:
    until = after_working_days(since, days)
    assert is_working_day(until)
    assert working_days_between(since, until) == days
    assert working_days_between(since, until - timedelta(days=1)) == days - 1


def test_a_term_has_a_day() -> None:
    with pytest.raises(ValueError, match="at least one"):
        after_working_days(date(2026, 1, 1), 0)


def test_every_unit_has_a_word_for_one_of_it() -> None:
    assert needs.ONE_OF.keys() == needs.UNITS.keys()
    assert all(text.nl and text.en for text in needs.ONE_OF.values())
