"""Promises of the rules on social value that hold for every purchase: when they speak, and when they ask."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.rules.advise import build_case
from meerwaarde.rules.catalogue import Rule, rules
from meerwaarde.rules.duties.reserved import CPV, within_reserved_services
from meerwaarde.rules.grounds import Finding, Question
from meerwaarde.rules.intake import Intake, Policy, QuoteRule, Weights
from meerwaarde.rules.law import Law

LAW = Law.on(date(2026, 11, 22))
THRESHOLD = Decimal(216_000)
IDS = ("R11", "R12", "R13", "R14", "R15", "R16", "R18", "R19", "R20", "R21", "R22", "R23", "R43")
OURS = tuple(rule for rule in rules() if rule.id in IDS)

SOCIAL_QUOTES = Policy(quotes=(QuoteRule(kind="social", at_least=1, of=3),), social_value_minimum=Decimal(15))
NO_QUOTES = Policy(quotes=(), social_value_minimum=Decimal(5))
YES_OR_NO = (True, False)
DOMAIN: dict[str, tuple[Any, ...]] = {
    "contract": ("supplies", "services", "works", "social_services"),
    "estimate": (Decimal(20_000), THRESHOLD - 1, THRESHOLD, Decimal(900_000), Decimal(6_000_000)),
    "policy": (SOCIAL_QUOTES, NO_QUOTES),
    "social_enterprises_invited": (0, 1, 2),
    "reserved_proof_share": (Decimal("0.29"), Decimal("0.30")),
    "reserved_type": ("sheltered_workshop", "integration_enterprise", "sheltered_programme"),
    "reserved_main_purpose_proof": YES_OR_NO,
    "reserved_in_notice": YES_OR_NO,
    "reserved_candidates": (0, 1, 2, 5),
    "cpv": ((), ("85312100",), ("90911200",), ("85312100", "90911200")),
    "duration_months": (12, 36, 37),
    "awarded_under_2_82a_last_3_years": YES_OR_NO,
    "location_required": YES_OR_NO,
    "social_return_percentage": (Decimal(0), Decimal(2), Decimal(3), Decimal(5), Decimal(7)),
    "labour_share": (Decimal("0.29"), Decimal("0.30"), Decimal("0.65")),
    "award": ("quality", "cost", "price"),
    "weights": (
        Weights(price=Decimal(40), quality=Decimal(40), social_value=Decimal(20)),
        Weights(price=Decimal(40), quality=Decimal(40), social_value=Decimal(10)),
        Weights(price=Decimal(60), quality=Decimal(40), social_value=Decimal(0)),
    ),
    "scoring_guide": YES_OR_NO,
    "label_required": YES_OR_NO,
    "label_or_equivalent": YES_OR_NO,
    "turnover_requirement_percentage": (Decimal(0), Decimal(100), Decimal(300), Decimal(301)),
    "reference_requirement_percentage": (Decimal(0), Decimal(60), Decimal(61)),
    "references_per_competence": (0, 1, 2),
    "themes": ({}, {"climate": 0}, {"climate": 1}),
    "motivations": (
        (),
        ("lowest_price",),
        ("turnover_requirement",),
        ("social_return_on_supplies",),
        ("deviation_from_policy", "lowest_cost"),
    ),
}
ALWAYS_KNOWN = ("contract", "estimate")


@st.composite
def purchases(draw: st.DrawFn) -> Intake:
    """Purchases of a municipality, each field of which may be unknown."""
    values = {
        field: draw(st.sampled_from(domain if field in ALWAYS_KNOWN else (None, *domain)))
        for field, domain in DOMAIN.items()
    }
    return Intake(buyer="decentral", reserved=draw(st.sampled_from((None, "2.82", "2.82a"))), **values)


def said(rule: Rule, intake: Intake) -> tuple[list[Finding], list[Question]]:
    assert intake.estimate is not None
    case = build_case(intake, intake.estimate, LAW)[0]
    answers = list(rule.check(case))
    return (
        [answer for answer in answers if isinstance(answer, Finding)],
        [answer for answer in answers if isinstance(answer, Question)],
    )


def heard(findings: list[Finding]) -> list[tuple[str, str]]:
    return sorted((finding.severity, finding.text.nl) for finding in findings)


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
@settings(max_examples=60, deadline=None)
@given(intake=purchases())
def test_a_rule_that_asks_nothing_has_decided(rule: Rule, intake: Intake) -> None:
    """Whatever an unknown field turns out to be, the rule says the same."""
    findings, questions = said(rule, intake)
    if questions:
        return
    for field in _unknown(rule, intake):
        for value in DOMAIN[field]:
            later, _ = said(rule, msgspec.structs.replace(intake, **{field: value}))
            assert heard(later) == heard(findings), field


def _unknown(rule: Rule, intake: Intake) -> list[str]:
    unknown = [field for field in rule.reads if field in DOMAIN and getattr(intake, field) is None]
    if rule.id in ("R19", "R20") and intake.award in ("price", "cost"):
        # Whoever awards on price or cost alone uses no weights: not asked for, but read where they are given.
        unknown = [field for field in unknown if field != "weights"]
    return unknown


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
@settings(max_examples=60, deadline=None)
@given(intake=purchases())
def test_a_rule_asks_only_what_is_unknown(rule: Rule, intake: Intake) -> None:
    for question in said(rule, intake)[1]:
        top, _, nested = question.field.partition(".")
        known = getattr(intake, top)
        assert known is None or (nested and getattr(known, nested) is None)
        assert question.asked_by == (rule.id,)


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
@settings(max_examples=60, deadline=None)
@given(intake=purchases())
def test_what_is_said_later_was_not_contradicted_before(rule: Rule, intake: Intake) -> None:
    """A finding stays when another unknown field becomes known; only a remark may become a warning."""
    findings, questions = said(rule, intake)
    lasting = [finding for finding in heard(findings) if finding[0] != "info"]
    for question in questions:
        if question.field not in DOMAIN:
            continue
        for value in DOMAIN[question.field]:
            later, _ = said(rule, msgspec.structs.replace(intake, **{question.field: value}))
            assert set(lasting) <= set(heard(later))


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
@settings(max_examples=60, deadline=None)
@given(intake=purchases())
def test_a_finding_has_grounds_a_remedy_and_a_severity_of_its_rule(rule: Rule, intake: Intake) -> None:
    for finding in said(rule, intake)[0]:
        assert finding.rule == rule.id
        assert finding.severity in rule.severities
        assert finding.grounds
        assert finding.what_now is not None


@settings(max_examples=60, deadline=None)
@given(intake=purchases(), contract=st.sampled_from(("supplies", "services")))
def test_the_threshold_turns_a_warning_into_a_block_and_nothing_else(intake: Intake, contract: str) -> None:
    plain = msgspec.structs.replace(intake, contract=contract)
    for rule in OURS:
        if rule.id not in ("R12", "R13", "R14", "R18", "R21"):
            continue
        below, _ = said(rule, msgspec.structs.replace(plain, estimate=THRESHOLD - Decimal("0.01")))
        at, _ = said(rule, msgspec.structs.replace(plain, estimate=THRESHOLD))
        assert [finding.text for finding in below] == [finding.text for finding in at]
        assert all(finding.severity == "warn" for finding in below)
        single = "één gegadigde"
        assert all(finding.severity == "block" or single in finding.text.nl for finding in at)


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
@settings(max_examples=60, deadline=None)
@given(intake=purchases())
def test_what_a_rule_says_is_plain(rule: Rule, intake: Intake) -> None:
    """At most 25 words in a sentence, in both languages."""
    findings, questions = said(rule, intake)
    texts = [rule.reach, *(question.why for question in questions)]
    texts += [text for finding in findings for text in (finding.text, finding.what_now) if text]
    for text in texts:
        for sentence in re.split(r"(?<=[.!?:;])\s+", f"{text.nl} {text.en}"):
            assert len(sentence.split()) <= 25, sentence


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
def test_a_rule_rests_on_known_parameters_and_reads_known_fields(rule: Rule) -> None:
    for name in rule.basis:
        assert LAW.get(name) is not None, name
    fields = {field.name for field in msgspec.structs.fields(Intake)}
    assert set(rule.reads) <= fields


@settings(max_examples=60, deadline=None)
@given(intake=purchases())
def test_lowest_price_never_blocks_social_services(intake: Intake) -> None:
    (rule,) = (rule for rule in OURS if rule.id == "R18")
    assert said(rule, msgspec.structs.replace(intake, contract="social_services")) == ([], [])


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("85000000", True),
        ("85000000-9", True),
        ("85323000", True),
        ("85323001", False),
        ("92500000", True),
        ("92510000", False),
        ("98133110", True),
        ("90911200", False),
    ],
)
def test_the_list_of_article_77(code: str, expected: bool) -> None:
    assert within_reserved_services(code, LAW[CPV]) is expected
