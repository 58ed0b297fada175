"""What the pages about files of registers ask."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meerwaarde.exchange.registers import REGISTER_ROLES, ROLE_WORDS, RegisterMapping
from meerwaarde.exchange.spreadsheets import Table
from meerwaarde.platform.documents.forms import UploadField
from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market.actions.registers import MOST_BYTES
from meerwaarde.stages.market.forms.suppliers import said
from meerwaarde.stages.market.queries.registers import REGISTER_OUTCOMES

NOT_READ = "-"


class RegisterFileForm(RefusableForm):
    """A file of a register, and the day on which the register looked so."""

    code = forms.ChoiceField(label=gettext_lazy("Which register is it?"))
    file = UploadField(
        label=gettext_lazy("File of the register"),
        help_text=gettext_lazy("CSV, Excel (.xlsx), LibreOffice (.ods) or JSON, with a KvK number per firm."),
        accept=".csv,.txt,.tsv,.xlsx,.ods,.json",
        most_bytes=MOST_BYTES,
    )
    as_of = DayField(
        label=gettext_lazy("Of which day is the file?"),
        help_text=gettext_lazy("What a colleague looked up after that day goes before the file."),
    )
    source_url = forms.CharField(
        label=gettext_lazy("Where did you get it?"), required=False, max_length=300,
        help_text=gettext_lazy("The web address, so that somebody else can look again."),
    )  # fmt: skip
    whole = forms.BooleanField(
        label=gettext_lazy("This is the whole register"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Only then do we ask about firms that are not in it."),
    )

    def __init__(self, *args: Any, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = rules.credential_kinds(Law.on(day)).values()
        choices = [(kind.code, said(kind.name)) for kind in kinds if not kind.code.startswith("own_")]
        self.fields["code"].choices = [("", _("Choose one")), *choices]  # type: ignore[attr-defined]


class RegisterColumnsForm(forms.Form):
    """What each column of the file means."""

    def __init__(self, table: Table, proposed: RegisterMapping, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.header = table.header
        language = get_language() or "nl"
        names = [(role, ROLE_WORDS[role].in_language(language).capitalize()) for role in REGISTER_ROLES]
        names = [(role, name.replace("Kvk", "KvK")) for role, name in names]
        for index, heading in enumerate(table.header):
            samples = [
                row.cells[index] for row in table.rows[:40] if index < len(row.cells) and row.cells[index]
            ]
            shown = ", ".join(dict.fromkeys(samples[:3]))
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=heading or _("Column %(number)s, without a heading") % {"number": index + 1},
                choices=[(NOT_READ, _("Do not read")), *names],
                initial=proposed.columns.get(heading, NOT_READ),
                help_text=_("For example: %(samples)s") % {"samples": shown[:150]} if shown else "",
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        seen: set[str] = set()
        for field, role in list(cleaned.items()):
            if role != NOT_READ and role in seen:
                self.add_error(field, _("This meaning was given to another column already. Choose one."))
            seen.add(role)
        if "kvk" not in seen:
            raise ValidationError(_("Point out which column holds the KvK number."))
        return cleaned

    def mapping(self) -> RegisterMapping:
        """What was chosen, by heading."""
        chosen = {heading: self.cleaned_data.get(f"column_{at}") for at, heading in enumerate(self.header)}
        return RegisterMapping({name: role for name, role in chosen.items() if role in REGISTER_ROLES})


class RegisterRowsForm(forms.Form):
    """Narrows the report to one outcome."""

    outcome = forms.ChoiceField(label=gettext_lazy("Show which"), required=False)

    def __init__(self, *args: Any, names: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            ("", _("Everything")),
            *((code, names[code]) for code in REGISTER_OUTCOMES),
        ]

    def wanted(self) -> str:
        """The outcome; "" for everything."""
        return str(self.cleaned_data.get("outcome", "")) if self.is_valid() else ""
