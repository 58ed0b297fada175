"""Writing the steps of a plan: the text per step, the themes, the moments of the process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.records import Changed, Record
from meerwaarde.rules.action_plan import MOMENTS, STEP_EVALUATION, STEP_PROCESS, STEP_THEMES
from meerwaarde.rules.ambition import THEMES
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.plans.standing import plan_to_work_on, plan_to_write
from meerwaarde.stages.policy.actions.refusal import refuse_if
from meerwaarde.stages.policy.models import STEPS, ActionPlan, PlanStep, PlanTheme, ProcessMoment


@dataclass(frozen=True)
class ThemeChoice:
    """Whether a theme gets focus, and why."""

    focus: bool = False
    reason: str = ""


@dataclass(frozen=True)
class MomentChoice:
    """How value enters a moment of the process, and who sees to that."""

    how: str = ""
    who: str = ""


def write_step(
    *,
    actor: Actor,
    at: datetime,
    plan: ActionPlan,
    number: int,
    text: str,
    done_on: date | None = None,
    expected_version: int = 0,
) -> PlanStep:
    """Write the text of a step (1 to 7). Nobody wrote it yet: `expected_version` is 0.

    The evaluation may be written in an adopted plan; the other texts stand from then on.
    """
    must(actor, "plans.write")
    if number not in STEPS:
        refuse_if({"": _("A plan has seven steps.")})
    with transaction.atomic():
        held = (plan_to_work_on if number == STEP_EVALUATION else plan_to_write)(actor, plan.public_id)
        step = _step(held, number, expected_version)
        changed = step.change(text=text, done_on=done_on)
        if changed:
            record(actor, "planstep.write", step, at=at, fields=["plan", "number", *changed])
    return step


def choose_themes(
    *,
    actor: Actor,
    at: datetime,
    plan: ActionPlan,
    choices: Mapping[str, ThemeChoice],
    expected_version: int = 0,
) -> None:
    """Say which themes get focus and why. The others stay open; focus without a reason is refused."""
    must(actor, "plans.write")
    problems = {
        theme: _("Say why this theme gets extra attention: then others can judge it later.")
        for theme, choice in choices.items()
        if choice.focus and not choice.reason.strip()
    }
    refuse_if(problems)
    with transaction.atomic():
        held = plan_to_write(actor, plan.public_id)
        rows = queries.themes_of(held)
        step = _step_of_rows(held, STEP_THEMES, rows.values(), expected_version)
        changed = []
        for theme in THEMES:
            choice = choices.get(theme, ThemeChoice())
            row = rows.get(theme) or PlanTheme.enter(plan=held, theme=theme)
            if row.change(focus=choice.focus, reason=choice.reason):
                changed.append(theme)
        if changed:
            record(
                actor,
                "planstep.write",
                step,
                at=at,
                fields=["plan", "number"],
                plain={"themes": list(changed)},
            )


def write_moments(
    *,
    actor: Actor,
    at: datetime,
    plan: ActionPlan,
    choices: Mapping[str, MomentChoice],
    expected_version: int = 0,
) -> None:
    """Say per moment of the process how value enters, and who sees to that."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = plan_to_write(actor, plan.public_id)
        rows = queries.moments_of(held)
        step = _step_of_rows(held, STEP_PROCESS, rows.values(), expected_version)
        changed = []
        for moment in MOMENTS:
            choice = choices.get(moment.code, MomentChoice())
            row = rows.get(moment.code) or ProcessMoment.enter(plan=held, moment=moment.code)
            if row.change(how=choice.how, who=choice.who):
                changed.append(moment.code)
        if changed:
            record(
                actor,
                "planstep.write",
                step,
                at=at,
                fields=["plan", "number"],
                plain={"moments": list(changed)},
            )


def _step(plan: ActionPlan, number: int, expected_version: int | None = None) -> PlanStep:
    """The row of a step, made on first use; `Changed` when somebody wrote it since it was opened."""
    found = queries.steps_of(plan).get(number)
    if found is None:
        return PlanStep.enter(plan=plan, number=number)
    if expected_version is not None and expected_version != found.version:
        raise Changed(found)
    return found


def _step_of_rows(plan: ActionPlan, number: int, rows: Iterable[Record], expected_version: int) -> PlanStep:
    """The step whose rows are written together: `Changed` when one of them was written since."""
    step = _step(plan, number)
    if queries.version_of_rows(rows) != expected_version:
        raise Changed(step)
    return step
