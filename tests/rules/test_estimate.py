"""What a purchase is worth: article 2.15 to 2.20 worked out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from meerwaarde.rules.advise import advise
from meerwaarde.rules.estimate import Estimate, estimate
from meerwaarde.rules.intake import Intake, Lot, Policy, Valuation
from meerwaarde.rules.law import Law

LAW = Law.on(date(2026, 11, 22))


def _valued(contract: str, buyer: str = "decentral", duration: int | None = None, **parts: Any) -> Estimate:
    valuation = msgspec.convert(parts, Valuation)
    intake = Intake(buyer=buyer, contract=contract, valuation=valuation, duration_months=duration)  # type: ignore[arg-type]
    return estimate(intake, LAW)


@pytest.mark.parametrize(
    ("contract", "parts", "amount", "article"),
    [
        ("services", {"monthly_amount": "1000", "months": 48}, "48000", "articles/aw_2_15"),
        ("services", {"monthly_amount": "1000", "months": 49}, "48000", "articles/aw_2_17"),
        ("services", {"monthly_amount": "1000", "months": 24, "extension_months": 12}, "36000", None),
        ("services", {"monthly_amount": "1000", "months": 36, "extension_months": 24}, "48000", None),
        ("services", {"monthly_amount": "1000", "months": 60, "framework": True}, "60000", None),
        ("services", {"monthly_amount": "4500", "indefinite": True}, "216000", "articles/aw_2_17"),
        ("services", {"monthly_amount": "4499.99", "indefinite": True}, "215999.52", None),
        ("social_services", {"monthly_amount": "1000", "indefinite": True}, "48000", "articles/aw_2_17"),
        ("supplies", {"monthly_amount": "1000", "months": 60}, "60000", None),
        ("supplies", {"monthly_amount": "1000", "indefinite": True}, "48000", "articles/aw_2_20"),
        ("works", {"monthly_amount": "1000", "months": 60}, "60000", None),
        ("services", {"monthly_amount": "1000", "months": 12, "options_amount": "2500.50"}, "14500.50", None),
    ],
)
def test_a_valuation(contract: str, parts: dict[str, Any], amount: str, article: str | None) -> None:
    found = _valued(contract, **parts)
    assert found.amount == Decimal(amount)
    if article is not None:
        assert article in {ground.name for ground in found.grounds}


def test_defence_services_rest_on_their_own_act() -> None:
    found = _valued("services", buyer="defence", monthly_amount="1000", indefinite=True)
    assert "articles/adv_2_10" in {ground.name for ground in found.grounds}


def test_the_duration_of_the_contract_serves_where_the_months_are_not_given() -> None:
    assert _valued("services", duration=24, monthly_amount="1000").amount == 24_000


@pytest.mark.parametrize(
    ("contract", "parts", "field"),
    [
        ("services", {"months": 12}, "valuation.monthly_amount"),
        ("services", {"monthly_amount": "1000"}, "valuation.months"),
        ("works", {"monthly_amount": "1000", "indefinite": True}, "estimate"),
        ("concession", {"monthly_amount": "1000", "indefinite": True}, "estimate"),
    ],
)
def test_what_is_missing_is_asked(contract: str, parts: dict[str, Any], field: str) -> None:
    found = _valued(contract, **parts)
    assert found.amount is None
    assert [question.field for question in found.questions] == [field]


def test_options_and_extensions_are_asked_only_while_they_matter() -> None:
    def asked(monthly: str) -> set[str]:
        valuation = Valuation(monthly_amount=Decimal(monthly), months=24)
        intake = Intake(buyer="decentral", contract="services", valuation=valuation)
        return {question.field for question in advise(intake, LAW).open_questions}

    parts = {"valuation.options_amount", "valuation.extension_months"}
    assert parts <= asked("1000")
    assert not parts & asked("9000"), "at 216,000 the route is the heaviest already"


@pytest.mark.parametrize(
    ("contract", "parts", "asked"),
    [
        ("services", {"months": 24}, {"extension_months"}),
        ("services", {"months": 48}, {"framework"}),
        ("services", {"months": 48, "extension_months": 0}, set()),
        ("services", {"months": 60}, {"framework"}),
        ("services", {"months": 60, "framework": False}, set()),
        ("services", {"months": 48, "framework": True}, {"extension_months"}),
        ("services", {"months": 60, "framework": True, "extension_months": 0}, set()),
        ("works", {"months": 48}, {"extension_months"}),
        ("supplies", {"months": 48, "extension_months": 12}, set()),
        ("services", {"indefinite": True}, set()),
    ],
)
def test_a_part_of_the_term_is_asked_only_where_it_can_count(
    contract: str, parts: dict[str, Any], asked: set[str]
) -> None:
    found = _valued(contract, monthly_amount="1000", options_amount="0", **parts)
    assert {question.field.removeprefix("valuation.") for question in found.questions} == asked


def test_lots_make_the_estimate_where_nothing_else_does() -> None:
    lots = (Lot(id="A", estimate=Decimal(10)), Lot(id="B", estimate=Decimal(20)))
    assert estimate(Intake(buyer="decentral", contract="services", lots=lots), LAW).amount == 30


def test_without_an_estimate_only_what_always_holds_is_said() -> None:
    intake = Intake(
        buyer="decentral",
        contract="services",
        policy=Policy(single_until=Decimal(50_000), multiple_until="european"),
        lots=(),
        motivations=(),
        merged=True,
    )
    advice = advise(intake, LAW)
    rules = {finding.rule for finding in advice.findings}
    assert advice.route is None
    assert advice.estimate is None
    assert advice.threshold is not None
    assert {"R07", "R08"} <= rules, "they hold at every value"
    assert not {"R01", "R03"} & rules, "they depend on the value"
    assert advice.open_questions[0].field == "estimate"
    assert len(advice.instruments) > 0
