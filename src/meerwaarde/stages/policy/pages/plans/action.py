"""One action: what it is, how far it is, and what can be done with it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Definition,
    Page,
    ShareBar,
    ThreadNode,
)
from meerwaarde.rules.action_plan import STEP_YEAR
from meerwaarde.rules.lifecycle import DROPPED, PLAN_ACTION, PLAN_EVALUATED
from meerwaarde.stages.policy.actions import may_report
from meerwaarde.stages.policy.pages import words as policy_words
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.queries import PlanAction


@dataclass(frozen=True, kw_only=True)
class ActionPage(Page):
    """One action of a plan."""

    explanation: str
    bar: ShareBar
    note: str
    steps_to_take: tuple[Action, ...]
    facts: tuple[Definition, ...]
    costs: tuple[Definition, ...]


def action_page(actor: Actor, action: PlanAction, day: date) -> ActionPage:
    """The action with the steps that this person may take now."""
    subject = slots.Subject("planaction", action.public_id)
    here = ThreadNode(
        kind=_("Action"), label=policy_words.shortened(action.title), icon="task", rank=35, current=True
    )
    return ActionPage(
        title=action.title,
        intro=words.days_of(action),
        crumbs=words.crumbs(actor, action.plan, STEP_YEAR),
        actions=_actions(actor, action),
        badge=words.action_badge(action, day),
        thread=slots.thread(actor, subject, here),
        sections=slots.page_sections.collect(actor, subject),
        explanation=action.explanation,
        bar=ShareBar(
            label=_("How far it is"), share=action.progress / 100, value=f"{action.progress}%", icon="task"
        ),
        note=action.progress_note,
        steps_to_take=_steps(actor, action),
        facts=_facts(actor, action),
        costs=_costs(action),
    )


def _actions(actor: Actor, action: PlanAction) -> tuple[Action, ...]:
    if action.plan.state == PLAN_EVALUATED or action.state == DROPPED:
        return ()
    found = []
    if actor.may("plans.write"):
        url = reverse("policy:plan_action_edit", args=[actor.slug, action.public_id])
        found.append(Action(label=_("Change"), url=url, icon="edit"))
    if may_report(actor, action):
        url = reverse("policy:plan_action_progress", args=[actor.slug, action.public_id])
        found.append(Action(label=_("Report progress"), url=url, icon="measurement", kind="primary"))
    return tuple(found)


def _steps(actor: Actor, action: PlanAction) -> tuple[Action, ...]:
    if action.plan.state == PLAN_EVALUATED or not may_report(actor, action):
        return ()
    return tuple(
        Action(
            label=policy_words.in_words(step.name),
            url=reverse("policy:plan_action_step", args=[actor.slug, action.public_id, step.verb]),
            post=True,
            kind="secondary" if step.permission == "plans.progress" else "quiet",
            hidden=(("version", str(action.version)),),
        )
        for step in PLAN_ACTION.possible(action.state, actor.role)
    )


def _facts(actor: Actor, action: PlanAction) -> tuple[Definition, ...]:
    goal = action.plan_goal
    return (
        Definition(term=_("Owner"), text=words.owner_name(action)),
        Definition(term=_("Department"), text=action.department.name if action.department else ""),
        Definition(term=_("Starts on"), text=words.day_in_words(action.starts_on)),
        Definition(term=_("Ends on"), text=words.day_in_words(action.ends_on)),
        Definition(
            term=_("For the goal"),
            text=policy_words.shortened(goal.wording, 120) if goal else "",
            url=f"{words.step_url(actor, action.plan, 3)}#doel-{goal.public_id}" if goal else "",
        ),
        Definition(term=_("Came from"), text=_origin(action)),
    )


def _origin(action: PlanAction) -> str:
    return {
        "manual": _("Written in the plan"),
        "web": _("An ambition-web session"),
        "assessment": _("The self-assessment"),
        "evaluation": _("An earlier plan"),
        "goal": _("A goal of the board"),
    }[action.origin]


def _costs(action: PlanAction) -> tuple[Definition, ...]:
    return (
        Definition(term=_("Hours planned"), text=words.hours_in_words(action.hours)),
        Definition(term=_("Hours spent"), text=words.hours_in_words(action.spent_hours)),
        Definition(term=_("Budget"), text=words.money(action.budget_cents)),
        Definition(term=_("Spent"), text=words.money(action.spent_cents)),
    )
