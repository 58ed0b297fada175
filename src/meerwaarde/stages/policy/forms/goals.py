"""What the pages about goals ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.platform.organisations.queries import Department, Membership
from meerwaarde.stages.policy.actions import GoalValues, Indicator
from meerwaarde.stages.policy.forms.parts import FigureField, YearField, said, theme_choices
from meerwaarde.stages.policy.pages.words import SDG_NAMES, shortened
from meerwaarde.stages.policy.queries import Goal, GoalFilter

TEXT = {"rows": 3}


@dataclass(frozen=True)
class GoalOptions:
    """The people and departments that a goal can name."""

    holders: tuple[Membership, ...] = ()
    owners: tuple[Membership, ...] = ()
    departments: tuple[Department, ...] = ()
    parents: tuple[Goal, ...] = ()


class GoalFilterForm(forms.Form):
    """Narrows the list. A value that does not exist is left out: a filter harms nothing."""

    q = forms.CharField(label=_("Words in the goal or its source"), required=False, max_length=100)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    source = forms.ChoiceField(
        label=_("Source"), required=False, choices=[("", _("All")), *Goal.Source.choices]
    )
    year = YearField(label=_("In force in the year"), required=False)
    measured = forms.ChoiceField(
        label=_("Indicator"),
        required=False,
        choices=[
            ("", _("All")),
            ("yes", _("With an indicator")),
            ("not_yet", _("Not measurable yet")),
            ("missing", _("Not filled in")),
        ],
    )
    archived = forms.BooleanField(label=_("Show the archive"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("All")), *theme_choices()]  # type: ignore[attr-defined]

    def wanted(self) -> GoalFilter:
        """What is asked, as far as it can be read."""
        self.is_valid()
        given = self.cleaned_data
        return GoalFilter(
            text=given.get("q", "").strip(),
            theme=given.get("theme", ""),
            source=given.get("source", ""),
            year=given.get("year"),
            measured=given.get("measured", ""),
            archived=given.get("archived", False),
        )


class IndicatorForm(RefusableForm):
    """How one will see whether a goal is reached, or why not yet."""

    indicator = forms.CharField(
        label=_("Indicator"),
        required=False,
        max_length=200,
        help_text=_(
            "What you will count or measure. For example: share of procurement from social enterprises."
        ),
    )
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=60, help_text=_("For example: %, persons, tonnes of CO2.")
    )
    baseline = FigureField(
        label=_("Figure at the start"), required=False, help_text=_("Where you stand now. For example: 1,5.")
    )
    baseline_year = YearField(
        label=_("Year of that figure"), required=False, help_text=_("For example: 2025.")
    )
    target = FigureField(
        label=_("Figure to reach"),
        required=False,
        help_text=_("Where the board wants to be. For example: 5."),
    )
    target_year = YearField(label=_("Year to reach it"), required=False, help_text=_("For example: 2030."))
    not_measurable_because = forms.CharField(
        label=_("Not measurable yet, because"),
        required=False,
        widget=forms.Textarea(TEXT),
        help_text=_(
            "Fill this in instead of an indicator. "
            "For example: we do not record yet which suppliers are social enterprises."
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    INDICATOR = (
        "indicator",
        "unit",
        "baseline",
        "baseline_year",
        "target",
        "target_year",
        "not_measurable_because",
    )

    def indicator_values(self) -> Indicator:
        return Indicator(**{name: self.cleaned_data[name] for name in self.INDICATOR})

    @classmethod
    def typed_from(cls, goal: Goal) -> dict[str, Any]:
        """The goal as the fields show it."""
        return {name: getattr(goal, name) for name in cls.INDICATOR} | {"version": goal.version}


class GoalForm(IndicatorForm):
    """A goal in the words of the board, with its source, its people and its indicator."""

    wording = forms.CharField(
        label=_("What did the board promise?"),
        widget=forms.Textarea({"rows": 4}),
        max_length=4000,
        help_text=_(
            "Use the words of the document. "
            "For example: “We buy socially and sustainably, and set the example ourselves.”"
        ),
    )
    explanation = forms.CharField(
        label=_("What is meant"),
        required=False,
        widget=forms.Textarea(TEXT),
        max_length=8000,
        help_text=_("Explain in your own words what must change, and for whom."),
    )
    theme = forms.ChoiceField(label=_("Theme"), help_text=_("Choose the theme that fits best."))
    source_type = forms.ChoiceField(
        label=_("Where does it stand?"), choices=Goal.Source.choices, initial=Goal.Source.COALITION_AGREEMENT
    )
    document = forms.CharField(
        label=_("Title of the document"),
        max_length=300,
        help_text=_("For example: Coalition agreement 2026-2030."),
    )
    page = forms.CharField(
        label=_("Page"), required=False, max_length=40, help_text=_("For example: 12, or 12-13.")
    )
    since_year = YearField(
        label=_("From the year"), help_text=_("Usually the first year of the term of the board.")
    )
    until_year = YearField(
        label=_("Until the year"), help_text=_("Usually the last year of the term of the board.")
    )
    portfolio_holder = forms.ChoiceField(
        label=_("Portfolio holder"),
        required=False,
        help_text=_("The alderman who answers for this goal."),
    )
    portfolio = forms.CharField(
        label=_("Portfolio or other holder"),
        required=False,
        max_length=150,
        help_text=_("For example: Work and Income. Also for a holder who is not in the list."),
    )
    department = forms.ChoiceField(label=_("Department that works on it"), required=False)
    owner = forms.ChoiceField(
        label=_("Owner"),
        required=False,
        help_text=_(
            "The colleague who keeps the figures. The goal waits for this person until it has an indicator."
        ),
    )
    parent = forms.ChoiceField(
        label=_("Stands under"),
        required=False,
        help_text=_("The larger goal that this one is a part of. Leave it open if there is none."),
    )
    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable Development Goals"),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose one or more, as far as they fit."),
    )

    FIRST = ("wording", "explanation", "theme")
    TREE = ("parent",)
    SOURCE = ("source_type", "document", "page", "since_year", "until_year")
    PEOPLE = ("portfolio_holder", "portfolio", "department", "owner")

    field_order = (*FIRST, *TREE, *SOURCE, *PEOPLE, *IndicatorForm.INDICATOR, "sdgs", "version")

    def __init__(self, *args: Any, options: GoalOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = options
        nobody = ("", _("Not chosen"))
        for name, choices in (
            ("theme", [("", _("Choose a theme")), *theme_choices()]),
            ("portfolio_holder", [nobody, *((h.person.public_id, h.person.name) for h in options.holders)]),
            ("owner", [nobody, *((o.public_id, o.person.name) for o in options.owners)]),
            ("department", [nobody, *((d.public_id, d.name) for d in options.departments)]),
            (
                "parent",
                [("", _("No other goal")), *((g.public_id, shortened(g.wording)) for g in options.parents)],
            ),
            ("sdgs", [(str(n), f"{n}. {said(name)}") for n, name in SDG_NAMES.items()]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> GoalValues:
        """What the action takes."""
        given = {name: self.cleaned_data[name] for name in (*self.FIRST, *self.SOURCE, "portfolio")}
        chosen = self.cleaned_data
        holders = {held.person.public_id: held.person for held in self._options.holders}
        owners = {held.public_id: held for held in self._options.owners}
        parts = {part.public_id: part for part in self._options.departments}
        return GoalValues(
            **given,
            sdgs=tuple(chosen["sdgs"]),
            portfolio_holder=holders.get(chosen["portfolio_holder"]),
            owner=owners.get(chosen["owner"]),
            department=parts.get(chosen["department"]),
            parent={one.public_id: one for one in self._options.parents}.get(chosen["parent"]),
            indicator=self.indicator_values(),
        )

    @classmethod
    def typed_from(cls, goal: Goal) -> dict[str, Any]:
        plain = (*cls.FIRST, *cls.SOURCE, "portfolio")
        return {
            **{name: getattr(goal, name) for name in plain},
            **super().typed_from(goal),
            "sdgs": [str(number) for number in goal.sdgs],
            "portfolio_holder": goal.portfolio_holder.public_id if goal.portfolio_holder else "",
            "owner": goal.owner.public_id if goal.owner else "",
            "department": goal.department.public_id if goal.department else "",
            "parent": goal.parent.public_id if goal.parent else "",
        }
