"""Goals of the board, and the frameworks of rules with which an authority serves them."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.models import Department, Membership, Organisation, Person
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance import (
    STRENGTH_NAMES,
    Demand,
    PolicyBounds,
    PolicyRule,
    Scope,
    ServedGoal,
)
from meerwaarde.rules.lifecycle import ADOPTED, FRAMEWORK, FRAMEWORK_DRAFT

FIRST_YEAR, LAST_YEAR = 2000, 2100


class Frozen(Exception):
    """An adopted framework is not changed: it is copied to a new draft version."""


class Goal(Record):
    """What the board promised, in the words in which it did, and how one sees whether it is reached.

    Measurements hang on a goal in a table of their own, with the stage that measures outcomes.
    """

    class Source(models.TextChoices):
        COALITION_AGREEMENT = "coalition_agreement", _("Coalition agreement")
        COLLEGE_PROGRAMME = "college_programme", _("College programme")
        BUDGET = "budget", _("Budget")
        MOTION = "motion", _("Motion")
        ORDINANCE = "ordinance", _("Ordinance")

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "source_type",
            "theme",
            "sdgs",
            "since_year",
            "until_year",
            "baseline",
            "baseline_year",
            "target",
            "target_year",
            "department",
            "owner",
            "archived_at",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    wording = models.TextField()
    explanation = models.TextField(blank=True)
    source_type = models.CharField(max_length=20, choices=Source.choices)
    document = models.CharField(max_length=300)
    page = models.CharField(max_length=40, blank=True)
    since_year = models.PositiveSmallIntegerField()
    until_year = models.PositiveSmallIntegerField()
    portfolio_holder = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    portfolio = models.CharField(max_length=150, blank=True)
    theme = models.CharField(max_length=30)
    sdgs = models.JSONField(default=list, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    indicator = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    target_year = models.PositiveSmallIntegerField(null=True, blank=True)
    not_measurable_because = models.TextField(blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "archived_at"], name="goal_by_organisation")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(wording=""), name="goal_has_wording"),
            models.CheckConstraint(condition=Q(theme__in=THEMES), name="goal_theme_known"),
            models.CheckConstraint(
                condition=Q(until_year__gte=F("since_year")), name="goal_period_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(since_year__gte=FIRST_YEAR, until_year__lte=LAST_YEAR), name="goal_years_sensible"
            ),
            models.CheckConstraint(
                condition=Q(indicator="") | Q(not_measurable_because=""), name="goal_measured_or_not_yet"
            ),
            models.CheckConstraint(
                condition=~Q(indicator="") | Q(unit="", baseline__isnull=True, target__isnull=True),
                name="goal_figures_belong_to_an_indicator",
            ),
            models.CheckConstraint(
                condition=Q(baseline__isnull=True, baseline_year__isnull=True)
                | Q(baseline__isnull=False, baseline_year__isnull=False),
                name="goal_baseline_has_a_year",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True, target_year__isnull=True)
                | Q(target__isnull=False, target_year__isnull=False),
                name="goal_target_has_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.wording[:80]


class Framework(Record):
    """A version of the rules that an authority, or one of its departments, gives itself.

    Once adopted only its end changes: when a later version replaces it. On a day in the past the version of
    that day still holds.
    """

    class Body(models.TextChoices):
        COUNCIL = "council", _("Municipal council")
        COLLEGE = "college", _("College of mayor and aldermen")
        PROVINCIAL_COUNCIL = "ps", _("Provincial council (PS)")
        PROVINCIAL_EXECUTIVE = "gs", _("Provincial executive (GS)")
        GENERAL_BOARD = "ab", _("General board of the water authority (AB)")
        EXECUTIVE_BOARD = "db", _("Executive board of the water authority (DB)")
        MINISTER = "minister", _("Minister")
        BOARD = "board", _("Board")

    STATES: ClassVar = {state.code: state.name for state in FRAMEWORK.states}
    OPEN_AFTER_ADOPTION: ClassVar[frozenset[str]] = frozenset({"state", "valid_until"})
    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "number",
            "state",
            "adopted_by",
            "adopted_on",
            "valid_from",
            "valid_until",
            "replaces",
            "bounds",
            "department",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200)
    explanation = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, default=FRAMEWORK_DRAFT)
    adopted_by = models.CharField(max_length=10, choices=Body.choices, blank=True)
    adopted_on = models.DateField(null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    bounds = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering: ClassVar = ["-number", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in FRAMEWORK.states)),
                name="framework_state_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=FRAMEWORK_DRAFT, adopted_by="", adopted_on__isnull=True, valid_from__isnull=True
                )
                | (
                    ~Q(state=FRAMEWORK_DRAFT)
                    & ~Q(adopted_by="")
                    & Q(adopted_on__isnull=False, valid_from__isnull=False)
                ),
                name="framework_adopted_by_a_body_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_from__gte=F("adopted_on")),
                name="framework_holds_from_its_adoption",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="framework_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["organisation", "number"],
                condition=Q(department__isnull=True),
                name="framework_number_once_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["organisation", "department", "number"],
                condition=Q(department__isnull=False),
                name="framework_number_once_per_department",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(department__isnull=True, state=ADOPTED),
                name="framework_adopted_one_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["organisation", "department"],
                condition=Q(department__isnull=False, state=ADOPTED),
                name="framework_adopted_one_per_department",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"

    @property
    def draft(self) -> bool:
        return self.state == FRAMEWORK_DRAFT

    @property
    def policy_bounds(self) -> PolicyBounds:
        """The amounts and percentages of this version, typed."""
        return msgspec.convert(self.bounds, PolicyBounds)

    def change(self, expected_version: int | None = None, **values: Any) -> tuple[str, ...]:
        """As every record, but of an adopted version only the end changes."""
        if not self.draft and not values.keys() <= self.OPEN_AFTER_ADOPTION:
            raise Frozen
        return super().change(expected_version, **values)

    def strike(self) -> None:
        if not self.draft:
            raise Frozen
        super().strike()


class FrameworkRule(Record):
    """One rule as data. A struck rule of a draft is kept until adoption, so that it can be put back."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"framework", "code", "strength", "scope", "demand", "position", "struck_at"}
    )

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="rules")
    code = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField(default=0)
    strength = models.CharField(max_length=10)
    scope = models.JSONField(default=dict, blank=True)
    demand = models.JSONField()
    explanation = models.TextField(blank=True)
    goals = models.ManyToManyField(Goal, related_name="rules", blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(strength__in=tuple(STRENGTH_NAMES)), name="framework_rule_strength_known"
            ),
            models.UniqueConstraint(
                fields=["framework", "code"],
                condition=Q(struck_at__isnull=True),
                name="framework_rule_code_once",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def enter(cls, **values: Any) -> FrameworkRule:
        if not values["framework"].draft:
            raise Frozen
        return super().enter(**values)

    def change(self, expected_version: int | None = None, **values: Any) -> tuple[str, ...]:
        if not self.framework.draft:
            raise Frozen
        return super().change(expected_version, **values)

    def strike(self) -> None:
        if not self.framework.draft:
            raise Frozen
        super().strike()

    def serve(self, goals: list[Goal]) -> bool:
        """Tie the rule to exactly these goals; says whether that changed anything."""
        if not self.framework.draft:
            raise Frozen
        if {goal.pk for goal in self.goals.all()} == {goal.pk for goal in goals}:
            return False
        self.goals.set(goals)
        type(self)._default_manager.filter(pk=self.pk).update(version=F("version") + 1)
        self.version += 1
        return True

    def as_policy_rule(self) -> PolicyRule:
        """The rule as the pure rules read it, with the goals that it serves."""
        return PolicyRule(
            id=self.public_id,
            code=self.code,
            strength=self.strength,  # type: ignore[arg-type] # the database knows no other
            scope=msgspec.convert(self.scope, Scope),
            demand=msgspec.convert(self.demand, Demand),
            explanation=self.explanation,
            goals=tuple(ServedGoal(goal.public_id, goal.wording) for goal in self.goals.all()),
            framework=self.framework.public_id,
        )
