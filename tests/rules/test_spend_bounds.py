"""The bounds of spend come from the law's tables, and are silent where these are."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.spend_bounds import european_thresholds, payment_term_days, value_bands

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("year", [2019, 2024, 2026])
def test_the_highest_band_begins_at_the_threshold_of_the_year(year: int) -> None:
    in_force = Law.on(date(year, 1, 1))["thresholds/supplies_services_decentral"].amount
    bands = value_bands(year)
    assert bands[-1] == ("from_threshold", int(in_force * 100))
    least = [cents or 0 for _, cents in bands]
    assert least == sorted(least)


def test_without_a_known_threshold_no_band_speaks_of_one() -> None:
    assert [code for code, _ in value_bands(1995)] == ["under_10k", "10k_50k", "from_50k"]


def test_thresholds_follow_each_other_without_a_gap() -> None:
    bounds = european_thresholds()
    for earlier, later in pairwise(bounds):
        assert earlier.until is not None
        assert (later.since - earlier.until).days == 1


def test_the_payment_term_is_that_of_the_law() -> None:
    assert payment_term_days(TODAY) == Law.on(TODAY)["spend/payment_term_days"].value
    with pytest.raises(NoParameter):
        payment_term_days(date(2000, 1, 1))
