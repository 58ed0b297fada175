"""What the pages about notices ask."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.gates.files import shown_name, too_large
from meerwaarde.gates.refusal import Refused
from meerwaarde.stages.market.actions import MOST_BYTES
from meerwaarde.stages.market.queries import NoticeFilter


class NoticeFilterForm(forms.Form):
    """Narrows the list. Values that do not exist are left out rather than refused: a filter harms nothing."""

    q = forms.CharField(label=_("Words in the title, buyer or number"), required=False, max_length=100)
    verdict = forms.ChoiceField(
        label=_("Social value"),
        required=False,
        choices=[
            ("", _("All")),
            ("social", _("Asks for social value")),
            ("likely", _("Probably asks for social value")),
            ("unknown", _("No sign of social value found")),
        ],
    )

    def wanted(self) -> NoticeFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        return NoticeFilter(
            text=self.cleaned_data.get("q", "").strip(), verdict=self.cleaned_data.get("verdict", "")
        )


class NoticeFileForm(forms.Form):
    """One file. What is in it is judged by the gate, not by its name."""

    file = forms.FileField(
        label=_("File of the notice"),
        help_text=_("An XML file from TenderNed or TED, at most 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xml,.json"}),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file."), "missing": _("Choose a file.")},
    )

    def clean_file(self) -> UploadedFile[Any]:
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if upload.size and upload.size > MOST_BYTES:  # before a byte of it is read
            raise ValidationError(
                refusal_in_words(too_large(shown_name(upload.name or ""), upload.size, MOST_BYTES))
            )
        return upload


def refusal_in_words(refused: Refused) -> str:
    """What is wrong with a file and what to do, in the reader's language, with the name of the file."""
    language = get_language() or "nl"
    where = f"“{refused.where}”: " if refused.where else ""
    return f"{where}{refused.message.in_language(language)} {refused.what_now.in_language(language)}"
