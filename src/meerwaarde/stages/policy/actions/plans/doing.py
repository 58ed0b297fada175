"""Actions of a plan: adding, changing, reporting progress, and the steps that they take."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Department, Membership, one_at_a_time
from meerwaarde.rules.lifecycle import ACTION_DONE, DROPPED, PLAN_ACTION, PLANNED, UNDER_WAY
from meerwaarde.rules.roles import permissions_of
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.plans.standing import plan_to_work_on
from meerwaarde.stages.policy.actions.refusal import Refused, refuse_if, seen
from meerwaarde.stages.policy.models import ActionPlan, PlanAction, PlanGoal

MOST_HOURS = Decimal(100_000)
MOST_CENTS = 10**12
OTHER_DOORS = {"web": "webs.facilitate", "assessment": "assessments.lead"}
"""Who may bring an action in without keeping the plan: what a session or a self-assessment agreed."""


@dataclass(frozen=True, kw_only=True)
class ActionValues:
    """What a person gives to plan an action. Money is whole cents excluding VAT."""

    title: str
    starts_on: date
    ends_on: date
    explanation: str = ""
    plan_goal: PlanGoal | None = None
    department: Department | None = None
    owner: Membership | None = None
    hours: Decimal | None = None
    budget_cents: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProgressValues:
    """How far an action is: per cent, in words, and what it took so far."""

    progress: int
    progress_note: str = ""
    spent_hours: Decimal | None = None
    spent_cents: int | None = None


def add_action(
    *,
    actor: Actor,
    at: datetime,
    plan: ActionPlan,
    action: ActionValues,
    origin: str = "manual",
    origin_ref: str = "",
) -> PlanAction:
    """Plan an action, also in a plan that is adopted: the work goes on.

    `origin` is one of `ACTION_ORIGINS`; `origin_ref` ("kind:public id") names what it came from, and the same
    thing gives one action at most (`Refused` names the one there is; what was dropped does not count).
    """
    if not (origin in OTHER_DOORS and actor.may(OTHER_DOORS[origin])):
        must(actor, "plans.write")
    with transaction.atomic():
        if origin_ref:
            one_at_a_time(actor.organisation_id)
        held = plan_to_work_on(actor, plan.public_id)
        refuse_if({**_twice(actor, origin_ref), **_problems(actor, held, action)})
        entered = PlanAction.enter(plan=held, origin=origin, origin_ref=origin_ref, **_plain(action))
        given = [one.name for one in fields(action) if getattr(action, one.name) not in ("", None)]
        record(actor, "planaction.add", entered, at=at, fields=["plan", "origin", "origin_ref", *given])
    return entered


def change_action(
    *, actor: Actor, at: datetime, action: PlanAction, expected_version: int, values: ActionValues
) -> tuple[str, ...]:
    """Change what was planned; names what really changed."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = seen(queries.action_to_change(actor, action.public_id))
        plan = plan_to_work_on(actor, held.plan.public_id)
        refuse_if(_problems(actor, plan, values, before=held))
        changed = held.change(expected_version, **_plain(values))
        if changed:
            record(actor, "planaction.change", held, at=at, fields=changed)
    return changed


def report_progress(
    *, actor: Actor, at: datetime, action: PlanAction, expected_version: int, values: ProgressValues
) -> tuple[str, ...]:
    """Say how far an action is. A hundred per cent reports it as done; more than nothing begins it."""
    must(actor, "plans.progress")
    with transaction.atomic():
        held = seen(queries.action_to_change(actor, action.public_id))
        plan_to_work_on(actor, held.plan.public_id)
        _may_report(actor, held)
        refuse_if(_progress_problems(held, values))
        given: dict[str, Any] = {one.name: getattr(values, one.name) for one in fields(values)}
        changed = held.change(expected_version, **given, **_follows(held, values.progress, at))
        if changed:
            record(actor, "planaction.progress", held, at=at, fields=changed)
    return changed


def move_action(
    *, actor: Actor, at: datetime, action: PlanAction, verb: str, expected_version: int
) -> PlanAction:
    """Take a step of the table `PLAN_ACTION`: begin, finish, drop, and back."""
    with transaction.atomic():
        held = seen(queries.action_to_change(actor, action.public_id))
        plan_to_work_on(actor, held.plan.public_id)
        step = PLAN_ACTION.step(verb, held.state, actor.role)
        must(actor, step.permission)
        _may_report(actor, held)
        done = step.until == ACTION_DONE
        values: dict[str, Any] = {"state": step.until}
        values["done_on"] = timezone.localtime(at).date() if done else None
        changed = held.change(expected_version, **values)
        record(actor, f"planaction.{verb}", held, at=at, fields=changed)
    return held


