"""What narrows the list of procurements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.queries import Department
from meerwaarde.rules.lifecycle import PROCUREMENT
from meerwaarde.stages.procurement.forms.words import CONTRACTS
from meerwaarde.stages.procurement.queries import ALL_RUNNING, SORTS, ProcurementFilter


class ListForm(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    q = forms.CharField(label=_("Words in the title, number or need"), required=False, max_length=100)
    state = forms.ChoiceField(label=_("State"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    contract = forms.ChoiceField(
        label=_("Type of contract"), required=False, choices=[("", _("All")), *CONTRACTS.items()]
    )
    sort = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[(sort, sort) for sort in SORTS]
    )

    def __init__(self, *args: Any, departments: Iterable[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            (ALL_RUNNING, _("Running: not settled and not withdrawn")),
            *((state.code, state.name.in_language(language)) for state in PROCUREMENT.states),
        ]
        self.fields["department"].choices = [  # type: ignore[attr-defined]
            ("", _("All")),
            *((department.public_id, department.name) for department in departments),
        ]

    def wanted(self) -> ProcurementFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        return ProcurementFilter(
            text=read.get("q", "").strip(),
            state=read.get("state", ""),
            department=read.get("department", ""),
            contract=read.get("contract", ""),
        )

    def sorted_by(self) -> str:
        """The order that was chosen; newest first by default."""
        return self.cleaned_data.get("sort") or "newest"
