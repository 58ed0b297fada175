"""Words and badges of action plans, in the reader's language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.components import Badge, Crumb, Progress, Step, Tone
from meerwaarde.rules.action_plan import STEPS, Standing, StepStanding
from meerwaarde.rules.lifecycle import (
    ACTION_DONE,
    ACTION_PLAN,
    DROPPED,
    PLAN_ACTION,
    PLAN_ADOPTED,
    PLAN_DRAFT,
    UNDER_WAY,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import ActionPlan, PlanAction, PlanGoal

PROGRESS: dict[Standing, Progress] = {
    "done": Progress.DONE,
    "thin": Progress.ATTENTION,
    "empty": Progress.OPEN,
    "later": Progress.OPEN,
}


def standing_badge(standing: Standing) -> Badge:
    """How a step stands."""
    return {
        "done": Badge(label=_("In place"), tone=Tone.POSITIVE),
        "thin": Badge(label=_("Thin"), tone=Tone.WARNING),
        "empty": Badge(label=_("To do"), tone=Tone.INFO),
        "later": Badge(label=_("Comes later"), tone=Tone.NEUTRAL),
    }[standing]


def plan_badge(plan: ActionPlan) -> Badge:
    """The state of a plan."""
    tone = {PLAN_DRAFT: Tone.INFO, PLAN_ADOPTED: Tone.POSITIVE}.get(plan.state, Tone.NEUTRAL)
    return Badge(label=words.in_words(ACTION_PLAN.state(plan.state).name), tone=tone)


def action_badge(action: PlanAction, day: date) -> Badge:
    """The state of an action; past its last day it is late, whatever its state says."""
    if queries.is_late(action, day):
        return Badge(label=_("Late"), tone=Tone.NEGATIVE)
    tone = {ACTION_DONE: Tone.POSITIVE, UNDER_WAY: Tone.INFO, DROPPED: Tone.NEUTRAL}.get(
        action.state, Tone.NEUTRAL
    )
    return Badge(label=state_in_words(action), tone=tone)


def state_in_words(action: PlanAction) -> str:
    return words.in_words(PLAN_ACTION.state(action.state).name)


def verdict_badge(goal: PlanGoal) -> Badge:
    """What the evaluation says of a goal."""
    return {
        "reached": Badge(label=_("Reached"), tone=Tone.POSITIVE),
        "partly": Badge(label=_("Partly reached"), tone=Tone.WARNING),
        "missed": Badge(label=_("Not reached"), tone=Tone.NEGATIVE),
    }.get(goal.verdict, Badge(label=_("Not judged yet"), tone=Tone.NEUTRAL))


def day_in_words(day: date | None, form: str = "long") -> str:
    return "" if day is None else notation.format_day(day, words.language(), form)


def period_of(plan: ActionPlan) -> str:
    """ "1 januari 2026 tot en met 31 december 2027"."""
    return _("%(since)s up to and including %(until)s") % {
        "since": day_in_words(plan.since),
        "until": day_in_words(plan.until),
    }


def days_of(action: PlanAction) -> str:
    """ "1-2-2026 – 30-6-2026"."""
    return f"{day_in_words(action.starts_on, 'short')} – {day_in_words(action.ends_on, 'short')}"


def money(cents: int | None) -> str:
    return "" if cents is None else notation.format_euro(cents, words.language())


def hours_in_words(hours: Decimal | None) -> str:
    return "" if hours is None else notation.format_number(hours, words.language())


def owner_name(thing: PlanAction | PlanGoal | ActionPlan) -> str:
    return thing.owner.person.name if thing.owner else ""


def from_to(goal: PlanGoal) -> str:
    """ "1,5% → 5%", as far as it is known."""
    start, end = words.figure(goal.baseline, goal.unit), words.figure(goal.target, goal.unit)
    return f"{start or '…'} → {end or '…'}" if start or end else ""


def step_name(number: int) -> str:
    return words.in_words(STEPS[number - 1].name)


def path(
    actor: Actor, plan: ActionPlan, standings: tuple[StepStanding, ...], current: int = 0
) -> tuple[Step, ...]:
    """The seven steps as a path; the one on which the reader stands is the current one."""
    return tuple(
        Step(
            label=step_name(one.number),
            state=Progress.CURRENT if one.number == current else PROGRESS[one.standing],
            url=step_url(actor, plan, one.number),
        )
        for one in standings
    )


def step_url(actor: Actor, plan: ActionPlan, number: int) -> str:
    return reverse("policy:plan_step", args=[actor.slug, plan.public_id, number])


def plan_url(actor: Actor, plan: ActionPlan, name: str = "plan") -> str:
    return reverse(f"policy:{name}", args=[actor.slug, plan.public_id])


def crumbs(actor: Actor, plan: ActionPlan | None = None, number: int = 0) -> tuple[Crumb, ...]:
    """From all plans to this plan and, within it, to a step."""
    found = [Crumb(_("Action plans"), reverse("policy:plans", args=[actor.slug]))]
    if plan is not None:
        found.append(Crumb(plan.title, plan_url(actor, plan)))
        if number:
            found.append(Crumb(step_name(number), step_url(actor, plan, number)))
    return tuple(found)
