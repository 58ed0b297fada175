"""A plan with everything in it, read once, and what the rules make of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meerwaarde.rules.action_plan import Gap, PlanFacts, PlanGoalFacts, gaps
from meerwaarde.rules.lifecycle import DROPPED, PLAN_DRAFT, PLAN_EVALUATED, PLANNED, UNDER_WAY
from meerwaarde.stages.policy.models import (
    ActionPlan,
    Conclusion,
    PlanAction,
    PlanGoal,
    PlanStep,
    PlanTheme,
    ProcessMoment,
    PromisingTender,
)
from meerwaarde.stages.policy.queries.plans.actions import actions_of
from meerwaarde.stages.policy.queries.plans.parts import (
    conclusions_of,
    moments_of,
    plan_goals_of,
    steps_of,
    tenders_of,
    themes_of,
)


@dataclass(frozen=True)
class PlanRead:
    """A plan and all its parts: seven reads, however large it is."""

    plan: ActionPlan
    steps: dict[int, PlanStep]
    themes: dict[str, PlanTheme]
    goals: tuple[PlanGoal, ...]
    tenders: tuple[PromisingTender, ...]
    moments: dict[str, ProcessMoment]
    actions: tuple[PlanAction, ...]
    conclusions: tuple[Conclusion, ...]

    def text(self, number: int) -> str:
        """What the plan says at a step; empty where nobody wrote."""
        step = self.steps.get(number)
        return step.text if step else ""

    def counted(self) -> list[PlanAction]:
        """The actions that were not dropped."""
        return [one for one in self.actions if one.state != DROPPED]


def read_plan(plan: ActionPlan) -> PlanRead:
    """Everything of a plan that the actor was allowed to fetch."""
    return PlanRead(
        plan=plan,
        steps=steps_of(plan),
        themes=themes_of(plan),
        goals=tuple(plan_goals_of(plan)),
        tenders=tuple(tenders_of(plan)),
        moments=moments_of(plan),
        actions=tuple(actions_of(plan)),
        conclusions=tuple(conclusions_of(plan)),
    )


def is_late(action: PlanAction, day: date) -> bool:
    """Past its last day and not finished."""
    return action.state in (PLANNED, UNDER_WAY) and action.ends_on < day


def gaps_of(goal: PlanGoal, *, actions: int | None = None) -> tuple[Gap, ...]:
    """What a goal misses to be SMART; `actions` is how many work on it, where that counts already."""
    return gaps(
        PlanGoalFacts(
            wording=goal.wording,
            since=goal.plan.since,
            until=goal.plan.until,
            serves_board_goal=goal.goal_id is not None,
            indicator=goal.indicator,
            baseline=goal.baseline,
            target=goal.target,
            due_on=goal.due_on,
            has_owner=goal.owner_id is not None,
            acceptable=goal.acceptable,
            realistic=goal.realistic,
            actions=actions,
        )
    )


def facts_of(read: PlanRead, day: date) -> PlanFacts:
    """The counts from which the rules say what is done, thin or next."""
    counted, plan = read.counted(), read.plan
    planned = bool(counted)
    return PlanFacts(
        words={number: len(step.text.split()) for number, step in read.steps.items()},
        focus=sum(theme.focus for theme in read.themes.values()),
        goals=len(read.goals),
        smart_goals=sum(
            not gaps_of(goal, actions=goal.action_count if planned else None)  # type: ignore[attr-defined]
            for goal in read.goals
        ),
        tenders=len(read.tenders),
        moments=sum(bool(moment.how.strip()) for moment in read.moments.values()),
        actions=len(counted),
        without_owner=sum(one.owner_id is None for one in counted),
        without_hours=sum(one.hours is None for one in counted),
        late=sum(is_late(one, day) for one in counted),
        adopted=plan.state != PLAN_DRAFT,
        judged=sum(bool(goal.verdict) for goal in read.goals),
        conclusions=len(read.conclusions),
        open_conclusions=sum(one.settled_on is None for one in read.conclusions),
        past_end=plan.until < day,
        evaluated=plan.state == PLAN_EVALUATED,
    )
