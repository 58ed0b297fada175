"""What a firm is asked about references, figures, contact persons and pictures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.gates.pictures import MOST_PICTURE_BYTES
from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.firms import AMOUNT_BANDS, CONTACT_PURPOSES
from meerwaarde.stages.market.actions.firm_parts import ContactValues, FigureValues, ReferenceValues
from meerwaarde.stages.market.forms.suppliers import UNKNOWN, said


class PartForm(RefusableForm):
    """One part of the own profile, that may have been changed by a colleague meanwhile."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def given(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ReferenceForm(PartForm):
    """An earlier assignment."""

    client = forms.CharField(label=_("For whom?"), max_length=200)
    what = forms.CharField(
        label=_("What did you do?"), max_length=300, help_text=_("In one sentence a buyer understands.")
    )
    year = forms.IntegerField(
        label=_("Year"), widget=forms.TextInput({"inputmode": "numeric", "maxlength": "4"})
    )
    amount_band = forms.ChoiceField(label=_("How large was it?"), required=False)
    client_agrees = forms.BooleanField(
        label=_("The client agrees to be named in public"),
        required=False,
        help_text=_("Without a yes only authorities that log in read the name."),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bands = [(code, said(name)) for code, name in AMOUNT_BANDS.items()]
        self.fields["amount_band"].choices = [UNKNOWN, *bands]  # type: ignore[attr-defined]

    def values(self) -> ReferenceValues:
        return ReferenceValues(**self.given())


class FigureForm(PartForm):
    """Impact in one figure."""

    what = forms.CharField(
        label=_("What do you count?"), max_length=200, help_text=_("For example: people in a paid job.")
    )
    amount = forms.DecimalField(
        label=_("How many?"),
        max_digits=14,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )
    unit = forms.CharField(
        label=_("In what?"), max_length=40, help_text=_("For example: people, kilograms, hours.")
    )
    year = forms.IntegerField(
        label=_("Year"), widget=forms.TextInput({"inputmode": "numeric", "maxlength": "4"})
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def values(self) -> FigureValues:
        return FigureValues(**self.given())


class ContactForm(PartForm):
    """Whom to ask for."""

    name = forms.CharField(label=_("Name"), max_length=150)
    function = forms.CharField(label=_("Function"), required=False, max_length=120)
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    purpose = forms.ChoiceField(label=_("For what may one call or write?"))
    keep_until = DayField(
        label=_("Until when?"), help_text=_("After this day the name goes by itself. Two years at most.")
    )
    agreed = forms.BooleanField(
        label=_("This person knows it and agrees"),
        required=False,
        help_text=_("Authorities read this when they look at your profile. It never stands in public."),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purposes = [(code, said(name)) for code, name in CONTACT_PURPOSES.items()]
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]
        if not self.is_bound and "keep_until" not in self.initial:
            self.initial["keep_until"] = _in_a_year(day)

    def values(self) -> ContactValues:
        return ContactValues(**self.given())


class PictureForm(RefusableForm):
    """A picture of what is offered."""

    file = UploadField(
        label=_("Picture"),
        help_text=_("JPEG or PNG of at most 8 MB. No people who can be recognised, unless they agreed."),
        accept=".jpg,.jpeg,.png",
        most_bytes=MOST_PICTURE_BYTES,
    )
    alt = forms.CharField(
        label=_("What is to be seen?"),
        max_length=200,
        help_text=_("For who cannot see the picture. For example: two oak tables in a council hall."),
    )


def _in_a_year(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 2, 28)
