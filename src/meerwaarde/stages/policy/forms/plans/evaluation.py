"""The forms of adoption and evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.stages.policy.actions import ConclusionValues
from meerwaarde.stages.policy.actions.plans.concluding import SeenIn
from meerwaarde.stages.policy.forms.parts import FigureField
from meerwaarde.stages.policy.forms.plans.options import NOBODY, PlanOptions, chosen, id_of
from meerwaarde.stages.policy.queries import Conclusion, PlanGoal

VERDICT_CHOICES = [
    ("", _("Not judged yet")),
    ("reached", _("Reached")),
    ("partly", _("Partly reached")),
    ("missed", _("Not reached")),
]
CHANGE_CHOICES = [
    ("framework", _("The framework: the rules by which we buy")),
    ("matrix", _("The matrix: what categories can yield")),
    ("goal", _("A goal of the board or of the next plan")),
    ("action", _("A new action")),
    ("other", _("Something else")),
]


class AdoptPlanForm(RefusableForm):
    """The decision of a body."""

    body = forms.ChoiceField(label=_("Which body took the decision?"), widget=forms.RadioSelect)
    adopted_on = DayField(
        label=_("Date of the decision"), help_text=_("The day stands in the list of decisions.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, bodies: Sequence[Any], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(body.value, body.label) for body in bodies]  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0].value
        self.fields["adopted_on"].initial = today


class JudgeForm(RefusableForm):
    """How far a goal came."""

    reached = FigureField(
        label=_("What was reached?"), required=False, help_text=_("The figure of the indicator now.")
    )
    verdict = forms.ChoiceField(
        label=_("Verdict"), required=False, choices=VERDICT_CHOICES, widget=forms.RadioSelect
    )
    verdict_note = forms.CharField(
        label=_("Why?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("What helped, or what held it up?"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def typed_from(goal: PlanGoal) -> dict[str, Any]:
        return {name: getattr(goal, name) for name in ("reached", "verdict", "verdict_note", "version")}


class ConclusionForm(RefusableForm):
    """What was learned, and what changes because of it."""

    text = forms.CharField(
        label=_("What did you learn?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: training worked where the manager came along, and not elsewhere."),
    )
    changes = forms.ChoiceField(
        label=_("What changes because of it?"), choices=CHANGE_CHOICES, widget=forms.RadioSelect
    )
    measure = forms.CharField(
        label=_("What exactly will be done?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
    )
    owner = forms.ChoiceField(
        label=_("Who does it?"),
        required=False,
        help_text=_("It waits on this colleague's home page until it is settled."),
    )
    due_on = DayField(label=_("Before which day?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, options: PlanOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = options
        self.fields["owner"].choices = options.owner_choices()  # type: ignore[attr-defined]

    def values(self) -> ConclusionValues:
        given = self.cleaned_data
        return ConclusionValues(
            text=given["text"],
            changes=given["changes"],
            measure=given["measure"],
            owner=chosen(self._options.owners, given["owner"]),
            due_on=given["due_on"],
        )

    @staticmethod
    def typed_from(conclusion: Conclusion) -> dict[str, Any]:
        plain = {
            name: getattr(conclusion, name) for name in ("text", "changes", "measure", "due_on", "version")
        }
        return {**plain, "owner": id_of(conclusion.owner)}


class SettleForm(RefusableForm):
    """That a change was made, and where one sees it."""

    settled_how = forms.CharField(
        label=_("What was changed, and where can one see it?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: rule K4 of the framework now asks it of every quick purchase."),
    )
    seen_in = forms.ChoiceField(
        label=_("Where is it now?"),
        required=False,
        help_text=_("The page that changed. Whoever reads the conclusion later goes straight there."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, options: PlanOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = options
        self.fields["seen_in"].choices = [NOBODY, *options.seen_in_choices()]  # type: ignore[attr-defined]

    def chosen_place(self) -> SeenIn:
        """What the change can be seen in."""
        return self._options.seen_in(self.cleaned_data.get("seen_in", ""))
