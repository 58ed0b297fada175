"""All plans, and one plan with its seven steps as a path."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    DatedItem,
    Definition,
    EmptyState,
    Kpi,
    ListPage,
    Page,
    Row,
    Table,
)
from meerwaarde.rules.action_plan import STEP_EVALUATION, STEPS, StepStanding, next_step, standings
from meerwaarde.rules.lifecycle import ACTION_DONE, PLAN_ADOPTED, PLAN_DRAFT, PLANNED, UNDER_WAY
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words as policy_words
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.queries import ActionPlan, PlanRead

SOONEST = 6


@dataclass(frozen=True)
class StepCard:
    """A step on the overview: its question, how it stands, and the sentence that says what to do."""

    number: int
    name: str
    question: str
    url: str
    badge: Badge
    text: str


@dataclass(frozen=True, kw_only=True)
class PlanPage(Page):
    """One plan: where it stands, what is next, and the way to each step."""

    summary: str
    note: str
    kpis: tuple[Kpi, ...]
    cards: tuple[StepCard, ...]
    next_title: str
    next_text: str
    next_action: Action | None
    soon: tuple[DatedItem, ...]
    facts: tuple[Definition, ...]


def plans_page(actor: Actor) -> ListPage:
    """All plans, newest period first."""
    plans = list(queries.listed_plans(actor))
    new = _new(actor)
    return ListPage(
        title=_("Action plans"),
        intro=_("From promises to work: who does what, when, and what came of it. In seven steps."),
        actions=(new,) if new and plans else (),
        table=Table(
            caption=_("Action plans"),
            caption_hidden=True,
            columns=(
                Column(label=_("Plan")),
                Column(label=_("Period")),
                Column(label=_("State")),
                Column(label=_("Goals"), numeric=True),
                Column(label=_("Actions done"), numeric=True),
            ),
            rows=tuple(_row(actor, plan) for plan in plans),
            empty=_nothing(actor, new),
        ),
    )


def plan_page(actor: Actor, plan: ActionPlan, day: date) -> PlanPage:
    """One plan with its seven steps."""
    read = queries.read_plan(plan)
    facts = queries.facts_of(read, day)
    found, following = standings(facts), next_step(facts)
    return PlanPage(
        title=plan.title,
        intro=words.period_of(plan),
        crumbs=words.crumbs(actor),
        actions=_actions(actor, plan),
        badge=words.plan_badge(plan),
        steps=words.path(actor, plan, found),
        sections=slots.page_sections.collect(actor, slots.Subject("actionplan", plan.public_id)),
        summary=plan.summary,
        note=_note(plan),
        kpis=_kpis(actor, read, day),
        cards=tuple(_card(actor, plan, one) for one in found),
        next_title=_next_title(following),
        next_text=policy_words.in_words(following.text) if following else "",
        next_action=_next_action(actor, plan, following),
        soon=_soon(actor, read, day),
        facts=_facts(plan),
    )


def _row(actor: Actor, plan: Any) -> Row:
    done = f"{plan.done_count} / {plan.action_count}" if plan.action_count else "–"
    return Row(
        (
            Cell(text=plan.title, url=words.plan_url(actor, plan), note=words.owner_name(plan)),
            Cell(
                text=f"{words.day_in_words(plan.since, 'short')} – {words.day_in_words(plan.until, 'short')}"
            ),
            Cell(badge=words.plan_badge(plan)),
            Cell(text=str(plan.goal_count)),
            Cell(text=done),
        )
    )


def _new(actor: Actor) -> Action | None:
    if not actor.may("plans.write"):
        return None
    url = reverse("policy:plan_new", args=[actor.slug])
    return Action(label=_("Start an action plan"), url=url, icon="add", kind="primary")


def _nothing(actor: Actor, new: Action | None) -> EmptyState:
    return EmptyState(
        title=_("No action plan yet"),
        text=_(
            "A plan makes of promises something that people do. You begin with the figures that stand here "
            "already, and you need not do everything at once."
        )
        if new
        else _("As soon as your colleagues have a plan, it stands here."),
        action=new,
    )


def _actions(actor: Actor, plan: ActionPlan) -> tuple[Action, ...]:
    exports = [
        Action(
            label=label,
            url=reverse("policy:plan_export", args=[actor.slug, plan.public_id, form]),
            icon="download",
            kind="quiet",
        )
        for form, label in (("docx", "Word"), ("pdf", "PDF"))
    ]
    draft = plan.state == PLAN_DRAFT
    if draft and actor.may("plans.write"):
        exports.append(Action(label=_("Change"), url=words.plan_url(actor, plan, "plan_edit"), icon="edit"))
    if draft and actor.may("plans.adopt"):
        url = words.plan_url(actor, plan, "plan_adopt")
        exports.append(Action(label=_("Record adoption"), url=url, icon="law", kind="primary"))
    if plan.state == PLAN_ADOPTED and actor.may("plans.write"):
        url = reverse("policy:plan_action_new", args=[actor.slug, plan.public_id])
        exports.append(Action(label=_("Add an action"), url=url, icon="add", kind="primary"))
    return tuple(exports)


def _note(plan: ActionPlan) -> str:
    if plan.state == PLAN_DRAFT:
        return _("This is a draft. Everything can still change, and nobody is reminded yet.")
    if plan.state == PLAN_ADOPTED:
        return _("This plan is adopted: its text stands. Actions, progress and conclusions go on.")
    return _("This plan is evaluated. What was concluded stays here until it is settled.")


def _kpis(actor: Actor, read: PlanRead, day: date) -> tuple[Kpi, ...]:
    counted = read.counted()
    done = sum(one.state == ACTION_DONE for one in counted)
    late = sum(queries.is_late(one, day) for one in counted)
    hours = sum((one.hours for one in counted if one.hours is not None), start=Decimal(0))
    budget = sum(one.budget_cents or 0 for one in counted)
    year = words.step_url(actor, read.plan, 6)
    return (
        Kpi(
            label=_("Actions done"),
            value=f"{done} / {len(counted)}",
            share=done / len(counted) if counted else None,
            icon="task",
            url=year,
        ),
        Kpi(
            label=_("Late"),
            value=str(late),
            note=_("past their last day") if late else _("Nothing is late."),
            icon="clock",
            url=f"{year}?state=late" if late else "",
        ),
        Kpi(
            label=_("Hours planned"),
            value=policy_words.figure(hours, ""),
            note=_("and %(budget)s, excluding VAT") % {"budget": words.money(budget)},
            icon="people",
        ),
    )


def _card(actor: Actor, plan: ActionPlan, one: StepStanding) -> StepCard:
    step = STEPS[one.number - 1]
    return StepCard(
        number=one.number,
        name=policy_words.in_words(step.name),
        question=policy_words.in_words(step.question),
        url=words.step_url(actor, plan, one.number),
        badge=words.standing_badge(one.standing),
        text=policy_words.in_words(one.text),
    )


def _next_title(following: StepStanding | None) -> str:
    if following is None:
        return _("Everything that can be done now is done")
    return _("Next: %(step)s") % {"step": words.step_name(following.number).lower()}


def _next_action(actor: Actor, plan: ActionPlan, following: StepStanding | None) -> Action | None:
    if following is None:
        return None
    writable = plan.state == PLAN_DRAFT or following.number in (6, STEP_EVALUATION)
    if not (writable and actor.may("plans.write")):
        return None
    url = words.step_url(actor, plan, following.number)
    return Action(label=_("Go to this step"), url=url, icon="next", kind="primary")


def _soon(actor: Actor, read: PlanRead, day: date) -> tuple[DatedItem, ...]:
    """What ends first, of what is still open."""
    still_open = [one for one in read.actions if one.state in (PLANNED, UNDER_WAY)]
    first = sorted(still_open, key=lambda one: (one.ends_on, one.pk))[:SOONEST]
    return tuple(
        DatedItem(
            day=one.ends_on,
            label=one.title,
            url=reverse("policy:plan_action", args=[actor.slug, one.public_id]),
            note=words.owner_name(one) or _("No owner yet"),
            badge=words.action_badge(one, day),
        )
        for one in first
    )


def _facts(plan: ActionPlan) -> tuple[Definition, ...]:
    facts = [
        Definition(term=_("Looks after it"), text=words.owner_name(plan)),
        Definition(
            term=_("Framework"), text=policy_words.version_name(plan.framework) if plan.framework else ""
        ),
    ]
    if plan.adopted_on:
        body = plan.get_adopted_by_display()
        facts.append(
            Definition(
                term=_("Adopted"),
                text=f"{body}, {words.day_in_words(plan.adopted_on)}",
            )
        )
    years = plan.until.year - plan.since.year + 1
    facts.append(
        Definition(
            term=_("Length"),
            text=ngettext("%(count)d calendar year", "%(count)d calendar years", years) % {"count": years},
        )
    )
    return tuple(facts)
