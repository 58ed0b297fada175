"""What of action plans can be found by searching. Drafts cannot: not everybody may read them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.lifecycle import PLAN_DRAFT
from meerwaarde.stages.policy.models import ActionPlan
from meerwaarde.stages.policy.queries.findable import Findable
from meerwaarde.stages.policy.queries.plans.actions import actions_of
from meerwaarde.stages.policy.queries.plans.parts import plan_goals_of
from meerwaarde.stages.policy.queries.plans.whole import plans_visible_to


def findable_plan(slug: str, plan: ActionPlan) -> Findable:
    """A plan by its title, its goals and its actions."""
    goals = [goal.wording for goal in plan_goals_of(plan)]
    return Findable(
        kind="actionplan",
        object_id=plan.public_id,
        url=reverse("policy:plan", args=[slug, plan.public_id]),
        title=plan.title,
        summary=plan.summary,
        text="\n".join((*goals, *(action.title for action in actions_of(plan)))),
    )


def findable_plans(actor: Actor) -> Iterator[Findable]:
    """All plans that are no draft, for an index that is made anew."""
    for plan in plans_visible_to(actor).exclude(state=PLAN_DRAFT).order_by("pk"):
        yield findable_plan(actor.slug, plan)
