"""What one asks of the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.journal.queries import Wanted
from meerwaarde.platform.layout.fields import DayField
from meerwaarde.rules.journal_actions import KINDS, SENTENCES, SOMEBODY_GONE

EVERYTHING = ("", _("Everything"))
EVERYBODY = ("", _("Everybody"))
FORMATS = ("jsonl", "csv", "xlsx")


class FilterForm(forms.Form):
    """Which events: each filter left empty means all."""

    action = forms.ChoiceField(label=_("What happened"), required=False)
    person = forms.ChoiceField(label=_("By whom"), required=False)
    kind = forms.ChoiceField(label=_("About"), required=False)
    object = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=60)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Up to and including"), required=False)

    def __init__(self, data: Mapping[str, Any], *, persons: Mapping[str, str]) -> None:
        super().__init__(data)
        language = get_language() or "nl"
        sentences = [(code, text.in_language(language).format(who="…")) for code, text in SENTENCES.items()]
        kinds = [(code, text.in_language(language)) for code, text in KINDS.items()]
        self._field("action").choices = [EVERYTHING, *sorted(sentences, key=lambda choice: choice[1])]
        self._field("kind").choices = [EVERYTHING, *sorted(kinds, key=lambda choice: choice[1])]
        self._field("person").choices = [EVERYBODY, *self._persons(data, persons, language)]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day lies before the first day. Choose a later day."))
        return values

    def wanted(self) -> Wanted:
        """The filters that can be used; what could not be read is left out, and the form says so."""
        values = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})

        def day(name: str) -> date | None:
            value = values.get(name)
            return value if isinstance(value, date) else None

        return Wanted(
            action=values.get("action") or "",
            person=values.get("person") or "",
            kind=values.get("kind") or "",
            object_id=values.get("object") or "",
            since=day("since"),
            until=day("until"),
        )

    def _field(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        return field

    def _persons(
        self, data: Mapping[str, Any], persons: Mapping[str, str], language: str
    ) -> list[tuple[str, str]]:
        """Colleagues by name; somebody whose name was erased can still be followed from an event."""
        asked = str(data.get("person", ""))
        gone = asked and asked not in persons and asked.isalnum() and len(asked) <= 12
        return [*persons.items(), *([(asked, SOMEBODY_GONE.in_language(language))] if gone else [])]
