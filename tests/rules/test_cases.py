"""Every rule against the cases that a lawyer can read, in `cases/<rule>.yaml`.

A case gives an intake and what the rule does with it:

    speaks   the severity with which the rule speaks, or a list where it speaks more than once
    silent   true where the rule says nothing
    asks     the field, or fields, that it asks for; an empty list where it asks nothing. A case with `asks`
             and without `speaks` is one in which the rule asks and does not speak
    says     words that stand in the Dutch sentence
    route, lots   the route of the whole, and of each lot (only where the case is about them)

The day is 22 November 2026 unless the case names another.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from meerwaarde.rules.advise import advise
from meerwaarde.rules.catalogue import rules
from meerwaarde.rules.grounds import Advice, Finding
from meerwaarde.rules.law import Law
from meerwaarde.rules.read_intake import read_intake

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 22)
KNOWN_KEYS = {"name", "day", "intake", "speaks", "silent", "asks", "says", "route", "lots"}


def _read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


FILES = {path.stem: _read(path) for path in sorted(CASES.glob("R*.yaml"))}
ALL = [
    pytest.param(rule, case, id=f"{rule}-{place}-{case['name']}")
    for rule, content in FILES.items()
    for place, case in enumerate(content["cases"], start=1)
]


def _advice(intake: dict[str, Any], day: date) -> Advice:
    document = json.dumps(intake, default=str).encode()
    return advise(read_intake(document).intake, Law.on(day))


def _spoken(advice: Advice, rule: str) -> list[Finding]:
    return [finding for finding in advice.findings if finding.rule == rule]


def _asked(advice: Advice, rule: str) -> set[str]:
    return {question.field for question in advice.open_questions if rule in question.asked_by}


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize(("rule", "case"), ALL)
def test_a_rule_does_what_its_case_says(rule: str, case: dict[str, Any]) -> None:
    assert case.keys() <= KNOWN_KEYS, f"unknown keys: {case.keys() - KNOWN_KEYS}"
    assert "speaks" in case or "silent" in case or case.get("asks"), "a case says what the rule does"
    advice = _advice(case["intake"], case.get("day", TODAY))
    spoken = _spoken(advice, rule)
    assert sorted(finding.severity for finding in spoken) == sorted(_as_list(case.get("speaks", [])))
    if "asks" in case:
        wanted = set(_as_list(case["asks"]))
        assert wanted <= _asked(advice, rule)
        assert wanted or not _asked(advice, rule)
    for words in _as_list(case.get("says", [])):
        assert any(words in finding.text.nl for finding in spoken), [finding.text.nl for finding in spoken]
    if "route" in case:
        assert advice.route == case["route"]
    if "lots" in case:
        found = [{"id": lot.id, "route": lot.route, "exempt": lot.exempt} for lot in advice.lots]
        assert found == case["lots"]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_every_rule_has_cases_in_which_it_speaks_is_silent_and_asks(rule: Any) -> None:
    content = FILES.get(rule.id)
    assert content is not None, f"tests/rules/cases/{rule.id}.yaml is missing"
    assert content["rule"] == rule.id
    assert content["title"]
    cases = content["cases"]
    assert any("speaks" in case for case in cases), "no case in which it speaks"
    assert any(case.get("silent") for case in cases), "no case in which it is silent"
    if _can_ask(rule.id, rule.reads, cases):
        assert any(case.get("asks") for case in cases), "no case in which it asks"


def _can_ask(rule: str, reads: tuple[str, ...], cases: list[dict[str, Any]]) -> bool:
    """Whether leaving out one of the fields that the rule reads makes it ask, in any of its cases."""
    for case in cases:
        day = case.get("day", TODAY)
        if _asked(_advice(case["intake"], day), rule):
            return True
        for field in {name.split(".")[0] for name in reads} - {"buyer", "contract", "estimate"}:
            without = {name: value for name, value in case["intake"].items() if name != field}
            if _asked(_advice(without, day), rule):
                return True
    return False


@pytest.mark.parametrize("rule", sorted(FILES))
def test_every_severity_of_a_rule_is_shown_by_a_case(rule: str) -> None:
    known = {known.id: known for known in rules()}
    shown = {severity for case in FILES[rule]["cases"] for severity in _as_list(case.get("speaks", []))}
    assert shown == set(known[rule].severities)
