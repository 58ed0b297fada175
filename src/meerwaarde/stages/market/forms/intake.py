"""What is asked before public notices are fetched."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField

SOURCE_NAMES = {"tenderned": _("TenderNed"), "ted": _("TED (Tenders Electronic Daily)")}


class IntakeForm(forms.Form):
    """From which source, and which days."""

    source = forms.ChoiceField(label=_("Source"))
    since = DayField(label=_("From"), help_text=_("The first day of which you want the publications."))
    until = DayField(label=_("Up to and including"), help_text=_("Empty means: today."), required=False)

    def __init__(self, *args: Any, sources: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = [  # type: ignore[attr-defined]
            (one, SOURCE_NAMES.get(one, one)) for one in sources
        ]
