"""SMART goals of a plan."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.ambition import THEMES
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.plans.standing import plan_to_work_on, plan_to_write
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import VERDICTS, ActionPlan, Goal, PlanGoal

MOST_FIGURE = Decimal(10) ** 12


@dataclass(frozen=True, kw_only=True)
class PlanGoalValues:
    """What a person gives to set a goal of a plan; what is not filled in, the SMART check asks for."""

    wording: str
    goal: Goal | None = None
    theme: str = ""
    indicator: str = ""
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    due_on: date | None = None
    owner: Membership | None = None
    acceptable: str = ""
    realistic: str = ""


def add_plan_goal(*, actor: Actor, at: datetime, plan: ActionPlan, values: PlanGoalValues) -> PlanGoal:
    """Set a goal. It may still miss parts of SMART: the page keeps asking for them."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = plan_to_write(actor, plan.public_id)
        refuse_if(_problems(actor, values))
        entered = PlanGoal.enter(plan=held, **_plain(values))
        given = [one.name for one in fields(values) if getattr(values, one.name) not in ("", None)]
        record(actor, "plangoal.add", entered, at=at, fields=["plan", *given])
    return entered


def change_plan_goal(
    *, actor: Actor, at: datetime, plan_goal: PlanGoal, expected_version: int, values: PlanGoalValues
) -> tuple[str, ...]:
    """Change a goal of a draft; names what really changed."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = seen(queries.plan_goal_to_change(actor, plan_goal.public_id))
        plan_to_write(actor, held.plan.public_id)
        refuse_if(_problems(actor, values))
        changed = held.change(expected_version, **_plain(values))
        if changed:
            record(actor, "plangoal.change", held, at=at, fields=changed)
    return changed


def strike_plan_goal(*, actor: Actor, at: datetime, plan_goal: PlanGoal) -> PlanGoalValues:
    """Strike a goal of a draft; its actions stay. Gives its values, so that it can be put back."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = seen(queries.plan_goal_to_change(actor, plan_goal.public_id))
        plan_to_write(actor, held.plan.public_id)
        kept = PlanGoalValues(**{one.name: getattr(held, one.name) for one in fields(PlanGoalValues)})
        record(actor, "plangoal.strike", held, at=at, fields=["plan"])
        for one in queries.actions_under(held):
            one.change(plan_goal=None)  # they stay in the plan
        held.strike()
    return kept


def judge_plan_goal(
    *,
    actor: Actor,
    at: datetime,
    plan_goal: PlanGoal,
    expected_version: int,
    reached: Decimal | None,
    verdict: str,
    note: str = "",
) -> tuple[str, ...]:
    """Say in an adopted plan how far a goal came: a figure, a verdict (may be left open), and why."""
    must(actor, "plans.write")
    problems = {}
    if verdict and verdict not in VERDICTS:
        problems["verdict"] = _("Choose one of the three verdicts, or leave it open.")
    if verdict in ("partly", "missed") and not note.strip():
        problems["verdict_note"] = _("Say in a few words why: that is what the next plan learns from.")
    if reached is not None and abs(reached) >= MOST_FIGURE:
        problems["reached"] = _("This figure is too large. Choose a larger unit, such as thousands.")
    refuse_if(problems)
    with transaction.atomic():
        held = seen(queries.plan_goal_to_change(actor, plan_goal.public_id))
        plan_to_work_on(actor, held.plan.public_id)
        changed = held.change(expected_version, reached=reached, verdict=verdict, verdict_note=note)
        if changed:
            record(actor, "plangoal.judge", held, at=at, fields=changed)
    return changed


def _problems(actor: Actor, values: PlanGoalValues) -> dict[str, str]:
    problems = {}
    if not values.wording.strip():
        problems["wording"] = _("Write down what will be different, for whom, and by when.")
    if values.theme and values.theme not in THEMES:
        problems["theme"] = _("Choose one of the six themes.")
    if values.goal and values.goal.organisation_id != actor.organisation_id:
        problems["goal"] = _("Choose a goal of your own board.")
    if values.owner and values.owner.organisation_id != actor.organisation_id:
        problems["owner"] = _("Choose a colleague of your own authority.")
    for name in ("baseline", "target"):
        figure = getattr(values, name)
        if figure is not None and abs(figure) >= MOST_FIGURE:
            problems[name] = _("This figure is too large. Choose a larger unit, such as thousands.")
    return problems


def _plain(values: PlanGoalValues) -> dict[str, Any]:
    return {one.name: getattr(values, one.name) for one in fields(values)}
