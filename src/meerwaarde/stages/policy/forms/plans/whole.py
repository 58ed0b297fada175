"""The form of a plan as a whole."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.stages.policy.actions import PlanValues
from meerwaarde.stages.policy.forms.plans.options import NOBODY, PlanOptions, chosen, id_of
from meerwaarde.stages.policy.queries import ActionPlan


class PlanForm(RefusableForm):
    """The cover of a plan: its name, its period, who looks after it."""

    title = forms.CharField(
        label=_("Name of the plan"), max_length=200, help_text=_("For example: Action plan MVOI 2026–2027.")
    )
    since = DayField(label=_("Starts on"))
    until = DayField(label=_("Ends on"), help_text=_("Most plans run for one to four years."))
    owner = forms.ChoiceField(
        label=_("Who looks after the plan?"),
        required=False,
        help_text=_("Keeps the plan together. Actions each have an owner of their own."),
    )
    framework = forms.ChoiceField(label=_("Framework that the plan carries out"), required=False)
    summary = forms.CharField(
        label=_("Summary"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("What must be different at the end, in a few sentences that the council understands."),
    )
    take_over = forms.ChoiceField(
        label=_("Take along what an earlier plan left open"),
        required=False,
        help_text=_("Its open actions are copied to this plan. You can change or drop each of them."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, options: PlanOptions, new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = options
        self.fields["owner"].choices = options.owner_choices()  # type: ignore[attr-defined]
        self.fields["framework"].choices = [  # type: ignore[attr-defined]
            NOBODY,
            *((one.public_id, f"{one.title} ({one.number})") for one in options.frameworks),
        ]
        if not new or not options.earlier:
            del self.fields["take_over"]
        else:
            self.fields["take_over"].choices = [  # type: ignore[attr-defined]
                ("", _("Nothing: begin with an empty plan")),
                *((one.public_id, one.title) for one in options.earlier),
            ]
        if not options.frameworks:
            del self.fields["framework"]

    def values(self) -> PlanValues:
        given = self.cleaned_data
        return PlanValues(
            title=given["title"],
            since=given["since"],
            until=given["until"],
            summary=given["summary"],
            owner=chosen(self._options.owners, given["owner"]),
            framework=chosen(self._options.frameworks, given.get("framework", "")),
        )

    def earlier(self) -> ActionPlan | None:
        return chosen(self._options.earlier, self.cleaned_data.get("take_over", ""))

    @staticmethod
    def typed_from(plan: ActionPlan) -> dict[str, Any]:
        """The plan as the fields show it."""
        return {
            "title": plan.title,
            "since": plan.since,
            "until": plan.until,
            "summary": plan.summary,
            "owner": id_of(plan.owner),
            "framework": id_of(plan.framework),
            "version": plan.version,
        }
