"""What the page about a rule asks: always where it holds and how strict, and per kind what it demands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField, PercentageField
from meerwaarde.platform.layout.notation import shortened
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.platform.organisations.queries import Department
from meerwaarde.rules.compliance import (
    STRENGTH_NAMES,
    AwardToKind,
    Demand,
    InviteImpactEnterprise,
    PolicyRule,
    Quotes,
    Scope,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
)
from meerwaarde.rules.compliance.sentences import CONTRACT_NAMES, SUPPLIER_NAMES, level_name
from meerwaarde.stages.policy.forms.parts import Choices, said, theme_choices
from meerwaarde.stages.policy.queries import FrameworkRule, Goal, cpv_name

MOST_QUOTES = 10


@dataclass(frozen=True)
class RuleOptions:
    """The goals and departments that a rule can name."""

    goals: tuple[Goal, ...] = ()
    departments: tuple[Department, ...] = ()


class RuleForm(RefusableForm):
    """A rule of one kind: `kind` is the code of its demand."""

    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=20,
        help_text=_("What people call the rule. Leave empty for the next free code."),
    )
    value_from = AmountField(
        label=_("From an estimate of"), required=False, help_text=_("Excluding VAT. This amount is included.")
    )
    value_until = AmountField(
        label=_("Up to an estimate of"),
        required=False,
        help_text=_("Excluding VAT. This amount is not included."),
    )
    contracts = forms.MultipleChoiceField(
        label=_("Only for these types of contract"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose none when the rule holds for all."),
    )
    cpv = forms.CharField(
        label=_("Only for these CPV groups"),
        required=False,
        max_length=300,
        help_text=_(
            "Two to eight digits, with a comma between them. "
            "For example: 909 for cleaning, 45 for construction work."
        ),
    )
    departments = forms.MultipleChoiceField(
        label=_("Only for these departments"), required=False, widget=forms.CheckboxSelectMultiple
    )
    strength = forms.ChoiceField(
        label=_("How strict is the rule?"), widget=forms.RadioSelect, initial="tenzij"
    )
    goals = forms.MultipleChoiceField(
        label=_("Which goals does this rule serve?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A goal without a rule is a promise without an instrument."),
    )
    explanation = forms.CharField(
        label=_("Why this rule"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
        help_text=_("A colleague reads this beside the rule. Say what it brings about."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    SCOPE = ("value_from", "value_until", "contracts", "cpv", "departments")
    REST = ("strength", "goals", "explanation", "code")

    def __init__(self, *args: Any, kind: str, options: RuleOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self._options = options
        self.fields |= DEMANDS[kind].fields()
        self.order_fields((*DEMANDS[kind].names, *self.SCOPE, *self.REST))
        for name, choices in (
            ("contracts", [(code, said(name).capitalize()) for code, name in CONTRACT_NAMES.items()]),
            ("departments", [(part.code, part.name) for part in options.departments]),
            ("strength", [(code, said(name)) for code, name in STRENGTH_NAMES.items()]),
            ("goals", [(goal.public_id, _shortened(goal.wording)) for goal in options.goals]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        for name, given in (("departments", options.departments), ("goals", options.goals)):
            if not given:
                del self.fields[name]

    def demand_fields(self) -> list[Any]:
        return [self[name] for name in DEMANDS[self.kind].names]

    def scope_fields(self) -> list[Any]:
        return [self[name] for name in self.SCOPE if name in self.fields]

    def rest_fields(self) -> list[Any]:
        return [self[name] for name in self.REST if name in self.fields]

    def clean_cpv(self) -> tuple[str, ...]:
        """Groups of digits, each of them in the vocabulary."""
        groups = tuple(group for group in re.split(r"[,;\s]+", self.cleaned_data["cpv"]) if group)
        for group in groups:
            digits = group.split("-")[0]
            if not re.fullmatch(r"[0-9]{2,8}", digits) or not cpv_name(digits):
                raise forms.ValidationError(
                    _("“%(group)s” is no CPV group. Use two to eight digits, for example 909."),
                    params={"group": group},
                )
        return tuple(dict.fromkeys(group.split("-")[0] for group in groups))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("value_from"), given.get("value_until")
        if since is not None and until is not None and since >= until:
            self.add_error("value_until", _("The band ends before it begins. Choose a higher amount."))
        least, of = given.get("at_least"), given.get("of")
        if least is not None and of is not None and least > of:
            self.add_error("at_least", _("You cannot ask more of these quotes than there are quotes."))
        return given

    def scope(self) -> Scope:
        given = self.cleaned_data
        return Scope(
            value_from=given["value_from"],
            value_until=given["value_until"],
            contracts=tuple(given["contracts"]),
            cpv=given["cpv"],
            departments=tuple(given.get("departments", ())),
        )

    def demand(self) -> Demand:
        return DEMANDS[self.kind].build(self.cleaned_data)

    def chosen_goals(self) -> list[Goal]:
        chosen = set(self.cleaned_data.get("goals", ()))
        return [goal for goal in self._options.goals if goal.public_id in chosen]

    def policy_rule(self) -> PolicyRule | None:
        """The rule as far as it is typed, for the sentence beside the form; None while something lacks."""
        if not self.is_valid():
            return None
        code = self.cleaned_data["code"]
        return PolicyRule(
            id="", code=code, strength=self.cleaned_data["strength"], scope=self.scope(), demand=self.demand()
        )

    @staticmethod
    def typed_from(rule: FrameworkRule) -> dict[str, Any]:
        """The rule as the fields show it."""
        known = rule.as_policy_rule()
        demand = msgspec.structs.asdict(known.demand)
        return {
            **demand,
            "code": rule.code,
            "strength": rule.strength,
            "value_from": known.scope.value_from,
            "value_until": known.scope.value_until,
            "contracts": list(known.scope.contracts),
            "cpv": ", ".join(known.scope.cpv),
            "departments": list(known.scope.departments),
            "goals": [goal.id for goal in known.goals],
            "explanation": rule.explanation,
            "version": rule.version,
        }


@dataclass(frozen=True)
class _Kind:
    """The fields of one kind of demand, and how their values become it."""

    names: tuple[str, ...]
    fields: Callable[[], dict[str, forms.Field]]
    build: Callable[[dict[str, Any]], Demand]


def _kind_choices(but: Sequence[str] = ()) -> Choices:
    named = ((code, said(name).split(" ", 1)[1].capitalize()) for code, name in SUPPLIER_NAMES.items())
    return [(code, name) for code, name in named if code not in but]


def _theme_fields() -> dict[str, forms.Field]:
    return {
        "theme": forms.ChoiceField(label=_("Theme"), choices=theme_choices()),
        "level": forms.TypedChoiceField(
            label=_("Lowest level"),
            coerce=int,
            initial=1,
            widget=forms.RadioSelect,
            choices=[(level, f"{level} – {said(level_name(level))}") for level in (1, 2, 3)],
        ),
    }


def _quote_fields() -> dict[str, forms.Field]:
    wrong = _("Fill in a whole number from 1 to %(most)s.") % {"most": MOST_QUOTES}

    def number(label: Any, initial: int, help_text: Any) -> forms.IntegerField:
        return forms.IntegerField(
            label=label,
            help_text=help_text,
            initial=initial,
            min_value=1,
            max_value=MOST_QUOTES,
            widget=forms.TextInput({"inputmode": "numeric", "maxlength": "2"}),
            error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
        )

    return {
        "kind": forms.ChoiceField(label=_("Kind of supplier"), choices=_kind_choices()),
        "at_least": number(_("At least how many of the quotes?"), 1, _("For example: 1.")),
        "of": number(
            _("Of how many quotes?"), 3, _("Where you ask more quotes than this, the number above stays.")
        ),
    }


def _award_fields() -> dict[str, forms.Field]:
    return {
        "kind": forms.ChoiceField(
            label=_("Kind of supplier"),
            choices=_kind_choices(but=("local",)),
            help_text=_(
                "A contract may not be awarded because a firm is local. "
                "To give local firms a chance, make a rule about quotes."
            ),
        ),
        "up_to": AmountField(
            label=_("Up to which amount?"),
            lowest=1,
            help_text=_("Excluding VAT. Stay within the amount up to which one quote is enough."),
        ),
    }


def _percentage_fields(label: Any, help_text: Any) -> Callable[[], dict[str, forms.Field]]:
    return lambda: {"percentage": PercentageField(label=label, help_text=help_text, lowest=Decimal("0.1"))}


DEMANDS: dict[str, _Kind] = {
    "state_purpose": _Kind((), dict, lambda given: StatePurpose()),
    "theme_minimum": _Kind(
        ("theme", "level"), _theme_fields, lambda given: ThemeMinimum(given["theme"], given["level"])
    ),
    "invite_impact_enterprise": _Kind((), dict, lambda given: InviteImpactEnterprise()),
    "quotes": _Kind(
        ("kind", "at_least", "of"),
        _quote_fields,
        lambda given: Quotes(given["kind"], given["at_least"], given["of"]),
    ),
    "award_to_kind": _Kind(
        ("kind", "up_to"), _award_fields, lambda given: AwardToKind(given["kind"], given["up_to"])
    ),
    "social_value_weight": _Kind(
        ("percentage",),
        _percentage_fields(_("Weight of social value, at least"), _("For example: 20.")),
        lambda given: SocialValueWeight(given["percentage"]),
    ),
    "social_return": _Kind(
        ("percentage",),
        _percentage_fields(
            _("Share of the contract sum, at least"),
            _("For example: 5. Where little labour is involved, 2 is usual."),
        ),
        lambda given: SocialReturn(given["percentage"]),
    ),
}


def _shortened(wording: str) -> str:
    return shortened(wording, 140)
