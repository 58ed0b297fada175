"""What the pages about action plans show."""

from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.pages.plans.action import action_page
from meerwaarde.stages.policy.pages.plans.forms import (
    PlanFormPage,
    adopt_plan_page,
    form_page,
    plan_form_page,
    plan_goal_form_page,
    smart_check,
)
from meerwaarde.stages.policy.pages.plans.overview import plan_page, plans_page
from meerwaarde.stages.policy.pages.plans.steps import step_page
from meerwaarde.stages.policy.pages.plans.year import year_page

__all__ = [
    "PlanFormPage",
    "action_page",
    "adopt_plan_page",
    "form_page",
    "plan_form_page",
    "plan_goal_form_page",
    "plan_page",
    "plans_page",
    "smart_check",
    "step_page",
    "words",
    "year_page",
]
