"""Reads of plans as a whole."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.lifecycle import ACTION_DONE, DROPPED, PLAN_DRAFT, PLAN_EVALUATED
from meerwaarde.stages.policy.models import ActionPlan

_PEOPLE = ("owner__person", "framework", "organisation")


def plans_visible_to(actor: Actor) -> QuerySet[ActionPlan]:
    """Plans of the actor's own authority; a draft only for who works there (the council sees what holds)."""
    if not actor.may("plans.read"):
        return ActionPlan.objects.none()
    plans = ActionPlan.objects.filter(organisation_id=actor.organisation_id)
    return plans if actor.may("plans.progress") else plans.exclude(state=PLAN_DRAFT)


def plan(actor: Actor, public_id: str) -> ActionPlan | None:
    """One plan with its owner; None for a stranger and for what does not exist."""
    return plans_visible_to(actor).select_related(*_PEOPLE).filter(public_id=public_id).first()


def plan_to_change(actor: Actor, public_id: str) -> ActionPlan | None:
    """The plan, held until the transaction ends."""
    return (
        plans_visible_to(actor)
        .select_related("organisation")
        .select_for_update(of=("self",))
        .filter(public_id=public_id)
        .first()
    )


def listed_plans(actor: Actor) -> QuerySet[ActionPlan]:
    """All plans, newest period first, with how many actions they hold and how many of those are done."""
    counted = Q(actions__isnull=False) & ~Q(actions__state=DROPPED)
    return (
        plans_visible_to(actor)
        .select_related(*_PEOPLE)
        .annotate(
            action_count=Count("actions", filter=counted, distinct=True),
            done_count=Count("actions", filter=Q(actions__state=ACTION_DONE), distinct=True),
            goal_count=Count("goals", distinct=True),
        )
        .order_by("-since", "-pk")
    )


def current_plan(actor: Actor, day: date) -> ActionPlan | None:
    """The plan that people work from on a day: where new actions land.

    The adopted plan whose period holds the day; else a draft for that day or later; else the newest plan that
    is not evaluated. None where there is no such plan: actions cannot be added then.
    """
    open_plans = list(
        plans_visible_to(actor)
        .select_related(*_PEOPLE)
        .exclude(state=PLAN_EVALUATED)
        .order_by("-since", "-pk")
    )
    now = [one for one in open_plans if one.since <= day <= one.until]
    adopted = [one for one in now if one.state != PLAN_DRAFT]
    coming = [one for one in open_plans if one.until >= day]
    return next(iter([*adopted, *now, *coming, *open_plans]), None)


def plan_before(actor: Actor, since: date) -> ActionPlan | None:
    """The last plan that began before a day: whose open actions and lessons a new one takes along."""
    return plans_visible_to(actor).filter(since__lt=since).order_by("-since", "-pk").first()


def drafts_of_plans(actor: Actor) -> list[ActionPlan]:
    """Drafts that wait for their adoption."""
    return list(plans_visible_to(actor).filter(state=PLAN_DRAFT).order_by("-since", "-pk"))
