"""Recording that a body adopted a plan, and that its evaluation is complete."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import ACTION_PLAN
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.adopting import bodies_of
from meerwaarde.stages.policy.actions.plans.finding import find_plan
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import ActionPlan


def adopt_plan(
    *, actor: Actor, at: datetime, plan: ActionPlan, expected_version: int, body: str, adopted_on: date
) -> None:
    """Record the decision of a body. From here on the text stands; actions and progress go on."""
    must(actor, "plans.adopt")
    with transaction.atomic():
        held = seen(queries.plan_to_change(actor, plan.public_id))
        step = ACTION_PLAN.step("adopt", held.state, actor.role)
        refuse_if(_adoption_problems(held, body, adopted_on, timezone.localtime(at).date()))
        changed = held.change(expected_version, state=step.until, adopted_by=body, adopted_on=adopted_on)
        record(actor, "actionplan.adopt", held, at=at, fields=changed)
        find_plan(actor, held)


def evaluate_plan(*, actor: Actor, at: datetime, plan: ActionPlan, expected_version: int) -> None:
    """Close a plan: every goal has a verdict, and what was concluded stays until it is settled."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = seen(queries.plan_to_change(actor, plan.public_id))
        step = ACTION_PLAN.step("evaluate", held.state, actor.role)
        refuse_if(_evaluation_problems(held))
        changed = held.change(expected_version, state=step.until)
        record(actor, "actionplan.evaluate", held, at=at, fields=changed)
        find_plan(actor, held)


def record_plan_export(*, actor: Actor, at: datetime, plan: ActionPlan, form: str) -> None:
    """That the actor took a plan along as a file: docx, pdf or ics."""
    must(actor, "plans.read")
    with transaction.atomic():
        record(actor, "actionplan.export", plan, at=at, plain={"form": form})


def _adoption_problems(held: ActionPlan, body: str, adopted_on: date, today: date) -> dict[str, str]:
    problems = {}
    if body not in bodies_of(held.organisation.authority_type):
        problems["body"] = _("Choose the body of your authority that took the decision.")
    if adopted_on > today:
        problems["adopted_on"] = _("This day has not come yet. Record the decision once it is taken.")
    if not queries.plan_goals_of(held):
        problems[""] = _("A plan without a goal cannot be judged later. Set at least one goal first.")
    elif not queries.actions_of(held):
        problems[""] = _("A plan without an action changes nothing. Plan at least one action first.")
    return problems


def _evaluation_problems(held: ActionPlan) -> dict[str, str]:
    open_goals = [one for one in queries.plan_goals_of(held) if not one.verdict]
    if open_goals:
        return {
            "": _("Say of each goal whether it was reached. Still open: “%(wording)s”.")
            % {"wording": open_goals[0].wording[:120]}
        }
    if not queries.conclusions_of(held):
        return {"": _("Record at least one conclusion: what does the next plan learn from this one?")}
    return {}
