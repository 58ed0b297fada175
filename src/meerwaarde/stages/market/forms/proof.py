"""What the pages about checking ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm

ABOUT = (
    ("", _("Everything")),
    ("doubted", _("Doubted after a file of the register")),
    ("ended", _("Ended")),
    ("ending", _("Ends soon")),
    ("claimed", _("Claimed, not checked")),
)


class QueueFilterForm(forms.Form):
    """Narrows the queue. A value that does not exist is left out: a filter harms nothing."""

    about = forms.ChoiceField(label=_("Show which"), required=False, choices=ABOUT)

    def wanted(self) -> str:
        """What was chosen; "" for everything."""
        return str(self.cleaned_data.get("about", "")) if self.is_valid() else ""


class RefuseCredentialForm(RefusableForm):
    """Why a claim is not shown."""

    reason = forms.CharField(
        label=_("Why is it not shown?"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The firm reads this. Say what you looked for, and what would help."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
