"""What the pages of an ambition-web session ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField, LevelField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.ambition_web.joining import CODE_LENGTH, as_typed
from meerwaarde.rules.ambition_web.phases import phases
from meerwaarde.rules.ambition_web.scoring import SIDES
from meerwaarde.rules.law import Law
from meerwaarde.stages.policy.actions.web_sessions import AgreementValues, SessionValues
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.queries.web_sessions import AmbitionWeb, WebArea, WebOutcome, WebSession

LEVEL_NAMES = ("0", "1", "2", "3")


class CodeForm(forms.Form):
    """The code that stands on the big screen."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Ten signs, for example ABC DEF GHJK. Capitals and spaces do not matter."),
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code = as_typed(self.cleaned_data["code"])
        if len(code) != CODE_LENGTH or not code.isalnum():
            raise forms.ValidationError(_("A code has ten letters and digits. Look at the big screen again."))
        return code


class GuestForm(RefusableForm):
    """Who somebody is that has no account here."""

    name = forms.CharField(
        label=_("Your name"), max_length=100, widget=forms.TextInput({"autocomplete": "name"})
    )
    side = forms.ChoiceField(label=_("For whom are you here?"), widget=forms.RadioSelect, initial="market")
    party = forms.CharField(
        label=_("Your organisation"),
        max_length=150,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization"}),
        help_text=_("Needed when you are here for a firm."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            "market": _("For a firm or organisation on the market"),
            "authority": _("For the authority"),
            "other": _("For somebody else, such as residents"),
        }
        self.fields["side"].choices = [(side, names[side]) for side in ("market", "authority", "other")]  # type: ignore[attr-defined]
        assert set(names) == set(SIDES)


class SessionForm(RefusableForm):
    """Preparing a session over a web."""

    web = forms.ChoiceField(label=_("Web"), help_text=_("The areas that you look at together."))
    title = forms.CharField(
        label=_("Name of the session"),
        max_length=200,
        help_text=_("For example: Ambitions for the upkeep of parks."),
    )
    phase = forms.ChoiceField(label=_("Phase of the work"), required=False)
    planned_on = DayField(label=_("Day"), required=False)
    previous = forms.ChoiceField(
        label=_("Earlier session to lay beside it"),
        required=False,
        help_text=_("Then you see afterwards what has changed."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        law: Law,
        webs: Sequence[AmbitionWeb],
        earlier: Sequence[WebSession] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._earlier = {one.public_id: one for one in earlier}
        for name, choices in (
            ("web", [(web.public_id, web.title) for web in webs]),
            ("phase", [("", _("Not chosen")), *((one.code, said(one.name)) for one in phases(law))]),
            ("previous", [("", _("None")), *((one.public_id, one.title) for one in earlier)]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not earlier:
            del self.fields["previous"]

    def values(self) -> SessionValues:
        """What the action takes."""
        given = self.cleaned_data
        return SessionValues(
            title=given["title"],
            phase=given["phase"],
            planned_on=given["planned_on"],
            previous=self._earlier.get(given.get("previous", "")),
        )


class AgreeForm(RefusableForm):
    """What the table agrees for the area that is talked about."""

    level = LevelField(label=_("Agreed level"), labels=LEVEL_NAMES)
    present = LevelField(label=_("Where we stand now"), labels=LEVEL_NAMES, required=False)
    reason = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Needed when the level differs from what policy asks."),
    )
    measure = forms.CharField(
        label=_("What will be done"), required=False, max_length=4000, widget=forms.Textarea({"rows": 2})
    )
    owner = forms.ChoiceField(label=_("Who does it"), required=False)
    owner_name = forms.CharField(
        label=_("Or somebody else"),
        required=False,
        max_length=150,
        help_text=_("For somebody who is no colleague, such as a firm."),
    )
    due_on = DayField(label=_("Done before"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: Sequence[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._owners = {one.public_id: one for one in owners}
        choices = [("", _("Not chosen")), *((one.public_id, one.person.name) for one in owners)]
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]

    def values(self) -> AgreementValues:
        """What the action takes."""
        given = self.cleaned_data
        plain = {
            name: given[name] for name in ("level", "present", "reason", "measure", "owner_name", "due_on")
        }
        return AgreementValues(owner=self._owners.get(given["owner"]), **plain)

    @staticmethod
    def typed_from(area: WebArea, outcome: WebOutcome | None) -> dict[str, Any]:
        """What stands there already."""
        if outcome is None:
            return {}
        return {
            "level": outcome.level,
            "present": outcome.present,
            "reason": outcome.reason,
            "measure": outcome.measure,
            "owner": outcome.owner.public_id if outcome.owner else "",
            "owner_name": outcome.owner_name,
            "due_on": outcome.due_on,
            "version": outcome.version,
        }


class NoteForm(forms.Form):
    """Something said in the talk."""

    text = forms.CharField(required=False, max_length=2000)
    area = forms.CharField(required=False, max_length=12)
    dissent = forms.BooleanField(required=False)
    named = forms.BooleanField(required=False)
