"""The third standing, what stops a step, what never bites, and what a thin explanation lacks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.rules.compliance import (
    AwardToKind,
    Demand,
    Explained,
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
    Strength,
    ThemeMinimum,
    assess,
    blocking,
    latest_review,
    never_bites,
    policy_for,
    still_asked,
    still_lacking,
    stricter,
    tenzij_reasons,
    usual_review,
    weaker_than,
)
from meerwaarde.rules.compliance.bites import announced_from
from meerwaarde.rules.law import Law

DAY = date(2026, 11, 22)
LAW = Law.on(DAY)
THEME = ThemeMinimum("circular", 2)
OPEN = Facts(
    contract="services", estimate=Decimal(60_000), themes={}, cpv=("77310000",), procedure="multiple"
)
MET = msgspec.structs.replace(OPEN, themes={"circular": 2})
REASONS = {one.code: one for one in tenzij_reasons(LAW)}


def rule(
    demand: Demand = THEME, code: str = "K1", strength: Strength = "tenzij", scope: Scope | None = None
) -> PolicyRule:
    return PolicyRule(id=code.lower(), code=code, strength=strength, scope=scope or Scope(), demand=demand)


def explained(
    state: str = "approved", *, code: str = "K1", demand: Demand = THEME, days: int = 30
) -> Explained:
    return Explained(
        rule=code,
        demand=demand,
        state=state,  # type: ignore[arg-type]
        reason="no_market",
        review_on=DAY + timedelta(days=days),
    )


def standing(given_rule: PolicyRule, *given: Explained, facts: Facts = OPEN) -> str:
    (answer,) = assess([given_rule], facts, given, day=DAY)
    return answer.standing


def test_an_approved_explanation_explains_up_to_and_including_its_review_date() -> None:
    assert standing(rule(), explained()) == "explained"
    assert standing(rule(), explained(days=0)) == "explained"
    assert standing(rule(), explained(days=-1)) == "open"
    (passed,) = assess([rule()], OPEN, [explained(days=-1)], day=DAY)
    assert "die dag is voorbij" in passed.why.nl
    assert passed.what_now is not None


def test_the_advice_asks_no_second_time_what_was_explained_and_approved() -> None:
    other, always = rule(code="K2"), rule(code="K3", strength="must")
    given = [explained(), explained(code="K3"), explained("proposed", code="K2")]
    assert still_asked([rule(), other, always], given, DAY) == (other, always)
    assert still_asked([rule()], [explained(days=-1)], DAY) == (rule(),)


def test_what_is_proposed_waits_and_what_is_refused_stays_open() -> None:
    (waits,) = assess([rule()], OPEN, [explained("proposed")], day=DAY)
    (refused,) = assess([rule()], OPEN, [explained("refused")], day=DAY)
    assert (waits.standing, refused.standing) == ("open", "open")
    assert "wacht op akkoord" in waits.why.nl
    assert "niet goedgekeurd" in refused.why.nl


def test_a_rule_without_exception_is_never_explained() -> None:
    (must,) = assess([rule(strength="must")], OPEN, [explained()], day=DAY)
    assert must.standing == "open"
    assert "geen uitzondering" in must.why.nl


@pytest.mark.parametrize("other", [explained(code="K2"), explained(demand=ThemeMinimum("circular", 3))])
def test_an_explanation_of_another_rule_or_demand_does_not_count(other: Explained) -> None:
    assert standing(rule(), explained()) == "explained"
    assert standing(rule(), other) == "open"


def test_a_satisfied_rule_stays_satisfied_and_says_that_the_explanation_is_superfluous() -> None:
    (met,) = assess([rule()], MET, [explained()], day=DAY)
    assert met.standing == "satisfied"
    assert met.superfluous
    (plain,) = assess([rule()], MET)
    assert not plain.superfluous


def test_explanations_without_a_day_are_refused() -> None:
    with pytest.raises(ValueError, match="give the day"):
        assess([rule()], OPEN, [explained()])


def test_of_several_the_approved_one_that_lasts_longest_counts() -> None:
    assert standing(rule(), explained("refused"), explained(days=-1), explained()) == "explained"


def test_a_rule_of_which_it_is_unknown_whether_it_holds_is_not_explained() -> None:
    banded = rule(scope=Scope(value_from=Decimal(50_000)))
    unknown = msgspec.structs.replace(OPEN, estimate=None)
    (answer,) = assess([banded], unknown, [explained()], day=DAY)
    assert (answer.standing, answer.holds) == ("open", False)


# What stops a step


def stops(
    given_rule: PolicyRule,
    *given: Explained,
    moment: str = "submit",
    facts: Facts = OPEN,
    route: str | None = "multiple",
) -> bool:
    found = assess([given_rule], facts, given, day=DAY)
    return bool(blocking(found, moment, route))  # type: ignore[arg-type]


def test_handing_in_asks_an_explanation_and_settling_asks_its_approval() -> None:
    assert stops(rule())
    assert not stops(rule(), facts=MET)
    assert not stops(rule(), explained("proposed"))
    assert stops(rule(), explained("refused"))
    assert stops(rule(), explained("proposed"), moment="decide")
    assert not stops(rule(), explained("approved"), moment="decide")
    assert stops(rule(), explained(days=-1), moment="decide")


def test_a_rule_without_exception_stops_both_steps() -> None:
    must = rule(strength="must")
    assert stops(must, explained())
    assert stops(must, explained(), moment="decide")
    assert not stops(must, facts=MET)


@pytest.mark.parametrize("demand", [Quotes("social", 1, 3), InviteImpactEnterprise()])
def test_who_is_invited_need_not_be_known_when_handing_in(demand: Demand) -> None:
    assert not stops(rule(demand))
    assert stops(rule(demand), moment="decide")
    nobody = msgspec.structs.replace(OPEN, invited={}, social_enterprises_invited=0)
    assert stops(rule(demand), facts=nobody)


def test_who_is_awarded_only_counts_beforehand_where_one_firm_is_asked() -> None:
    award = rule(AwardToKind("social", Decimal(100_000)))
    assert not stops(award)
    assert not stops(award, moment="decide")
    assert stops(award, moment="decide", route="single")
    other = msgspec.structs.replace(OPEN, awarded_to=())
    assert stops(award, moment="decide", facts=other)


def test_what_may_hold_is_worked_out_before_the_strategy_is_settled() -> None:
    banded = rule(scope=Scope(value_from=Decimal(50_000)))
    unknown = msgspec.structs.replace(OPEN, estimate=None)
    assert not stops(banded, facts=unknown)
    assert stops(banded, facts=unknown, moment="decide")
    elsewhere = rule(scope=Scope(departments=("parks",)))
    assert not stops(elsewhere, moment="decide")


def test_a_reason_says_which_rule_and_what_to_do() -> None:
    (reason,) = blocking(assess([rule()], OPEN), "submit")
    assert reason.nl.startswith("Regel K1: ")
    assert "Leg bij de stap Regels uit waarom" in reason.nl
    (must,) = blocking(assess([rule(strength="must")], OPEN), "submit")
    assert "zonder uitzondering" in must.nl
    assert "Leg bij" not in must.nl


# What never bites


def bites(given_rule: PolicyRule, bounds: PolicyBounds | None = None, own: str | None = None) -> bool:
    return not never_bites(
        given_rule,
        law=LAW,
        buyer="decentral",
        bounds=bounds,
        cpv_exists=lambda group: group == "77",
        departments=("parks", "roads"),
        department=own,
    )


def test_amounts_at_which_nobody_is_invited_never_bite() -> None:
    bounds = PolicyBounds(routes=(RouteBounds(contract="works", multiple_until=Decimal(1_500_000)),))

    def invited(since: int) -> PolicyRule:
        scope = Scope(contracts=("works",), value_from=Decimal(since))
        return rule(Quotes("social", 1, 3), scope=scope)

    assert bites(invited(1_499_999), bounds)
    assert not bites(invited(1_500_000), bounds)
    assert not bites(invited(90_000_000))
    assert bites(rule(THEME, scope=Scope(value_from=Decimal(90_000_000))))


def test_an_award_that_ends_before_it_begins_never_bites() -> None:
    award = AwardToKind("social", Decimal(25_000))
    assert bites(rule(award, scope=Scope(value_from=Decimal(24_999))))
    assert not bites(rule(award, scope=Scope(value_from=Decimal(25_000))))


def test_a_group_that_is_no_group_never_bites_and_one_good_group_is_enough() -> None:
    assert not bites(rule(scope=Scope(cpv=("99",))))
    assert bites(rule(scope=Scope(cpv=("99", "77"))))


def test_a_department_that_is_gone_or_elsewhere_never_bites() -> None:
    assert bites(rule(scope=Scope(departments=("parks",))))
    assert not bites(rule(scope=Scope(departments=("gone",))))
    assert not bites(rule(scope=Scope(departments=("parks",))), own="roads")


def test_without_a_threshold_it_is_not_known_from_where_procedures_are_announced() -> None:
    before = Law.on(date(2014, 1, 1))
    assert announced_from("works", before, "decentral", None) is None
    assert announced_from("works", LAW, "decentral", None) == Decimal(str(LAW["thresholds/works"].value))


# Bounds: a department never weakens its authority

AMOUNTS = st.sampled_from([None, *(Decimal(n) for n in (0, 1, 20_000, 30_000, 50_000, 80_000, 150_000))])
SHARES = st.sampled_from([None, *(Decimal(n) for n in (0, 5, 10, 20, 100))])


@st.composite
def routes(draw: st.DrawFn, contract: str) -> RouteBounds:
    single, multiple, european = draw(AMOUNTS), draw(AMOUNTS), draw(st.booleans())
    if european:
        multiple = None
    if single is not None and multiple is not None and multiple < single:
        single, multiple = multiple, single
    return RouteBounds(
        contract=contract,  # type: ignore[arg-type]
        single_until=single,
        multiple_until=multiple,
        until_european=european,
    )


@st.composite
def bounds_of(draw: st.DrawFn) -> PolicyBounds:
    contracts = draw(st.lists(st.sampled_from(["services", "supplies", "works"]), unique=True))
    found = tuple(draw(routes(contract)) for contract in contracts)
    lowest = PolicyBounds(routes=found).lowest_for_one_quote
    quick = draw(AMOUNTS)
    if quick is not None and (quick == 0 or (lowest is not None and quick > lowest)):
        quick = lowest or None
    return PolicyBounds(
        routes=found,
        social_value_minimum=draw(SHARES),
        social_return_percentage=draw(SHARES),
        quick_purchase_until=quick,
    )


def no_looser(together: Decimal | None, asked: Decimal | None) -> bool:
    return asked is None or (together is not None and together <= asked)


@given(bounds_of(), bounds_of())
def test_a_department_never_loosens_the_bounds_of_its_authority(
    upper: PolicyBounds, lower: PolicyBounds
) -> None:
    together = stricter(upper, lower)
    for above in upper.routes:
        route = together.route(above.contract)
        assert route is not None
        assert no_looser(route.single_until, above.single_until)
        assert no_looser(route.multiple_until, above.multiple_until)
        assert route.multiple is not None or above.multiple is None
    for name in ("social_value_minimum", "social_return_percentage"):
        asked = getattr(upper, name)
        assert asked is None or getattr(together, name) >= asked
    quick = together.quick_purchase_until  # None: no quick purchases at all
    assert quick is None or no_looser(quick, upper.quick_purchase_until)
    assert stricter(together, lower) == together


@given(bounds_of(), bounds_of(), st.sampled_from(["services", "works"]))
def test_the_policy_of_an_advice_is_never_looser_than_that_of_the_authority(
    upper: PolicyBounds, lower: PolicyBounds, contract: str
) -> None:
    alone = policy_for(upper, contract)  # type: ignore[arg-type]
    together = policy_for(stricter(upper, lower), contract)  # type: ignore[arg-type]
    assert alone is not None
    assert together is not None
    assert no_looser(together.single_until, alone.single_until)
    minimum = alone.social_value_minimum
    assert minimum is None or (together.social_value_minimum or 0) >= minimum


def test_where_a_department_is_looser_the_difference_is_told() -> None:
    upper = PolicyBounds(
        routes=(
            RouteBounds(contract="services", single_until=Decimal(50_000), multiple_until=Decimal(100_000)),
        ),
        social_value_minimum=Decimal(20),
    )
    lower = PolicyBounds(
        routes=(RouteBounds(contract="services", single_until=Decimal(80_000), until_european=True),),
        social_value_minimum=Decimal(10),
    )
    told = weaker_than(upper, lower)
    assert len(told) == 3
    assert all("Het strengste geldt" in one.nl for one in told)
    assert weaker_than(lower, upper) == ()
    assert weaker_than(upper, upper) == ()


# Properties of the judgement

DEMANDS: st.SearchStrategy[Demand] = st.sampled_from(
    [
        THEME,
        ThemeMinimum("social_return", 1),
        Quotes("social", 1, 3),
        Quotes("local", 2, 3),
        AwardToKind("small", Decimal(50_000)),
        InviteImpactEnterprise(),
        SocialValueWeight(Decimal(20)),
        SocialReturn(Decimal(5)),
        StatePurpose(),
    ]
)
SCOPES = st.sampled_from(
    [Scope(), Scope(contracts=("works",)), Scope(value_from=Decimal(50_000)), Scope(cpv=("77",))]
)


@st.composite
def rules(draw: st.DrawFn) -> tuple[PolicyRule, ...]:
    number = draw(st.integers(0, 6))
    return tuple(
        PolicyRule(
            id=f"id{place}",
            code=f"K{place}",
            strength=draw(st.sampled_from(["tenzij", "must"])),
            scope=draw(SCOPES),
            demand=draw(DEMANDS),
        )
        for place in range(number)
    )


FACTS = st.builds(
    Facts,
    estimate=st.sampled_from([None, Decimal(10_000), Decimal(60_000)]),
    contract=st.sampled_from([None, "services", "works"]),
    cpv=st.sampled_from([None, (), ("77310000",)]),
    procedure=st.sampled_from([None, "single", "multiple", "european"]),
    themes=st.sampled_from([None, {}, {"circular": 2}, {"social_return": 1, "circular": 3}]),
    social_enterprises_invited=st.sampled_from([None, 0, 1]),
    invited=st.sampled_from([None, {}, {"local": 2}]),
    awarded_to=st.sampled_from([None, (), ("small",)]),
    social_value_weight=st.sampled_from([None, Decimal(10), Decimal(30)]),
    social_return_percentage=st.sampled_from([None, Decimal(5)]),
    purpose_stated=st.sampled_from([None, False, True]),
)
EXPLAINED = st.lists(
    st.builds(
        Explained,
        rule=st.sampled_from([f"K{place}" for place in range(6)]),
        demand=DEMANDS,
        state=st.sampled_from(["proposed", "approved", "refused"]),
        reason=st.just("other"),
        review_on=st.sampled_from([DAY - timedelta(days=1), DAY, DAY + timedelta(days=400)]),
    ),
    max_size=6,
)


@settings(max_examples=200)
@given(rules(), rules(), FACTS, EXPLAINED)
def test_adding_a_rule_changes_no_other(
    own: tuple[PolicyRule, ...], more: tuple[PolicyRule, ...], facts: Facts, given_: list[Explained]
) -> None:
    added = [msgspec.structs.replace(one, id=f"d{one.id}", code=f"D{one.code}") for one in more]
    before = {one.rule.id: one for one in assess(own, facts, given_, day=DAY)}
    after = {one.rule.id: one for one in assess([*own, *added], facts, given_, day=DAY)}
    assert {key: after[key] for key in before} == before
    for moment in ("submit", "decide"):
        held = set(blocking(before.values(), moment, facts.procedure))
        assert held <= set(blocking(after.values(), moment, facts.procedure))


@settings(max_examples=200)
@given(rules(), FACTS, EXPLAINED)
def test_an_explanation_only_ever_turns_an_open_rule_of_comply_or_explain_into_explained(
    own: tuple[PolicyRule, ...], facts: Facts, given_: list[Explained]
) -> None:
    plain = {one.rule.id: one.standing for one in assess(own, facts)}
    for one in assess(own, facts, given_, day=DAY):
        if one.standing != plain[one.rule.id]:
            assert (plain[one.rule.id], one.standing) == ("open", "explained")
            assert one.rule.strength == "tenzij"
            assert one.explained is not None
            assert one.explained.state == "approved"


@given(rules())
def test_what_is_unknown_satisfies_nothing(own: tuple[PolicyRule, ...]) -> None:
    assert all(one.standing == "open" for one in assess(own, Facts()))


# Thin explanations


LONG = (
    "Wij zochten in oktober 2026 bij zeven bedrijven in de regio, ook bij twee sociale ondernemingen, naar "
    "een machine met gerecyclede onderdelen. Geen van hen kan die leveren binnen de eisen voor hygiëne."
)


def test_a_good_explanation_lacks_nothing() -> None:
    reason = REASONS["no_market"]
    assert still_lacking(reason, LONG, ["verslag.pdf", "bijlage 2"]) == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Kan niet.", "kort"),
        (f"{LONG} Wij doen het zelfde als altijd.", "Gewoonte"),
        ("Het gaat om een klein bedrag en dus laten wij dit thema hier weg bij deze inkoop.", "klein bedrag"),
        ("geen aanbod " * 30, "woorden"),
    ],
)
def test_a_thin_explanation_is_told_what_it_lacks(text: str, word: str) -> None:
    said = " ".join(one.nl for one in still_lacking(REASONS["no_market"], text, ["a", "b"]))
    assert word in said


def test_each_piece_of_evidence_without_a_place_is_named() -> None:
    reason = REASONS["no_market"]
    assert len(still_lacking(reason, LONG, [])) == len(reason.evidence)
    assert len(still_lacking(reason, LONG, ["verslag.pdf"])) == len(reason.evidence) - 1


# Review dates


def test_review_dates_follow_from_the_reason() -> None:
    assert latest_review(LAW, DAY) == date(2028, 11, 22)
    assert latest_review(LAW, date(2024, 2, 29)) == date(2026, 2, 28)
    assert usual_review(REASONS["urgency"], DAY) is None
    assert usual_review(REASONS["call_off"], DAY) is None
    for reason in REASONS.values():
        proposed = usual_review(reason, DAY)
        assert proposed is None or DAY < proposed <= latest_review(LAW, DAY)
