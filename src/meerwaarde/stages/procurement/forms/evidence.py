"""Putting evidence from the market in a file: which file, and what it shows there; and taking it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.stages.procurement.queries import Procurement

MOST_SIGNS: Final = 2_000


class PutInFileForm(forms.Form):
    """The file, and in one or two sentences what this shows for it."""

    procurement = forms.ChoiceField(
        label=_("In the file of which procurement?"),
        error_messages={
            "required": _("Choose the procurement that this is evidence for."),
            "invalid_choice": _("Choose a procurement from the list."),
        },
    )
    shows = forms.CharField(
        label=_("What does it show for this procurement?"),
        help_text=_(
            "One or two sentences. For example: nobody nearby offers this, or: these firms fit best and why."
        ),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=MOST_SIGNS,
    )

    def __init__(
        self, *args: Any, own: Sequence[Procurement], others: Sequence[Procurement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        groups: list[Any] = [("", _("Choose a procurement"))]
        for name, files in ((_("Files in which you ask or buy"), own), (_("Files of colleagues"), others)):
            if files:
                groups.append((name, [(one.public_id, f"{one.number} {one.title}") for one in files]))
        self.fields["procurement"].choices = groups  # type: ignore[attr-defined]


class TakeOutForm(forms.Form):
    """Why it is no evidence any more."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    why = forms.CharField(
        label=_("Why is it no evidence any more?"),
        help_text=_("This stays in the file: who reads it later sees what was taken out, and why."),
        widget=forms.Textarea({"rows": 3}),
        max_length=MOST_SIGNS,
        error_messages={"required": _("Say why. Who reads the file later sees that.")},
    )
