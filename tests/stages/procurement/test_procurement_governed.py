"""Which rules hold for a procurement, and for which procurements a rule holds: the thread tells one story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.stages.policy.models import Framework, Goal
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Procurement, new_start_key

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]


def add_rule(framework: Framework, goal: Goal, code: str, scope: dict[str, Any]) -> Any:
    """A rule as it would have been adopted with the version."""
    kind = framework.rules.model
    asked = {"demand": "state_purpose"}
    (rule,) = kind.objects.bulk_create(
        [kind(framework=framework, code=code, strength="tenzij", scope=scope, demand=asked)]
    )
    rule.goals.add(goal)
    return rule


def of(cast: Any, at: datetime, goal: Goal, title: str, **part: Any) -> Procurement:
    """A procurement that serves the goal, with this scope."""
    begun = actions.start(cast.ann, title=title, start_key=new_start_key(), at=at)
    begun.goals.add(goal)
    known = {"contract": "services", "cpv": ["77310000"], "duration_months": 12, "estimate": "40000"}
    actions.save_scope(
        cast.ann,
        begun,
        expected_version=begun.version,
        part=known | part,
        start_on=None,
        divided=None,
        lots=(),
        at=at,
    )
    return begun


def test_a_shared_goal_is_not_enough(cast: Any, at: datetime, framework: Framework, goal: Goal) -> None:
    small = add_rule(framework, goal, "K2", {"contracts": ["services"], "value_until": "50000"})
    below = of(cast, at, goal, "Snoeien")
    of(cast, at, goal, "Bankjes", contract="supplies", estimate="148000")
    of(cast, at, goal, "Maaien", estimate="50000")
    of(cast, at, goal, "Waarde nog niet bekend", estimate=None)
    assert [one.title for one in queries.of_rule(cast.ann, small.public_id)] == [below.title]
    assert queries.of_rule(cast.eve, small.public_id) == []


def test_a_rule_holds_only_in_the_days_of_its_version(
    cast: Any, at: datetime, framework: Framework, goal: Goal
) -> None:
    (rule,) = framework.rules.all()
    found = of(cast, at, goal, "Snoeien")
    assert [one.pk for one in queries.of_rule(cast.ann, rule.public_id)] == [found.pk]
    Framework.objects.filter(pk=framework.pk).update(valid_until=date(2026, 11, 1))
    assert queries.of_rule(cast.ann, rule.public_id) == []


def test_a_withdrawn_procurement_is_left_out(
    cast: Any, at: datetime, framework: Framework, goal: Goal
) -> None:
    (rule,) = framework.rules.all()
    found = of(cast, at, goal, "Snoeien")
    Procurement.objects.filter(pk=found.pk).update(state="withdrawn")
    assert queries.of_rule(cast.ann, rule.public_id) == []


def test_the_number_of_queries_does_not_follow_the_procurements(
    cast: Any, at: datetime, framework: Framework, goal: Goal
) -> None:
    (rule,) = framework.rules.all()

    def asked(number: int) -> int:
        for place in range(number):
            of(cast, at, goal, f"Snoeien {place}")
        with CaptureQueriesContext(connection) as captured:
            assert queries.of_rule(cast.ann, rule.public_id)
        return len(captured)

    few = asked(1)
    assert asked(7) == few


def test_page_of_the_rule_and_page_of_the_procurement_lead_to_each_other(
    browse: Browse, filled: Procurement, framework: Framework, goal: Goal
) -> None:
    other = add_rule(framework, goal, "K2", {"contracts": ["supplies"]})
    holds = framework.rules.get(code="K1")
    client = browse("ann")
    own = reverse("procurement:detail", args=["veenmeer", filled.public_id])
    pages = {
        rule.code: client.get(reverse("policy:rule", args=["veenmeer", rule.public_id]))
        for rule in (holds, other)
    }
    assert own in pages["K1"].content.decode()
    assert "Inkopen waarvoor deze regel geldt" in pages["K1"].content.decode()
    assert own not in pages["K2"].content.decode()
    thread = client.get(own).context["page"].thread
    assert [(node.rank, node.label) for node in thread if node.rank in (20, 30)] == [
        (20, "Kader impact, versie 1"),
        (30, "K1"),
    ]


def test_more_than_three_rules_are_one_knot(
    browse: Browse, filled: Procurement, framework: Framework, goal: Goal
) -> None:
    for code in ("K2", "K3", "K4"):
        add_rule(framework, goal, code, {})
    page = browse("ann").get(reverse("procurement:detail", args=["veenmeer", filled.public_id]))
    (knot,) = [node for node in page.context["page"].thread if node.rank == 30]
    assert knot.label == "4 regels"
    assert knot.url == reverse("procurement:rules", args=["veenmeer", filled.public_id])
