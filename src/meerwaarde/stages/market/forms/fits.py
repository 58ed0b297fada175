"""What narrows the list of what fits a firm, and why something does not."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.rules.matching import GRADES
from meerwaarde.rules.matching.feedback import REASONS

SHOW = (
    ("", _("What you did not judge yet, and your interest")),
    ("interested", _("Your interest")),
    ("declined", _("What you called not relevant")),
)


class FitFilterForm(forms.Form):
    """Values that do not exist are left out rather than refused: a filter harms nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    kind = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=(("", _("Everything")), ("notice", _("Notices")), ("opportunity", _("Calendar items"))),
    )
    sure = forms.ChoiceField(label=_("How sure"), required=False)
    show = forms.ChoiceField(label=_("Show"), required=False, choices=SHOW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self.fields["sure"].choices = [  # type: ignore[attr-defined]
            ("", _("Everything")),
            *((code, name.in_language(language)) for code, name in GRADES.items()),
        ]

    def asked(self) -> dict[str, str]:
        """What was chosen and exists."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class NotRelevantForm(forms.Form):
    """Why a chance does not fit."""

    reason = forms.ChoiceField(label=_("Why does it not fit?"))
    text = forms.CharField(
        label=_("Explanation"),
        help_text=_("Only you and your colleagues see this."),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            ("", _("Make a choice")),
            *((code, name.in_language(language)) for code, name in REASONS.items()),
        ]
