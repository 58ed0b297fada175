"""What the pages about files of payments ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

import msgspec
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.stages.spend.queries.figures import Wanted
from meerwaarde.stages.spend.queries.mappings import ROLE_NAMES, Chosen, ChosenColumn, Proposal, Role


class SpendFileForm(forms.Form):
    """A file of payments and where it comes from.

    A browser with script has sent the file in parts before it sends the form; then `key` says where it lies.
    """

    file = UploadField(
        label=gettext_lazy("File with payments"),
        help_text=gettext_lazy(
            "CSV, Excel (.xlsx), an audit file (XAF) or e-invoices (UBL, one or in a zip)."
        ),
        accept=".csv,.txt,.tsv,.xlsx,.ods,.xml,.xaf,.zip",
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
    source = forms.CharField(
        label=gettext_lazy("Where does this file come from?"),
        help_text=gettext_lazy(
            "For example the name of your financial system. We keep what its columns mean under this name."
        ),
        max_length=120,
        required=False,
    )
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["file"].required = not self.data.get("key")

    def clean_source(self) -> str:
        return " ".join(str(self.cleaned_data["source"]).split())


class WithdrawForm(forms.Form):
    """Why a file is withdrawn."""

    why = forms.CharField(
        label=gettext_lazy("Why do you withdraw this file?"),
        help_text=gettext_lazy("For example: the period was exported twice. The reason stays with the file."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


NOT_READ = "-"
"""The choice for a column that is not read."""

_DATE_FORMATS = ("%d-%m-%Y", "%d/%m/%Y", "%m/%d/%Y", "%Y-%m-%d", "%Y%m%d", "%d-%b-%Y", "%Y-%m", "excel")
_SAMPLE_DAY = date(2025, 12, 31)


class ColumnsForm(forms.Form):
    """What each column of a file means, and how its amounts and days are written."""

    decimal = forms.ChoiceField(
        label=gettext_lazy("How are amounts written?"),
        choices=[(",", "1.234,56"), (".", "1,234.56")],
        widget=forms.RadioSelect,
    )
    negated = forms.BooleanField(
        label=gettext_lazy("What was paid stands as a negative amount"), required=False
    )

    def __init__(
        self, proposal: Proposal, chosen: Chosen, before: Chosen | None, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposal, self.chosen = proposal, chosen
        language = get_language() or "nl"
        names = [(role, _capital(name.in_language(language))) for role, name in ROLE_NAMES.items()]
        roles = {one.index: one.role for one in chosen.columns}
        known = set() if before is None else {one.header for one in before.columns if one.header}
        for column in proposal.columns:
            why = (
                _("As you chose for this source before.")
                if column.header in known
                else column.why.in_language(language)
            )
            self.fields[f"column_{column.index}"] = forms.ChoiceField(
                label=column.header
                or _("Column %(number)s, without a heading") % {"number": column.index + 1},
                choices=[(NOT_READ, _("Do not read")), *names],
                initial=roles.get(column.index) or NOT_READ,
                help_text=_told(column.samples, why),
            )
        formats = list(dict.fromkeys([chosen.date_format or "%d-%m-%Y", *_DATE_FORMATS]))
        self.fields["date_format"] = forms.ChoiceField(
            label=_("How is 31 December 2025 written?"), choices=[(one, _day_in(one)) for one in formats]
        )
        self.initial["decimal"] = chosen.decimal
        self.initial["negated"] = chosen.negated
        self.initial["date_format"] = chosen.date_format or "%d-%m-%Y"
        self.order_fields([*(f"column_{one.index}" for one in proposal.columns), "decimal", "date_format"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for field, role in list(cleaned.items()):
            if not field.startswith("column_") or role == NOT_READ:
                continue
            if role in seen:
                self.add_error(field, _("This meaning was given to another column already. Choose one."))
            seen.add(role)
        missing = [role for role in ("supplier", "date") if role not in seen]
        if not {"amount", "gross"} & seen:
            missing.append("amount")
        if missing:
            language = get_language() or "nl"
            told = ", ".join(ROLE_NAMES[role].in_language(language) for role in missing)  # type: ignore[index]
            raise ValidationError(_("Point out which column holds: %(roles)s.") % {"roles": told})
        return cleaned

    def mapping(self) -> Chosen:
        """What was chosen."""
        given = self.cleaned_data
        roles = {one.index: given[f"column_{one.index}"] for one in self.proposal.columns}
        columns = tuple(
            ChosenColumn(
                one.index,
                one.header,
                None if roles[one.index] == NOT_READ else cast("Role", roles[one.index]),
            )
            for one in self.proposal.columns
        )
        return msgspec.structs.replace(
            self.chosen,
            columns=columns,
            decimal=given["decimal"],
            negated=given["negated"],
            date_format=given["date_format"],
        )


def _told(samples: Sequence[str], why: str) -> str:
    if not any(samples):
        return f"{why} {_('The column is empty.')}"
    shown = " · ".join(one if len(one) <= 40 else f"{one[:39]}…" for one in samples if one)
    return f"{why} {_('For example: %(samples)s') % {'samples': shown}}"


def _day_in(form: str) -> str:
    if form == "excel":
        return _("46022 (number of the day in Excel)")
    shown = _SAMPLE_DAY.strftime(form).lower()
    order = {"d": _("day"), "m": _("month"), "b": _("month"), "B": _("month"), "Y": _("year"), "y": _("year")}
    told = [order[sign] for sign in re.findall("%([dmbBYy])", form)]
    return f"{shown} ({', '.join(told)})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class LinesFilter(forms.Form):
    """Which lines are shown; what cannot be understood asks for nothing."""

    zoek = forms.CharField(label=gettext_lazy("Supplier or description"), max_length=100, required=False)
    jaar = forms.IntegerField(label=gettext_lazy("Year"), min_value=1990, max_value=2100, required=False)
    maand = forms.IntegerField(
        label=gettext_lazy("Month (1 to 12)"), min_value=1, max_value=12, required=False
    )
    afdeling = forms.CharField(label=gettext_lazy("Department"), max_length=200, required=False)
    categorie = forms.CharField(label=gettext_lazy("Category"), max_length=200, required=False)
    leverancier = forms.CharField(
        label=gettext_lazy("Exact name of the supplier"), max_length=300, required=False
    )

    def asked(self) -> dict[str, Any]:
        """What was asked, without what was left open, as it stands in an address."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}

    def wanted(self) -> Wanted:
        """The same as a question."""
        asked = self.asked()
        return Wanted(
            year=asked.get("jaar"),
            month=asked.get("maand"),
            department=asked.get("afdeling", ""),
            category=asked.get("categorie", ""),
            supplier=asked.get("leverancier", ""),
            text=asked.get("zoek", ""),
        )
