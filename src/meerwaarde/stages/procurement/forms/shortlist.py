"""What the step "Suppliers" asks: where it is delivered, the amount of a quote, and a firm to be added."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField
from meerwaarde.rules.suppliers import kvk_fault, read_kvk, read_regions

MOST_PLACES = 30


class WhereForm(forms.Form):
    """Places as people write them: municipalities, provinces or codes, with commas between them."""

    where = forms.CharField(
        label=_("Where must it be delivered?"),
        help_text=_(
            "Municipalities or provinces, with commas between them. Leave it empty for your own area."
        ),
        required=False,
        max_length=2_000,
    )

    def clean_where(self) -> list[str] | None:
        """Codes of regions; None where it is left empty."""
        codes, unknown = read_regions(self.cleaned_data["where"])
        if unknown is not None:
            raise forms.ValidationError(
                _("We do not know “%(place)s”. Write the name of a municipality or a province."),
                params={"place": unknown[:60]},
            )
        if len(codes) > MOST_PLACES:
            raise forms.ValidationError(
                _("These are more than %(most)s places. Name the province instead."),
                params={"most": MOST_PLACES},
            )
        return list(codes) or None


class QuoteForm(forms.Form):
    """What a firm asks."""

    quote = AmountField(label=_("Amount of the quote"), help_text=_("Excluding VAT."))


class NewFirmForm(forms.Form):
    """A firm that is not in the directory yet; the rest of its profile can be filled in later."""

    name = forms.CharField(label=_("Name of the firm"), max_length=200)
    kvk = forms.CharField(
        label=_("KvK number"), help_text=_("Eight digits, as in the trade register."), max_length=30
    )

    def clean_kvk(self) -> str:
        """Eight digits."""
        number = read_kvk(self.cleaned_data["kvk"])
        if kvk_fault(number):
            raise forms.ValidationError(
                _("A KvK number has eight digits. Look it up in the trade register and type it again.")
            )
        return number

    def problems(self) -> list[Any]:
        """Every mistake as a sentence."""
        return [text for errors in self.errors.values() for text in errors]
