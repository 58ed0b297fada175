"""What the pages about files of payments ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meerwaarde.platform.documents.forms import UploadField


class SpendFileForm(forms.Form):
    """A file of payments and where it comes from.

    A browser with script has sent the file in parts before it sends the form; then `key` says where it lies.
    """

    file = UploadField(
        label=gettext_lazy("File with payments"),
        help_text=gettext_lazy(
            "CSV, Excel (.xlsx), an audit file (XAF) or e-invoices (UBL, one or in a zip)."
        ),
        accept=".csv,.txt,.tsv,.xlsx,.ods,.xml,.xaf,.zip",
        required=False,
    )
    source = forms.CharField(
        label=gettext_lazy("Where does this file come from?"),
        help_text=gettext_lazy(
            "For example the name of your financial system. We keep what its columns mean under this name."
        ),
        max_length=120,
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def clean_source(self) -> str:
        return " ".join(str(self.cleaned_data["source"]).split())

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("key") and not cleaned.get("file") and "file" not in self.errors:
            self.add_error("file", ValidationError(_("Choose a file."), code="required"))
        return cleaned


class WithdrawForm(forms.Form):
    """Why a file is withdrawn."""

    why = forms.CharField(
        label=gettext_lazy("Why do you withdraw this file?"),
        help_text=gettext_lazy("For example: the period was exported twice. The reason stays with the file."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
