"""What narrows a list of opportunities."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.procurement_calendar import Band, band_text, bands
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries import OpportunityFilter

CONTRACTS = {
    "supplies": _("Supplies"),
    "services": _("Services"),
    "works": _("Works"),
    "social_services": _("Social and other specific services"),
    "concession": _("Concession"),
    "design_contest": _("Design contest"),
}


def said(text: Text) -> str:
    """A text of the rules in the reader's language."""
    return text.in_language(get_language() or "nl")


class OpportunityFilterForm(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    authority = forms.ChoiceField(label=_("Authority"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    contract = forms.ChoiceField(label=_("Type of contract"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    band = forms.ChoiceField(label=_("Value"), required=False)
    cpv = forms.RegexField(
        regex=r"^\d{8}$",
        label=_("CPV code"),
        help_text=_("Eight digits. With zeros at the end you find the whole group."),
        required=False,
    )
    begun = forms.ChoiceField(label=_("Begun already"), required=False)

    def __init__(
        self,
        *args: Any,
        day: date,
        years: Iterable[int],
        authorities: Iterable[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """Without `authorities` the list is of one authority, and nobody chooses."""
        super().__init__(*args, **kwargs)
        everything = ("", _("All"))
        self._bands = _bands(day)
        choices: dict[str, list[Any]] = {
            "theme": [everything, *((theme, said(theme_name(theme))) for theme in THEMES)],
            "contract": [everything, *CONTRACTS.items()],
            "year": [everything, *((str(year), str(year)) for year in years)],
            "band": [
                everything,
                *((str(place), said(band_text(one))) for place, one in enumerate(self._bands)),
            ],
            "begun": [("", _("Show these as well")), ("no", _("Only what has yet to begin"))],
        }
        if authorities is None:
            del self.fields["authority"]
        else:
            choices["authority"] = [everything, *authorities]
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def wanted(self, authority: str = "") -> OpportunityFilter:
        """What is asked, as far as it can be read; `authority` holds where it is not chosen."""
        self.is_valid()
        read = self.cleaned_data
        band = read.get("band", "")
        return OpportunityFilter(
            text=read.get("q", "").strip(),
            authority=authority or read.get("authority", ""),
            theme=read.get("theme", ""),
            contract=read.get("contract", ""),
            year=int(read["year"]) if read.get("year") else None,
            band=self._bands[int(band)] if band else None,
            cpv=read.get("cpv", ""),
            begun=read.get("begun") != "no",
        )

    def asked(self) -> dict[str, str]:
        """The filters that are used, as an address carries them."""
        self.is_valid()
        return {name: str(self.data.get(name, "")) for name, value in self.cleaned_data.items() if value}


def _bands(day: date) -> tuple[Band, ...]:
    try:
        return bands(Law.on(day))
    except NoParameter:
        return ()
