"""The third step: how it is put to the market, in groups that open where the advice asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField, CpvField, DayField, PercentageField
from meerwaarde.stages.procurement.forms.scope import cpv_name, cpv_suggestions
from meerwaarde.stages.procurement.forms.step import CountField, OneOfField, StepForm, YesNoField
from meerwaarde.stages.procurement.forms.words import AWARDS, RESERVED, RESERVED_TYPES, ROUTES
from meerwaarde.stages.procurement.queries import Procurement

MOTIVATIONS: Final = {
    "procedure": _("Why this procedure?"),
    "invitees": _("Why these firms are invited (article 1.4)"),
    "merging": _("Why contracts are merged (article 1.5)"),
    "lots": _("Why it is not divided into lots (article 1.5)"),
    "lowest_price": _("Why only the price counts (article 2.114)"),
    "lowest_cost": _("Why only the cost counts (article 2.114)"),
    "turnover_requirement": _("Why a turnover requirement is needed (article 2.90)"),
    "social_return_on_supplies": _("Why social return fits these supplies"),
    "deviation_from_policy": _("Why we depart from our own policy"),
    "deviation_from_gids": _("Why we depart from the Proportionality Guide"),
    "framework_term": _("Why the framework agreement runs longer than four years"),
}

GROUPS: Final = {
    "procedure": (
        _("Procedure and market"),
        (
            "procedure_chosen",
            "cross_border_interest",
            "invitees",
            "social_enterprises_invited",
        ),
    ),
    "together": (_("Alone or together"), ("merged", "joint_buyers", "has_related_contracts")),
    "award": (
        _("How you choose"),
        ("award", "weight_price", "weight_quality", "weight_social_value", "scoring_guide"),
    ),
    "social_return": (_("Social return"), ("labour_share", "social_return_percentage")),
    "reserved": (
        _("Reserving the contract"),
        (
            "reserved",
            "reserved_type",
            "reserved_proof_share",
            "reserved_main_purpose_proof",
            "reserved_in_notice",
            "reserved_candidates",
            "awarded_under_2_82a_last_3_years",
        ),
    ),
    "requirements": (
        _("What you require of suppliers"),
        (
            "location_required",
            "label_required",
            "label_or_equivalent",
            "turnover_requirement_percentage",
            "reference_requirement_percentage",
            "references_per_competence",
        ),
    ),
    "motivations": (_("What you give reasons for"), tuple(f"motivation_{code}" for code in MOTIVATIONS)),
}
"""Groups of fields as they stand on the page: their name, and the fields in them."""

SHARES: Final = ("labour_share", "reserved_proof_share")
"""Shares from 0 to 1 in the intake, percentages on the page."""
PERCENTAGES: Final = (
    "social_return_percentage",
    "turnover_requirement_percentage",
    "reference_requirement_percentage",
)
PLAIN: Final = (
    "procedure_chosen",
    "cross_border_interest",
    "invitees",
    "social_enterprises_invited",
    "merged",
    "joint_buyers",
    "award",
    "scoring_guide",
    "reserved",
    "reserved_type",
    "reserved_main_purpose_proof",
    "reserved_in_notice",
    "reserved_candidates",
    "awarded_under_2_82a_last_3_years",
    "location_required",
    "label_required",
    "label_or_equivalent",
    "references_per_competence",
)
WEIGHTS: Final = ("price", "quality", "social_value")


class ApproachForm(StepForm):
    """Every field may stay open; what matters here is asked by the advice."""

    procedure_chosen = OneOfField(label=_("Which procedure do you choose?"), codes=ROUTES)
    cross_border_interest = YesNoField(
        label=_("Could firms from other countries be interested?"),
        help_text=_("Think of the amount, the place and how special the work is."),
    )
    invitees = CountField(label=_("How many firms do you invite?"))
    social_enterprises_invited = CountField(label=_("How many of them are social enterprises?"))
    merged = YesNoField(label=_("Are contracts put together that used to be apart?"))
    joint_buyers = CountField(
        label=_("How many authorities buy together?"), help_text=_("Fill in 1 if you buy alone.")
    )
    has_related_contracts = YesNoField(
        label=_("Are there other contracts for the same thing this year?"),
        help_text=_("Contracts that belong together are added up (article 2.14)."),
    )
    award = OneOfField(label=_("What do you award on?"), codes=AWARDS, widget=forms.RadioSelect)
    weight_price = PercentageField(label=_("Weight of the price"), required=False)
    weight_quality = PercentageField(label=_("Weight of quality"), required=False)
    weight_social_value = PercentageField(label=_("Weight of social value"), required=False)
    scoring_guide = YesNoField(label=_("Is it written down how quality is scored?"))
    labour_share = PercentageField(
        label=_("Which part of the amount is labour?"),
        help_text=_("An estimate will do. Social return fits where much labour is involved."),
        required=False,
    )
    social_return_percentage = PercentageField(
        label=_("Which percentage of social return do you ask?"),
        help_text=_("Fill in 0 if you ask none."),
        required=False,
    )
    reserved = OneOfField(
        label=_("Do you reserve the contract?"), codes=RESERVED, unknown=_("No, or not known yet")
    )
    reserved_type = OneOfField(label=_("For whom?"), codes=RESERVED_TYPES)
    reserved_proof_share = PercentageField(
        label=_("Which share of the employees must belong to the target group?"),
        help_text=_("At least 30% by law."),
        required=False,
    )
    reserved_main_purpose_proof = YesNoField(label=_("Is proof of the main purpose asked?"))
    reserved_in_notice = YesNoField(label=_("Does the notice say that the contract is reserved?"))
    reserved_candidates = CountField(label=_("How many organisations could compete for it?"))
    awarded_under_2_82a_last_3_years = YesNoField(
        label=_("Did the organisation get such a contract from you in the last three years?")
    )
    location_required = YesNoField(label=_("Must the supplier be established in your area?"))
    label_required = YesNoField(label=_("Do you ask for a label or quality mark?"))
    label_or_equivalent = YesNoField(label=_("Is an equivalent label accepted too?"))
    turnover_requirement_percentage = PercentageField(
        label=_("Required turnover, as a percentage of the contract"),
        help_text=_("Fill in 0 if you ask none."),
        highest=100_000,
        required=False,
    )
    reference_requirement_percentage = PercentageField(
        label=_("Required size of a reference, as a percentage of the contract"),
        help_text=_("Fill in 0 if you ask none."),
        highest=100_000,
        required=False,
    )
    references_per_competence = CountField(label=_("Number of references per competence"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in MOTIVATIONS.items():
            self.fields[f"motivation_{code}"] = forms.CharField(
                label=label, required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 2})
            )

    def part(self, related: Sequence[dict[str, Any]] = ()) -> dict[str, Any]:
        """What is filled in, in the form of the interface; wrong or empty fields are unknown.

        `related` are the rows of contracts that belong together; without any, "no" means known to be none.
        """
        weights = {name: self._text(f"weight_{name}") for name in WEIGHTS}
        known = {name: value for name, value in weights.items() if value is not None}
        none = self.given("has_related_contracts") is False
        return {
            **{name: self.given(name) for name in PLAIN},
            **{name: self._share(name) for name in SHARES},
            **{name: self._text(name) for name in PERCENTAGES},
            "weights": known or None,
            "related_contracts": [] if none else list(related) or None,
        }

    def motivations(self) -> dict[str, str]:
        """Code to text of what is motivated."""
        return {code: text for code in MOTIVATIONS if (text := self.given(f"motivation_{code}"))}

    def _text(self, name: str) -> str | None:
        value = self.given(name)
        return None if value is None else f"{value:f}"

    def _share(self, name: str) -> str | None:
        value = self.given(name)
        return None if value is None else f"{value / 100:f}"

    @staticmethod
    def stored(procurement: Procurement) -> dict[str, Any]:
        """The values of the form as they are stored now."""
        known = procurement.particulars
        weights = known.get("weights") or {}
        related = known.get("related_contracts")
        return {
            **{name: known.get(name) for name in PLAIN},
            **{name: _percent(known.get(name), 100) for name in SHARES},
            **{name: _percent(known.get(name), 1) for name in PERCENTAGES},
            **{f"weight_{name}": _percent(weights.get(name), 1) for name in WEIGHTS},
            "has_related_contracts": None if related is None else bool(related),
            **{f"motivation_{code}": procurement.motivations.get(code, "") for code in MOTIVATIONS},
        }


class RelatedForm(forms.Form):
    """A contract of the same authority that belongs together with this one (article 2.14)."""

    cpv = CpvField(label=_("CPV code"), name_of=cpv_name, suggest=cpv_suggestions, required=False)
    estimate = AmountField(label=_("Amount"), help_text=_("Excluding VAT."), required=False)
    day = DayField(label=_("Day of the contract"), required=False)

    def add_remove(self) -> None:
        """Name the box that takes the row away."""
        self.fields["DELETE"].label = _("Remove this contract")

    def given(self) -> dict[str, Any]:
        """The row in the form of the interface; empty where nothing is filled in or it is to be removed."""
        read = getattr(self, "cleaned_data", {})
        if read.get("DELETE"):
            return {}
        estimate, day = read.get("estimate"), read.get("day")
        row = {
            "cpv": read.get("cpv") or None,
            "estimate": None if estimate is None else str(estimate),
            "day": day.isoformat() if day else None,
        }
        return {name: value for name, value in row.items() if value is not None}


class _RelatedFormSet(forms.BaseFormSet[RelatedForm]):
    """Rows of related contracts; a row left empty is none."""

    def add_fields(self, form: RelatedForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.add_remove()


RelatedFormSet = forms.formset_factory(
    RelatedForm, formset=_RelatedFormSet, extra=0, can_delete=True, max_num=200, absolute_max=201
)


def related_given(formset: Any) -> list[dict[str, Any]]:
    """The related contracts that were filled in, as far as they can be read."""
    return [row for form in formset.forms if (row := form.given())]


def typed_related(formset: Any) -> tuple[dict[str, Any], ...]:
    """The related contracts that were filled in, in the terms of `stored_related`."""
    return tuple(
        {name: form.cleaned_data.get(name) for name in form.base_fields}
        for form in formset.forms
        if form.given()
    )


def stored_related(procurement: Procurement) -> list[dict[str, Any]]:
    """The related contracts as initial values of the rows."""
    return [
        {
            "cpv": row.get("cpv", ""),
            "estimate": None if row.get("estimate") is None else Decimal(row["estimate"]),
            "day": date.fromisoformat(row["day"]) if row.get("day") else None,
        }
        for row in procurement.particulars.get("related_contracts") or ()
    ]


def _percent(value: Any, times: int) -> Decimal | None:
    if value is None:
        return None
    return Decimal(f"{(Decimal(str(value)) * times).normalize():f}")  # 40, not 4E+1
