"""What the pages about frameworks ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField, DayField, PercentageField
from meerwaarde.platform.layout.notation import format_amount
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.platform.organisations.queries import Department
from meerwaarde.rules.compliance import PolicyBounds, RouteBounds
from meerwaarde.rules.compliance.sentences import CONTRACT_NAMES
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.queries import Framework

USUAL = ("supplies", "services", "works", "social_services")
"""Types of contract for which authorities set amounts; others keep what they had."""


class FrameworkForm(RefusableForm):
    """Words and amounts of a draft. The department is chosen once, at the beginning."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        help_text=_("For example: Framework buying with impact. The version number follows by itself."),
    )
    department = forms.ChoiceField(
        label=_("For whom?"),
        required=False,
        help_text=_("A framework of a department comes on top of that of the whole authority."),
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        max_length=8000,
        help_text=_("Why this framework is there, and what it changes."),
    )
    social_value_minimum = PercentageField(
        label=_("Minimum weight of social value in the award"),
        required=False,
        help_text=_("Leave empty when you set no minimum."),
    )
    social_return_percentage = PercentageField(
        label=_("Social return"),
        required=False,
        help_text=_("The usual percentage of the contract sum. For example: 5."),
    )
    quick_purchase_until = AmountField(
        label=_("Quick purchase below"),
        required=False,
        lowest=1,
        help_text=_(
            "Below this amount, excluding VAT, a colleague buys in one go and without an approver. "
            "Leave empty to allow no quick purchases. A department may lower it, never raise it."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        departments: Sequence[Department] = (),
        kept: PolicyBounds | None = None,
        new: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._departments = {part.public_id: part for part in departments}
        self._kept = kept or PolicyBounds()
        if new:
            choices = [("", _("The whole authority")), *((d.public_id, d.name) for d in departments)]
            self.fields["department"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["department"]
        for contract in USUAL:
            self.fields[f"single_{contract}"] = AmountField(
                label=_("One quote is enough up to"), required=False
            )
            self.fields[f"multiple_{contract}"] = AmountField(
                label=_("Several quotes are enough up to"), required=False
            )
            self.fields[f"european_{contract}"] = forms.BooleanField(
                label=_("Several quotes up to the EU threshold"), required=False
            )

    def routes(self) -> list[tuple[str, list[Any]]]:
        """The amounts per type of contract, as the page groups them."""
        names = ("single", "multiple", "european")
        return [
            (said(CONTRACT_NAMES[contract]).capitalize(), [self[f"{name}_{contract}"] for name in names])  # type: ignore[index]
            for contract in USUAL
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for contract in USUAL:
            single, multiple = given.get(f"single_{contract}"), given.get(f"multiple_{contract}")
            if multiple is not None and given.get(f"european_{contract}"):
                self.add_error(
                    f"multiple_{contract}", _("Fill in an amount, or choose the EU threshold. Not both.")
                )
            elif single is not None and multiple is not None and multiple < single:
                self.add_error(
                    f"multiple_{contract}",
                    _("This amount lies below that for one quote. Check both amounts."),
                )
        self._refuse_quick_beyond_one_quote(given)
        return given

    def _refuse_quick_beyond_one_quote(self, given: dict[str, Any]) -> None:
        quick = given.get("quick_purchase_until")
        singles = [given.get(f"single_{contract}") for contract in USUAL]
        lowest = min((amount for amount in singles if amount is not None), default=None)
        if quick is not None and lowest is not None and quick > lowest:
            told = _(
                "A quick purchase goes to one firm, but above € %(amount)s you ask for several quotes. "
                "Fill in that amount or less."
            )
            self.add_error("quick_purchase_until", told % {"amount": format_amount(lowest)})

    def chosen_department(self) -> Department | None:
        return self._departments.get(self.cleaned_data.get("department", ""))

    def bounds(self) -> PolicyBounds:
        """The amounts as data; what the form does not show is kept."""
        given = self.cleaned_data
        routes = [route for route in self._kept.routes if route.contract not in USUAL]
        for contract in USUAL:
            route = RouteBounds(
                contract=contract,  # type: ignore[arg-type]
                single_until=given[f"single_{contract}"],
                multiple_until=given[f"multiple_{contract}"],
                until_european=given[f"european_{contract}"],
            )
            if route != RouteBounds(contract=route.contract):
                routes.append(route)
        return PolicyBounds(
            routes=tuple(routes),
            social_value_minimum=given["social_value_minimum"],
            social_return_percentage=given["social_return_percentage"],
            quick_purchase_until=given["quick_purchase_until"],
        )

    @staticmethod
    def typed_from(framework: Framework) -> dict[str, Any]:
        """The draft as the fields show it."""
        bounds = framework.policy_bounds
        shown: dict[str, Any] = {"title": framework.title, "explanation": framework.explanation}
        shown |= {name: value for name, value in msgspec.structs.asdict(bounds).items() if name != "routes"}
        for route in bounds.routes:
            shown[f"single_{route.contract}"] = route.single_until
            shown[f"multiple_{route.contract}"] = route.multiple_until
            shown[f"european_{route.contract}"] = route.until_european
        return shown | {"version": framework.version}


class AdoptForm(RefusableForm):
    """The decision of a body."""

    body = forms.ChoiceField(
        label=_("Which body took the decision?"),
        widget=forms.RadioSelect,
        help_text=_("The council sets the framework; rules for carrying it out are often for the college."),
    )
    adopted_on = DayField(
        label=_("Date of the decision"), help_text=_("The day stands in the list of decisions.")
    )
    valid_from = DayField(
        label=_("Holds from"), help_text=_("The same day or later. Until then the version before it holds.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, bodies: Sequence[Framework.Body], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [(body.value, body.label) for body in bodies]  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0].value
        self.fields["adopted_on"].initial = today
        self.fields["valid_from"].initial = today
