"""The fourth step: how far do we want to go on each of the six themes?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import LevelField
from meerwaarde.rules.themes import ThemeInfo
from meerwaarde.stages.procurement.forms.step import StepForm
from meerwaarde.stages.procurement.queries import Procurement


class AmbitionForm(StepForm):
    """A level per theme; what each level means stands beside the choice."""

    def __init__(self, *args: Any, themes: tuple[ThemeInfo, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "nl"
        self._codes = [theme.code for theme in themes]
        for theme in themes:
            self.fields[theme.code] = LevelField(
                label=theme.name.in_language(language),
                help_text=theme.description.in_language(language),
                labels=[f"{level.level} · {level.meaning.in_language(language)}" for level in theme.levels],
                required=False,
            )
        self.fields["why"] = forms.CharField(
            label=_("Why these levels?"),
            help_text=_("What makes a theme promising here, and why are others left out?"),
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
            max_length=4000,
        )

        self.fields["more"] = forms.CharField(
            label=_("What more is possible here?"),
            help_text=_(
                "Think aloud: an idea for this purchase or for the next one. Nothing is decided with it."
            ),
            widget=forms.Textarea(attrs={"rows": 3}),
            required=False,
            max_length=4000,
        )

    def levels(self) -> dict[str, int]:
        """Theme to level, for every theme that has a choice."""
        return {code: level for code in self._codes if (level := self.given(code)) is not None}

    @staticmethod
    def stored(procurement: Procurement, themes: tuple[ThemeInfo, ...]) -> dict[str, Any]:
        """The values as they are stored now; a theme that was never weighed has no choice yet."""
        chosen = procurement.themes
        levels: dict[str, int | None] = {
            theme.code: None if chosen is None else chosen.get(theme.code, 0) for theme in themes
        }
        return {**levels, "why": procurement.themes_why, "more": procurement.themes_more}
