"""What sharing a profile and taking one in ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.platform.layout.refusable import RefusableForm

MOST_BYTES: Final = 1_000_000
"""One profile with everything filled in is some tens of kilobytes."""


class AgreementForm(RefusableForm):
    """That the firm agreed, by who keeps its profile."""

    agreement = forms.CharField(
        label=_("When and how did the firm agree?"),
        help_text=_("For example: e-mail of 3 March 2026 by the director. No names of people."),
        max_length=300,
    )


class ProfileFileForm(RefusableForm):
    """The file."""

    file = UploadField(
        label=_("Profile file"),
        help_text=_("A JSON file that was taken along from Meerwaarde or another site with this form."),
        accept=".json,application/json",
        most_bytes=MOST_BYTES,
    )


class TakeInForm(RefusableForm):
    """What of the file is taken over. The file travels along, so nothing is kept before somebody chose."""

    REFUSED_AT = {"file": "chosen"}  # noqa: RUF012
    chosen = forms.MultipleChoiceField(
        label=_("Take over"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing, or go back.")},
    )
    profile = forms.CharField(widget=forms.HiddenInput, max_length=MOST_BYTES, strip=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = choices  # type: ignore[attr-defined]
