"""What an authority did with the model passages: goals made of them, and rules that ask the same."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import REPLACED
from meerwaarde.rules.model_passages import ModelPassage, model_passages
from meerwaarde.stages.policy.models import Framework, FrameworkRule, Goal
from meerwaarde.stages.policy.queries.frameworks import frameworks_visible_to
from meerwaarde.stages.policy.queries.goals import current_goals


def passages_on(day: date) -> dict[str, ModelPassage]:
    """The model passages that are offered on a day, by code."""
    return model_passages(Law.on(day))


def adopted_goals(actor: Actor) -> dict[str, list[Goal]]:
    """The current goals that were made of a model passage, by its code."""
    found: dict[str, list[Goal]] = {}
    for goal in current_goals(actor).exclude(model_passage="").order_by("pk"):
        found.setdefault(goal.model_passage, []).append(goal)
    return found


def same_rules(actor: Actor, passages: Iterable[ModelPassage]) -> dict[str, list[FrameworkRule]]:
    """Rules of drafts and adopted versions that ask exactly what the rule of a passage asks, by its code."""
    wanted = {_key(one.rule.scope, one.rule.demand): one.code for one in passages if one.rule is not None}
    versions = frameworks_visible_to(actor).exclude(state=REPLACED)
    rows = FrameworkRule.objects.filter(framework__in=versions, struck_at__isnull=True)
    found: dict[str, list[FrameworkRule]] = {}
    for rule in (
        rows.select_related("framework").prefetch_related("goals").order_by("framework_id", "position")
    ):
        asked = rule.as_policy_rule()
        code = wanted.get(_key(asked.scope, asked.demand))
        if code is not None:
            found.setdefault(code, []).append(rule)
    return found


def drafts_to_fill(actor: Actor) -> list[Framework]:
    """The drafts to which this actor can add a rule."""
    if not actor.may("frameworks.draft"):
        return []
    return [one for one in frameworks_visible_to(actor).order_by("-pk") if one.draft]


def _key(scope: object, demand: object) -> bytes:
    return msgspec.json.encode([scope, demand])
