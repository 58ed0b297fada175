"""Reads of the actions of plans: to be done, by whom, before which day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import Membership, memberships_at
from meerwaarde.rules.lifecycle import DROPPED, PLAN_ADOPTED, PLAN_DRAFT, PLAN_EVALUATED, PLANNED, UNDER_WAY
from meerwaarde.stages.policy.models import ActionPlan, PlanAction
from meerwaarde.stages.policy.queries.plans.whole import plans_visible_to

ACTION_SORTS = ("starts", "ends", "title", "owner", "state")
OPEN = (PLANNED, UNDER_WAY)
SOON = timedelta(days=14)
"""What ends within this time waits for its owner, and is reminded of."""
BEGINS = timedelta(days=7)
"""What begins within this time is reminded of."""
_ORDER = {
    "starts": ("starts_on", "ends_on"),
    "ends": ("ends_on", "starts_on"),
    "title": ("title",),
    "owner": ("owner__person__name", "starts_on"),
    "state": ("state", "starts_on"),
}
_BESIDE = ("plan", "owner__person", "department", "plan_goal", "plan_goal__goal")


@dataclass(frozen=True)
class ActionFilter:
    """What a person asks of the list of actions; public ids of owner, department and goal."""

    text: str = ""
    owner: str = ""
    department: str = ""
    goal: str = ""
    state: str = ""
    """A state, or "late" for what is past its last day, or "" for all but what was dropped."""


def actions_visible_to(actor: Actor) -> QuerySet[PlanAction]:
    """Actions of every plan that the actor may see."""
    return PlanAction.objects.filter(plan__in=plans_visible_to(actor)).select_related(*_BESIDE)


def action(actor: Actor, public_id: str) -> PlanAction | None:
    """One action; None for a stranger and for what does not exist."""
    return actions_visible_to(actor).filter(public_id=public_id).first()


def action_to_change(actor: Actor, public_id: str) -> PlanAction | None:
    """The action, held until the transaction ends."""
    return actions_visible_to(actor).select_for_update(of=("self",)).filter(public_id=public_id).first()


def actions_of(plan: ActionPlan) -> QuerySet[PlanAction]:
    """All actions of a plan, by the day on which they start."""
    return (
        PlanAction.objects.filter(plan=plan).select_related(*_BESIDE).order_by("starts_on", "ends_on", "pk")
    )


def filtered_actions(
    plan: ActionPlan, wanted: ActionFilter, day: date, *, sort: str = "starts", descending: bool = False
) -> list[PlanAction]:
    """The actions that fit what was asked; a plan holds tens of them, so the list has no pages."""
    rows = actions_of(plan)
    if wanted.state == "late":
        rows = rows.filter(state__in=OPEN, ends_on__lt=day)
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    else:
        rows = rows.exclude(state=DROPPED)
    if wanted.owner:
        rows = rows.filter(owner__public_id=wanted.owner)
    if wanted.department:
        rows = rows.filter(department__public_id=wanted.department)
    if wanted.goal:
        rows = rows.filter(plan_goal__public_id=wanted.goal)
    for word in wanted.text.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(explanation__icontains=word))
    order = [
        F(name).desc(nulls_last=True) if descending else F(name).asc(nulls_last=True) for name in _ORDER[sort]
    ]
    return list(rows.order_by(*order, "pk"))


def open_actions_of(plan: ActionPlan) -> list[PlanAction]:
    """What a plan did not finish: a next plan can take it over."""
    return [one for one in actions_of(plan) if one.state in OPEN]


def my_actions(actor: Actor) -> QuerySet[PlanAction]:
    """The open actions of this person in plans that are not evaluated; what ends first stands first.

    Of a draft nothing waits yet: it may still change before somebody adopts it.
    """
    return (
        actions_visible_to(actor)
        .filter(owner_id=actor.membership_id, state__in=OPEN)
        .exclude(plan__state__in=(PLAN_DRAFT, PLAN_EVALUATED))
        .order_by("ends_on", "pk")
    )


def actions_for_goal(actor: Actor, goal: str) -> list[PlanAction]:
    """The actions that serve a goal of the board (its public id) through a goal of their plan."""
    found = actions_visible_to(actor).filter(plan_goal__goal__public_id=goal).exclude(state=DROPPED)
    return list(found.order_by("starts_on", "pk"))


def actions_from(actor: Actor, origin_refs: Iterable[str]) -> dict[str, PlanAction]:
    """The action that came from each of these things ("kind:public id"), as far as there is one.

    What was dropped does not count: then the thing may give an action again.
    """
    found = actions_visible_to(actor).filter(origin_ref__in=set(origin_refs) - {""}).exclude(state=DROPPED)
    return {one.origin_ref: one for one in found.order_by("pk")}


def actions_grown_from(origin_ref: str) -> list[PlanAction]:
    """The actions that came from this thing, also dropped ones, and their copies in later plans.

    For housekeeping, of no actor; held until the transaction ends.
    """
    found: list[PlanAction] = []
    refs = [origin_ref]
    while refs:
        step = list(PlanAction.objects.select_for_update().filter(origin_ref__in=refs).order_by("pk"))
        refs = [f"planaction:{one.public_id}" for one in step]
        found += step
    return found


def actions_to_remind(day: date, pause: timedelta) -> list[tuple[Membership, list[PlanAction]]]:
    """Per owner what begins within a week, ends soon or is late, in adopted plans of every authority.

    Left out: who was reminded of anything less than `pause` ago, and who no longer holds the role.
    """
    found = (
        PlanAction.objects.filter(plan__state=PLAN_ADOPTED, state__in=OPEN, owner__isnull=False)
        .filter(Q(ends_on__lte=day + SOON) | Q(state=PLANNED, starts_on__range=(day, day + BEGINS)))
        .filter(owner__organisation__active=True)
        .select_related("plan__owner__person", "owner__person", "owner__organisation")
        .order_by("owner_id", "ends_on", "pk")
    )
    recent = set(
        PlanAction.objects.filter(reminded_on__gt=day - pause, owner__isnull=False).values_list(
            "owner__person_id", flat=True
        )
    )
    by_owner: dict[int, tuple[Membership, list[PlanAction]]] = {}
    for one in found:
        if one.owner is not None and one.owner.person_id not in recent:
            by_owner.setdefault(one.owner.pk, (one.owner, []))[1].append(one)
    holding = {
        organisation: {held.pk for held in memberships_at(organisation, day)}
        for organisation in {owner.organisation_id for owner, _actions in by_owner.values()}
    }
    kept = [
        (owner, actions) for owner, actions in by_owner.values() if owner.pk in holding[owner.organisation_id]
    ]
    return _once_per_person(kept)


def actions_to_mark(actions: Iterable[PlanAction]) -> list[PlanAction]:
    """The same as they stand now, held until the transaction ends; what was taken away is not there."""
    found = PlanAction.objects.filter(pk__in=[one.pk for one in actions]).order_by("pk")
    return list(found.select_for_update(no_key=True))


def _once_per_person(
    found: list[tuple[Membership, list[PlanAction]]],
) -> list[tuple[Membership, list[PlanAction]]]:
    """Somebody with two roles gets one letter this round, of the first; the other follows after the pause."""
    seen: set[int] = set()
    first = []
    for owner, actions in found:
        if owner.person_id not in seen:
            seen.add(owner.person_id)
            first.append((owner, actions))
    return first
