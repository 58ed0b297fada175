"""The first step: what must this deliver, for whom, and is buying the way to get it?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.queries import Goal, current_goals
from meerwaarde.stages.procurement.forms.step import StepForm, YesNoField
from meerwaarde.stages.procurement.queries import Procurement

ALTERNATIVES = {
    "do_not_buy": (
        _("Not buying"),
        _("What happens if we do not buy this? Can the need be met in another way, or be made smaller?"),
    ),
    "reuse": (
        _("Reuse"),
        _("Is there something in our own stores, or second-hand, that does the same?"),
    ),
    "share": (
        _("Sharing"),
        _("Can we use it together with another authority, a school or an association?"),
    ),
    "as_a_service": (
        _("As a service"),
        _("Could the supplier stay the owner, so that long life pays off for the supplier too?"),
    ),
    "launching_customer": (
        _("First customer"),
        _("Is there a new, cleaner or more social solution that waits for a first customer?"),
    ),
}


def goals_to_serve(actor: Actor, procurement: Procurement) -> list[Goal]:
    """The goals to choose from: the current ones, and those that were chosen before they were archived."""
    current = list(current_goals(actor))
    known = {goal.pk for goal in current}
    return [*current, *(goal for goal in procurement.goals.all() if goal.pk not in known)]


class PurposeForm(StepForm):
    """Purpose, need, goals and alternatives. Only the title is required: the rest may grow."""

    title = forms.CharField(
        label=_("What do we call this procurement?"),
        help_text=_("Short and recognisable, for example “Maintenance of parks 2027–2031”."),
        max_length=200,
    )
    purpose_value = forms.CharField(
        label=_("Which societal value must this deliver?"),
        help_text=_(
            "Describe what will be better, not what you buy. For example: “Fifteen people get a job.”"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=4000,
    )
    purpose_for = forms.CharField(
        label=_("For whom?"),
        help_text=_("Residents, a neighbourhood, employees, later generations: who notices it?"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2000,
    )
    need = forms.CharField(
        label=_("What is the need?"),
        help_text=_("The need, not the product: “dry and light workplaces” rather than “a new building”."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=20_000,
    )
    goals = forms.MultipleChoiceField(
        label=_("Which goals of the board does this serve?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("This goal is not in the list any more. Choose another one.")},
    )

    def __init__(self, *args: Any, goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._goals = {goal.public_id: goal for goal in goals}
        self.fields["goals"].choices = [(key, goal.wording) for key, goal in self._goals.items()]  # type: ignore[attr-defined]
        for code, (name, nudge) in ALTERNATIVES.items():
            self.fields[f"{code}_considered"] = YesNoField(
                label=name,
                help_text=nudge,
                yes=_("Considered"),
                no=_("Not considered"),
                unknown=_("Not said yet"),
            )
            self.fields[f"{code}_why"] = forms.CharField(
                label=_("What came out of it?"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def chosen_goals(self) -> list[Goal]:
        """The goals that were ticked."""
        return [self._goals[key] for key in self.cleaned_data.get("goals", [])]

    def alternatives(self) -> dict[str, dict[str, Any]]:
        """What was considered; what nobody has said anything about is left out."""
        weighed = {
            code: {"considered": self.given(f"{code}_considered"), "why": self.given(f"{code}_why") or ""}
            for code in ALTERNATIVES
        }
        return {
            code: given for code, given in weighed.items() if given["considered"] is not None or given["why"]
        }

    @staticmethod
    def stored(procurement: Procurement) -> dict[str, Any]:
        """The values of the form as they are stored now."""
        initial: dict[str, Any] = {
            "title": procurement.title,
            "purpose_value": procurement.purpose_value,
            "purpose_for": procurement.purpose_for,
            "need": procurement.need,
            "goals": sorted(procurement.goals.values_list("public_id", flat=True)),
        }
        for code in ALTERNATIVES:
            weighed = procurement.alternatives.get(code, {})
            initial[f"{code}_considered"] = weighed.get("considered")
            initial[f"{code}_why"] = weighed.get("why", "")
        return initial
