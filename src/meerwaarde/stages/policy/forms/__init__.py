"""What the pages about policy ask. Forms are never saved: they hand values to actions."""

from meerwaarde.stages.policy.forms.frameworks import AdoptForm, FrameworkForm
from meerwaarde.stages.policy.forms.goals import GoalFilterForm, GoalForm, GoalOptions, IndicatorForm
from meerwaarde.stages.policy.forms.rules import RuleForm, RuleOptions

__all__ = [
    "AdoptForm",
    "FrameworkForm",
    "GoalFilterForm",
    "GoalForm",
    "GoalOptions",
    "IndicatorForm",
    "RuleForm",
    "RuleOptions",
]
