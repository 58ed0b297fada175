"""What is asked of an administrator: who gets which role, and from when a second factor is needed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.organisations.queries import Department, departments_of
from meerwaarde.rules.roles import roles_at
from meerwaarde.rules.suppliers import read_regions


class GrantForm(forms.Form):
    """A colleague and a role."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("A new colleague gets an e-mail with a link to choose a password."),
        max_length=254,
    )
    name = forms.CharField(label=_("Name"), max_length=150)
    role = forms.ChoiceField(label=_("Role"))
    department = forms.ChoiceField(label=_("Department"), required=False)
    since = DayField(label=_("From"))

    def __init__(self, *args: Any, organisation_id: int, kind: str = "authority", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self.departments = {part.public_id: part for part in departments_of(organisation_id)}
        self.fields["role"].choices = [("", _("Make a choice"))] + [  # type: ignore[attr-defined]
            (role.code, role.name.in_language(language)) for role in roles_at(kind)
        ]
        self.fields["department"].choices = [("", _("Whole organisation"))] + [  # type: ignore[attr-defined]
            (public_id, part.name) for public_id, part in self.departments.items()
        ]
        if kind != "authority":  # a firm has no departments here
            del self.fields["department"]

    def chosen_department(self) -> Department | None:
        return self.departments.get(self.cleaned_data.get("department", ""))


class DepartmentForm(forms.Form):
    """A new department; its code follows from the name."""

    name = forms.CharField(label=_("Name of the department"), max_length=200)


class SecondFactorForm(forms.Form):
    """The day from which the second factor is required."""

    since = DayField(
        label=_("Required from"),
        help_text=_("From this day on, nobody enters without a code from an app on their phone."),
        required=False,
    )


class RegionsForm(forms.Form):
    """What counts as local for this authority."""

    regions = forms.CharField(
        label=_("Own regions"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "Municipalities, districts or provinces with commas between them, such as Coevorden, "
            "Noord-Drenthe. A code will do as well (GM0109, NL131). A firm that serves one of these counts "
            "as local. Leave empty when nothing counts as local."
        ),
    )

    def clean_regions(self) -> list[str]:
        codes, unknown = read_regions(self.cleaned_data["regions"])
        if unknown is not None:
            raise forms.ValidationError(
                _("We do not know “%(place)s”. Write the name of a municipality or a province, or its code."),
                params={"place": unknown[:60]},
            )
        return sorted(codes)
