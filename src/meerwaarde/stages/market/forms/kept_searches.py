"""What saving and freezing a search ask."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm


class SaveSearchForm(RefusableForm):
    """A name, and whether colleagues see it too."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For example: schoonmaak in Drenthe.")
    )
    shared = forms.BooleanField(label=_("Colleagues may use this search as well"), required=False)
    by_letter = forms.BooleanField(
        label=_("Write to me when something new is found"),
        required=False,
        help_text=_("By e-mail, once a day at most. Each letter has a link to stop."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class FreezeSearchForm(RefusableForm):
    """What was looked for and why, for who reads it years later."""

    title = forms.CharField(
        label=_("What did you look for?"),
        max_length=160,
        help_text=_("For example: bedrijven die schoolpleinen kunnen vergroenen."),
    )
    purpose = forms.CharField(
        label=_("What is it for?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: choosing whom to ask for a quote. No names of persons."),
    )
