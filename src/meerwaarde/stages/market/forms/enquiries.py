"""What is asked of the market, and how a firm answers."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.platform.layout.fields import AmountField, CpvField, DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.market.forms.suppliers import cpv_name, cpv_suggestions
from meerwaarde.stages.market.queries.enquiries import Enquiry

KINDS = (
    ("question", _("A question: what is possible, who can do this?")),
    ("quotation", _("A request for a quotation, with a price")),
)
CLOSING = time(17, 0)


class EnquiryForm(RefusableForm):
    """What one wants to know, and until when."""

    kind = forms.ChoiceField(label=_("What do you ask?"), choices=KINDS, initial="question")
    title = forms.CharField(label=_("Subject"), max_length=200)
    text = forms.CharField(
        label=_("Your question"),
        help_text=_("What do you need, where, when and how much? Tell which value for society you hope for."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=6_000,
    )
    cpv = CpvField(
        label=_("CPV code"),
        help_text=_("With a code we find better who can do this."),
        name_of=cpv_name,
        suggest=cpv_suggestions,
        required=False,
    )
    estimate = AmountField(
        label=_("Estimate"),
        help_text=_("Suppliers do not see this. It helps to find who fits."),
        required=False,
    )
    reference = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=12)
    closes_on = DayField(
        label=_("Answers until"), help_text=_("Up to five in the afternoon. Only then you read the answers.")
    )

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    @classmethod
    def initial_of(cls, one: Enquiry) -> dict[str, Any]:
        """What stands there, as the form shows it."""
        return {
            "kind": one.kind,
            "title": one.title,
            "text": one.text,
            "cpv": next(iter(one.cpv), ""),
            "estimate": None if one.estimate_cents is None else from_cents(one.estimate_cents),
            "reference": one.reference,
            "closes_on": timezone.localdate(one.closes_at),
            "version": one.version,
        }

    def closes_at(self) -> datetime:
        """The moment of closing, on the clock of the Netherlands."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["closes_on"], CLOSING))


class DocumentForm(forms.Form):
    """A document for everybody who is asked."""

    file = UploadField(
        label=_("Document"), help_text=_("A PDF of at most 5 MB."), accept=".pdf", most_bytes=5_000_000
    )


class YesForm(forms.Form):
    """What a firm offers."""

    text = forms.CharField(
        label=_("What do you offer?"), widget=forms.Textarea(attrs={"rows": 6}), max_length=6_000
    )
    amount = AmountField(label=_("Price"), help_text=_("In euros, excluding VAT."), required=False)

    def __init__(self, *args: Any, priced: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].required = priced


class NoForm(forms.Form):
    """Why a firm does not offer."""

    reason = forms.ChoiceField(label=_("Why not?"))
    text = forms.CharField(label=_("Explanation"), required=False, max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            ("", _("Make a choice")),
            *((code, name.in_language(language)) for code, name in REASONS.items()),
        ]


class AskForm(forms.Form):
    """A question about what was asked, or its answer."""

    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000)


class OutcomeForm(forms.Form):
    """What came of it."""

    said = forms.ChoiceField(
        label=_("Did it become a contract?"),
        choices=(("", _("Make a choice")), ("deal", _("Yes")), ("no_deal", _("No"))),
    )
    amount = AmountField(label=_("Amount"), help_text=_("In euros, excluding VAT."), required=False)
