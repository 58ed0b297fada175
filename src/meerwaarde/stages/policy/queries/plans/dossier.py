"""What an audit dossier holds of action plans: codes, days, amounts, and the wording of goals (public)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.stages.policy.models import (
    ActionPlan,
    CalendarLink,
    Conclusion,
    PlanAction,
    PlanGoal,
    PlanStep,
    PromisingTender,
)

Rows = Iterator[tuple[str, dict[str, Any]]]


def plans_for_dossier(organisation_id: int) -> Rows:
    """Every plan."""
    found = ActionPlan.objects.filter(organisation_id=organisation_id).select_related("owner", "framework")
    for one in found:
        yield one.public_id, {**plain_values(one), "title": one.title}


def plan_steps_for_dossier(organisation_id: int) -> Rows:
    """Every step of which somebody wrote."""
    for one in PlanStep.objects.filter(plan__organisation_id=organisation_id).select_related("plan"):
        yield one.public_id, plain_values(one)


def plan_goals_for_dossier(organisation_id: int) -> Rows:
    """Every goal of a plan."""
    found = PlanGoal.objects.filter(plan__organisation_id=organisation_id)
    for one in found.select_related("plan", "goal", "owner"):
        yield one.public_id, {**plain_values(one), "wording": one.wording}


def tenders_for_dossier(organisation_id: int) -> Rows:
    """Every promising tender."""
    found = PromisingTender.objects.filter(plan__organisation_id=organisation_id)
    for one in found.select_related("plan", "category"):
        yield one.public_id, {**plain_values(one), "title": one.title}


def plan_actions_for_dossier(organisation_id: int) -> Rows:
    """Every action, dropped ones too."""
    found = PlanAction.objects.filter(plan__organisation_id=organisation_id)
    for one in found.select_related("plan", "plan_goal", "department", "owner"):
        yield one.public_id, {**plain_values(one), "title": one.title}


def conclusions_for_dossier(organisation_id: int) -> Rows:
    """Every conclusion."""
    found = Conclusion.objects.filter(plan__organisation_id=organisation_id)
    for one in found.select_related("plan", "owner", "action"):
        yield one.public_id, plain_values(one)


def calendar_links_for_dossier(organisation_id: int) -> Rows:
    """Every calendar link: when it was made and ended, never its secret."""
    found = CalendarLink.objects.filter(membership__organisation_id=organisation_id)
    for one in found.select_related("membership"):
        yield one.public_id, plain_values(one)