def may_report(actor: Actor, action: PlanAction) -> bool:
    """The owner reports on the own action; who keeps the plan on any; without an owner everybody who may."""
    if actor.may("plans.write"):
        return True
    return actor.may("plans.progress") and action.owner_id in (None, actor.membership_id)


def _may_report(actor: Actor, action: PlanAction) -> None:
    if not may_report(actor, action):
        owner = action.owner.person.name if action.owner else ""
        raise Refused({"": _("%(owner)s keeps this action up to date. Ask for it there.") % {"owner": owner}})


def _twice(actor: Actor, origin_ref: str) -> dict[str, str]:
    there = queries.actions_from(actor, [origin_ref]).get(origin_ref)
    if there is None:
        return {}
    return {
        "": _("This gave an action already: “%(title)s”, in %(plan)s. You can change it there.")
        % {"title": there.title, "plan": there.plan.title}
    }


def _problems(
    actor: Actor, plan: ActionPlan, action: ActionValues, before: PlanAction | None = None
) -> dict[str, str]:
    problems = {}
    if not action.title.strip():
        problems["title"] = _(
            "Say what somebody will do, for example “Train all clients in asking for impact”."
        )
    if action.ends_on < action.starts_on:
        problems["ends_on"] = _("The action ends before it begins. Check both days.")
    elif not plan.since <= action.starts_on <= plan.until:
        problems["starts_on"] = _outside(plan)
    elif not plan.since <= action.ends_on <= plan.until:
        problems["ends_on"] = _outside(plan)
    if action.plan_goal and action.plan_goal.plan_id != plan.pk:
        problems["plan_goal"] = _("Choose a goal of this plan.")
    if action.department and action.department.organisation_id != actor.organisation_id:
        problems["department"] = _("Choose a department of your own authority.")
    if action.owner and action.owner.organisation_id != actor.organisation_id:
        problems["owner"] = _("Choose a colleague of your own authority.")
    elif action.owner and "plans.progress" not in permissions_of(action.owner.role):
        problems["owner"] = _("This colleague cannot report progress in the role held here. Choose another.")
    problems |= _amounts(hours=action.hours, budget_cents=action.budget_cents)
    if before is not None and before.state == DROPPED:
        problems[""] = _("This action was dropped. Put it back first; then you can change it.")
    return problems


def _outside(plan: ActionPlan) -> str:
    return _("The plan runs from %(since)s to %(until)s. Choose a day within it, or change its period.") % {
        "since": plan.since.strftime("%d-%m-%Y"),
        "until": plan.until.strftime("%d-%m-%Y"),
    }


def _progress_problems(held: PlanAction, values: ProgressValues) -> dict[str, str]:
    problems = _amounts(spent_hours=values.spent_hours, spent_cents=values.spent_cents)
    if not 0 <= values.progress <= 100:
        problems["progress"] = _("Progress is a percentage from 0 to 100.")
    if held.state == DROPPED:
        problems[""] = _("This action was dropped. Put it back first; then you can report progress.")
    return problems


def _amounts(**given: Decimal | int | None) -> dict[str, str]:
    problems = {}
    for name, amount in given.items():
        most = MOST_CENTS if name.endswith("cents") else MOST_HOURS
        if amount is not None and not 0 <= amount <= most:
            problems[name] = _("This cannot be less than nothing, and not this large. Check what you typed.")
    return problems


def _plain(action: ActionValues) -> dict[str, Any]:
    return {one.name: getattr(action, one.name) for one in fields(action)}


def _follows(held: PlanAction, progress: int, at: datetime) -> dict[str, Any]:
    """The state that a percentage brings along, where the table of steps has the way there."""
    if progress == 100 and held.state in (PLANNED, UNDER_WAY):
        return {"state": ACTION_DONE, "done_on": timezone.localtime(at).date()}
    if progress < 100 and held.state == ACTION_DONE:
        return {"state": UNDER_WAY, "done_on": None}
    if progress > 0 and held.state == PLANNED:
        return {"state": UNDER_WAY}
    return {}
