"""Whom to ask: kinds that go first, a ground that is more than nearness, and rules counted firm by firm."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.compliance import Facts, InviteImpactEnterprise, PolicyRule, Quotes, Scope, assess
from meerwaarde.rules.invitation import (
    Listed,
    first_kinds,
    invitation_reasons,
    inviting,
    proposal,
    rules_kept,
    says_only_local,
)
from meerwaarde.rules.law import Law
from meerwaarde.rules.matching.records import Match, Reason
from meerwaarde.rules.text import Text


def reason(code: str) -> Reason:
    return Reason(code, Text(nl=f"{code}.", en=f"{code}."))


def rule(demand: Any, code: str = "K1") -> PolicyRule:
    return PolicyRule(id=code, code=code, strength="tenzij", scope=Scope(), demand=demand)


def test_where_everyone_may_take_part_no_kind_goes_first() -> None:
    rules = [rule(Quotes(kind="local", at_least=1, of=3)), rule(InviteImpactEnterprise(), "K2")]
    assert first_kinds(rules, "multiple") == ("social", "sustainable_innovator", "local")
    assert first_kinds(rules, None) == ("social", "sustainable_innovator", "local")
    assert first_kinds(rules, "european") == ()


def test_a_match_proposes_what_was_met_and_never_nearness_alone() -> None:
    near = Match(supplier="s", score=1, met=(reason("kind"), reason("region")))
    assert proposal(near, times_asked=2) is None
    fitting = Match(supplier="s", score=1, met=(reason("offer"), reason("region"), reason("capacity")))
    found = proposal(fitting, times_asked=2)
    assert found is not None
    assert found.code == "capacity_region"
    assert found.text.nl == "capacity. region. offer."
    fresh = proposal(fitting, times_asked=0)
    assert fresh is not None
    assert fresh.code == "rotation"


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Lokale ondernemer uit de buurt", True),
        ("lokaal", True),
        ("Gevestigd in onze gemeente.", True),
        ("Levert elke week vers brood in de buurt", False),
        ("", False),
        ("Bedrijf uit het dorp met ervaring in groenwerk", False),
    ],
)
def test_nearness_alone_is_seen(text: str, only: bool) -> None:
    assert says_only_local(text) is only


def test_grounds_are_known_and_each_says_what_is_not_enough() -> None:
    found = invitation_reasons(Law.on(date(2026, 11, 22)))
    assert [one.code for one in found] == [
        "offer",
        "capacity_region",
        "expertise",
        "rotation",
        "performed",
        "spread_of_size",
    ]
    assert all(one.not_enough.nl and one.not_enough.en for one in found)


def listed(state: str, *kinds: Any, grounded: bool = True) -> Listed:
    return Listed(state, kinds, grounded)


def test_an_empty_list_says_nothing() -> None:
    assert inviting([]) is None
    assert inviting([listed("left_out", "social")]) is None


def test_until_the_first_is_asked_the_list_is_the_plan_and_then_who_is_asked_counts() -> None:
    plan = inviting([listed("considered", "social"), listed("considered"), listed("left_out", "small")])
    assert plan is not None
    assert (plan.invitees, plan.per_kind["social"], plan.per_kind["small"], plan.planned) == (2, 1, 0, True)
    begun = inviting([listed("considered", "social"), listed("invited")])
    assert begun is not None
    assert (begun.invitees, begun.asked, begun.on_list) == (1, 1, 2)
    assert begun.per_kind["social"] == 0


def test_who_declines_was_asked_and_who_is_chosen_says_what_is_awarded_to() -> None:
    found = inviting([listed("declined", "social"), listed("chosen", "small", "local")])
    assert found is not None
    assert (found.invitees, found.per_kind["social"]) == (2, 1)
    assert found.awarded_to == ("local", "small")


def test_one_ground_that_lacks_is_one_too_few() -> None:
    found = inviting([listed("considered"), listed("considered", grounded=False)])
    assert found is not None
    assert (found.grounded, found.without_ground) == (False, 1)


@given(st.integers(1, 4), st.integers(0, 5))
def test_the_rule_of_quotes_says_how_many_still(asked: int, social: int) -> None:
    firms = [listed("considered", "social")] * social + [listed("considered", "small")]
    found = inviting(firms)
    assert found is not None
    facts = Facts(invited=found.per_kind, invitees=found.invitees)
    held = rules_kept(assess([rule(Quotes(kind="social", at_least=asked, of=4))], facts), found)
    assert held[0].still == max(asked - social, 0) or (held[0].still is None and social >= asked)
    assert (held[0].assessment.standing == "satisfied") == (social >= asked)


def test_a_newcomer_is_only_told_for_the_time_that_was_counted() -> None:
    """Turns are counted over some months: who was asked before that is not a firm that was never asked."""
    offered = proposal(Match(supplier="s", score=1, met=(reason("offer"),)), times_asked=0)
    assert offered is not None
    assert offered.code == "rotation"
    assert "nooit" not in offered.text.nl
    assert "never" not in offered.text.en.lower()
