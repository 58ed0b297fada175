"""What the home page of the council shows of policy: it only reads, so nothing here asks for work."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, Section
from meerwaarde.stages.policy.pages.council import council_goals, council_ways, plan_progress

COUNCIL = "council"


@slots.home_actions.register("policy.council", order=20)
def ways(actor: Actor) -> list[Action]:
    """Where a member of the council reads on."""
    return list(council_ways(actor)) if actor.role == COUNCIL else []


@slots.home_sections.register("policy.council_goals", order=20)
def goals(actor: Actor) -> list[Section]:
    """The goals of the board, with the rules and procurements that hang on each."""
    if actor.role != COUNCIL:
        return []
    return [
        Section(
            title=_("Goals of the board, and what hangs on them"),
            template="policy/parts/home_council_goals.html",
            content=council_goals(actor),
            icon="goal",
            anchor="doelen",
        )
    ]


@slots.home_sections.register("policy.council_plan", order=22)
def plan(actor: Actor) -> list[Section]:
    """How far the plan is that the council adopted."""
    if actor.role != COUNCIL:
        return []
    found = plan_progress(actor, timezone.localdate())
    if found is None:
        return []
    return [
        Section(
            title=_("The adopted action plan"),
            template="policy/parts/home_plan.html",
            content=found,
            icon="task",
            anchor="actieplan",
        )
    ]
