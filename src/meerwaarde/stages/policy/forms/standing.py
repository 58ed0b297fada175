"""What a self-assessment asks, and what is asked about who carries what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.platform.organisations.queries import Department, Membership
from meerwaarde.rules.responsibility import DUTIES
from meerwaarde.rules.roles import role
from meerwaarde.rules.self_assessment import Content, Statement
from meerwaarde.stages.policy.actions.assessments import MOST_WORDS, Said
from meerwaarde.stages.policy.forms.parts import YearField, said

UNKNOWN = "unknown"


class PartForm(RefusableForm):
    """The statements of one part: a level each, and what that rests on. What is empty is not answered."""

    may_stay_open = True
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        content: Content,
        statements: Sequence[Statement],
        notes: Mapping[str, str] | None = None,
        conclusion: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.statements = tuple(statements)
        choices = [
            *((str(place), f"{place} {said(level.name)}") for place, level in enumerate(content.scale)),
            (UNKNOWN, _("I do not know")),
        ]
        for one in self.statements:
            self.fields[one.code] = forms.ChoiceField(
                label=said(one.text),
                help_text=(notes or {}).get(one.code, ""),
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": _("Choose one of the levels, or “I do not know”.")},
            )
            self.fields[f"{one.code}_evidence"] = forms.CharField(
                label=_("What do you see of it?"),
                help_text=said(one.evidence),
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                max_length=MOST_WORDS,
            )
        if conclusion:
            self.fields["conclusion"] = forms.CharField(
                label=_("Conclusion"),
                help_text=_("What stands out, and what you will do about it. Shown with the result."),
                widget=forms.Textarea(attrs={"rows": 4}),
                required=False,
                max_length=4000,
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Each statement with its evidence, as bound fields."""
        return [(self[one.code], self[f"{one.code}_evidence"]) for one in self.statements]

    def given(self) -> dict[str, Said]:
        """What was answered, by statement; evidence alone counts as "I do not know"."""
        found = {}
        for one in self.statements:
            level = self.cleaned_data.get(one.code) or ""
            evidence = self.cleaned_data.get(f"{one.code}_evidence") or ""
            if level or evidence:
                found[one.code] = Said(int(level) if level and level != UNKNOWN else None, evidence)
        return found

    @staticmethod
    def typed_from(levels: Mapping[str, tuple[int | None, str]]) -> dict[str, str]:
        """What was answered before, as the form shows it."""
        typed = {}
        for statement, (level, evidence) in levels.items():
            typed[statement] = UNKNOWN if level is None else str(level)
            typed[f"{statement}_evidence"] = evidence
        return typed


class OpenAssessmentForm(RefusableForm):
    """A new round."""

    year = YearField(label=_("Year"), help_text=_("One round a year, so that you can compare years."))
    department: Any = forms.ModelChoiceField(
        label=_("For whom"),
        queryset=None,
        required=False,
        empty_label=_("The whole authority"),
        to_field_name="public_id",
    )
    lead: Any = forms.ModelChoiceField(
        label=_("Who leads the round"),
        queryset=None,
        required=False,
        empty_label=_("Nobody yet"),
        to_field_name="public_id",
    )
    closes_on = DayField(
        label=_("Answer before"),
        required=False,
        help_text=_("Colleagues see this day; nothing closes by itself."),
    )

    def __init__(self, *args: Any, departments: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["lead"].queryset = people  # type: ignore[attr-defined]
        self.fields["department"].label_from_instance = _department_name  # type: ignore[attr-defined]
        self.fields["lead"].label_from_instance = _person_name  # type: ignore[attr-defined]


class ResponsibilityForm(RefusableForm):
    """Who carries what, from when."""

    duty = forms.ChoiceField(label=_("What is carried"))
    department: Any = forms.ModelChoiceField(
        label=_("For which department"),
        queryset=None,
        required=False,
        empty_label=_("The whole authority"),
        to_field_name="public_id",
        help_text=_("Only an owner is named per department."),
    )
    membership: Any = forms.ModelChoiceField(
        label=_("Who"), queryset=None, empty_label=_("Choose a colleague"), to_field_name="public_id"
    )
    since = DayField(label=_("Since"))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("For example the decision in which this was settled."),
    )

    def __init__(self, *args: Any, departments: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duty"].choices = [(duty.code, said(duty.name)) for duty in DUTIES]  # type: ignore[attr-defined]
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]
        self.fields["membership"].queryset = people  # type: ignore[attr-defined]
        self.fields["department"].label_from_instance = _department_name  # type: ignore[attr-defined]
        self.fields["membership"].label_from_instance = _person_name  # type: ignore[attr-defined]


def _department_name(department: Department) -> str:
    return department.name


def _person_name(membership: Membership) -> str:
    return f"{membership.person.name} ({said(role(membership.role).name).lower()})"
