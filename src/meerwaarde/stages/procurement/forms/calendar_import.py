"""What the pages about files for the calendar ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.stages.procurement.actions.calendar_import import MOST_BYTES
from meerwaarde.stages.procurement.forms.calendar import said
from meerwaarde.stages.procurement.queries.calendar_rows import (
    CALENDAR_ROLES,
    ROLE_WORDS,
    CalendarRole,
    ColumnProposal,
    RowFault,
)

NOT_READ = "-"
"""The choice for a column that is not read."""
LONG = ("description",)


class CalendarFileForm(forms.Form):
    """A list as buyers keep it. What is in it is judged by its content, not by its name."""

    file = UploadField(
        label=gettext_lazy("Your list"),
        help_text=gettext_lazy("Excel (.xlsx), LibreOffice (.ods) or CSV, at most 5,000 rows."),
        accept=".csv,.txt,.tsv,.xlsx,.ods",
        most_bytes=MOST_BYTES,
    )


class CalendarColumnsForm(forms.Form):
    """What each column of a list means."""

    def __init__(
        self, proposals: Sequence[ColumnProposal], chosen: dict[str, str], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        names = [(role, said(ROLE_WORDS[role])) for role in CALENDAR_ROLES]
        for one in proposals:
            role = chosen.get(str(one.index), "") if chosen else one.role
            self.fields[f"column_{one.index}"] = forms.ChoiceField(
                label=one.header or _("Column %(number)s, without a heading") % {"number": one.index + 1},
                choices=[(NOT_READ, _("Do not read")), *names],
                initial=role or NOT_READ,
                help_text=_told(one.samples),
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for name, role in list(cleaned.items()):
            if role != NOT_READ and role in seen:
                self.add_error(name, _("This meaning was given to another column already. Choose one."))
            seen.add(role)
        if "title" not in seen:
            raise ValidationError(_("Point out which column holds the subject."))
        if "quarter" not in seen:
            raise ValidationError(_("Point out which column holds the quarter."))
        return cleaned

    def mapping(self) -> dict[int, CalendarRole]:
        """What was chosen, by the place of the column."""
        found = {}
        for one in self.proposals:
            role = self.cleaned_data.get(f"column_{one.index}")
            if role in CALENDAR_ROLES:
                found[one.index] = cast("CalendarRole", role)
        return found


class MendForm(forms.Form):
    """A row as the file says it: free text per column, read again when it is sent."""

    def __init__(self, roles: Sequence[CalendarRole], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles
        for role in roles:
            widget = forms.Textarea(attrs={"rows": 3}) if role in LONG else forms.TextInput()
            self.fields[role] = forms.CharField(
                label=said(ROLE_WORDS[role]), required=False, widget=widget, max_length=4000
            )

    def words(self) -> dict[CalendarRole, str]:
        """What stands in the fields now."""
        return {role: self.cleaned_data[role] for role in self.roles if self.cleaned_data.get(role)}

    def point_out(self, faults: Sequence[RowFault]) -> None:
        """Show each fault at its field."""
        for one in faults:
            told = f"{said(one.text)} {said(one.what_now)}"
            self.add_error(one.role if one.role in self.fields else None, told)


def _told(samples: Sequence[str]) -> str:
    if not samples:
        return _("The column is empty.")
    shown = " · ".join(sample if len(sample) <= 40 else f"{sample[:39]}…" for sample in samples)
    return _("For example: %(samples)s") % {"samples": shown}
