"""A rule is said in sentences that people read in one go, whatever it is put together from."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance import PolicyRule, Scope, StatePurpose, ThemeMinimum, sentence

LONGEST = 25
NAMES = {"30": "office and computing machinery", "18": "clothing", "soc": "Social Affairs"}
SCOPES = (
    Scope(),
    Scope(contracts=("services", "social_services"), value_from=Decimal(50_000)),
    Scope(contracts=("services",), value_from=Decimal(50_000), cpv=("30", "18")),
    Scope(contracts=("supplies", "services", "works"), cpv=("30",), departments=("soc",)),
)
DEMANDS = (StatePurpose(), *(ThemeMinimum(theme, 2) for theme in THEMES))


def said(strength: Any, scope: Scope, demand: Any) -> Any:
    rule = PolicyRule(id="r1", code="K1", strength=strength, scope=scope, demand=demand)
    return sentence(rule, NAMES)


@pytest.mark.parametrize(("strength", "scope"), list(product(("tenzij", "must"), SCOPES)))
def test_no_rule_is_said_in_too_long_a_sentence(strength: str, scope: Scope) -> None:
    for demand in DEMANDS:
        text = said(strength, scope, demand)
        for one in (*text.nl.split(". "), *text.en.split(". ")):
            assert len(one.split()) <= LONGEST, one


def test_what_is_short_stays_one_sentence() -> None:
    text = said("tenzij", Scope(), StatePurpose())
    assert text.nl.count(". ") == text.en.count(". ") == 0
    assert text.nl.endswith("tenzij we uitleggen waarom dat hier niet kan.")


def test_a_long_rule_keeps_all_that_it_asks() -> None:
    scope = Scope(contracts=("services",), value_from=Decimal(50_000), cpv=("30", "18"))
    text = said("must", scope, ThemeMinimum("supply_chain_responsibility", 2))
    assert text.nl.endswith("Daarop is geen uitzondering.")
    for part in ("diensten", "50.000", "30 (office", "18 (clothing)", "minstens niveau 2"):
        assert part in text.nl.replace("\xa0", " ")
