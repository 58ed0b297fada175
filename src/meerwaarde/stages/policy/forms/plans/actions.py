"""The forms of actions: planning, reporting, and narrowing the list."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField, DayField, PercentageField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.lifecycle import ACTION_DONE, DROPPED, PLAN_ACTION, PLANNED, UNDER_WAY
from meerwaarde.stages.policy.actions import ActionValues, ProgressValues
from meerwaarde.stages.policy.forms.parts import FigureField, said
from meerwaarde.stages.policy.forms.plans.options import PlanOptions, chosen, id_of
from meerwaarde.stages.policy.queries import ActionFilter, PlanAction


class ActionForm(RefusableForm):
    """What somebody will do, who, when, and what it takes."""

    title = forms.CharField(
        label=_("What will somebody do?"),
        max_length=200,
        help_text=_("Begin with a verb. For example: train all clients in asking for impact."),
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        max_length=8000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What is finished when this is done?"),
    )
    plan_goal = forms.ChoiceField(label=_("For which goal of the plan?"), required=False)
    owner = forms.ChoiceField(
        label=_("Owner"),
        required=False,
        help_text=_("One colleague, who is reminded when the action begins or ends."),
    )
    department = forms.ChoiceField(label=_("Department"), required=False)
    starts_on = DayField(label=_("Starts on"))
    ends_on = DayField(label=_("Ends on"))
    hours = FigureField(
        label=_("Hours"), required=False, help_text=_("Of all colleagues together. For example: 40.")
    )
    budget = AmountField(label=_("Budget"), required=False, help_text=_("Excluding VAT, besides the hours."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    REFUSED_AT = {"budget_cents": "budget"}  # noqa: RUF012

    def __init__(self, *args: Any, options: PlanOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = options
        for name, choices in (
            ("plan_goal", options.plan_goal_choices()),
            ("owner", options.owner_choices()),
            ("department", options.department_choices()),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> ActionValues:
        given = self.cleaned_data
        return ActionValues(
            title=given["title"],
            explanation=given["explanation"],
            plan_goal=chosen(self._options.plan_goals, given["plan_goal"]),
            owner=chosen(self._options.owners, given["owner"]),
            department=chosen(self._options.departments, given["department"]),
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            hours=given["hours"],
            budget_cents=cents(given["budget"]),
        )

    @staticmethod
    def typed_from(action: PlanAction) -> dict[str, Any]:
        return {
            "title": action.title,
            "explanation": action.explanation,
            "plan_goal": id_of(action.plan_goal),
            "owner": id_of(action.owner),
            "department": id_of(action.department),
            "starts_on": action.starts_on,
            "ends_on": action.ends_on,
            "hours": action.hours,
            "budget": euros(action.budget_cents),
            "version": action.version,
        }


class ProgressForm(RefusableForm):
    """How far an action is."""

    progress = PercentageField(label=_("How far is it?"), help_text=_("100 reports the action as done."))
    progress_note = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What is done, what helps, what holds it up?"),
    )
    spent_hours = FigureField(label=_("Hours spent so far"), required=False)
    spent = AmountField(label=_("Money spent so far"), required=False, help_text=_("Excluding VAT."))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    REFUSED_AT = {"spent_cents": "spent"}  # noqa: RUF012

    def values(self) -> ProgressValues:
        given = self.cleaned_data
        return ProgressValues(
            progress=int(given["progress"]),
            progress_note=given["progress_note"],
            spent_hours=given["spent_hours"],
            spent_cents=cents(given["spent"]),
        )

    @staticmethod
    def typed_from(action: PlanAction) -> dict[str, Any]:
        return {
            "progress": Decimal(action.progress),
            "progress_note": action.progress_note,
            "spent_hours": action.spent_hours,
            "spent": euros(action.spent_cents),
            "version": action.version,
        }


class ActionFilterForm(forms.Form):
    """Narrows the list. A value that does not exist is left out: a filter harms nothing."""

    q = forms.CharField(label=_("Words in the action"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    owner = forms.ChoiceField(label=_("Owner"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    goal = forms.ChoiceField(label=_("Goal"), required=False)
    per = forms.ChoiceField(
        label=_("Picture per"),
        required=False,
        choices=[
            ("", _("Day of beginning")),
            ("owner", _("Owner")),
            ("department", _("Department")),
            ("goal", _("Goal")),
        ],
    )

    def __init__(self, *args: Any, options: PlanOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        states = [
            (code, said(PLAN_ACTION.state(code).name)) for code in (PLANNED, UNDER_WAY, ACTION_DONE, DROPPED)
        ]
        for name, choices in (
            ("state", [("", _("All that were not dropped")), ("late", _("Late")), *states]),
            ("owner", [everything, *options.owner_choices()[1:]]),
            ("department", [everything, *options.department_choices()[1:]]),
            ("goal", [everything, *options.plan_goal_choices()[1:]]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> ActionFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        given = self.cleaned_data
        return ActionFilter(
            text=given.get("q", "").strip(),
            owner=given.get("owner", ""),
            department=given.get("department", ""),
            goal=given.get("goal", ""),
            state=given.get("state", ""),
        )

    def per_what(self) -> str:
        self.is_valid()
        per: str = self.cleaned_data.get("per", "")
        return per

    def asked(self) -> dict[str, str]:
        """The filter as it stands in an address, without what was not asked."""
        self.is_valid()
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


def cents(amount: Decimal | None) -> int | None:
    """Whole cents of an amount in euros."""
    return None if amount is None else int(amount * 100)


def euros(amount: int | None) -> Decimal | None:
    """Euros of whole cents."""
    return None if amount is None else Decimal(amount) / 100
