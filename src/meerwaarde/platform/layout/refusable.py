"""A form that can be told what an action refused, and what somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _


class Refusal(Protocol):
    """What an action did not accept: a sentence per field, "" for the whole."""

    @property
    def problems(self) -> Mapping[str, str]: ...


class RefusableForm(forms.Form):
    """A form to which an action's refusal can be added, each sentence at its own field."""

    REFUSED_AT: ClassVar[Mapping[str, str]] = {}
    """Fields of the action that have another name in the form."""

    def refuse(self, refused: Refusal) -> None:
        for field, sentence in refused.problems.items():
            name = self.REFUSED_AT.get(field, field)
            self.add_error(name if name in self.fields else None, sentence)

    def tell_changed(self, now: Mapping[str, Any]) -> None:
        """Somebody else saved first: at each field that differs stands what is there now."""
        self.add_error(
            None,
            _(
                "Somebody else changed this while you were typing. What you typed still stands here. "
                "Look at the fields below, and save again to keep yours."
            ),
        )
        for name, field in self.fields.items():
            theirs = now.get(name)
            if name != "version" and name in now and field.has_changed(theirs, self[name].data):
                shown = ", ".join(map(str, theirs)) if isinstance(theirs, list | tuple) else theirs
                self.add_error(name, _("It now says: %(text)s") % {"text": shown or "–"})
