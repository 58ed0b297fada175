"""What the pages about notices ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.rules.alerts import GROUPS
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers import provinces
from meerwaarde.stages.market.actions import MOST_BYTES
from meerwaarde.stages.market.queries import NoticeFilter


class NoticeFilterForm(forms.Form):
    """Narrows the list. Values that do not exist are left out rather than refused: a filter harms nothing."""

    q = forms.CharField(label=_("Words in the title, buyer or number"), required=False, max_length=100)
    group = forms.ChoiceField(label=_("Kind"), required=False)
    open = forms.ChoiceField(
        label=_("Can still be tendered for"),
        required=False,
        choices=[("", _("All")), ("1", _("Only what is open now"))],
    )
    region = forms.ChoiceField(label=_("Where"), required=False)
    cpv = forms.RegexField(
        regex=r"^\d{2,8}(-\d)?$",
        label=_("CPV code or group"),
        help_text=_("The first two digits or more, for example 9091."),
        required=False,
    )
    buyer = forms.CharField(label=_("Contracting authority"), required=False, max_length=100)
    contract = forms.ChoiceField(
        label=_("Type of contract"),
        required=False,
        choices=[
            ("", _("All")),
            ("supplies", _("Supplies")),
            ("services", _("Services")),
            ("works", _("Works")),
        ],
    )
    period = forms.ChoiceField(
        label=_("Published"),
        required=False,
        choices=[
            ("", _("Always")),
            ("7", _("In the last week")),
            ("31", _("In the last month")),
            ("365", _("In the last year")),
        ],
    )
    verdict = forms.ChoiceField(
        label=_("Social value"),
        required=False,
        choices=[
            ("", _("All")),
            ("social", _("Asks for social value")),
            ("likely", _("Probably asks for social value")),
            ("unknown", _("No sign of social value found")),
        ],
    )

    def __init__(self, asked: Mapping[str, Any], *, at: datetime, open_first: bool = False) -> None:
        """With `open_first` the list begins with what is open, until somebody chooses otherwise."""
        self.open_first = open_first
        if open_first and "open" not in asked:
            asked = {**{name: asked.get(name, "") for name in self.base_fields}, "open": "1"}
        super().__init__(asked)
        self.at, language = at, get_language() or "nl"
        groups = [(code, said.in_language(language)) for code, said in GROUPS.items() if code != "expected"]
        places = [(one.code, one.name.in_language(language)) for one in provinces(Law.on(at.date()))]
        self.fields["group"].choices = [("", _("All")), *groups]  # type: ignore[attr-defined]
        self.fields["region"].choices = [("", _("Everywhere")), *places]  # type: ignore[attr-defined]

    def wanted(self) -> NoticeFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        given = self.cleaned_data
        days = int(given.get("period") or 0)
        return NoticeFilter(
            text=given.get("q", "").strip(),
            verdict=given.get("verdict", ""),
            group=given.get("group", ""),
            buyer=given.get("buyer", "").strip(),
            cpv=(given.get("cpv") or "").partition("-")[0].rstrip("0").ljust(2, "0")
            if given.get("cpv")
            else "",
            region=given.get("region", ""),
            contract=given.get("contract", ""),
            open_at=self.at if given.get("open") else None,
            since=self.at.date() - timedelta(days=days) if days else None,
        )


class NoticeFileForm(forms.Form):
    """One file. What is in it is judged by the gate, not by its name."""

    file = UploadField(
        label=_("File of the notice"),
        help_text=_("An XML file from TenderNed or TED, at most 10 MB."),
        accept=".xml,.json",
        most_bytes=MOST_BYTES,
    )
