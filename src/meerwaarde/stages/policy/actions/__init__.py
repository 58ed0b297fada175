"""What people do with goals and frameworks: one function is one thing a person does."""

from meerwaarde.platform.organisations.records import Changed
from meerwaarde.stages.policy.actions.adopting import adopt_framework, bodies_of
from meerwaarde.stages.policy.actions.drafting import (
    add_rule,
    change_framework,
    change_rule,
    draft_framework,
    draft_next_version,
    next_code,
    restore_rule,
    strike_rule,
)
from meerwaarde.stages.policy.actions.goals import (
    GoalValues,
    Indicator,
    archive_goal,
    change_goal,
    describe_indicator,
    record_goal,
    restore_goal,
)
from meerwaarde.stages.policy.actions.refusal import Refused
from meerwaarde.stages.policy.models import Frozen

__all__ = [
    "Changed",
    "Frozen",
    "GoalValues",
    "Indicator",
    "Refused",
    "add_rule",
    "adopt_framework",
    "archive_goal",
    "bodies_of",
    "change_framework",
    "change_goal",
    "change_rule",
    "describe_indicator",
    "draft_framework",
    "draft_next_version",
    "next_code",
    "record_goal",
    "restore_goal",
    "restore_rule",
    "strike_rule",
]
