"""What is asked when a matrix is taken over from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField


class MatrixFileForm(forms.Form):
    """A file with a matrix. What is in it is judged by its content, not by its name."""

    file = UploadField(
        label=_("File with a matrix"),
        help_text=_("CSV, Excel (.xlsx) or LibreOffice (.ods)."),
        accept=".csv,.txt,.tsv,.xlsx,.ods",
    )


class ColumnsForm(forms.Form):
    """Which column holds what. A place that the file does not have is refused by the choice."""

    def __init__(self, *args: Any, header: Sequence[str], labels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(str(at), heading.strip() or f"{at + 1}") for at, heading in enumerate(header)]
        for role, label in labels.items():
            self.fields[role] = forms.ChoiceField(
                label=label, required=False, choices=[("", _("Not in this file")), *places]
            )
