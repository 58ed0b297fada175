"""Explaining why a rule is not followed; judging that; and what narrows the list of explanations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.organisations.queries import Department
from meerwaarde.rules.compliance import TenzijReason, usual_review
from meerwaarde.rules.lifecycle import EXPLANATION, WITHDRAWN
from meerwaarde.stages.procurement.queries import (
    BANDS,
    NO_THEME,
    UNKNOWN_BAND,
    Explanation,
    ExplanationFilter,
)

BAND_NAMES: Final = {
    "small": _("Below € 50,000"),
    "medium": _("From € 50,000 to € 250,000"),
    "large": _("From € 250,000 to € 1 million"),
    "largest": _("€ 1 million or more"),
    UNKNOWN_BAND: _("Value not known yet"),
}
MOST_SIGNS: Final = 20_000


class ExplanationForm(forms.Form):
    """The reason, the story, where each piece of evidence stands, and when somebody looks again.

    Evidence has a field per reason and item, so that choosing another reason loses nothing that was typed.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    reason = forms.ChoiceField(
        label=_("Which reason fits?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason that fits best.")},
    )
    text = forms.CharField(
        label=_("Why can this not be done here?"),
        help_text=_(
            "Write it so that somebody who was not there understands it. A few sentences are enough."
        ),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=MOST_SIGNS,
        error_messages={"required": _("Write in a few sentences why this cannot be done here.")},
    )
    review_on = DayField(
        label=_("Until when does this hold?"),
        help_text=_(
            "After this day somebody looks again whether the reason still holds, within two years. "
            "Leave it empty to take the usual term of the reason."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        reasons: Sequence[TenzijReason],
        today: date,
        latest: date,
        in_file: Sequence[tuple[str, str]] = (),
        **kwargs: Any,
    ) -> None:
        """`in_file` holds what lies in the file as evidence: its public id there, and what it is called."""
        super().__init__(*args, **kwargs)
        self.reasons, self.today, self.in_file = tuple(reasons), today, tuple(in_file)
        language = get_language() or "nl"
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (one.code, one.name.in_language(language)) for one in self.reasons
        ]
        review = self.fields["review_on"]
        assert isinstance(review, DayField)
        review.earliest, review.latest = today, latest
        for reason in self.reasons:
            for place, item in enumerate(reason.evidence):
                self.fields[evidence_name(reason.code, place)] = forms.CharField(
                    label=item.in_language(language), required=False, max_length=500
                )
                if self.in_file:
                    self.fields[file_name(reason.code, place)] = forms.ChoiceField(
                        label=_("Or choose it from this file"),
                        choices=[("", _("Nothing from this file")), *self.in_file],
                        required=False,
                        error_messages={
                            "invalid_choice": _("This was taken out of the file meanwhile. Choose again.")
                        },
                    )

    def evidence_fields(self, reason: TenzijReason) -> tuple[BoundField, ...]:
        """Per piece of evidence the line that says where it stands, and what of the file it is."""
        names = [
            name
            for place in range(len(reason.evidence))
            for name in (evidence_name(reason.code, place), file_name(reason.code, place))
        ]
        return tuple(self[name] for name in names if name in self.fields)

    def clean(self) -> dict[str, Any]:
        """A reason without an end of its own gets its usual review date; one with an end asks for it."""
        given = super().clean() or {}
        reason = self.chosen()
        if reason is None or given.get("review_on") or "review_on" in self.errors:
            return given
        usual = usual_review(reason, self.today)
        if usual is None:
            self.add_error("review_on", _("This reason has an end. Fill in until which day it holds."))
        else:
            given["review_on"] = usual
        return given

    def chosen(self) -> TenzijReason | None:
        """The reason that was chosen, as far as it can be read."""
        code = self.cleaned_data.get("reason", "") if hasattr(self, "cleaned_data") else ""
        return next((one for one in self.reasons if one.code == code), None)

    def evidence_given(self) -> tuple[str, ...]:
        """Where each piece of evidence stands for the chosen reason, in its order."""
        reason = self.chosen()
        if reason is None:
            return ()
        names = [evidence_name(reason.code, place) for place in range(len(reason.evidence))]
        return tuple(self.cleaned_data.get(name, "").strip() for name in names)

    def from_file(self) -> tuple[str, ...]:
        """Per piece of evidence the public id of what it is in the file; "" where it is nothing of it."""
        reason = self.chosen()
        if reason is None:
            return ()
        names = [file_name(reason.code, place) for place in range(len(reason.evidence))]
        return tuple(self.cleaned_data.get(name, "") for name in names)

    def evidence_told(self) -> tuple[str, ...]:
        """Per piece of evidence where it stands, typed or chosen; "" where nobody said."""
        called = dict(self.in_file)
        pairs = zip(self.evidence_given(), self.from_file(), strict=True)
        return tuple(typed or called.get(chosen, "") for typed, chosen in pairs)


def evidence_name(code: str, place: int) -> str:
    """The name of the field for one piece of evidence."""
    return f"evidence_{code}_{place}"


def file_name(code: str, place: int) -> str:
    """The name of the field that chooses one piece of evidence from the file."""
    return f"file_{code}_{place}"


def stored_explanation(told: Explanation | None) -> dict[str, Any]:
    """What the form begins with: what stands there, or nothing yet."""
    if told is None:
        return {}
    begun: dict[str, Any] = {
        "version": told.version,
        "reason": told.reason,
        "text": told.text,
        "review_on": told.review_on,
    }
    for place, item in enumerate(told.evidence):
        begun[evidence_name(told.reason, place)] = item["where"]
        begun[file_name(told.reason, place)] = (item.get("file") or {}).get("id", "")
    return begun


class VerdictForm(forms.Form):
    """What the approver says with it; needed where somebody does not agree."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    verdict = forms.CharField(
        label=_("Your verdict"),
        help_text=_("If you do not agree: say what is missing, so that your colleague can go on."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=4000,
    )


class ExplanationListForm(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    state = forms.ChoiceField(label=_("State"), required=False)
    reason = forms.ChoiceField(label=_("Reason"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    department = forms.ChoiceField(label=_("Department"), required=False)
    band = forms.ChoiceField(
        label=_("Value"),
        required=False,
        choices=[("", _("All")), *((band, BAND_NAMES[band]) for band in (*BANDS, UNKNOWN_BAND))],
    )
    past_review = forms.BooleanField(label=_("Only those whose review date has passed"), required=False)

    def __init__(
        self,
        *args: Any,
        reasons: Mapping[str, str],
        themes: Mapping[str, str],
        departments: Iterable[Department],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        states = [
            (state.code, state.name.in_language(language))
            for state in EXPLANATION.states
            if state.code != WITHDRAWN
        ]
        self._offer("state", states)
        self._offer("reason", reasons.items())
        self._offer("theme", [*themes.items(), (NO_THEME, _("Not about one theme"))])
        self._offer("department", [(one.public_id, one.name) for one in departments])

    def _offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", _("All")), *choices]  # type: ignore[attr-defined]

    def wanted(self) -> ExplanationFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        read = self.cleaned_data
        return ExplanationFilter(
            state=read.get("state", ""),
            reason=read.get("reason", ""),
            theme=read.get("theme", ""),
            department=read.get("department", ""),
            band=read.get("band", ""),
            past_review=bool(read.get("past_review")),
        )

    def in_address(self) -> dict[str, str]:
        """The filters in use, as an address carries them."""
        return {name: "on" if value is True else value for name, value in self.cleaned_data.items() if value}
