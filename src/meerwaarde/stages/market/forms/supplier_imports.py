"""What the pages about lists of suppliers ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.exchange.suppliers import (
    ROLE_NAMES,
    ROLES,
    Complaint,
    MappedColumn,
    Proposal,
    Role,
    SupplierMapping,
)
from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.stages.market.actions.supplier_imports import MOST_BYTES


class SupplierFileForm(forms.Form):
    """A list and where it comes from. What is in it is judged by its content, not by its name."""

    file = UploadField(
        label=gettext_lazy("File with suppliers"),
        help_text=gettext_lazy(
            "CSV, Excel (.xlsx), LibreOffice (.ods) or open profiles (.json). At most 25 MB."
        ),
        accept=".csv,.txt,.tsv,.xlsx,.ods,.json",
        most_bytes=MOST_BYTES,
    )
    source = forms.CharField(
        label=gettext_lazy("Where does this list come from?"),
        help_text=gettext_lazy(
            "For example the name of a register. A next list from here is recognised by this name."
        ),
        max_length=120,
        required=False,
    )

    def clean_source(self) -> str:
        return " ".join(str(self.cleaned_data["source"]).split())


NOT_READ = "-"
"""The choice for a column that is not read."""


class ColumnsForm(forms.Form):
    """What each column of a list means."""

    def __init__(self, proposal: Proposal, before: SupplierMapping | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposal = proposal
        language = get_language() or "nl"
        names = [(role, _capital(ROLE_NAMES[role].in_language(language))) for role in ROLES]
        chosen = {} if before is None else {column.header: column.role for column in before.columns}
        for column in proposal.columns:
            role = chosen.get(column.header, column.role)
            why = _("As you chose for this source before.") if column.header in chosen else ""
            self.fields[f"column_{column.index}"] = forms.ChoiceField(
                label=column.header
                or _("Column %(number)s, without a heading") % {"number": column.index + 1},
                choices=[(NOT_READ, _("Do not read")), *names],
                initial=role or NOT_READ,
                help_text=_told(column.samples, why or column.why.in_language(language)),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        seen: dict[str, str] = {}
        for field, role in list(cleaned.items()):
            if role != NOT_READ and role in seen:
                self.add_error(field, _("This meaning was given to another column already. Choose one."))
            seen.setdefault(role, field)
        if "name" not in seen:
            raise ValidationError(_("Point out which column holds the name of the supplier."))
        return cleaned

    def mapping(self) -> SupplierMapping:
        """What was chosen."""
        return SupplierMapping(
            tuple(
                MappedColumn(
                    column.index, column.header, _role(self.cleaned_data.get(f"column_{column.index}"))
                )
                for column in self.proposal.columns
            )
        )

    def point_out(self, doubts: Sequence[Complaint]) -> None:
        """Show at each column what does not fit."""
        by_header = {column.header: f"column_{column.index}" for column in self.proposal.columns}
        language = get_language() or "nl"
        for doubt in doubts:
            said = f"{doubt.text.in_language(language)} {doubt.what_now.in_language(language)}"
            self.add_error(by_header.get(doubt.column), said)


def _role(chosen: str | None) -> Role | None:
    return None if chosen in (None, NOT_READ) else cast("Role", chosen)


LONG: frozenset[Role] = frozenset({"description", "offering"})


class RowForm(forms.Form):
    """A refused row, as the file says it: free text per column, read again when it is sent."""

    def __init__(self, roles: Sequence[Role], headers: Mapping[Role, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self.roles = roles
        for role in roles:
            name = _capital(ROLE_NAMES[role].in_language(language))
            heading = headers.get(role, "")
            widget = forms.Textarea(attrs={"rows": 3}) if role in LONG else forms.TextInput()
            told = _("Column “%(heading)s”") % {"heading": heading} if heading else ""
            self.fields[role] = forms.CharField(
                label=name, required=False, widget=widget, strip=True, help_text=told
            )

    def values(self) -> dict[Role, str]:
        """What stands in the fields now."""
        return {role: self.cleaned_data[role] for role in self.roles if self.cleaned_data.get(role)}

    def point_out(self, faults: Sequence[Mapping[str, str]]) -> None:
        """Show each fault at its field."""
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        for one in faults:
            said = f"{one[language]} {one[f'now_{language}']}"
            self.add_error(one["role"] if one["role"] in self.fields else None, said)


class DifferencesForm(forms.Form):
    """Per field: keep what stands here, or take what the list says."""

    def __init__(self, choices: Sequence[tuple[str, str, str, str]], *args: Any, **kwargs: Any) -> None:
        """`choices`: field, its name, what stands here and what the list says."""
        super().__init__(*args, **kwargs)
        self.names = {f"field_{place}": name for place, (name, *_rest) in enumerate(choices)}
        for place, (name, label, ours, theirs) in enumerate(choices):
            identity = name == "identity"
            keep = (
                _("No, another supplier: add it") if identity else _("Keep ours: %(value)s") % {"value": ours}
            )
            take = (
                _("Yes, the same supplier: add what is new")
                if identity
                else _("Take over: %(value)s") % {"value": theirs}
            )
            self.fields[f"field_{place}"] = forms.ChoiceField(
                label=label,
                choices=[("theirs", take), ("ours", keep)]
                if identity
                else [("ours", keep), ("theirs", take)],
                initial=None if identity else "ours",
                widget=forms.RadioSelect,
                help_text=_("Here: %(ours)s. In the list: %(theirs)s.") % {"ours": ours, "theirs": theirs}
                if identity
                else "",
            )

    def theirs(self) -> list[str]:
        """The fields that are taken over."""
        return [name for field, name in self.names.items() if self.cleaned_data[field] == "theirs"]


def _told(samples: Sequence[str], why: str) -> str:
    if not samples:
        return f"{why} {_('The column is empty.')}"
    shown = " · ".join(sample if len(sample) <= 40 else f"{sample[:39]}…" for sample in samples)
    return f"{why} {_('For example: %(samples)s') % {'samples': shown}}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
