"""What findings say to people where the exact words matter: least days to plan, and lots by their name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from meerwaarde.rules.advise import advise
from meerwaarde.rules.grounds import Finding
from meerwaarde.rules.intake import Intake, Lot
from meerwaarde.rules.law import Law

LAW = Law.on(date(2026, 11, 22))


def _said(rule: str, **given: Any) -> Finding:
    intake = Intake(**{"buyer": "decentral", "contract": "services", "estimate": Decimal(900_000), **given})
    return next(finding for finding in advise(intake, LAW).findings if finding.rule == rule)


def test_the_european_duty_names_the_least_days_and_their_source() -> None:
    finding = _said("R01")
    assert finding.what_now is not None
    for words in ("ten minste 45 dagen", "40 bij elektronisch", "ten minste 20 dagen"):
        assert words in finding.what_now.nl
    assert {"time_limits/open_tenders", "time_limits/standstill"} <= {one.name for one in finding.grounds}


@pytest.mark.parametrize(
    "given",
    [
        {"contract": "social_services"},
        {"contract": "concession", "estimate": Decimal(9_000_000)},
        {"buyer": "utility"},
        {"buyer": "defence"},
    ],
)
def test_no_days_are_named_where_the_open_procedure_of_part_2_does_not_hold(given: dict[str, Any]) -> None:
    finding = _said("R01", **given)
    assert finding.what_now is not None
    assert "dagen" not in finding.what_now.nl
    assert not any(one.name.startswith("time_limits/") for one in finding.grounds)


@pytest.mark.parametrize(
    ("small", "dutch", "english"),
    [
        (("3",), "Perceel 3 kan buiten", "Lot 3 can stay outside"),
        (("2", "3"), "Percelen 2 en 3 kunnen buiten", "Lots 2 and 3 can stay outside"),
    ],
)
def test_small_lots_are_called_lots(small: tuple[str, ...], dutch: str, english: str) -> None:
    lots = (Lot(id="1", estimate=Decimal(900_000) - 40_000 * len(small)),)
    lots += tuple(Lot(id=name, estimate=Decimal(40_000)) for name in small)
    finding = _said("R05", lots=lots)
    assert finding.text.nl.startswith(dutch)
    assert finding.text.en.startswith(english)
