"""What the pages about own themes ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.stages.policy.actions import OwnThemeValues
from meerwaarde.stages.policy.forms.parts import theme_choices
from meerwaarde.stages.policy.queries import ThemeSet


class ThemeSetForm(RefusableForm):
    """The name of a set and where it comes from."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For example: Three pillars of our coalition.")
    )
    source = forms.CharField(
        label=_("Where does it come from?"),
        required=False,
        max_length=300,
        help_text=_("The decision or document in which these themes stand."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OwnThemeForm(forms.Form):
    """One theme in the authority's own words."""

    name = forms.CharField(label=_("Theme in your own words"), max_length=120, required=False)
    themes = forms.MultipleChoiceField(
        label=_("Stands for"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["themes"].choices = theme_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("themes") and not (given.get("name") or "").strip():
            self.add_error("name", _("Give this theme a name, or take its marks away."))
        return given


OwnThemes = formset_factory(OwnThemeForm, extra=0, max_num=20, validate_max=True)


def values_of(themes: BaseFormSet[OwnThemeForm]) -> list[OwnThemeValues]:
    """The filled rows; an empty row is no theme."""
    given = [form.cleaned_data for form in themes.forms if form.is_valid()]
    return [
        OwnThemeValues(name=one["name"].strip(), themes=tuple(one["themes"]))
        for one in given
        if one.get("name", "").strip()
    ]


def rows_of(theme_set: ThemeSet) -> list[dict[str, Any]]:
    """The themes of a set as the rows show them."""
    return [{"name": one.name, "themes": one.themes} for one in theme_set.own_themes.all()]
