"""What is asked when authorities buy together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import AmountField
from meerwaarde.platform.organisations.queries import Organisation
from meerwaarde.rules.money import cents, from_cents
from meerwaarde.stages.procurement.actions.pools import PartValues
from meerwaarde.stages.procurement.queries.pools import Peer, PoolMember


class ProposeForm(forms.Form):
    """With whom, and what it is about."""

    peers = forms.MultipleChoiceField(
        label=_("With whom?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one authority.")},
    )
    description = forms.CharField(
        label=_("What do you propose?"),
        help_text=_("What you need together, and what each can still decide itself."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        required=False,
    )

    def __init__(self, *args: Any, peers: Sequence[Peer], labels: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["peers"].choices = [  # type: ignore[attr-defined]
            (peer.line, label) for peer, label in zip(peers, labels, strict=True)
        ]


class PartForm(forms.Form):
    """One's own part: how much, and what must be in it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    value = AmountField(
        label=_("Value of your part"),
        help_text=_("Excluding VAT, over the whole term with extensions."),
        required=False,
    )
    needs = forms.CharField(
        label=_("What must be in it for you?"),
        help_text=_("For example: delivery in each village, or places for people far from work."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    @classmethod
    def typed_from(cls, part: PoolMember) -> dict[str, Any]:
        value = None if part.value_cents is None else from_cents(part.value_cents)
        return {"version": part.version, "value": value, "needs": part.needs}

    def values(self) -> PartValues:
        value = self.cleaned_data["value"]
        return PartValues(
            value_cents=None if value is None else cents(value), needs=self.cleaned_data["needs"]
        )


class ReasonForm(forms.Form):
    """Why an authority does not take part."""

    reason = forms.CharField(
        label=_("Why do you not take part?"),
        help_text=_("The others read this. One sentence is enough."),
        max_length=300,
        error_messages={"required": _("Say why in one sentence. That helps the others.")},
    )


class AskForm(forms.Form):
    """Another authority of the region."""

    authority = forms.ChoiceField(label=_("Authority"))

    def __init__(self, *args: Any, choices: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.public_id: one for one in choices}
        self.fields["authority"].choices = [("", _("Make a choice"))] + [  # type: ignore[attr-defined]
            (public_id, one.name) for public_id, one in self.known.items()
        ]

    def chosen(self) -> Organisation:
        return self.known[self.cleaned_data["authority"]]
