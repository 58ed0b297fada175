"""What the pages about notices ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField
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

    file = UploadField(
        label=_("File of the notice"),
        help_text=_("An XML file from TenderNed or TED, at most 10 MB."),
        accept=".xml,.json",
        most_bytes=MOST_BYTES,
    )
