"""What people do with action plans: one function is one thing a person does."""

from meerwaarde.stages.policy.actions.plans.adopting import adopt_plan, evaluate_plan, record_plan_export
from meerwaarde.stages.policy.actions.plans.calendar import end_calendar_link, make_calendar_link
from meerwaarde.stages.policy.actions.plans.concluding import (
    ConclusionValues,
    add_conclusion,
    change_conclusion,
    settle_conclusion,
)
from meerwaarde.stages.policy.actions.plans.doing import (
    ActionValues,
    ProgressValues,
    add_action,
    change_action,
    may_report,
    move_action,
    report_progress,
)
from meerwaarde.stages.policy.actions.plans.goals import (
    PlanGoalValues,
    add_plan_goal,
    change_plan_goal,
    judge_plan_goal,
    strike_plan_goal,
)
from meerwaarde.stages.policy.actions.plans.reminding import remind_owners
from meerwaarde.stages.policy.actions.plans.starting import PlanValues, change_plan, start_plan
from meerwaarde.stages.policy.actions.plans.tenders import (
    TenderValues,
    add_tender,
    change_tender,
    strike_tender,
)
from meerwaarde.stages.policy.actions.plans.writing import (
    MomentChoice,
    ThemeChoice,
    choose_themes,
    write_moments,
    write_step,
)

__all__ = [
    "ActionValues",
    "ConclusionValues",
    "MomentChoice",
    "PlanGoalValues",
    "PlanValues",
    "ProgressValues",
    "TenderValues",
    "ThemeChoice",
    "add_action",
    "add_conclusion",
    "add_plan_goal",
    "add_tender",
    "adopt_plan",
    "change_action",
    "change_conclusion",
    "change_plan",
    "change_plan_goal",
    "change_tender",
    "choose_themes",
    "end_calendar_link",
    "evaluate_plan",
    "judge_plan_goal",
    "make_calendar_link",
    "may_report",
    "move_action",
    "record_plan_export",
    "remind_owners",
    "report_progress",
    "settle_conclusion",
    "start_plan",
    "strike_plan_goal",
    "strike_tender",
    "write_moments",
    "write_step",
]
