"""What was agreed against policy and against before: cases, and what always holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.rules.ambition_web.agreeing import needs_reason
from meerwaarde.rules.ambition_web.drift import AreaLevels, count, drift, standing
from meerwaarde.rules.ambition_web.policy import Asked, PolicyLevel, asked_by_rule, changes, policy_level
from meerwaarde.rules.compliance import PolicyRule, Scope, SocialReturn, StatePurpose, ThemeMinimum

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine that runs this may be busy with other things."""
LEVELS = st.one_of(st.none(), st.integers(0, 3))
NAMES = st.text("abcdef", min_size=1, max_size=8)
AREAS = st.lists(
    st.builds(
        AreaLevels,
        code=NAMES,
        name=NAMES,
        agreed=LEVELS,
        policy=LEVELS,
        previous=LEVELS,
        reason=st.sampled_from(["", " ", "Omdat de markt nog niet zover is."]),
    ),
    max_size=12,
)


@pytest.mark.parametrize(
    ("agreed", "policy", "expected"),
    [(1, 2, True), (3, 2, True), (2, 2, False), (0, 0, False), (None, 2, False), (2, None, False)],
)
def test_an_agreed_level_off_policy_needs_a_reason(
    agreed: int | None, policy: int | None, expected: bool
) -> None:
    assert needs_reason(agreed, policy) is expected


def test_each_comparison_is_a_sentence() -> None:
    (found,) = drift([AreaLevels(code="climate", name="Klimaat", agreed=1, policy=2, previous=0)])
    assert found.against_policy == "below"
    assert found.against_previous == "above"
    assert found.lacks_reason
    assert found.policy_sentence is not None
    assert found.policy_sentence.nl == (
        "Klimaat: afgesproken is niveau 1, lager dan niveau 2 dat beleid vraagt."
    )
    assert found.previous_sentence is not None
    assert found.previous_sentence.en == "Klimaat: the level rose from 0 to 1."


@settings(PATIENT)
@given(AREAS)
def test_what_is_unknown_is_never_compared_and_counts_add_up(areas: list[AreaLevels]) -> None:
    found = drift(areas)
    told = count(found)
    assert told.below + told.at + told.above + told.unknown == len(areas)
    for area, one in zip(areas, found, strict=True):
        unknown = area.agreed is None or area.policy is None
        assert (one.against_policy == "unknown") is unknown
        assert (one.policy_sentence is None) is unknown
        assert (one.previous_sentence is None) is (area.agreed is None or area.previous is None)
        assert one.lacks_reason <= needs_reason(area.agreed, area.policy)
        if needs_reason(area.agreed, area.policy):
            assert one.against_policy in ("below", "above")
            assert one.lacks_reason is (not area.reason.strip())


@settings(PATIENT)
@given(LEVELS, LEVELS)
def test_comparison_is_symmetric(one: int | None, other: int | None) -> None:
    turned = {"below": "above", "above": "below"}
    there = standing(one, other)
    assert standing(other, one) == turned.get(there, there)
    assert needs_reason(one, other) is needs_reason(other, one)


def rule(demand: object) -> PolicyRule:
    return PolicyRule(id="r", code="K1", strength="tenzij", scope=Scope(), demand=demand)  # type: ignore[arg-type]


def test_rules_that_name_a_level_ask_it_and_others_are_silent() -> None:
    assert asked_by_rule(rule(ThemeMinimum(theme="climate", level=2)), "K1") == Asked("climate", 2, "K1")
    assert asked_by_rule(rule(SocialReturn(percentage=Decimal(5))), "K2") == Asked("social_return", 1, "K2")
    assert asked_by_rule(rule(StatePurpose()), "K3") is None


def test_the_highest_level_decides_and_silence_is_not_zero() -> None:
    asked = [Asked("climate", 1, "K1"), Asked("climate", 2, "K2"), Asked("climate", 2, "matrix")]
    assert policy_level("climate", asked) == PolicyLevel(2, "K2; matrix")
    assert policy_level("circular", asked) == PolicyLevel(None, "")
    assert policy_level("", asked) == PolicyLevel(None, "")
    long = policy_level("climate", [Asked("climate", 3, "x" * 400)])
    assert len(long.source) == 300


@settings(PATIENT)
@given(st.dictionaries(NAMES, LEVELS), st.dictionaries(NAMES, LEVELS))
def test_loading_the_same_policy_again_changes_nothing(
    before: dict[str, int | None], after: dict[str, int | None]
) -> None:
    old = {code: PolicyLevel(level, "") for code, level in before.items()}
    new = {code: PolicyLevel(level, "") for code, level in after.items()}
    assert changes(new, new) == ()
    found = changes(old, new)
    assert {one.code for one in found} == {
        code for code in old.keys() | new.keys() if before.get(code) != after.get(code)
    }
    kinds = {one.code: one.kind for one in found}
    for one in changes(new, old):
        turned = {"new": "gone", "gone": "new", "higher": "lower", "lower": "higher"}
        assert turned[kinds[one.code]] == one.kind
