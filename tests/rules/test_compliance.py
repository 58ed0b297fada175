"""Rules of a framework: read as a sentence, held against a purchase, and judged one by one."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance import (
    DEMAND_NAMES,
    AwardToKind,
    Demand,
    Facts,
    InviteImpactEnterprise,
    PolicyBounds,
    PolicyRule,
    Quotes,
    RouteBounds,
    Scope,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
    applies,
    assess,
    beyond_one_quote,
    cpv_group,
    demand_code,
    facts_of,
    in_order,
    own_tables,
    policy_for,
    sentence,
)
from meerwaarde.rules.intake import Intake, Weights
from meerwaarde.rules.law import Law, Source


def rule(demand: Demand, *, code: str = "K1", strength: str = "tenzij", **scope: object) -> PolicyRule:
    return PolicyRule(id=f"id{code}", code=code, strength=strength, scope=Scope(**scope), demand=demand)


# Sentences


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        (
            rule(
                InviteImpactEnterprise(),
                contracts=("services",),
                value_from=Decimal(5000),
                value_until=Decimal(50_000),
            ),
            "Bij diensten van € 5.000 tot € 50.000 nodigen we altijd minstens één impactonderneming uit, "
            "tenzij we uitleggen waarom dat hier niet kan.",
            "For services of at least €5,000 and below €50,000 we always invite at least one impact "
            "enterprise. Where that cannot be done, we explain why.",
        ),
        (
            rule(Quotes("social", 1, 3), value_from=Decimal(50_000)),
            "Bij elke inkoop vanaf € 50.000 vragen we minstens één van de drie offertes aan een sociale "
            "onderneming. Kan dat hier niet, dan leggen we uit waarom.",
            "For every purchase of €50,000 or more we ask for at least one of three quotes from a social "
            "enterprise. Where that cannot be done, we explain why.",
        ),
        (
            rule(Quotes("small", 1, 1), value_until=Decimal(10_000)),
            "Bij elke inkoop tot € 10.000 vragen we de offerte aan een kleine onderneming, tenzij we "
            "uitleggen waarom dat hier niet kan.",
            "For every purchase below €10,000 we ask a small firm for the quote, unless we explain why that "
            "cannot be done here.",
        ),
        (
            rule(ThemeMinimum("circular", 2), strength="must", contracts=("supplies", "works"), cpv=("39",)),
            "Bij leveringen en werken in CPV-groep 39 kiezen we minstens niveau 2 (significant) op het "
            "thema “Circulair, ook biobased”, zonder uitzondering.",
            "For supplies and works in CPV group 39 we choose at least level 2 (significant) on the theme "
            "“Circular, including bio-based”, without exception.",
        ),
        (
            rule(AwardToKind("social", Decimal(25_000)), value_until=Decimal(30_000), departments=("groen",)),
            "Bij elke inkoop tot € 25.000 van Groen en Beheer gunnen we aan een sociale onderneming die "
            "past. Kan dat hier niet, dan leggen we uit waarom.",
            "For every purchase below €25,000 by Groen en Beheer we award to a social enterprise that fits. "
            "Where that cannot be done, we explain why.",
        ),
        (
            rule(SocialValueWeight(Decimal("12.5")), strength="must"),
            "Bij elke inkoop telt maatschappelijke waarde voor minstens 12,5% mee in de gunning, zonder "
            "uitzondering.",
            "For every purchase social value weighs at least 12.5% in the award, without exception.",
        ),
        (
            rule(
                SocialReturn(Decimal(5)), strength="must", contracts=("works",), value_from=Decimal(250_000)
            ),
            "Bij werken vanaf € 250.000 vragen we minstens 5% van de opdrachtsom als social return, zonder "
            "uitzondering.",
            "For works of €250,000 or more we ask at least 5% of the contract sum as social return, without "
            "exception.",
        ),
        (
            rule(StatePurpose(), strength="must"),
            "Bij elke inkoop leggen we vooraf vast welke maatschappelijke waarde de inkoop moet opleveren, "
            "zonder uitzondering.",
            "For every purchase we state beforehand which societal value the purchase must deliver, without "
            "exception.",
        ),
    ],
)
def test_a_rule_reads_as_people_say_it(written: PolicyRule, nl: str, en: str) -> None:
    told = sentence(written, {"groen": "Groen en Beheer"})
    assert (told.nl, told.en) == (nl, en)


# What cannot be asked


@pytest.mark.parametrize(
    "data",
    [
        {"demand": "theme_minimum", "theme": "climate", "level": 0},
        {"demand": "theme_minimum", "theme": "climate", "level": 4},
        {"demand": "theme_minimum", "theme": "happiness", "level": 1},
        {"demand": "quotes", "kind": "social", "at_least": 4, "of": 3},
        {"demand": "quotes", "kind": "social", "at_least": 0, "of": 3},
        {"demand": "award_to_kind", "kind": "local", "up_to": "25000"},
        {"demand": "award_to_kind", "kind": "social", "up_to": "0"},
        {"demand": "social_value_weight", "percentage": "0"},
        {"demand": "social_return", "percentage": "100.01"},
        {"demand": "state_purpose", "extra": 1},
        {"demand": "unheard_of"},
    ],
)
def test_a_demand_that_is_absurd_or_unlawful_cannot_be_made(data: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(data, Demand)


@pytest.mark.parametrize(
    "data",
    [
        {"value_from": "-1"},
        {"value_from": "50000", "value_until": "50000"},
        {"cpv": ["9"]},
        {"cpv": ["909112000"]},
        {"cpv": ["schoonmaak"]},
        {"contracts": ["gift"]},
    ],
)
def test_a_scope_that_matches_nothing_cannot_be_made(data: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(data, Scope)


# Where a rule holds


@pytest.mark.parametrize(("estimate", "reach"), [("4999.99", "not"), ("5000", "applies"), ("50000", "not")])
def test_a_band_includes_its_beginning_and_not_its_end(estimate: str, reach: str) -> None:
    banded = rule(StatePurpose(), value_from=Decimal(5000), value_until=Decimal(50_000))
    assert applies(banded, Facts(estimate=Decimal(estimate))).reach == reach


def test_one_condition_that_is_not_met_decides_before_what_is_unknown() -> None:
    narrow = rule(StatePurpose(), value_from=Decimal(5000), contracts=("works",), cpv=("45",))
    assert applies(narrow, Facts(contract="services")).reach == "not"
    asked = applies(narrow, Facts(contract="works"))
    assert (asked.reach, asked.fields) == ("unknown", ("estimate", "cpv"))


def test_a_cpv_group_holds_for_all_codes_within_it() -> None:
    cleaning = rule(StatePurpose(), cpv=("90900000",))
    assert applies(cleaning, Facts(cpv=("90911200",))).reach == "applies"
    assert applies(cleaning, Facts(cpv=("90500000",))).reach == "not"
    assert applies(cleaning, Facts(cpv=())).reach == "not"
    assert (cpv_group("90900000-6"), cpv_group("30000000"), cpv_group("4521")) == ("909", "30", "4521")


@pytest.mark.parametrize("demand", [Quotes("social", 1, 3), InviteImpactEnterprise()])
def test_nobody_is_invited_in_an_announced_procedure(demand: Demand) -> None:
    assert applies(rule(demand), Facts(procedure="multiple")).reach == "applies"
    assert applies(rule(demand), Facts(procedure="european")).reach == "not"
    assert assess([rule(demand)], Facts(procedure="national")) == ()


# Satisfied or open


CASES: list[tuple[Demand, Facts, str, tuple[str, ...]]] = [
    (ThemeMinimum("climate", 2), Facts(themes={"climate": 2}), "satisfied", ()),
    (ThemeMinimum("climate", 2), Facts(themes={"climate": 1}), "open", ()),
    (ThemeMinimum("climate", 2), Facts(themes={}), "open", ()),
    (ThemeMinimum("climate", 2), Facts(), "open", ("themes",)),
    (Quotes("social", 1, 3), Facts(social_enterprises_invited=1), "satisfied", ()),
    (Quotes("social", 2, 3), Facts(social_enterprises_invited=1, invitees=5), "open", ()),
    (Quotes("social", 2, 3), Facts(social_enterprises_invited=1, invited={"social": 2}), "satisfied", ()),
    (Quotes("social", 1, 3), Facts(), "open", ("social_enterprises_invited",)),
    (Quotes("small", 1, 3), Facts(social_enterprises_invited=3), "open", ("invited",)),
    (Quotes("small", 1, 3), Facts(invited={"small": 1}), "satisfied", ()),
    (InviteImpactEnterprise(), Facts(invited={"sustainable_innovator": 1}), "satisfied", ()),
    (InviteImpactEnterprise(), Facts(social_enterprises_invited=1), "satisfied", ()),
    (InviteImpactEnterprise(), Facts(social_enterprises_invited=0), "open", ("social_enterprises_invited",)),
    (InviteImpactEnterprise(), Facts(invited={"small": 3}), "open", ()),
    (AwardToKind("social", Decimal(9)), Facts(estimate=Decimal(8), awarded_to=("social",)), "satisfied", ()),
    (AwardToKind("social", Decimal(9)), Facts(estimate=Decimal(8), awarded_to=("small",)), "open", ()),
    (AwardToKind("social", Decimal(9)), Facts(estimate=Decimal(8)), "open", ("awarded_to",)),
    (AwardToKind("social", Decimal(9)), Facts(awarded_to=("social",)), "open", ("estimate",)),
    (SocialValueWeight(Decimal(20)), Facts(social_value_weight=Decimal(20)), "satisfied", ()),
    (SocialValueWeight(Decimal(20)), Facts(social_value_weight=Decimal("19.9")), "open", ()),
    (SocialValueWeight(Decimal(20)), Facts(), "open", ("weights",)),
    (SocialReturn(Decimal(5)), Facts(social_return_percentage=Decimal(5)), "satisfied", ()),
    (SocialReturn(Decimal(5)), Facts(social_return_percentage=Decimal(0)), "open", ()),
    (SocialReturn(Decimal(5)), Facts(), "open", ("social_return_percentage",)),
    (StatePurpose(), Facts(purpose_stated=True), "satisfied", ()),
    (StatePurpose(), Facts(purpose_stated=False), "open", ()),
    (StatePurpose(), Facts(), "open", ("purpose",)),
]


@pytest.mark.parametrize(("demand", "facts", "standing", "unknown"), CASES)
def test_a_rule_is_satisfied_or_open_and_says_what_is_missing(
    demand: Demand, facts: Facts, standing: str, unknown: tuple[str, ...]
) -> None:
    (answer,) = assess([rule(demand)], facts)
    assert (answer.standing, answer.unknown) == (standing, unknown)
    assert answer.why.nl.endswith(".")
    assert (answer.what_now is None) == (standing == "satisfied")


def test_every_kind_of_demand_is_named_told_and_judged() -> None:
    tried = {demand_code(demand) for demand, *_rest in CASES}
    assert tried == set(DEMAND_NAMES)


def test_an_intake_gives_the_facts() -> None:
    intake = Intake(
        buyer="decentral",
        contract="services",
        estimate=Decimal(60_000),
        weights=Weights(social_value=Decimal(20)),
        themes={"circular": 1},
        social_enterprises_invited=1,
    )
    facts = facts_of(intake, procedure="multiple", department="groen", purpose_stated=True)
    assert facts == Facts(
        estimate=Decimal(60_000),
        contract="services",
        department="groen",
        procedure="multiple",
        themes={"circular": 1},
        social_enterprises_invited=1,
        social_value_weight=Decimal(20),
        purpose_stated=True,
    )


# Properties

amounts = st.decimals(min_value=1, max_value=10**7, places=2)
percentages = st.decimals(min_value="0.1", max_value=100, places=1)
kinds = st.sampled_from(["social", "sustainable_innovator", "local", "small"])
contracts = st.sampled_from(["supplies", "services", "works", "social_services", "concession"])
themes = st.sampled_from(THEMES)
groups = st.from_regex(r"[1-9][0-9]{1,4}", fullmatch=True)
demands: st.SearchStrategy[Demand] = st.one_of(
    st.builds(ThemeMinimum, themes, st.integers(1, 3)),
    st.integers(1, 5).flatmap(lambda of: st.builds(Quotes, kinds, st.integers(1, of), st.just(of))),
    st.builds(AwardToKind, kinds.filter(lambda kind: kind != "local"), amounts),
    st.builds(SocialValueWeight, percentages),
    st.builds(SocialReturn, percentages),
    st.just(InviteImpactEnterprise()),
    st.just(StatePurpose()),
)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    ends = sorted(draw(st.lists(amounts, min_size=2, max_size=2, unique=True)))
    return Scope(
        value_from=ends[0] if draw(st.booleans()) else None,
        value_until=ends[1] if draw(st.booleans()) else None,
        contracts=tuple(draw(st.lists(contracts, max_size=2, unique=True))),
        cpv=tuple(draw(st.lists(groups, max_size=2, unique=True))),
        departments=tuple(draw(st.lists(st.sampled_from(["groen", "zorg"]), max_size=1))),
    )


@st.composite
def rule_sets(draw: st.DrawFn) -> list[PolicyRule]:
    drawn = draw(st.lists(st.tuples(demands, scopes(), st.sampled_from(["tenzij", "must"])), max_size=8))
    return [
        PolicyRule(id=f"r{place}", code=f"K{place}", strength=strength, scope=scope, demand=demand)
        for place, (demand, scope, strength) in enumerate(drawn)
    ]


def maybe(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | strategy


facts_drawn = st.builds(
    Facts,
    estimate=maybe(amounts),
    contract=maybe(contracts),
    cpv=maybe(st.lists(st.from_regex(r"[1-9][0-9]{7}", fullmatch=True), max_size=2).map(tuple)),
    department=maybe(st.sampled_from(["groen", "zorg"])),
    procedure=maybe(st.sampled_from(["single", "multiple", "national", "european"])),
    themes=maybe(st.dictionaries(themes, st.integers(0, 3), max_size=6)),
    invitees=maybe(st.integers(0, 6)),
    social_enterprises_invited=maybe(st.integers(0, 6)),
    invited=maybe(st.dictionaries(kinds, st.integers(0, 6), max_size=4)),
    awarded_to=maybe(st.lists(kinds, max_size=2).map(tuple)),
    social_value_weight=maybe(percentages),
    social_return_percentage=maybe(percentages),
    purpose_stated=maybe(st.booleans()),
)


@given(rule_sets(), facts_drawn)
def test_adding_a_rule_never_changes_how_another_stands(rules: list[PolicyRule], facts: Facts) -> None:
    whole = {answer.rule.id: answer for answer in assess(rules, facts)}
    for answer in assess(rules[:-1], facts):
        assert whole[answer.rule.id] == answer


@given(rule_sets(), facts_drawn, st.randoms(use_true_random=False))
def test_the_order_in_which_rules_come_does_not_matter(
    rules: list[PolicyRule], facts: Facts, chance: random.Random
) -> None:
    shuffled = list(rules)
    chance.shuffle(shuffled)
    assert assess(shuffled, facts) == assess(rules, facts)


@given(rule_sets(), facts_drawn)
def test_what_is_unknown_never_satisfies(rules: list[PolicyRule], facts: Facts) -> None:
    for answer in assess(rules, facts):
        assert not (answer.unknown and answer.standing == "satisfied")
    for answer in assess(rules, Facts()):
        assert answer.standing == "open"
        assert answer.unknown


@given(rule_sets(), facts_drawn)
def test_a_rule_is_left_out_only_where_it_does_not_hold(rules: list[PolicyRule], facts: Facts) -> None:
    judged = {answer.rule.id for answer in assess(rules, facts)}
    assert judged == {one.id for one in rules if applies(one, facts).reach != "not"}


@given(rule_sets())
def test_a_rule_survives_storage(rules: list[PolicyRule]) -> None:
    for one in rules:
        stored = msgspec.to_builtins(one.demand)
        assert isinstance(stored, dict)
        assert stored["demand"] == demand_code(one.demand)
        assert msgspec.convert(stored, Demand) == one.demand
        assert msgspec.convert(msgspec.to_builtins(one.scope), Scope) == one.scope


@given(rule_sets())
def test_every_rule_reads_as_whole_sentences(rules: list[PolicyRule]) -> None:
    for one in rules:
        told = sentence(one)
        assert told.nl.startswith(("Bij ", "Dit geldt bij "))
        assert told.en.startswith(("For ", "This holds for "))
        assert told.nl.endswith(".")
        assert "  " not in told.nl + told.en


def test_rules_stand_in_the_order_of_a_purchase_and_count_as_people_do() -> None:
    rules = [
        rule(SocialReturn(Decimal(5)), code="K1"),
        rule(StatePurpose(), code="K10"),
        rule(StatePurpose(), code="K2"),
    ]
    assert [one.code for one in in_order(rules)] == ["K2", "K10", "K1"]


# Bounds

BOUNDS = PolicyBounds(
    routes=(
        RouteBounds(contract="services", single_until=Decimal(50_000), until_european=True),
        RouteBounds(contract="works", single_until=Decimal(150_000), multiple_until=Decimal(1_500_000)),
    ),
    social_value_minimum=Decimal(10),
    social_return_percentage=Decimal(5),
)


def test_the_bounds_become_the_policy_of_an_intake() -> None:
    policy = policy_for(BOUNDS, "services", rules=[rule(Quotes("social", 1, 3))])
    assert policy is not None
    assert (policy.single_until, policy.multiple_until) == (Decimal(50_000), "european")
    assert policy.social_value_minimum == Decimal(10)
    assert policy.quotes is not None
    assert [(quote.kind, quote.at_least, quote.of) for quote in policy.quotes] == [("social", 1, 3)]


def test_a_contract_without_bounds_has_no_amounts_and_no_framework_means_no_policy() -> None:
    policy = policy_for(BOUNDS, "supplies")
    assert policy is not None
    assert (policy.single_until, policy.multiple_until, policy.quotes) == (None, None, ())
    assert policy_for(None, "supplies") is None


def test_only_rules_that_hold_count_and_the_highest_weight_does() -> None:
    rules = [
        rule(Quotes("social", 1, 3), code="K1", value_until=Decimal(50_000)),
        rule(SocialValueWeight(Decimal(20)), code="K2", contracts=("services",)),
        rule(SocialValueWeight(Decimal(30)), code="K3", contracts=("works",)),
    ]
    policy = policy_for(
        BOUNDS, "services", rules=rules, facts=Facts(contract="services", estimate=Decimal(60_000))
    )
    assert policy is not None
    assert (policy.quotes, policy.social_value_minimum) == ((), Decimal(20))


@pytest.mark.parametrize(
    "data",
    [
        {"routes": [{"contract": "works", "single_until": "-1"}]},
        {"routes": [{"contract": "works", "single_until": "200", "multiple_until": "100"}]},
        {"routes": [{"contract": "works"}, {"contract": "works"}]},
        {"routes": [{"contract": "works", "multiple_until": "100", "until_european": True}]},
        {"social_value_minimum": "101"},
    ],
)
def test_bounds_that_contradict_themselves_cannot_be_made(data: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(data, PolicyBounds)


@pytest.mark.parametrize(
    ("up_to", "scope", "told"),
    [
        (50_000, {"contracts": ("services",)}, False),
        (50_001, {"contracts": ("services",)}, True),
        (100_000, {"contracts": ("services",), "value_until": Decimal(40_000)}, False),
        (100_000, {"contracts": ("works",)}, False),
        (100_000, {}, True),
        (100_000, {"contracts": ("supplies",)}, False),
    ],
)
def test_a_rule_that_awards_beyond_one_quote_is_told_so(
    up_to: int, scope: dict[str, object], told: bool
) -> None:
    awarding = rule(AwardToKind("social", Decimal(up_to)), **scope)
    said = beyond_one_quote(awarding, BOUNDS)
    assert (said is not None) == told
    assert said is None or "€ 50.000" in said.nl
    assert beyond_one_quote(rule(StatePurpose(), **scope), BOUNDS) is None


def test_the_bounds_lie_over_national_law_with_the_framework_as_source() -> None:
    source = Source("Inkoopkader 2026", "https://veenmeer.example/kader")
    tables = own_tables(BOUNDS, since=date(2026, 1, 1), until=None, source=source, checked=date(2025, 12, 1))
    law = Law.on(date(2026, 11, 22), own=tables)
    found = law["policy/single_until/services"]
    assert (found.amount, found.own, found.entry.source) == (Decimal(50_000), True, source)
    assert law["policy/multiple_until/services"].value == "european"
    assert law["policy/social_value_minimum"].amount == Decimal(10)
    assert Law.on(date(2025, 12, 31), own=tables).get("policy/single_until/services") is None
