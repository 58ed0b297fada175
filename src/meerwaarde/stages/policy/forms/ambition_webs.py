"""The forms of ambition webs: the filter of the list, a web, an area."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.platform.organisations.queries import Department
from meerwaarde.rules.ambition import LEVELS
from meerwaarde.stages.policy.actions.ambition_webs import LONGEST_NAME, AreaValues, WebValues
from meerwaarde.stages.policy.forms.parts import theme_choices
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb, Category, WebArea, WebFilter

KIND_NAMES: dict[str, Any] = {
    "organisation": _("The whole organisation"),
    "department": _("A department"),
    "project": _("A project or procurement"),
}


@dataclass(frozen=True)
class WebOptions:
    """What a web can name: departments, webs to lie over, categories of the matrix; whether own themes are
    in force."""

    departments: tuple[Department, ...] = ()
    generic: tuple[AmbitionWeb, ...] = ()
    categories: tuple[Category, ...] = ()
    own_themes: bool = False


class WebFilterForm(forms.Form):
    """Narrows the list. A value that does not exist is left out: a filter harms nothing."""

    q = forms.CharField(label=_("Words in the name"), required=False, max_length=100)
    kind = forms.ChoiceField(label=_("For"), required=False, choices=[("", _("All")), *KIND_NAMES.items()])
    department = forms.ChoiceField(label=_("Department"), required=False)
    archived = forms.BooleanField(label=_("Show the archive"), required=False)

    def __init__(self, *args: Any, departments: Sequence[Department] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("All")), *((one.public_id, one.name) for one in departments)]
        self.fields["department"].choices = choices  # type: ignore[attr-defined]

    def wanted(self) -> WebFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        given = self.cleaned_data
        return WebFilter(
            text=given.get("q", "").strip(),
            kind=given.get("kind", ""),
            department=given.get("department", ""),
            archived=given.get("archived", False),
        )


class WebForm(RefusableForm):
    """For whom or what a web is, and which categories of the matrix it speaks for."""

    title = forms.CharField(
        label=_("Name of the web"), max_length=200, help_text=_("For example: Public space.")
    )
    kind = forms.ChoiceField(
        label=_("For whom or what is it?"), choices=list(KIND_NAMES.items()), widget=forms.RadioSelect
    )
    department = forms.ChoiceField(
        label=_("Department"), required=False, help_text=_("Needed for the web of a department.")
    )
    generic = forms.ChoiceField(
        label=_("Lies over the web of"),
        required=False,
        help_text=_("For a project: its picture then shows what the organisation or department agreed."),
    )
    explanation = forms.CharField(
        label=_("What is it for?"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Say in a few sentences what you want to agree and who is needed for that."),
    )
    categories = forms.MultipleChoiceField(
        label=_("Categories of the matrix"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What the matrix asks here counts as policy. What you agree can go back to these rows."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    WORDS = ("title", "kind", "department", "generic", "explanation")

    def __init__(self, *args: Any, options: WebOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = options
        none = ("", _("Not chosen"))
        for name, choices in (
            ("department", [none, *((one.public_id, one.name) for one in options.departments)]),
            ("generic", [none, *((one.public_id, one.title) for one in options.generic)]),
            ("categories", [(one.public_id, one.name) for one in options.categories]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        if not options.categories:
            del self.fields["categories"]

    def values(self) -> WebValues:
        """What the action takes."""
        given = self.cleaned_data
        departments = {one.public_id: one for one in self._options.departments}
        generic = {one.public_id: one for one in self._options.generic}
        chosen = set(given.get("categories", ()))
        return WebValues(
            title=given["title"],
            kind=given["kind"],
            explanation=given["explanation"],
            department=departments.get(given["department"]),
            generic=generic.get(given["generic"]),
            categories=tuple(one for one in self._options.categories if one.public_id in chosen),
        )

    @classmethod
    def typed_from(cls, web: AmbitionWeb) -> dict[str, Any]:
        """The web as the fields show it."""
        return {
            "title": web.title,
            "kind": web.kind,
            "explanation": web.explanation,
            "department": web.department.public_id if web.department else "",
            "generic": web.generic.public_id if web.generic else "",
            "categories": [one.public_id for one in web.categories.all()],
            "version": web.version,
        }


class NewWebForm(WebForm):
    """A new web: besides, with which areas it begins."""

    areas = forms.ChoiceField(label=_("With which areas does it begin?"), widget=forms.RadioSelect)
    own_areas = forms.CharField(
        label=_("Own areas"),
        required=False,
        max_length=2500,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("One name per line, at least three. Only when you chose own areas."),
    )

    REFUSED_AT = {"name": "own_areas"}  # noqa: RUF012 (as in the form above it)
    field_order = (*WebForm.WORDS, "areas", "own_areas", "categories")

    def __init__(self, *args: Any, options: WebOptions, **kwargs: Any) -> None:
        super().__init__(*args, options=options, **kwargs)
        choices: list[tuple[str, Any]] = [
            ("six", _("The six themes of MVOI")),
            ("gww", _("The twelve areas of the web for civil works (GWW)")),
            ("own", _("Own areas, written below")),
        ]
        if options.own_themes:
            choices.insert(1, ("themes", _("The themes of your own framework")))
        self.fields["areas"].choices = choices  # type: ignore[attr-defined]

    def own(self) -> list[AreaValues]:
        """The areas that were typed, one per line."""
        lines = self.cleaned_data["own_areas"].splitlines()
        return [AreaValues(name=line.strip()) for line in lines if line.strip()]


class AreaForm(RefusableForm):
    """An area with what each level looks like here."""

    name = forms.CharField(label=_("Name of the area"), max_length=LONGEST_NAME)
    explanation = forms.CharField(
        label=_("What belongs to it?"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2})
    )
    theme = forms.ChoiceField(
        label=_("Belongs to the theme"),
        required=False,
        help_text=_("Policy and the matrix speak per theme. Without a theme the area stands by itself."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    LEVEL_LABELS = (
        _("Level 0: what does no priority look like?"),
        _("Level 1: what does basis look like?"),
        _("Level 2: what does significant look like?"),
        _("Level 3: what does ambitious look like?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", _("None of the six"))
        self.fields["theme"].choices = [none, *theme_choices()]  # type: ignore[attr-defined]
        for level in LEVELS:
            self.fields[f"level_{level}"] = forms.CharField(
                label=self.LEVEL_LABELS[level],
                required=False,
                max_length=600,
                widget=forms.Textarea({"rows": 2}),
            )

    def values(self) -> AreaValues:
        """What the action takes."""
        given = self.cleaned_data
        return AreaValues(
            name=given["name"],
            explanation=given["explanation"],
            theme=given["theme"],
            anchors=tuple(given[f"level_{level}"] for level in LEVELS),
        )

    @classmethod
    def typed_from(cls, area: WebArea) -> dict[str, Any]:
        """The area as the fields show it."""
        anchors = [*area.anchors, "", "", "", ""]
        return {
            "name": area.name,
            "explanation": area.explanation,
            "theme": area.theme,
            "version": area.version,
            **{f"level_{level}": anchors[level] for level in LEVELS},
        }
