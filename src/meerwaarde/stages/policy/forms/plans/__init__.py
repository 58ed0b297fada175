"""What the pages about action plans ask."""

from meerwaarde.stages.policy.forms.plans.actions import ActionFilterForm, ActionForm, ProgressForm
from meerwaarde.stages.policy.forms.plans.evaluation import (
    AdoptPlanForm,
    ConclusionForm,
    JudgeForm,
    SettleForm,
)
from meerwaarde.stages.policy.forms.plans.options import PlanOptions
from meerwaarde.stages.policy.forms.plans.parts import (
    MomentsForm,
    PlanGoalForm,
    StepForm,
    TenderForm,
    ThemesForm,
)
from meerwaarde.stages.policy.forms.plans.whole import PlanForm

__all__ = [
    "ActionFilterForm",
    "ActionForm",
    "AdoptPlanForm",
    "ConclusionForm",
    "JudgeForm",
    "MomentsForm",
    "PlanForm",
    "PlanGoalForm",
    "PlanOptions",
    "ProgressForm",
    "SettleForm",
    "StepForm",
    "TenderForm",
    "ThemesForm",
]
