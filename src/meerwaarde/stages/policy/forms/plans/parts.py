"""The forms of steps, themes, goals, tenders and moments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.fields import DayField
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.action_plan import MOMENTS, STEP_PROCESS, STEP_THEMES
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import MomentChoice, PlanGoalValues, TenderValues, ThemeChoice
from meerwaarde.stages.policy.forms.parts import FigureField, YearField, said, theme_choices
from meerwaarde.stages.policy.forms.plans.options import PlanOptions, chosen, id_of
from meerwaarde.stages.policy.queries import ActionPlan, PlanGoal, PromisingTender

SHORT = {"rows": 2}


class StepForm(RefusableForm):
    """The text of one step."""

    text = forms.CharField(
        label=_("What the plan says"), required=False, max_length=20000, widget=forms.Textarea({"rows": 12})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ThemesForm(RefusableForm):
    """Per theme whether it gets focus, and why."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for theme in THEMES:
            name = said(theme_name(theme))
            self.fields[f"focus_{theme}"] = forms.BooleanField(label=name, required=False)
            self.fields[f"reason_{theme}"] = forms.CharField(
                label=_("Why %(theme)s?") % {"theme": name[:1].lower() + name[1:]},
                required=False,
                max_length=2000,
                widget=forms.Textarea(SHORT),
            )

    REFUSED_AT = {theme: f"reason_{theme}" for theme in THEMES}  # noqa: RUF012

    def choices(self) -> dict[str, ThemeChoice]:
        given = self.cleaned_data
        return {
            theme: ThemeChoice(focus=given[f"focus_{theme}"], reason=given[f"reason_{theme}"].strip())
            for theme in THEMES
        }

    def pairs(self) -> list[tuple[Any, Any]]:
        """Per theme the tick and the reason, as the page draws them."""
        return [(self[f"focus_{theme}"], self[f"reason_{theme}"]) for theme in THEMES]

    @staticmethod
    def typed_from(plan: ActionPlan) -> dict[str, Any]:
        rows = queries.themes_of(plan)
        typed: dict[str, Any] = {"version": queries.version_of_rows(rows.values())}
        for theme, row in rows.items():
            typed |= {f"focus_{theme}": row.focus, f"reason_{theme}": row.reason}
        return typed

    number = STEP_THEMES


class MomentsForm(RefusableForm):
    """Per moment of the process how value enters, and who sees to that."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for moment in MOMENTS:
            self.fields[f"how_{moment.code}"] = forms.CharField(
                label=_("What happens here"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(SHORT),
                help_text=said(moment.hint),
            )
            self.fields[f"who_{moment.code}"] = forms.CharField(
                label=_("Who sees to it"), required=False, max_length=150
            )

    def choices(self) -> dict[str, MomentChoice]:
        given = self.cleaned_data
        return {
            one.code: MomentChoice(how=given[f"how_{one.code}"].strip(), who=given[f"who_{one.code}"].strip())
            for one in MOMENTS
        }

    def groups(self) -> list[tuple[str, Any, Any]]:
        """Per moment its name and its two fields, as the page draws them."""
        return [(said(one.name), self[f"how_{one.code}"], self[f"who_{one.code}"]) for one in MOMENTS]

    @staticmethod
    def typed_from(plan: ActionPlan) -> dict[str, Any]:
        rows = queries.moments_of(plan)
        typed: dict[str, Any] = {"version": queries.version_of_rows(rows.values())}
        for code, row in rows.items():
            typed |= {f"how_{code}": row.how, f"who_{code}": row.who}
        return typed

    number = STEP_PROCESS


class PlanGoalForm(RefusableForm):
    """A goal of the plan, in the order of SMART."""

    wording = forms.CharField(
        label=_("What will be different?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_(
            "One sentence with what changes and for whom. "
            "For example: in 2027 one in twenty small purchases goes to a social enterprise."
        ),
    )
    goal = forms.ChoiceField(
        label=_("Which goal of the board does it serve?"),
        required=False,
        help_text=_("So that the council sees what comes of its promise."),
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    indicator = forms.CharField(
        label=_("What will you count?"),
        required=False,
        max_length=200,
        help_text=_("For example: share of small purchases from a social enterprise."),
    )
    unit = forms.CharField(
        label=_("Unit"), required=False, max_length=60, help_text=_("For example: %, persons, tonnes of CO2.")
    )
    baseline = FigureField(label=_("Where do you stand now?"), required=False)
    target = FigureField(label=_("Where do you want to be?"), required=False)
    acceptable = forms.CharField(
        label=_("Who stands behind it?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(SHORT),
        help_text=_("For example: discussed with the clients of three departments on 12 January."),
    )
    owner = forms.ChoiceField(
        label=_("Owner"),
        required=False,
        help_text=_("Preferably a client or budget holder: who decides about the money."),
    )
    realistic = forms.CharField(
        label=_("What makes it attainable?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(SHORT),
        help_text=_("For example: the hours are in the budget, and a neighbouring town did it in two years."),
    )
    due_on = DayField(label=_("Reached by"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    PLAIN = (
        "wording",
        "theme",
        "indicator",
        "unit",
        "baseline",
        "target",
        "acceptable",
        "realistic",
        "due_on",
    )

    def __init__(self, *args: Any, options: PlanOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = options
        for name, choices in (
            ("goal", options.board_goal_choices()),
            ("owner", options.owner_choices()),
            ("theme", [("", _("Choose a theme")), *theme_choices()]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def values(self) -> PlanGoalValues:
        given = self.cleaned_data
        return PlanGoalValues(
            **{name: given[name] for name in self.PLAIN},
            goal=chosen(self._options.board_goals, given["goal"]),
            owner=chosen(self._options.owners, given["owner"]),
        )

    @classmethod
    def typed_from(cls, goal: PlanGoal) -> dict[str, Any]:
        plain = {name: getattr(goal, name) for name in cls.PLAIN}
        return {**plain, "goal": id_of(goal.goal), "owner": id_of(goal.owner), "version": goal.version}


class TenderForm(RefusableForm):
    """A tender in which much can be won."""

    title = forms.CharField(
        label=_("Which tender?"),
        max_length=200,
        help_text=_("For example: maintenance of public green 2027."),
    )
    why = forms.CharField(
        label=_("What can be won there?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example: eight people with a distance to work can start, and the soil stays alive."),
    )
    category = forms.ChoiceField(label=_("Category"), required=False)
    year = YearField(
        label=_("Year"), required=False, help_text=_("When the tender begins. For example: 2027.")
    )
    quarter = forms.TypedChoiceField(
        label=_("Quarter"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Not chosen")), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")],
    )
    reference = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, options: PlanOptions, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._options = options
        self.fields["category"].choices = options.category_choices()  # type: ignore[attr-defined]
        if not options.categories:
            del self.fields["category"]

    def values(self) -> TenderValues:
        given = self.cleaned_data
        return TenderValues(
            title=given["title"],
            why=given["why"],
            category=chosen(self._options.categories, given.get("category", "")),
            year=given["year"],
            quarter=given["quarter"],
            reference=given["reference"],
        )

    @staticmethod
    def typed_from(tender: PromisingTender) -> dict[str, Any]:
        return {
            "title": tender.title,
            "why": tender.why,
            "category": id_of(tender.category),
            "year": tender.year,
            "quarter": str(tender.quarter or ""),
            "reference": tender.reference,
            "version": tender.version,
        }
