"""What the pages about model passages ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.model_passages import ORIGIN_NAMES, ModelPassage
from meerwaarde.stages.policy.forms.parts import said, theme_choices
from meerwaarde.stages.policy.pages.words import shortened, version_name
from meerwaarde.stages.policy.queries import Framework, Goal


class ModelPassageFilterForm(forms.Form):
    """Narrows the list of model passages."""

    q = forms.CharField(label=_("Words in the passage"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    origin = forms.ChoiceField(label=_("Written after"), required=False)
    rule = forms.BooleanField(label=_("Only with a rule"), required=False)
    fresh = forms.BooleanField(label=_("Only what we have not taken over"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        origins = [(code, said(name)) for code, name in ORIGIN_NAMES.items()]
        self.fields["theme"].choices = [("", _("All")), *theme_choices()]  # type: ignore[attr-defined]
        self.fields["origin"].choices = [("", _("All")), *origins]  # type: ignore[attr-defined]

    def fits(self, passage: ModelPassage, *, adopted: bool) -> bool:
        """Whether a passage is what was asked for; what cannot be read asks nothing."""
        self.is_valid()
        asked = self.cleaned_data
        text = f"{said(passage.title)} {said(passage.wording)} {said(passage.why)}".casefold()
        return (
            asked.get("theme") in ("", None, passage.theme)
            and asked.get("origin") in ("", None, passage.origin)
            and (not asked.get("rule") or passage.rule is not None)
            and (not asked.get("fresh") or not adopted)
            and all(word in text for word in asked.get("q", "").casefold().split())
        )


class AdoptRuleForm(RefusableForm):
    """To which draft the rule goes, and which goal it serves."""

    framework = forms.ChoiceField(label=_("Draft framework"))
    goal = forms.ChoiceField(
        label=_("Goal that the rule serves"),
        required=False,
        help_text=_("Take the passage over as a goal first, and it stands here."),
    )

    def __init__(self, *args: Any, drafts: Sequence[Framework], goals: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._drafts = {one.public_id: one for one in drafts}
        self._goals = {one.public_id: one for one in goals}
        self.fields["framework"].choices = [(key, version_name(one)) for key, one in self._drafts.items()]  # type: ignore[attr-defined]
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            ("", _("None yet")),
            *((key, shortened(one.wording)) for key, one in self._goals.items()),
        ]

    def chosen(self) -> tuple[Framework, list[Goal]]:
        """The draft, and the goal as a list."""
        goal = self._goals.get(self.cleaned_data["goal"])
        return self._drafts[self.cleaned_data["framework"]], [goal] if goal else []
