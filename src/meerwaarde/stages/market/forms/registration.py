"""What a firm is asked that comes in, and what a coordinator writes about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.stages.market.actions.admissions import MOST_PROOF_BYTES, ApplicationValues


class RegistrationForm(RefusableForm):
    """Seven things; the rest of the profile follows once the firm is in."""

    kvk = forms.CharField(
        label=_("KvK number"),
        max_length=20,
        help_text=_("Eight digits. You find it on your extract from the KvK."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    firm_name = forms.CharField(
        label=_("Name of your firm"),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    place = forms.CharField(
        label=_("Place of business"),
        max_length=100,
        help_text=_("The authority of your area looks at your registration."),
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    website = forms.CharField(label=_("Website"), required=False, max_length=300)
    offers = forms.CharField(
        label=_("What does your firm make or do?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
        help_text=_("One or two sentences are enough. Later you tell more in your profile."),
    )
    person_name = forms.CharField(
        label=_("Your own name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        help_text=_("Preferably one of your firm. We send a letter to confirm it."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def values(self) -> ApplicationValues:
        return ApplicationValues(**self.cleaned_data)


class CivicRegistrationForm(RegistrationForm):
    """The same questions, put to a foundation, association or initiative."""

    LABELS: dict[str, tuple[Any, Any]] = {  # noqa: RUF012 (read, never written)
        "kvk": (_("KvK number"), _("Eight digits. Foundations and associations have one as well.")),
        "firm_name": (_("Name of your organisation"), ""),
        "place": (_("Place"), _("The authority of your area looks at your registration.")),
        "offers": (
            _("What does your organisation do, and for whom?"),
            _("One or two sentences are enough. No data of persons."),
        ),
        "email": (
            _("Your e-mail address"),
            _("Preferably one of your organisation. We send a letter to confirm it."),
        ),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.LABELS.items():
            self.fields[name].label = label
            self.fields[name].help_text = help_text

    def values(self) -> ApplicationValues:
        return ApplicationValues(**self.cleaned_data, kind="civic")


class AnswerForm(RefusableForm):
    """What the firm answers or adds."""

    text = forms.CharField(
        label=_("Your answer"), widget=forms.Textarea({"rows": 4}), max_length=4000, required=True
    )


class ProofFileForm(RefusableForm):
    """A document that shows that one speaks for the firm."""

    file = UploadField(
        label=_("Document"),
        help_text=_("A PDF of at most 5 MB, for example a recent extract from the KvK."),
        accept=".pdf",
        most_bytes=MOST_PROOF_BYTES,
    )


class CodeForm(RefusableForm):
    """The code that the authority gave."""

    code = forms.CharField(
        label=_("Code"), max_length=20, widget=forms.TextInput({"autocomplete": "off", "size": "12"})
    )


class QuestionForm(RefusableForm):
    """What the coordinator wants to know."""

    text = forms.CharField(
        label=_("Your question"),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
        help_text=_("The applicant gets this by e-mail, with a link to answer."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class RefusalForm(RefusableForm):
    """Why a firm is not let in, and what it can do."""

    reason = forms.CharField(
        label=_("Why not?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
        help_text=_("The applicant reads these words."),
    )
    what_now = forms.CharField(
        label=_("What can the applicant do now?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=4000,
        help_text=_("For example: call us, or let a director register."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
