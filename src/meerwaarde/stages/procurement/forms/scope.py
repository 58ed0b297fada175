"""The second step: what is bought and how much, in one amount, worked out per month, or lot by lot."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.exchange.cpv.search import search_cpv
from meerwaarde.platform.layout.fields import AmountField, CpvField, DayField, Suggestion
from meerwaarde.rules.money import cents, from_cents
from meerwaarde.rules.read_intake import LONGEST_TERM, MOST_LOTS
from meerwaarde.stages.procurement.actions import LotGiven
from meerwaarde.stages.procurement.forms.step import CountField, OneOfField, StepForm, YesNoField
from meerwaarde.stages.procurement.forms.words import CONTRACTS
from meerwaarde.stages.procurement.queries import Lot, Procurement

WAYS = {
    "amount": _("I know the total amount"),
    "months": _("Work it out from an amount per month"),
    "lots": _("Add up the lots"),
}
ZERO = "zero"
"""The code of the refusal of a contract that would be worth nothing."""
VALUATION = ("monthly_amount", "months", "options_amount", "extension_months", "framework", "indefinite")


def _language() -> Any:
    return "en" if (get_language() or "nl").startswith("en") else "nl"


def cpv_suggestions(words: str) -> list[Suggestion]:
    """The codes that fit words or digits, best first."""
    hits = search_cpv(words, limit=8, lang=_language())["hits"]
    return [Suggestion(hit["id"], hit["label"]) for hit in hits]


def cpv_name(code: str) -> str | None:
    return cpv_catalogue().label(code, _language())


class CpvListField(forms.CharField):
    """Several CPV codes with a comma between them; gives a list of eight digits each."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The codes that were typed; an unknown one is refused with its digits."""
        codes = []
        for piece in super().clean(value).replace(";", ",").split(","):
            typed = piece.strip()
            if not typed:
                continue
            known = cpv_catalogue().get(typed)
            if known is None:
                told = CpvField.default_error_messages["unknown_code"]
                raise ValidationError(told, code="unknown_code", params={"typed": typed})
            codes.append(known.code)
        return codes


