"""Keeping the search index in step with plans."""

from __future__ import annotations

from dataclasses import asdict

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.search.actions import index
from meerwaarde.stages.policy.models import ActionPlan
from meerwaarde.stages.policy.queries import findable_plan


def find_plan(actor: Actor, plan: ActionPlan) -> None:
    """A plan can be found from its adoption on: not everybody may read a draft."""
    index(organisation_id=actor.organisation_id, **asdict(findable_plan(actor.slug, plan)))
