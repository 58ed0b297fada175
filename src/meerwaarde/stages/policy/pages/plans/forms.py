"""The form pages of action plans: one frame, with the help of the step beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, FormPage, Help
from meerwaarde.rules.action_plan import (
    LETTER_NAMES,
    LETTERS,
    STEP_GOALS,
    STEPS,
    PlanGoalFacts,
    gaps,
    standings,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words as policy_words
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.pages.plans.steps import step_help
from meerwaarde.stages.policy.queries import ActionPlan, PlanGoal


@dataclass(frozen=True, kw_only=True)
class PlanFormPage(FormPage):
    """A form of a plan; `conflict` shows what somebody else saved meanwhile."""

    conflict: Conflict | None = None
    note: str = ""
    check_url: str = ""
    check: tuple[SmartLetter, ...] = ()
    sentences: tuple[str, ...] = ()
    strike: Action | None = None


@dataclass(frozen=True)
class SmartLetter:
    """One letter of SMART: filled, or what it misses."""

    letter: str
    name: str
    missing: tuple[str, ...]


def form_page(
    actor: Actor,
    plan: ActionPlan,
    form: Any,
    number: int,
    *,
    title: str,
    intro: str = "",
    submit: str,
    draft_key: str,
    cancel_url: str = "",
    conflict: Conflict | None = None,
    strike_url: str = "",
) -> PlanFormPage:
    """A form within a step, with the help of that step beside it."""
    return PlanFormPage(
        title=title,
        intro=intro,
        crumbs=words.crumbs(actor, plan, number),
        form=form,
        submit=submit,
        cancel_url=cancel_url or words.step_url(actor, plan, number),
        draft_key=draft_key,
        help=(step_help(number),),
        conflict=conflict,
        strike=Action(label=_("Take it off the list"), url=strike_url, icon="remove", kind="quiet", post=True)
        if strike_url
        else None,
    )


def plan_form_page(
    actor: Actor, form: Any, plan: ActionPlan | None = None, conflict: Conflict | None = None
) -> PlanFormPage:
    """The cover of a plan."""
    steps = tuple(
        f"{step.number}. {policy_words.in_words(step.name)}: {policy_words.in_words(step.question)}"
        for step in STEPS
    )
    return PlanFormPage(
        title=_("Change the plan") if plan else _("Start an action plan"),
        intro=_("Only the name and the period are needed to begin. All else follows step by step."),
        crumbs=words.crumbs(actor, plan),
        form=form,
        submit=_("Save") if plan else _("Start the plan"),
        cancel_url=words.plan_url(actor, plan) if plan else reverse("policy:plans", args=[actor.slug]),
        draft_key=f"plan:{plan.public_id if plan else 'new'}",
        conflict=conflict,
        help=(Help(title=_("The seven steps"), points=steps),),
    )


def plan_goal_form_page(
    actor: Actor,
    plan: ActionPlan,
    form: Any,
    goal: PlanGoal | None = None,
    conflict: Conflict | None = None,
) -> PlanFormPage:
    """The form of a goal, with the SMART check beside it."""
    return PlanFormPage(
        title=_("Change the goal") if goal else _("Set a goal"),
        intro=_("You need not know everything yet. What is missing stays visible until it is there."),
        crumbs=words.crumbs(actor, plan, STEP_GOALS),
        form=form,
        submit=_("Save the goal"),
        cancel_url=words.step_url(actor, plan, STEP_GOALS),
        draft_key=f"plangoal:{goal.public_id if goal else plan.public_id}",
        help=(step_help(STEP_GOALS),),
        conflict=conflict,
        check_url=words.plan_url(actor, plan, "plan_goal_check"),
        check=smart_check(plan, _typed(form)),
    )


def adopt_plan_page(actor: Actor, plan: ActionPlan, form: Any, day: date) -> PlanFormPage:
    """What is adopted, and what is still thin: adopting is for who decides, not for us."""
    read = queries.read_plan(plan)
    thin = [
        f"{words.step_name(one.number)}: {policy_words.in_words(one.text)}"
        for one in standings(queries.facts_of(read, day))
        if one.standing in ("thin", "empty")
    ]
    return PlanFormPage(
        title=_("Record the adoption"),
        intro=_("Which body decided, and when? From then on the text of the plan stands."),
        crumbs=words.crumbs(actor, plan),
        form=form,
        submit=_("Record the adoption"),
        submit_note=_("Actions, progress and the evaluation go on after this."),
        cancel_url=words.plan_url(actor, plan),
        note=_("Before you record it: this is still thin. You may adopt it all the same.") if thin else "",
        sentences=tuple(thin),
        help=(
            Help(
                title=_("What the adoption does"),
                points=(
                    _("The text, themes, goals and process stand: nobody changes them any more."),
                    _("The council can read the plan from then on."),
                    _("Owners get a reminder when their action begins or ends."),
                ),
            ),
        ),
    )


def smart_check(plan: ActionPlan, typed: dict[str, Any]) -> tuple[SmartLetter, ...]:
    """Per letter of SMART what is still missing of what was typed."""
    found = gaps(
        PlanGoalFacts(
            wording=str(typed.get("wording") or ""),
            since=plan.since,
            until=plan.until,
            serves_board_goal=bool(typed.get("goal")),
            indicator=str(typed.get("indicator") or ""),
            baseline=typed.get("baseline"),
            target=typed.get("target"),
            due_on=typed.get("due_on"),
            has_owner=bool(typed.get("owner")),
            acceptable=str(typed.get("acceptable") or ""),
            realistic=str(typed.get("realistic") or ""),
        )
    )
    return tuple(
        SmartLetter(
            letter,
            policy_words.in_words(LETTER_NAMES[letter]),
            tuple(policy_words.in_words(gap.text) for gap in found if gap.letter == letter),
        )
        for letter in LETTERS
    )


def _typed(form: Any) -> dict[str, Any]:
    """What stands in the form, read as far as it can be."""
    if not form.is_bound:
        return dict(form.initial)
    form.is_valid()
    return dict(form.cleaned_data)
