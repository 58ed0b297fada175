"""What the pages of the matrix ask."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField, LevelField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.compliance.sentences import level_name
from meerwaarde.stages.policy.actions import CategoryValues
from meerwaarde.stages.policy.forms.parts import said, theme_choices
from meerwaarde.stages.policy.queries import Category, MatrixEntry

SORTS = ("cluster", "name", "total", *THEMES)
"""What the rows can be ordered by; by a theme or in total the highest come first."""


@dataclass(frozen=True)
class MatrixFilter:
    """What a person asked of the matrix; empty means the whole of it as it stands now."""

    words: str = ""
    theme: str = ""
    level: int | None = None
    cluster: str = ""
    sort: str = "cluster"
    on: date | None = None
    """Show the matrix as it was at the end of this day."""
    since: date | None = None
    """Mark what changed after this day."""

    @property
    def narrows(self) -> bool:
        """Whether rows are left out."""
        return bool(self.words or self.cluster or self.level is not None)

    @property
    def used(self) -> bool:
        """Whether anything else than the whole matrix of now was asked."""
        return bool(self.narrows or self.theme or self.on or self.since)


class MatrixFilterForm(forms.Form):
    """Narrows the matrix. A value that does not exist is left out: a filter harms nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    thema = forms.ChoiceField(label=_("Theme"), required=False)
    niveau = forms.ChoiceField(label=_("Level"), required=False)
    cluster = forms.ChoiceField(label=_("Cluster"), required=False)
    volgorde = forms.ChoiceField(label=_("Order"), required=False)
    op = DayField(label=_("As it was on"), required=False, help_text=_("For example 1-1-2026."))
    sinds = DayField(label=_("Mark what changed since"), required=False)

    def __init__(self, *args: Any, clusters: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        levels = [(str(level), _at_least(level)) for level in LEVELS if level > 0]
        orders = [
            ("", _("By cluster")),
            ("name", _("By name")),
            ("total", _("Most to win first")),
            *((code, _("Highest on %(theme)s") % {"theme": name}) for code, name in theme_choices()),
        ]
        for field, choices in (
            ("thema", [("", _("All themes")), *theme_choices()]),
            ("niveau", [("", _("All levels")), *levels, ("0", said(level_name(0)))]),
            ("cluster", [("", _("All clusters")), *((one, one) for one in clusters)]),
            ("volgorde", orders),
        ):
            self.fields[field].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> MatrixFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        given = self.cleaned_data
        level = given.get("niveau", "")
        return MatrixFilter(
            words=given.get("q", "").strip(),
            theme=given.get("thema", ""),
            level=int(level) if level else None,
            cluster=given.get("cluster", ""),
            sort=given.get("volgorde", "") or "cluster",
            on=given.get("op"),
            since=given.get("sinds"),
        )

    @property
    def asked(self) -> dict[str, str]:
        """The filter as it stands in an address, without what was not asked."""
        return {name: value for name in self.fields if (value := self.data.get(name, "").strip())}


class CellForm(RefusableForm):
    """What a category can yield for one theme."""

    level = LevelField(label=_("Level"), labels=())
    opportunity = forms.CharField(
        label=_("What is possible here?"),
        widget=forms.Textarea({"rows": 4}),
        required=False,
        max_length=4000,
        help_text=_("One or two sentences that make a colleague curious."),
    )
    examples = forms.CharField(
        label=_("Examples"),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        help_text=_("One example on each line."),
    )
    reason = forms.CharField(
        label=_("Why does it change?"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        max_length=4000,
        help_text=_("Who reads the history, reads this."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)

    def __init__(self, *args: Any, labels: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = list(enumerate(labels))  # type: ignore[attr-defined]

    def clean_examples(self) -> str:
        return "\n".join(lines(self.cleaned_data["examples"]))

    def entered(self) -> dict[str, Any]:
        """What the action takes, besides category and theme."""
        given = self.cleaned_data
        return {
            "level": given["level"],
            "opportunity": given["opportunity"],
            "examples": tuple(lines(given["examples"])),
            "reason": given["reason"],
            "seen": given["seen"],
        }

    @classmethod
    def typed_from(cls, entry: MatrixEntry | None) -> dict[str, Any]:
        """What stands in the cell, as the fields show it; the reason is asked anew each time."""
        if entry is None:
            return {"seen": ""}
        return {
            "level": entry.level,
            "opportunity": entry.opportunity,
            "examples": "\n".join(entry.examples),
            "seen": entry.public_id,
        }


class CategoryForm(RefusableForm):
    """A category of the authority's own list."""

    name = forms.CharField(label=_("Name of the category"), max_length=150)
    cluster = forms.CharField(
        label=_("Cluster"),
        required=False,
        max_length=80,
        help_text=_("Categories of one cluster stand together, for example “Buildings”."),
    )
    explanation = forms.CharField(
        label=_("What belongs here?"), widget=forms.Textarea({"rows": 3}), required=False, max_length=2000
    )
    cpv = forms.CharField(
        label=_("CPV codes"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "Beginnings of CPV codes with a comma between them, for example 9091, 9092. "
            "With these the matrix finds the row for a procurement."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def values(self) -> CategoryValues:
        """What the action takes."""
        given = self.cleaned_data
        return CategoryValues(
            name=given["name"], cluster=given["cluster"], explanation=given["explanation"], cpv=given["cpv"]
        )

    @classmethod
    def typed_from(cls, category: Category) -> dict[str, Any]:
        return {
            "name": category.name,
            "cluster": category.cluster,
            "explanation": category.explanation,
            "cpv": ", ".join(category.cpv),
            "version": category.version,
        }


def lines(text: str) -> list[str]:
    """Each line that says something, without a dash or dot in front."""
    return [line for one in text.splitlines() if (line := one.strip().lstrip("-•*· ").strip())]


def _at_least(level: int) -> str:
    return _("%(level)s · %(name)s or higher") % {"level": level, "name": said(level_name(level))}


class SinceForm(forms.Form):
    """Since which day one wants to see changes."""

    sinds = DayField(label=_("Changed since"), required=False, help_text=_("For example 1-1-2026."))

    def chosen(self) -> date | None:
        """The day, as far as it can be read."""
        self.is_valid()
        day: date | None = self.cleaned_data.get("sinds")
        return day
