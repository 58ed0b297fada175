"""Webs of Veenmeer, and sessions over them that are settled without the meeting itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pytest

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def new_web(cast: Any) -> Callable[..., Any]:
    """`new_web(title="…", areas="gww")` is made by Pia and comes back as her page reads it."""
    from meerwaarde.stages.policy.actions.ambition_webs import WebValues, start_web
    from meerwaarde.stages.policy.queries.ambition_webs import ambition_web

    def start(*, by: str = "pia", areas: str = "six", own_areas: Any = (), **changes: Any) -> Any:
        values = WebValues(**{"title": "Web van Veenmeer", "kind": "organisation", **changes})
        actor = getattr(cast, by)
        made = start_web(actor=actor, at=AT, web=values, areas=areas, own_areas=own_areas)  # type: ignore[arg-type]
        return ambition_web(actor, made.public_id)

    return start


@pytest.fixture
def settled(cast: Any) -> Callable[..., Any]:
    """`settled(web, {"climate": 2})` is a session that agreed so, written straight into the tables."""
    from meerwaarde.rules.lifecycle import WEB_SETTLED
    from meerwaarde.stages.policy.models import WebOutcome, WebSession

    def settle(
        web: Any,
        levels: Mapping[str, int | None],
        *,
        at: datetime = AT,
        phase: str = "",
        previous: Any = None,
        more: Mapping[str, Mapping[str, Any]] | None = None,
        lead: str = "pia",
    ) -> Any:
        session = WebSession.enter(
            web=web,
            title=f"Sessie over {web.title}",
            phase=phase,
            state=WEB_SETTLED,
            facilitator_id=getattr(cast, lead).membership_id,
            previous=previous,
            opened_at=at,
            revealed_at=at,
            settled_at=at,
            planned_on=at.date(),
        )
        for area in web.areas.all():
            if area.code in levels:
                level = levels[area.code]
                given: dict[str, Any] = {
                    "level": level,
                    "policy_level": area.policy_level,
                    "present": 0,
                    "reason": "Zo spraken wij het af.",
                    **(more or {}).get(area.code, {}),
                }
                WebOutcome.enter(session=session, area=area, **given)
        return session

    return settle


@pytest.fixture
def adopted_with(new_draft: Any, new_rule: Any, adopt: Any) -> Callable[..., Any]:
    """A framework with these demands, in force."""

    def decide(*demands: Any, department: Any = None, **days: date) -> Any:
        draft = new_draft(department=department)
        for demand in demands:
            new_rule(draft, demand)
        return adopt(draft, **days)

    return decide


@pytest.fixture
def climate_framework(adopted_with: Any) -> Any:
    """A framework in force that asks level 2 on climate and 5% social return."""
    from decimal import Decimal

    from meerwaarde.rules.compliance import SocialReturn, ThemeMinimum

    return adopted_with(ThemeMinimum(theme="climate", level=2), SocialReturn(percentage=Decimal(5)))


@pytest.fixture
def new_category(cast: Any) -> Callable[[str], Any]:
    """A category of the matrix of Veenmeer."""
    from meerwaarde.stages.policy.actions.matrix import CategoryValues, add_category

    def enter(name: str) -> Any:
        return add_category(actor=cast.pia, at=AT, values=CategoryValues(name=name))

    return enter
