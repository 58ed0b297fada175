"""What the page of a search box asks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market.actions.embeds import EmbedValues
from meerwaarde.stages.market.forms.suppliers import said

ACCENTS = [
    ("blue", _("Blue")),
    ("green", _("Green")),
    ("purple", _("Purple")),
    ("orange", _("Orange")),
    ("grey", _("Grey")),
    ("own", _("Our own colour")),
]
SIZES = [("small", _("Small")), ("normal", _("Normal")), ("large", _("Large"))]
LOOKS = [("light", _("Light")), ("high_contrast", _("High contrast"))]


class EmbedForm(RefusableForm):
    """Where the box may stand and how it looks."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("For yourselves. For example: Intranet, startpagina.")
    )
    hosts = forms.CharField(
        label=_("Sites that may show it"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        help_text=_("One on each line, for example https://intranet.gemeente.nl. Nowhere else it is shown."),
    )
    region = forms.ChoiceField(label=_("Only suppliers that deliver in"), required=False)
    accent = forms.ChoiceField(label=_("Colour"), choices=ACCENTS, initial="blue")
    own_accent = forms.CharField(
        label=_("Your own colour"),
        required=False,
        max_length=7,
        help_text=_("Only with “Our own colour”. For example #1a4f8b."),
    )
    look = forms.ChoiceField(label=_("Look"), choices=LOOKS, initial="light")
    size = forms.ChoiceField(label=_("Size of the letters"), choices=SIZES, initial="normal")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [(one.code, said(one.name)) for one in rules.provinces(Law.on(day))]
        self.fields["region"].choices = [("", _("Everywhere")), *provinces]  # type: ignore[attr-defined]

    def values(self) -> EmbedValues:
        given = dict(self.cleaned_data)
        given.pop("version")
        return EmbedValues(**given)
