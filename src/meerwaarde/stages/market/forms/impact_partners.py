"""What narrows the list of impact partners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.notation.spoken import said
from meerwaarde.rules.impact_partners import ROLES

KINDS = (
    ("", _("Everything")),
    ("social", _("Social enterprise")),
    ("sustainable_innovator", _("Sustainable innovator")),
)


class ImpactPartnerFilterForm(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    role = forms.ChoiceField(label=_("How it takes part"), required=False)
    kind = forms.ChoiceField(label=_("Kind of enterprise"), required=False, choices=KINDS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            ("", _("Everything")),
            *((code, said(name)) for code, name in ROLES.items()),
        ]

    def asked(self) -> dict[str, str]:
        """What was chosen and exists."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
