"""What is asked about the contact point: the desk itself, a question, an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.stages.market.actions.contacts import PointValues
from meerwaarde.stages.market.queries.contacts import ContactPoint


class PointForm(RefusableForm):
    """The desk of an authority."""

    name = forms.CharField(
        label=_("Name of the desk"),
        help_text=_("No person, for people come and go. For example: Ondernemersloket."),
        max_length=120,
    )
    email = forms.EmailField(label=_("E-mail address of the desk"))
    phone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    about = forms.CharField(
        label=_("What may one ask here?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        required=False,
    )
    answer_days = forms.IntegerField(
        label=_("Answer within so many working days"), min_value=1, max_value=60, initial=5
    )
    owner = forms.ChoiceField(
        label=_("Who gets a new question?"),
        help_text=_("Without a name it waits for everybody who manages the desk."),
        required=False,
    )
    public = forms.BooleanField(label=_("Show the desk to everybody"), required=False, initial=True)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, colleagues: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.public_id: one for one in colleagues}
        self.fields["owner"].choices = [  # type: ignore[attr-defined]
            ("", _("Nobody yet")),
            *((public_id, one.person.name) for public_id, one in self.known.items()),
        ]

    def values(self) -> PointValues:
        read = self.cleaned_data
        return PointValues(**{name: read[name] for name in PointValues.__dataclass_fields__})

    def chosen(self) -> Membership | None:
        return self.known.get(self.cleaned_data["owner"])

    @staticmethod
    def initial_of(point: ContactPoint) -> dict[str, Any]:
        """What stands there now, as the form shows it."""
        shown = {name: getattr(point, name) for name in PointValues.__dataclass_fields__}
        owner = point.owner.public_id if point.owner else ""
        return {**shown, "owner": owner, "version": point.version}


class ContactForm(RefusableForm):
    """A question of a firm or civic organisation."""

    subject = forms.CharField(label=_("What is it about?"), max_length=150)
    text = forms.CharField(
        label=_("Your question"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4_000
    )


class VisitorForm(ContactForm):
    """A question of somebody without an account."""

    name = forms.CharField(
        label=_("Your own name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a letter to confirm it, and later the answer."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    agree = forms.BooleanField(
        label=_("My name and address may be used to answer this question, and for nothing else.")
    )


class HandOverForm(RefusableForm):
    """Which colleague answers."""

    colleague = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, colleagues: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.public_id: one for one in colleagues}
        self.fields["colleague"].choices = [  # type: ignore[attr-defined]
            (public_id, one.person.name) for public_id, one in self.known.items()
        ]

    def chosen(self) -> Membership:
        return self.known[self.cleaned_data["colleague"]]
