"""Which frameworks to lay side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.stages.policy.forms.parts import theme_choices
from meerwaarde.stages.policy.queries import Framework

FEWEST, MOST = 2, 5


class CompareForm(forms.Form):
    """Two to five frameworks, and what to look at."""

    kader = forms.MultipleChoiceField(
        label=_("Frameworks"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose two to five: your own, and public ones of other authorities."),
        error_messages={"required": _("Choose two to five frameworks.")},
    )
    thema = forms.ChoiceField(label=_("Theme"), required=False)
    verschillen = forms.BooleanField(label=_("Only what differs"), required=False)

    def __init__(self, *args: Any, frameworks: Sequence[tuple[Framework, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._frameworks = {one.public_id: one for one, _name in frameworks}
        self.fields["kader"].choices = [(one.public_id, name) for one, name in frameworks]  # type: ignore[attr-defined]
        self.fields["thema"].choices = [("", _("All")), *theme_choices()]  # type: ignore[attr-defined]

    def clean_kader(self) -> list[str]:
        chosen = list(dict.fromkeys(self.cleaned_data["kader"]))
        if not FEWEST <= len(chosen) <= MOST:
            raise forms.ValidationError(_("Choose two to five frameworks."))
        return chosen

    def chosen(self) -> list[Framework]:
        return [self._frameworks[key] for key in self.cleaned_data["kader"]]