class ScopeForm(StepForm):
    """Everything may stay open; the advice beside the form asks for what it needs."""

    contract = OneOfField(label=_("What type of contract is it?"), codes=CONTRACTS, widget=forms.RadioSelect)
    cpv = CpvField(
        label=_("What do you buy?"),
        help_text=_("Type everyday words, for example “cleaning” or “parks”, and choose a code."),
        name_of=cpv_name,
        suggest=cpv_suggestions,
        required=False,
    )
    cpv_more = CpvListField(
        label=_("Other CPV codes"),
        help_text=_("Eight digits each, with a comma between them."),
        required=False,
        max_length=2000,
    )
    start_on = DayField(
        label=_("When does the procedure start?"),
        help_text=_("The amounts of that day hold. Leave it empty to use those of today."),
        required=False,
    )
    duration_months = CountField(
        label=_("How many months does the contract run?"),
        most=LONGEST_TERM,
        help_text=_("Without extensions."),
    )
    worth = forms.ChoiceField(
        label=_("How do you know what it is worth?"),
        choices=list(WAYS.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    estimate = AmountField(
        label=_("Total amount"),
        help_text=_("Excluding VAT, over the whole term, with all options and extensions."),
        required=False,
    )
    monthly_amount = AmountField(label=_("Amount per month"), help_text=_("Excluding VAT."), required=False)
    months = CountField(label=_("Number of months"), most=LONGEST_TERM)
    extension_months = CountField(label=_("Months of possible extensions"), most=LONGEST_TERM)
    options_amount = AmountField(
        label=_("Amount of all options"),
        help_text=_("Excluding VAT. Fill in 0 if there are none."),
        required=False,
    )
    framework = YesNoField(label=_("Is it a framework agreement?"))
    indefinite = YesNoField(label=_("Does it run without an end date?"))
    divided = YesNoField(
        label=_("Is the contract divided into lots?"),
        help_text=_("Lots give small and social enterprises a fair chance."),
    )

    def __init__(self, *args: Any, suggest_url: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cpv"].widget.suggest_url = suggest_url

    def clean_estimate(self) -> Decimal | None:
        return self._above_zero("estimate")

    def clean_monthly_amount(self) -> Decimal | None:
        return self._above_zero("monthly_amount")

    def _above_zero(self, name: str) -> Decimal | None:
        """Zero is mostly typed for “not known”, and would make every route seem allowed."""
        value: Decimal | None = self.cleaned_data[name]
        if value == 0:
            raise ValidationError(
                _("Fill in an amount above zero, or leave the field empty if you do not know it yet."),
                code=ZERO,
            )
        return value

    def part(self) -> dict[str, Any]:
        """What is filled in, in the form of the interface; wrong or empty fields are unknown."""
        way = self.given("worth") or "amount"
        valuation = {name: self._plain(name) for name in VALUATION} if way == "months" else {}
        codes = [code for code in (self.given("cpv"), *(self.given("cpv_more") or ())) if code]
        return {
            "contract": self.given("contract"),
            "cpv": list(dict.fromkeys(codes)) or None,
            "duration_months": self.given("duration_months"),
            "estimate": self._plain("estimate") if way == "amount" else None,
            "valuation": {name: value for name, value in valuation.items() if value is not None} or None,
        }

    def _plain(self, name: str) -> Any:
        value = self.given(name)
        return str(value) if isinstance(value, Decimal) else value

    @staticmethod
    def stored(procurement: Procurement, lots: Sequence[Lot]) -> dict[str, Any]:
        """The values of the form as they are stored now."""
        cpv, valuation = procurement.cpv or [], procurement.valuation or {}
        way = "months" if valuation else "amount"
        if procurement.estimate_cents is None and not valuation and any(lot.estimate_cents for lot in lots):
            way = "lots"
        return {
            "contract": procurement.contract,
            "cpv": cpv[0] if cpv else "",
            "cpv_more": cpv[1:],
            "start_on": procurement.start_on,
            "duration_months": procurement.duration_months,
            "worth": way,
            "estimate": _euros(procurement.estimate_cents),
            "monthly_amount": _decimal(valuation.get("monthly_amount")),
            "months": valuation.get("months"),
            "extension_months": valuation.get("extension_months"),
            "options_amount": _decimal(valuation.get("options_amount")),
            "framework": valuation.get("framework"),
            "indefinite": valuation.get("indefinite"),
            "divided": procurement.divided,
        }


class LotForm(forms.Form):
    """One lot."""

    code = forms.CharField(label=_("Number or letter"), max_length=20, required=False)
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    estimate = AmountField(label=_("Amount"), help_text=_("Excluding VAT."), required=False)
    cpv = CpvField(label=_("CPV code"), name_of=cpv_name, suggest=cpv_suggestions, required=False)
    exempt = YesNoField(
        label=_("Outside the European rules (small-lots rule)?"),
        help_text=_("“Not known yet” lets the advice propose it."),
    )
    homogeneous = YesNoField(label=_("Are these similar goods?"), help_text=_("Matters for supplies."))

    @property
    def filled(self) -> bool:
        """Whether anything was typed in this row that is to be kept."""
        given = getattr(self, "cleaned_data", {})
        return not given.get("DELETE") and any(given.get(name) not in (None, "") for name in self.base_fields)


class _LotFormSet(forms.BaseFormSet[LotForm]):
    """Rows of lots; a row left empty is no lot, and a code stands once."""

    def add_fields(self, form: LotForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Remove this lot")

    def clean(self) -> None:
        codes = [form.cleaned_data.get("code", "") for form in self.forms if form.filled]
        twice = sorted({code for code in codes if code and codes.count(code) > 1})
        if twice:
            raise ValidationError(
                _("Two lots have the same number: %(codes)s. Give each lot its own."),
                params={"codes": ", ".join(twice)},
            )


LotFormSet = forms.formset_factory(
    LotForm, formset=_LotFormSet, extra=0, can_delete=True, max_num=MOST_LOTS, absolute_max=MOST_LOTS + 1
)


def lots_given(formset: Any) -> tuple[LotGiven, ...]:
    """The lots that were filled in, as far as they can be read; a lot without a code gets the next number."""
    rows = [form for form in formset.forms if form.filled]
    taken = {form.cleaned_data.get("code", "") for form in rows}
    free = (str(number) for number in range(1, 10_000) if str(number) not in taken)
    return tuple(
        LotGiven(
            code=form.cleaned_data.get("code") or next(free),
            name=form.cleaned_data.get("name") or "",
            estimate_cents=None
            if form.cleaned_data.get("estimate") is None
            else cents(form.cleaned_data["estimate"]),
            cpv=form.cleaned_data.get("cpv") or "",
            exempt=form.cleaned_data.get("exempt"),
            homogeneous=form.cleaned_data.get("homogeneous"),
        )
        for form in rows
    )


def stored_lots(lots: Sequence[Lot]) -> list[dict[str, Any]]:
    """The lots as initial values of the rows."""
    return [
        {
            "code": lot.code,
            "name": lot.name,
            "estimate": _euros(lot.estimate_cents),
            "cpv": lot.cpv,
            "exempt": lot.exempt,
            "homogeneous": lot.homogeneous,
        }
        for lot in lots
    ]


def typed_lots(formset: Any) -> tuple[dict[str, Any], ...]:
    """The lots that were filled in, in the terms of `stored_lots`."""
    return tuple(
        {
            "code": lot.code,
            "name": lot.name,
            "estimate": _euros(lot.estimate_cents),
            "cpv": lot.cpv,
            "exempt": lot.exempt,
            "homogeneous": lot.homogeneous,
        }
        for lot in lots_given(formset)
    )


def _euros(value: int | None) -> Decimal | None:
    return None if value is None else from_cents(value)


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))
