"""Reads of the parts of a plan: steps, themes, goals, tenders, moments of the process, conclusions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import Membership, memberships_at
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import ACTION_DONE, DROPPED
from meerwaarde.rules.roles import permissions_of
from meerwaarde.stages.policy.models import (
    ActionPlan,
    Conclusion,
    Framework,
    Goal,
    PlanAction,
    PlanGoal,
    PlanStep,
    PlanTheme,
    ProcessMoment,
    PromisingTender,
)
from meerwaarde.stages.policy.queries.frameworks import rules_of
from meerwaarde.stages.policy.queries.goals import current_goals
from meerwaarde.stages.policy.queries.in_force import frameworks_in_force
from meerwaarde.stages.policy.queries.plans.whole import plans_visible_to


def steps_of(plan: ActionPlan) -> dict[int, PlanStep]:
    """What the plan says per step, by number; a step of which nobody wrote is absent."""
    return {one.number: one for one in PlanStep.objects.filter(plan=plan)}


def themes_of(plan: ActionPlan) -> dict[str, PlanTheme]:
    """What the plan says per theme, by code."""
    return {one.theme: one for one in PlanTheme.objects.filter(plan=plan)}


def moments_of(plan: ActionPlan) -> dict[str, ProcessMoment]:
    """How value enters each moment of the process, by code."""
    return {one.moment: one for one in ProcessMoment.objects.filter(plan=plan)}


def version_of_rows(rows: Iterable[Record]) -> int:
    """One version for rows that are written together: it rises with every change of any of them."""
    return sum(row.version for row in rows)


def plan_goals_of(plan: ActionPlan) -> QuerySet[PlanGoal]:
    """The goals of a plan in the order in which they were set, with their actions counted."""
    return _counted(PlanGoal.objects.filter(plan=plan))


def plan_goal(actor: Actor, public_id: str) -> PlanGoal | None:
    """One goal of a plan; None for a stranger and for what does not exist."""
    return _counted(_visible_goals(actor)).filter(public_id=public_id).first()


def plan_goal_to_change(actor: Actor, public_id: str) -> PlanGoal | None:
    """The goal of a plan, held until the transaction ends."""
    return _visible_goals(actor).select_for_update(of=("self",)).filter(public_id=public_id).first()


def plan_goals_serving(actor: Actor, goal: Goal) -> list[PlanGoal]:
    """The goals of plans that serve this goal of the board, newest plan first."""
    found = _counted(_visible_goals(actor).filter(goal=goal))
    return list(found.order_by("-plan__since", "pk"))


def actions_under(goal: PlanGoal) -> list[PlanAction]:
    """The actions that work on a goal of a plan, dropped ones too."""
    return list(goal.actions.all())


def tenders_of(plan: ActionPlan) -> list[PromisingTender]:
    """Promising tenders, soonest first; what has no year yet comes last."""
    found = PromisingTender.objects.filter(plan=plan).select_related("category")
    return sorted(found, key=lambda one: (one.year or 9999, one.quarter or 9, one.pk))


def tender(actor: Actor, public_id: str) -> PromisingTender | None:
    """One promising tender of a plan that the actor may see."""
    return _visible_tenders(actor).filter(public_id=public_id).first()


def tender_to_change(actor: Actor, public_id: str) -> PromisingTender | None:
    """The tender, held until the transaction ends."""
    return _visible_tenders(actor).select_for_update(of=("self",)).filter(public_id=public_id).first()


def conclusions_of(plan: ActionPlan) -> list[Conclusion]:
    """Conclusions of the evaluation, in the order in which they were drawn."""
    return list(
        Conclusion.objects.filter(plan=plan).select_related(
            "owner__person", "action", "framework", "category", "goal"
        )
    )


def conclusion(actor: Actor, public_id: str) -> Conclusion | None:
    """One conclusion of a plan that the actor may see."""
    return _visible_conclusions(actor).filter(public_id=public_id).first()


def conclusion_to_change(actor: Actor, public_id: str) -> Conclusion | None:
    """The conclusion, held until the transaction ends."""
    return _visible_conclusions(actor).select_for_update(of=("self",)).filter(public_id=public_id).first()


def conclusions_waiting(actor: Actor) -> list[Conclusion]:
    """Changes that this person promised after an evaluation and that are not settled yet."""
    found = _visible_conclusions(actor).filter(owner_id=actor.membership_id, settled_on__isnull=True)
    return list(found.order_by("due_on", "pk"))


def goals_to_serve(actor: Actor) -> list[Goal]:
    """Current goals of the board, for the choice at a goal of the plan."""
    return list(current_goals(actor))


def frameworks_to_work_from(actor: Actor, day: date) -> list[Framework]:
    """Frameworks in force, one of which a plan can carry out."""
    return list(frameworks_in_force(actor.organisation_id, day))


def frameworks_with_rules(actor: Actor, day: date) -> list[tuple[Framework, int]]:
    """The frameworks in force for the whole authority, with how many rules each has."""
    found = frameworks_in_force(actor.organisation_id, day)
    return [(one, len(rules_of(one))) for one in found]


def possible_action_owners(actor: Actor, day: date) -> list[Membership]:
    """Whose role may report progress: one never waits for somebody who cannot act."""
    held = memberships_at(actor.organisation_id, day)
    return [one for one in held if "plans.progress" in permissions_of(one.role)]


def _visible_goals(actor: Actor) -> QuerySet[PlanGoal]:
    return PlanGoal.objects.filter(plan__in=plans_visible_to(actor)).select_related(
        "plan", "goal", "owner__person"
    )


def _visible_tenders(actor: Actor) -> QuerySet[PromisingTender]:
    return PromisingTender.objects.filter(plan__in=plans_visible_to(actor)).select_related("plan", "category")


def _visible_conclusions(actor: Actor) -> QuerySet[Conclusion]:
    return Conclusion.objects.filter(plan__in=plans_visible_to(actor)).select_related(
        "plan", "owner__person", "action"
    )


def _counted(goals: QuerySet[PlanGoal]) -> QuerySet[PlanGoal]:
    """With how many actions work on each, and how many of those are done."""
    return (
        goals.select_related("plan", "goal", "owner__person")
        .annotate(
            action_count=Count("actions", filter=~Q(actions__state=DROPPED)),
            done_count=Count("actions", filter=Q(actions__state=ACTION_DONE)),
        )
        .order_by("pk")
    )
