"""What is asked about a mandate: for what, for whom, up to which amount, since when, on which decision."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.access.mandating import MandateGiven
from meerwaarde.platform.layout.fields import AmountField, DayField
from meerwaarde.platform.organisations.queries import Department, Mandate, Membership
from meerwaarde.rules.compliance.sentences import CONTRACT_NAMES
from meerwaarde.rules.mandates import ACTS, carriers
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.roles import role
from meerwaarde.rules.text import Text

STATES = {"now": _("In force or still to come"), "over": _("Ended"), "all": _("All")}
FIELD_OF = {"role": "who", "membership": "who"}
"""Fields of the action that have another name in the form."""


class FilterForm(forms.Form):
    """Which entries of the register are shown; a value that does not exist is left out."""

    state = forms.ChoiceField(label=_("Which mandates"), required=False, choices=list(STATES.items()))
    act = forms.ChoiceField(label=_("For what"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [("", _("All")), *act_choices()]  # type: ignore[attr-defined]

    def wanted(self) -> tuple[str, str]:
        """State and act as far as they can be read."""
        self.is_valid()
        return self.cleaned_data.get("state") or "now", self.cleaned_data.get("act") or ""


class CpvGroupsField(forms.CharField):
    """Groups of CPV codes as people type them, with commas or spaces; gives a tuple."""

    def clean(self, value: Any) -> tuple[str, ...]:
        typed = re.split(r"[\s,;]+", str(super().clean(value)).strip())
        groups = tuple(dict.fromkeys(re.sub(r"-\d$", "", one) for one in typed if one))
        for group in groups:
            if not re.fullmatch(r"\d{2,8}", group):
                raise forms.ValidationError(
                    _("“%(group)s” is no CPV group. Type two to eight digits, for example 909 or 45000000."),
                    params={"group": group[:40]},
                )
        return groups


class MandateForm(forms.Form):
    """One entry. `who` is a role, or one person in it."""

    act = forms.ChoiceField(label=_("What is the mandate for?"), widget=forms.RadioSelect)
    who = forms.ChoiceField(
        label=_("For whom?"),
        help_text=_("Everybody in a role, or one colleague. A role that cannot do this is refused."),
    )
    amount = AmountField(
        label=_("Up to and including"),
        required=False,
        help_text=_("Excluding VAT. Leave empty when there is no limit."),
    )
    contracts = forms.MultipleChoiceField(
        label=_("Only for these types of contract"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick nothing when it holds for all."),
    )
    cpv = CpvGroupsField(
        label=_("Only for these CPV groups"),
        required=False,
        max_length=400,
        help_text=_("For example 909 for cleaning. Several with a comma. Leave empty when it holds for all."),
    )
    department = forms.ChoiceField(label=_("Only for this department"), required=False)
    since = DayField(label=_("From"))
    until = DayField(
        label=_("Until and including"), required=False, help_text=_("Leave empty when there is no end yet.")
    )
    source = forms.CharField(
        label=_("Which decision is it based on?"),
        max_length=300,
        help_text=_("For example: mandate decision of 12 May 2026, article 4."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, people: Iterable[Membership], departments: Iterable[Department], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        able = {code for act in ACTS for code in carriers(act)}
        self._people = {held.public_id: held for held in people if held.role in able}
        self._departments = {part.public_id: part for part in departments}
        choices: dict[str, list[Any]] = {
            "act": act_choices(),
            "who": [
                ("", _("Make a choice")),
                (_("Everybody in a role"), [(f"role:{code}", _role_name(code)) for code in _in_order(able)]),
                (
                    _("One colleague"),
                    [
                        (f"person:{held.public_id}", f"{held.person.name}, {_role_name(held.role)}")
                        for held in self._people.values()
                    ],
                ),
            ],
            "contracts": [(code, said(name).capitalize()) for code, name in CONTRACT_NAMES.items()],
            "department": [
                ("", _("Whole organisation")),
                *((code, part.name) for code, part in self._departments.items()),
            ],
        }
        for field, offered in choices.items():
            self.fields[field].choices = offered  # type: ignore[attr-defined]

    def given(self) -> MandateGiven:
        """What was filled in, for the action."""
        read = self.cleaned_data
        kind, _colon, code = read["who"].partition(":")
        person = self._people[code] if kind == "person" else None
        return MandateGiven(
            act=read["act"],
            role=person.role if person else code,
            membership=person,
            department=self._departments.get(read["department"]),
            contracts=tuple(read["contracts"]),
            cpv=read["cpv"],
            amount=read["amount"],
            since=read["since"],
            until=read["until"],
            source=read["source"],
        )

    def refuse(self, faults: Mapping[str, Text]) -> None:
        """Put what an action refused at the field that it is about."""
        for field, text in faults.items():
            name = FIELD_OF.get(field, field)
            self.add_error(name if name in self.fields else None, said(text))


def initial_of(mandate: Mandate) -> dict[str, Any]:
    """What stands in the register, as the form shows it."""
    who = f"person:{mandate.membership.public_id}" if mandate.membership else f"role:{mandate.role}"
    return {
        "act": mandate.act,
        "who": who,
        "amount": None if mandate.amount_cents is None else from_cents(mandate.amount_cents),
        "contracts": mandate.contracts,
        "cpv": ", ".join(mandate.cpv),
        "department": mandate.department.public_id if mandate.department else "",
        "since": mandate.since,
        "until": mandate.until,
        "source": mandate.source,
        "version": mandate.version,
    }


def act_choices() -> list[tuple[str, str]]:
    """What a mandate can be for."""
    return [(act.code, said(act.name)) for act in ACTS.values()]


def said(text: Text) -> str:
    """A text of the rules in the reader's language."""
    return text.in_language(get_language() or "nl")


def _role_name(code: str) -> str:
    return said(role(code).name)


def _in_order(codes: Iterable[str]) -> list[str]:
    return sorted(codes, key=_role_name)
