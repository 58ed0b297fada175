"""What the pages about the level above ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.base_frameworks import BaseFramework
from meerwaarde.rules.compliance import PolicyRule, sentence
from meerwaarde.stages.policy.actions import Level
from meerwaarde.stages.policy.forms.parts import said
from meerwaarde.stages.policy.queries import Framework

NOTHING = "nothing"


class LevelForm(RefusableForm):
    """What a draft follows: the national base, a framework of others or of the own authority, or nothing."""

    level = forms.ChoiceField(label=_("Which framework lies above this one?"), widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        bases: Sequence[BaseFramework],
        frameworks: Sequence[Framework],
        own: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._frameworks = {one.public_id: one for one in frameworks}
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            *((f"base:{one.code}", said(one.name)) for one in bases),
            *((one.public_id, _told(one, own)) for one in frameworks),
            (NOTHING, _("Nothing: every rule is our own")),
        ]

    def chosen(self) -> Level:
        given = self.cleaned_data["level"]
        if given == NOTHING:
            return Level()
        if given.startswith("base:"):
            return Level(base=given.removeprefix("base:"))
        return Level(above=self._frameworks[given])

    @staticmethod
    def typed_from(framework: Framework) -> dict[str, Any]:
        """The choice as it stands."""
        level = f"base:{framework.base}" if framework.base else NOTHING
        if framework.above is not None:
            level = framework.above.public_id
        return {"level": level, "version": framework.version}


class LeaveOutForm(RefusableForm):
    """Why a rule above is not taken over."""

    reason = forms.CharField(
        label=_("Why is this rule not taken over?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        help_text=_("One or two sentences. Everybody who may read the framework reads this too."),
    )


class RelateForm(RefusableForm):
    """Which rule above a rule stands for, and why it differs."""

    above_rule = forms.ChoiceField(label=_("Which rule above does this one stand for?"), required=False)
    reason = forms.CharField(
        label=_("Why does it differ?"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        max_length=2000,
        help_text=_("One or two sentences. Everybody who may read the framework reads this too."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, above: Sequence[PolicyRule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["above_rule"].choices = [  # type: ignore[attr-defined]
            ("", _("None: this rule is our own")),
            *((rule.id, f"{rule.code}: {said(sentence(rule))}") for rule in above),
        ]


def _told(framework: Framework, own: int) -> str:
    name = f"{framework.title}, {_('version %(number)s') % {'number': framework.number}}"
    if framework.organisation_id == own:
        return str(_("Our own authority: %(name)s") % {"name": name})
    return f"{framework.organisation.name}: {name}"
