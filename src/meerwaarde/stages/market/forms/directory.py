"""What the search in the directory asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.addresses import filter_as_query
from meerwaarde.platform.layout.fields import CpvField
from meerwaarde.rules import distance
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.law import Law
from meerwaarde.rules.themes import theme_info
from meerwaarde.stages.market.forms.suppliers import (
    ALL,
    KIND_CHOICES,
    OFFERING_CHOICES,
    Choices,
    cpv_name,
    cpv_suggestions,
    said,
)
from meerwaarde.stages.market.queries import SHARES, SupplierFilter

ANY_DISTANCE = "0"
USUAL_KM = 25


class PlaceField(forms.CharField):
    """A place or a postcode; gives the code of the postcode area."""

    default_error_messages = {  # noqa: RUF012
        "unknown": _(
            "We do not know “%(typed)s”, so distance does not count now. Give a postcode or a larger place."
        )
    }

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if not typed:
            return ""
        area = distance.read_place(typed)
        if area is None:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"typed": typed})
        return area


class SupplierFilterForm(forms.Form):
    """Narrows the list. A value that does not exist is left out: a filter harms nothing."""

    may_stay_open = True

    q = forms.CharField(
        label=_("Name, words or KvK number"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind of supplier"), required=False, choices=[ALL, *KIND_CHOICES])
    cpv = CpvField(
        label=_("What is offered (CPV)"), name_of=cpv_name, suggest=cpv_suggestions, required=False
    )
    category = forms.ChoiceField(label=_("Category of your own list"), required=False)
    region = forms.ChoiceField(label=_("Delivers in"), required=False)
    near = PlaceField(
        label=_("Near"),
        required=False,
        max_length=60,
        help_text=_("A postcode or a place, for example Assen."),
    )
    km = forms.TypedChoiceField(label=_("At most this far away"), required=False, coerce=int)
    seat = forms.ChoiceField(label=_("Has its address in"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    credential = forms.ChoiceField(label=_("Verified recognition"), required=False)
    offering = forms.ChoiceField(label=_("Offers"), required=False, choices=[ALL, *OFFERING_CHOICES])
    size = forms.ChoiceField(label=_("Size"), required=False)
    share = forms.TypedChoiceField(label=_("People from the target group"), required=False, coerce=int)
    archived = forms.BooleanField(label=_("Show the archive"), required=False)

    def __init__(
        self,
        *args: Any,
        day: date,
        suggest_url: str = "",
        categories: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        given = _choices(day, get_language() or "nl")
        for name, choices in given.items():
            self._offer(name, choices)
        if categories:
            self._offer("category", list(categories))
        else:
            del self.fields["category"]
        self.fields["cpv"].widget.suggest_url = suggest_url

    def _offer(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices if name == "km" else [ALL, *choices]  # type: ignore[attr-defined]

    def wanted(self) -> SupplierFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        given = self.cleaned_data
        near = given.get("near", "")
        return SupplierFilter(
            text=given.get("q", "").strip(),
            near=near,
            km=_km(given.get("km", "")) if near else 0,
            share=given.get("share") or 0,
            archived=given.get("archived", False),
            **{name: given.get(name, "") for name in _FILTERS},
        )


def _km(given: int | str) -> int:
    return given if isinstance(given, int) else USUAL_KM


_FILTERS = ("kind", "cpv", "category", "region", "seat", "theme", "credential", "offering", "size")


@lru_cache(maxsize=8)
def _choices(day: date, language: str) -> dict[str, Choices]:
    """What can be chosen on a day in a language: the same for everybody, so it is worked out once."""
    law = Law.on(day)
    provinces = _named(rules.provinces(law))
    return {
        "region": [(rules.COUNTRY, str(_("The whole country"))), *provinces],
        "seat": provinces,
        "theme": [(code, said(theme_info(law, code).name)) for code in THEMES],
        "credential": _named(rules.credential_kinds(law).values()),
        "size": _named(rules.size_classes(law)),
        "km": [
            *((str(km), str(_("about %(km)s km")) % {"km": km}) for km in distance.RADII),
            (ANY_DISTANCE, str(_("any distance"))),
        ],
        "share": [(str(share), str(_("at least %(share)s%%")) % {"share": share}) for share in SHARES],
    }


def _named(choices: Iterable[Any]) -> Choices:
    return [(one.code, said(one.name)) for one in choices]


def supplier_query(wanted: SupplierFilter) -> dict[str, str]:
    """The filter as it stands in an address: a place by its name, and the distance only with a place."""
    asked = filter_as_query(wanted)
    if wanted.near:
        asked["near"] = distance.postcode_areas()[wanted.near].name
        asked["km"] = str(wanted.km)
        if wanted.km == USUAL_KM:
            del asked["km"]
    return asked
