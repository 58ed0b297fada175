"""Rules compared, taken over, followed and laid side by side: examples, and what always holds."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.cascade import (
    Related,
    aligned,
    changes,
    compare,
    counterpart,
    covers,
    differences,
    followed,
    holding,
    narrowed,
    relation_of,
    weakened_musts,
    without_reason,
)
from meerwaarde.rules.compliance import (
    AwardToKind,
    Demand,
    InviteImpactEnterprise,
    PolicyRule,
    Quotes,
    Scope,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
)


def rule(
    demand: Demand, *, code: str = "K1", strength: str = "tenzij", id: str = "", **scope: Any
) -> PolicyRule:
    return PolicyRule(
        id=id or f"id-{code}",
        code=code,
        strength=strength,  # type: ignore[arg-type]
        scope=Scope(**scope),
        demand=demand,
    )


amounts = st.sampled_from([None, *(Decimal(one) for one in (0, 10_000, 50_000, 250_000))])
contracts = st.lists(st.sampled_from(["supplies", "services", "works"]), unique=True).map(tuple)
groups = st.lists(st.sampled_from(["90", "909", "9091", "30"]), unique=True, max_size=2).map(tuple)
parts = st.lists(st.sampled_from(["groen", "werken"]), unique=True, max_size=1).map(tuple)
kinds = st.sampled_from(["social", "small"])
demands = st.one_of(
    st.builds(ThemeMinimum, st.sampled_from(["climate", "circular"]), st.integers(1, 3)),
    st.integers(1, 5).flatmap(lambda of: st.builds(Quotes, kinds, st.integers(1, of), st.just(of))),
    st.builds(AwardToKind, kinds, st.sampled_from([Decimal(20_000), Decimal(60_000)])),
    st.builds(SocialValueWeight, st.sampled_from([Decimal(10), Decimal("12.5"), Decimal(20)])),
    st.builds(SocialReturn, st.sampled_from([Decimal(2), Decimal(5)])),
    st.just(InviteImpactEnterprise()),
    st.just(StatePurpose()),
)


@st.composite
def rules(draw: st.DrawFn) -> PolicyRule:
    since, until = draw(amounts), draw(amounts)
    if since is not None and until is not None and since >= until:
        until = None
    return PolicyRule(
        id=draw(st.uuids()).hex[:12],
        code=f"K{draw(st.integers(1, 4))}",
        strength=draw(st.sampled_from(["tenzij", "must"])),
        scope=Scope(
            value_from=since,
            value_until=until,
            contracts=draw(contracts),
            cpv=draw(groups),
            departments=draw(parts),
        ),
        demand=draw(demands),
        explanation=draw(st.sampled_from(["", "Omdat het werkt."])),
    )


sets = st.lists(rules(), max_size=6, unique_by=lambda one: one.id)
TURNED = {"same": "same", "stricter": "weaker", "weaker": "stricter", "other": "other"}


# Two rules


@pytest.mark.parametrize(
    ("above", "own", "expected"),
    [
        (rule(StatePurpose()), rule(StatePurpose(), code="K9"), "same"),
        (rule(StatePurpose()), rule(StatePurpose(), strength="must"), "stricter"),
        (rule(ThemeMinimum("climate", 1)), rule(ThemeMinimum("climate", 2)), "stricter"),
        (rule(ThemeMinimum("climate", 2)), rule(ThemeMinimum("circular", 2)), "other"),
        (rule(Quotes("social", 1, 3)), rule(Quotes("social", 2, 3)), "stricter"),
        (rule(Quotes("social", 1, 3)), rule(Quotes("social", 1, 5)), "weaker"),
        (rule(Quotes("social", 2, 3)), rule(Quotes("social", 2, 3), contracts=("works",)), "weaker"),
        (rule(SocialReturn(Decimal(5))), rule(SocialReturn(Decimal(2)), value_from=Decimal(1)), "weaker"),
        (
            rule(SocialReturn(Decimal(5)), value_from=Decimal(250_000)),
            rule(SocialReturn(Decimal(2)), value_from=Decimal(0)),
            "other",
        ),
        (
            rule(InviteImpactEnterprise(), cpv=("9091",)),
            rule(InviteImpactEnterprise(), cpv=("90000000",)),
            "stricter",
        ),
        (
            rule(AwardToKind("social", Decimal(20_000))),
            rule(AwardToKind("social", Decimal(60_000)), value_until=Decimal(20_000)),
            "same",
        ),
        (
            rule(
                StatePurpose(),
                contracts=(
                    "supplies",
                    "services",
                    "works",
                    "social_services",
                    "concession",
                    "design_contest",
                ),
            ),
            rule(StatePurpose()),
            "same",
        ),
    ],
)
def test_a_rule_stands_to_another(above: PolicyRule, own: PolicyRule, expected: str) -> None:
    assert compare(above, own) == expected
    assert compare(own, above) == TURNED[expected]


@given(rules(), rules())
def test_comparing_is_the_same_from_both_sides(first: PolicyRule, second: PolicyRule) -> None:
    assert compare(second, first) == TURNED[compare(first, second)]
    assert compare(first, first) == "same"


@given(rules(), rules(), rules())
def test_who_asks_at_least_as_much_does_so_all_the_way(
    first: PolicyRule, second: PolicyRule, third: PolicyRule
) -> None:
    if covers(first, second) and covers(second, third):
        assert covers(first, third)


# With the level above


@given(sets)
def test_taking_over_everything_gives_no_difference(above: list[PolicyRule]) -> None:
    own = [Related(msgspec.structs.replace(one, id=f"own-{one.id}"), one.id) for one in above]
    assert differences(above, own, {}) == ()


@given(sets, sets, st.data())
def test_every_rule_above_is_answered_once(
    above: list[PolicyRule], own: list[PolicyRule], data: st.DataObject
) -> None:
    ids = ["", *(one.id for one in above)]
    related = [Related(one, data.draw(st.sampled_from(ids))) for one in own]
    left_out = {one: "Past hier niet." for one in data.draw(st.sets(st.sampled_from(ids))) if one}
    found = differences(above, related, left_out)
    missing = [one.above.id for one in found if one.kind in ("left_out", "open") and one.above]
    met = {one.above for one in related if one.above}
    assert sorted(missing) == sorted(set(ids) - met - {""})
    assert all(one.own in own for one in found if one.own is not None)


def test_a_difference_without_a_reason_stops() -> None:
    purpose, invite = rule(StatePurpose(), code="L1"), rule(InviteImpactEnterprise(), code="L2")
    sharper = Related(rule(StatePurpose(), strength="must"), "id-L1")
    (found, still) = without_reason(differences([purpose, invite], [sharper], {}))
    assert (found.kind, still.kind) == ("open", "sharpens")
    reasoned = msgspec.structs.replace(sharper, reason="De raad wil geen uitzondering.")
    assert without_reason(differences([purpose, invite], [reasoned], {"id-L2": "Wij kopen dit niet."})) == ()


def test_an_own_rule_owes_a_reason_or_an_explanation() -> None:
    silent = Related(rule(StatePurpose()))
    told = Related(msgspec.structs.replace(rule(StatePurpose(), code="K2"), explanation="Eerst het doel."))
    assert [one.own and one.own.code for one in without_reason(differences([], [silent, told], {}))] == ["K1"]


def test_the_relation_follows_from_the_comparison() -> None:
    above = rule(ThemeMinimum("climate", 2))
    assert relation_of(None, above) == "own"
    assert relation_of(above, rule(ThemeMinimum("climate", 2), code="K7")) == "takes_over"
    assert relation_of(above, rule(ThemeMinimum("climate", 3))) == "sharpens"
    assert relation_of(above, rule(ThemeMinimum("climate", 1))) == "deviates"
    assert relation_of(above, rule(StatePurpose())) == "deviates"


# An authority and its department


@given(sets, sets, st.data())
def test_a_department_never_weakens_a_must_of_its_authority(
    authority: list[PolicyRule], own: list[PolicyRule], data: st.DataObject
) -> None:
    ids = [one.id for one in authority]
    related = [Related(one, data.draw(st.sampled_from(["", *ids])), "Omdat.") for one in own]
    left_out = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    found = holding(authority, related, code="groen", followed=authority, left_out=left_out)
    for one in authority:
        if one.strength == "must":
            assert any(covers(narrowed(held, "groen"), narrowed(one, "groen")) for held in found)
    assert all(one in found for one in own)


def test_a_departure_with_a_reason_makes_room_until_the_rule_changes() -> None:
    then = rule(SocialReturn(Decimal(5)), code="K3", id="then")
    own = Related(rule(SocialReturn(Decimal(2)), code="K1"), "then", "Weinig handen.")
    same = msgspec.structs.replace(then, id="now")
    assert holding([same], [own], code="groen", followed=[then]) == (own.rule,)
    higher = msgspec.structs.replace(same, demand=SocialReturn(Decimal(6)))
    assert holding([higher], [own], code="groen", followed=[then]) == (higher, own.rule)
    must = msgspec.structs.replace(then, strength="must")
    assert holding([must], [own], code="groen", followed=[must]) == (must, own.rule)


def test_a_department_without_a_level_above_adds_to_its_authority() -> None:
    authority, own = rule(StatePurpose()), rule(StatePurpose(), code="K2")
    assert holding([authority], [Related(own)], code="groen") == (authority, own)


def test_a_rule_for_this_department_alone_is_the_same_within_it() -> None:
    authority = rule(InviteImpactEnterprise(), code="K4", departments=("groen", "werken"))
    own = Related(rule(InviteImpactEnterprise()), authority.id)
    assert holding([authority], [own], code="groen", followed=[authority]) == (own.rule,)


def test_left_out_and_weakened_musts_are_told() -> None:
    must = rule(StatePurpose(), code="K1", strength="must")
    soft = rule(InviteImpactEnterprise(), code="K2")
    told = weakened_musts(differences([must, soft], [], {must.id: "Nee.", soft.id: "Nee."}))
    assert [one.above for one in told] == [must]


# New versions


@given(sets)
def test_the_same_rules_again_change_nothing(before: list[PolicyRule]) -> None:
    now = [msgspec.structs.replace(one, id=f"new-{one.id}") for one in reversed(before)]
    assert changes(before, now) == ()
    pairs = followed(before, now)
    assert len(pairs) == len(before)
    assert len(set(pairs.values())) == len(before)


@given(sets, sets)
def test_every_rule_of_both_versions_is_accounted_for(
    before: list[PolicyRule], now: list[PolicyRule]
) -> None:
    now = [msgspec.structs.replace(one, id=f"new-{one.id}") for one in now]
    found = changes(before, now)
    ended = [one for one in found if one.kind == "ended"]
    added = [one for one in found if one.kind == "added"]
    assert len(before) - len(ended) == len(now) - len(added) == len(followed(before, now))
    turned = changes(now, before)
    assert len([one for one in turned if one.kind == "changed"]) <= len(before)


def test_a_changed_rule_is_told_with_what_it_became() -> None:
    before = [rule(SocialReturn(Decimal(5)), code="K1", id="a"), rule(StatePurpose(), code="K2", id="b")]
    now = [
        rule(SocialReturn(Decimal(7)), code="K1", id="c"),
        rule(InviteImpactEnterprise(), code="K3", id="d"),
    ]
    told = [
        (one.kind, one.older and one.older.id, one.newer and one.newer.id) for one in changes(before, now)
    ]
    assert told == [("ended", "b", None), ("added", None, "d"), ("changed", "a", "c")]
    assert changes(before, now)[2].comparison == "stricter"


def test_among_several_about_the_same_the_code_decides() -> None:
    asked = rule(Quotes("social", 1, 3), code="K2")
    low = rule(Quotes("social", 2, 3), code="K1", id="low")
    high = rule(Quotes("social", 3, 3), code="K2", id="high")
    assert counterpart(asked, [low, high]) is high
    assert counterpart(rule(StatePurpose()), [low, high]) is None


# Side by side


@given(st.lists(sets, min_size=2, max_size=4), st.randoms())
def test_another_order_of_frameworks_only_moves_the_columns(
    frameworks: list[list[PolicyRule]], shuffler: Any
) -> None:
    places = list(range(len(frameworks)))
    shuffler.shuffle(places)
    straight = aligned(frameworks)
    moved = aligned([frameworks[place] for place in places])
    assert len(straight.rows) == len(moved.rows)
    for row, other in zip(straight.rows, moved.rows, strict=True):
        assert other.cells == tuple(row.cells[place] for place in places)
        assert other.differs == row.differs
        assert {places[one] for one in other.strictest} == set(row.strictest)


@given(st.lists(sets, min_size=2, max_size=4))
def test_every_rule_stands_in_exactly_one_cell(frameworks: list[list[PolicyRule]]) -> None:
    found = aligned(frameworks)
    for place, given_rules in enumerate(frameworks):
        shown = [one.id for row in found.rows for one in row.cells[place]]
        assert sorted(shown) == sorted(one.id for one in given_rules)


@given(sets)
def test_a_framework_beside_itself_does_not_differ(given_rules: list[PolicyRule]) -> None:
    assert aligned([given_rules, given_rules]).differing == ()


def test_who_asks_most_is_named() -> None:
    low, high = rule(SocialValueWeight(Decimal(10))), rule(SocialValueWeight(Decimal(20)))
    (row,) = aligned([[low], [high], []]).rows
    assert (row.differs, row.strictest) == (True, (1,))
