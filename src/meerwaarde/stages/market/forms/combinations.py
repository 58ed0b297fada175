"""What a firm tells when it does not take part, and how it asks another along."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DeclineForm(forms.Form):
    """Why a firm does not take part; nobody has to say."""

    why = forms.CharField(
        label=_("Why not?"),
        help_text=_("The other firms in the combination read this. You may leave it empty."),
        required=False,
        max_length=300,
    )
