"""What every step of the journey has: the version that was opened, and answers that may be unknown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

YES, NO, UNKNOWN = "yes", "no", ""
ANSWERS = {YES: _("Yes"), NO: _("No"), UNKNOWN: _("Not known yet")}


class StepForm(forms.Form):
    """Carries which version was opened, and a fingerprint of what this step held then.

    Two people may work in different steps at once; only who changes the same step meets the other's version.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    basis = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500_000, strip=False)
    """What this step held when it was opened (`merging.packed`): shows who changed what."""
    clashing = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)
    """Keys of what both changed, one per line: each asks for a choice before it can be saved."""

    template_fields: tuple[str, ...] = ()
    may_stay_open = True
    """The page says once that everything may wait; no field says so again."""

    def given(self, name: str) -> Any:
        """The value of a field as far as it could be read; None for what is empty or wrong."""
        value = getattr(self, "cleaned_data", {}).get(name)
        return None if value in ("", []) else value


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known yet: gives True, False or None."""

    widget = forms.RadioSelect

    def __init__(
        self,
        *,
        yes: Any = ANSWERS[YES],
        no: Any = ANSWERS[NO],
        unknown: Any = ANSWERS[UNKNOWN],
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("required", False)
        super().__init__(
            choices=[(YES, yes), (NO, no), (UNKNOWN, unknown)],
            coerce=lambda value: value == YES,
            empty_value=None,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return {True: YES, False: NO, None: UNKNOWN}.get(value, value)


class OneOfField(forms.TypedChoiceField):
    """One of a few codes, or not known yet: gives the code or None."""

    def __init__(self, *, codes: Mapping[str, Any], unknown: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        choices = [(UNKNOWN, _("Not known yet") if unknown is None else unknown), *codes.items()]
        super().__init__(choices=choices, empty_value=None, **kwargs)


class CountField(forms.IntegerField):
    """A whole number that is not negative; gives None where nothing is filled in."""

    def __init__(self, *, most: int = 1_000_000, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "error_messages", {"invalid": _("Fill in a whole number, for example 3, or leave it empty.")}
        )
        super().__init__(
            min_value=0,
            max_value=most,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "mw-input--number"}),
            **kwargs,
        )


def basis_of(initial: Mapping[str, Any]) -> str:
    """A fingerprint of what a step holds: the same values give the same text."""
    plain = json.dumps(initial, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
