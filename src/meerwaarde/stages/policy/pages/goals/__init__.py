"""What the pages about goals show: the list, one goal, writing it."""

from meerwaarde.stages.policy.pages.goals.listing import goals_page
from meerwaarde.stages.policy.pages.goals.one import goal_page
from meerwaarde.stages.policy.pages.goals.writing import (
    goal_form_page,
    goal_options,
    indicator_form_page,
    similar_found,
)

__all__ = [
    "goal_form_page",
    "goal_options",
    "goal_page",
    "goals_page",
    "indicator_form_page",
    "similar_found",
]
