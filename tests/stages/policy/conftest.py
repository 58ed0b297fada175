"""Goals and frameworks of Veenmeer, and one of Duinrade, as people record them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from meerwaarde.rules.compliance import (
    Demand,
    InviteImpactEnterprise,
    PolicyBounds,
    RouteBounds,
    Scope,
)


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def goal_values() -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions import GoalValues

    def values(**changes: Any) -> GoalValues:
        usual = {
            "wording": "Wij geven het goede voorbeeld en kopen sociaal in.",
            "source_type": "coalition_agreement",
            "document": "Coalitieakkoord 2026-2030",
            "page": "12",
            "since_year": 2026,
            "until_year": 2030,
            "theme": "social_return",
        }
        return GoalValues(**{**usual, **changes})

    return values


@pytest.fixture
def new_goal(cast: Any, at: datetime, goal_values: Callable[..., Any]) -> Callable[..., Any]:
    """`new_goal(wording="…")` is recorded by Pia; `by` names another."""
    from meerwaarde.stages.policy.actions import record_goal

    def enter(*, by: str = "pia", **changes: Any) -> Any:
        return record_goal(actor=getattr(cast, by), at=at, goal=goal_values(**changes))

    return enter


@pytest.fixture
def bounds() -> PolicyBounds:
    return PolicyBounds(
        routes=(
            RouteBounds(contract="services", single_until=Decimal(50_000), until_european=True),
            RouteBounds(contract="works", single_until=Decimal(150_000), multiple_until=Decimal(1_500_000)),
        ),
        social_value_minimum=Decimal(10),
        social_return_percentage=Decimal(5),
    )


@pytest.fixture
def new_draft(cast: Any, at: datetime, bounds: PolicyBounds) -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions import draft_framework

    def draft(**changes: Any) -> Any:
        given = {"title": "Kader inkopen met impact", "bounds": bounds, **changes}
        return draft_framework(actor=cast.pia, at=at, **given)

    return draft


@pytest.fixture
def new_rule(cast: Any, at: datetime) -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions import add_rule

    def add(framework: Any, demand: Demand | None = None, **changes: Any) -> Any:
        given = {
            "strength": "tenzij",
            "scope": Scope(),
            "demand": demand or InviteImpactEnterprise(),
            **changes,
        }
        return add_rule(actor=cast.pia, at=at, framework=framework, **given)

    return add


@pytest.fixture
def adopt(cast: Any, at: datetime) -> Callable[..., Any]:
    from meerwaarde.stages.policy.actions import adopt_framework
    from meerwaarde.stages.policy.queries import framework

    def decide(draft: Any, **changes: Any) -> Any:
        given = {
            "expected_version": draft.version,
            "body": "council",
            "adopted_on": date(2026, 1, 15),
            "valid_from": date(2026, 2, 1),
            **changes,
        }
        adopt_framework(actor=cast.pia, at=at, framework=draft, **given)
        return framework(cast.pia, draft.public_id)

    return decide


@pytest.fixture
def adopted(new_draft: Any, new_rule: Any, adopt: Any, new_goal: Any) -> Any:
    """A framework in force since February 2026, with one rule that serves one goal."""
    draft = new_draft()
    new_rule(draft, goals=[new_goal()])
    return adopt(draft)
