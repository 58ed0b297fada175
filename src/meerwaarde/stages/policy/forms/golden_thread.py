"""What the page of the golden thread asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.queries import Department
from meerwaarde.stages.policy.forms.parts import theme_choices


class ThreadFilterForm(forms.Form):
    """Narrows the picture to a theme or a department."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)

    def __init__(self, *args: Any, departments: Sequence[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parts = [(one.public_id, one.name) for one in departments]
        self.fields["theme"].choices = [("", _("All")), *theme_choices()]  # type: ignore[attr-defined]
        self.fields["department"].choices = [("", _("All")), *parts]  # type: ignore[attr-defined]

    def wanted(self) -> tuple[str, str]:
        """Theme and department as far as they can be read; "" means all."""
        self.is_valid()
        return self.cleaned_data.get("theme", ""), self.cleaned_data.get("department", "")
