"""Writing, adopting, carrying out and evaluating the plans of the story, through the product's actions."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.plans import duinrade, veenmeer
from meerwaarde.demo.plans.shape import DemoAction, DemoPlan, DemoPlanGoal
from meerwaarde.demo.shape import Happening
from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.action_plan import STEP_EVALUATION
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.queries import ActionPlan, PlanAction, PlanGoal

PLANS: dict[str, tuple[DemoPlan, ...]] = {"veenmeer": veenmeer.PLANS, "duinrade": (duinrade.PLAN,)}


def plan_happenings(cast: Cast, slug: str) -> list[Happening]:
    """Everything that happens with the plans of one authority; Zuiderveen has none yet."""
    return [happening for told in PLANS.get(slug, ()) for happening in _of_plan(cast, told)]


class _Made:
    """What was made so far of one plan."""

    def __init__(self) -> None:
        self.plan: ActionPlan
        self.goals: dict[str, PlanGoal] = {}
        self.actions: list[tuple[DemoAction, PlanAction]] = []


def _of_plan(cast: Cast, told: DemoPlan) -> list[Happening]:
    made = _Made()
    happenings = [Happening(told.begun_at, partial(_write, cast, told, made))]
    if told.adopted_at is not None:
        happenings.append(Happening(told.adopted_at, partial(_adopt, cast, told, made)))
    if told.reported_at is not None:
        for place, one in enumerate(told.actions):
            at = one.done_at or told.reported_at
            happenings.append(Happening(at, partial(_report, cast, told, made, place, at)))
    if told.evaluated_at is not None:
        happenings.append(
            Happening(told.evaluated_at, partial(_evaluate, cast, told, made, told.evaluated_at))
        )
    return happenings


def _write(cast: Cast, told: DemoPlan, made: _Made) -> None:
    actor, at = cast.actor(told.by), told.begun_at
    values = actions.PlanValues(
        title=told.title,
        since=told.since,
        until=told.until,
        summary=told.summary,
        owner=cast.members[told.owner],
        framework=cast.frameworks[-1] if cast.frameworks else None,
    )
    made.plan = actions.start_plan(actor=actor, at=at, plan=values)
    for number, text in told.texts.items():
        actions.write_step(actor=actor, at=at, plan=made.plan, number=number, text=text)
    focus = {theme: actions.ThemeChoice(focus=True, reason=why) for theme, why in told.focus.items()}
    if focus:
        actions.choose_themes(actor=actor, at=at, plan=made.plan, choices=focus)
    for goal in told.goals:
        made.goals[goal.key] = actions.add_plan_goal(
            actor=actor, at=at, plan=made.plan, values=_goal_values(cast, goal)
        )
    for tender in told.tenders:
        named = actions.TenderValues(
            title=tender.title, why=tender.why, year=tender.year, quarter=tender.quarter
        )
        actions.add_tender(actor=actor, at=at, plan=made.plan, tender=named)
    moments = {code: actions.MomentChoice(how=how, who=who) for code, (how, who) in told.moments.items()}
    if moments:
        actions.write_moments(actor=actor, at=at, plan=made.plan, choices=moments)
    for one in told.actions:
        made.actions.append((one, _plan_action(cast, actor, at, made, one)))


def _goal_values(cast: Cast, told: DemoPlanGoal) -> actions.PlanGoalValues:
    return actions.PlanGoalValues(
        wording=told.wording,
        goal=cast.goals[told.board] if told.board else None,
        theme=told.theme,
        indicator=told.indicator,
        unit=told.unit,
        baseline=_figure(told.baseline),
        target=_figure(told.target),
        due_on=told.due,
        owner=cast.members[told.owner] if told.owner else None,
        acceptable=told.acceptable,
        realistic=told.realistic,
    )


def _plan_action(cast: Cast, actor: Actor, at: datetime, made: _Made, told: DemoAction) -> PlanAction:
    values = actions.ActionValues(
        title=told.title,
        explanation=told.explanation,
        starts_on=told.since,
        ends_on=told.until,
        plan_goal=made.goals[told.goal] if told.goal else None,
        department=cast.departments[told.department] if told.department else None,
        owner=cast.members[told.owner] if told.owner else None,
        hours=_figure(told.hours),
        budget_cents=_cents(told.euros),
    )
    return actions.add_action(actor=actor, at=at, plan=made.plan, action=values)


def _adopt(cast: Cast, told: DemoPlan, made: _Made) -> None:
    assert told.adopted_on is not None
    assert told.adopted_at is not None
    actions.adopt_plan(
        actor=cast.actor(told.by),
        at=told.adopted_at,
        plan=made.plan,
        expected_version=made.plan.version,
        body=told.body,
        adopted_on=told.adopted_on,
    )


def _report(cast: Cast, told: DemoPlan, made: _Made, place: int, at: datetime) -> None:
    """An owner says how far it is; what was given up is dropped by who keeps the plan."""
    said, action = made.actions[place]
    keeper = cast.actor(told.by)
    if said.dropped:
        actions.move_action(actor=keeper, at=at, action=action, verb="drop", expected_version=action.version)
    elif said.progress:
        actions.report_progress(
            actor=cast.actor(said.owner) if said.owner else keeper,
            at=at,
            action=action,
            expected_version=action.version,
            values=actions.ProgressValues(
                progress=said.progress,
                progress_note=said.note,
                spent_hours=_figure(said.spent_hours),
                spent_cents=_cents(said.spent_euros),
            ),
        )


def _evaluate(cast: Cast, told: DemoPlan, made: _Made, at: datetime) -> None:
    actor = cast.actor(told.by)
    for goal in told.goals:
        actions.judge_plan_goal(
            actor=actor,
            at=at,
            plan_goal=made.goals[goal.key],
            expected_version=made.goals[goal.key].version,
            reached=_figure(goal.reached),
            verdict=goal.verdict,
            note=goal.verdict_note,
        )
    actions.write_step(actor=actor, at=at, plan=made.plan, number=STEP_EVALUATION, text=told.evaluation)
    for one in told.conclusions:
        values = actions.ConclusionValues(
            text=one.text,
            changes=one.changes,
            measure=one.change,
            owner=cast.members[one.owner],
            due_on=one.due,
        )
        drawn = actions.add_conclusion(actor=actor, at=at, plan=made.plan, values=values)
        if one.settled:
            actions.settle_conclusion(
                actor=actor, at=at, conclusion=drawn, expected_version=drawn.version, how=one.settled
            )
    now = queries.plan(actor, made.plan.public_id)
    assert now is not None
    actions.evaluate_plan(actor=actor, at=at, plan=now, expected_version=now.version)


def _figure(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _cents(euros: int | None) -> int | None:
    return None if euros is None else euros * 100
