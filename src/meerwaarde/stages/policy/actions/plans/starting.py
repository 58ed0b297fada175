"""Starting a plan, and what stands on its cover."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import Plain, record
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.lifecycle import PLANNED
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.plans.standing import plan_to_write
from meerwaarde.stages.policy.actions.refusal import refuse_if
from meerwaarde.stages.policy.models import FIRST_YEAR, LAST_YEAR, ActionPlan, Framework, PlanAction

LONGEST_YEARS = 10


@dataclass(frozen=True, kw_only=True)
class PlanValues:
    """What stands on the cover of a plan."""

    title: str
    since: date
    until: date
    summary: str = ""
    owner: Membership | None = None
    framework: Framework | None = None


def start_plan(
    *, actor: Actor, at: datetime, plan: PlanValues, take_over_from: ActionPlan | None = None
) -> ActionPlan:
    """Begin a plan as a draft; what an earlier plan left open comes along, within the new period."""
    must(actor, "plans.write")
    with transaction.atomic():
        refuse_if(_problems(actor, plan))
        entered = ActionPlan.enter(organisation_id=actor.organisation_id, **_plain(plan))
        given = [one.name for one in fields(plan) if getattr(plan, one.name) not in ("", None)]
        taken: list[Plain] = [*_take_over(entered, take_over_from)]
        record(actor, "actionplan.start", entered, at=at, fields=given, plain={"taken_over": taken})
    return entered


def change_plan(
    *, actor: Actor, at: datetime, plan: ActionPlan, expected_version: int, values: PlanValues
) -> tuple[str, ...]:
    """Change the cover of a draft; names what really changed."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = plan_to_write(actor, plan.public_id)
        refuse_if({**_problems(actor, values), **_left_out(held, values)})
        changed = held.change(expected_version, **_plain(values))
        if changed:
            record(actor, "actionplan.change", held, at=at, fields=changed)
    return changed


def _take_over(plan: ActionPlan, earlier: ActionPlan | None) -> list[str]:
    """Copies of the open actions; each says where it came from and keeps its length where it can."""
    if earlier is None:
        return []
    taken = []
    for one in queries.open_actions_of(earlier):
        length = one.ends_on - one.starts_on
        starts = min(max(one.starts_on, plan.since), plan.until)
        copy = PlanAction.enter(
            plan=plan,
            title=one.title,
            explanation=one.explanation,
            department=one.department,
            owner=one.owner,
            starts_on=starts,
            ends_on=min(max(one.ends_on, starts + max(length, timedelta())), plan.until),
            hours=one.hours,
            budget_cents=one.budget_cents,
            state=PLANNED,
            origin="evaluation",
            origin_ref=f"planaction:{one.public_id}",
        )
        taken.append(copy.public_id)
    return taken


def _problems(actor: Actor, plan: PlanValues) -> dict[str, str]:
    problems = {}
    if not plan.title.strip():
        problems["title"] = _("Give the plan a name, for example “Action plan 2026–2027”.")
    if not FIRST_YEAR <= plan.since.year <= LAST_YEAR:
        problems["since"] = _("Check the year: fill in a day such as 01-01-2026.")
    if plan.until < plan.since:
        problems["until"] = _("The plan ends before it begins. Check both days.")
    elif plan.until.year - plan.since.year > LONGEST_YEARS:
        problems["until"] = _("This is longer than ten years. Most plans run for one to four years.")
    if plan.owner and plan.owner.organisation_id != actor.organisation_id:
        problems["owner"] = _("Choose a colleague of your own authority.")
    if plan.framework and plan.framework.organisation_id != actor.organisation_id:
        problems["framework"] = _("Choose a framework of your own authority.")
    return problems


def _left_out(held: ActionPlan, values: PlanValues) -> dict[str, str]:
    """A period that no longer holds an action is refused: the action would fall out of the picture."""
    outside = [
        one.title
        for one in queries.actions_of(held)
        if one.starts_on < values.since or one.ends_on > values.until
    ]
    if not outside:
        return {}
    return {
        "until": _("“%(title)s” would fall outside the plan. Change the days of that action first.")
        % {"title": outside[0]}
    }


def _plain(plan: PlanValues) -> dict[str, Any]:
    return {one.name: getattr(plan, one.name) for one in fields(plan)}
