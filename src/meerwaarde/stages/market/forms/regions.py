"""What is asked in a region: whom to invite, whom to name, and why a firm is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.queries import Membership, Organisation


class InviteForm(forms.Form):
    """An authority to ask into the region."""

    authority = forms.ChoiceField(label=_("Authority"))

    def __init__(self, *args: Any, choices: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.public_id: one for one in choices}
        self.fields["authority"].choices = [("", _("Make a choice"))] + [  # type: ignore[attr-defined]
            (public_id, one.name) for public_id, one in self.known.items()
        ]

    def chosen(self) -> Organisation:
        return self.known[self.cleaned_data["authority"]]


class AmbassadorForm(forms.Form):
    """A colleague, and what others may ask."""

    colleague = forms.ChoiceField(
        label=_("Colleague"),
        help_text=_("All members of the region see this name and the department. Ask the colleague first."),
    )
    about = forms.CharField(
        label=_("What may others ask?"),
        help_text=_("For example: reserving contracts for sheltered workshops."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, choices: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.public_id: one for one in choices}
        self.fields["colleague"].choices = [("", _("Make a choice"))] + [  # type: ignore[attr-defined]
            (public_id, one.person.name) for public_id, one in self.known.items()
        ]

    def chosen(self) -> Membership:
        return self.known[self.cleaned_data["colleague"]]


class ShowFirmForm(forms.Form):
    """In which region a firm is shown, and why."""

    region = forms.ChoiceField(label=_("Region"))
    why = forms.CharField(
        label=_("Why do you show this firm?"),
        help_text=_("What you know it for: what it did for you, and how that went. No names of persons."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
    )

    def __init__(self, *args: Any, choices: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.public_id: one for one in choices}
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            (public_id, one.name) for public_id, one in self.known.items()
        ]

    def chosen(self) -> Organisation:
        return self.known[self.cleaned_data["region"]]
