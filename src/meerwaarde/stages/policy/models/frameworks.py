"""Frameworks: versions of the rules with which an authority serves its goals, and what lies above them."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.models import Department, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.compliance import (
    STRENGTH_NAMES,
    Demand,
    PolicyBounds,
    PolicyRule,
    Scope,
    ServedGoal,
)
from meerwaarde.rules.lifecycle import ADOPTED, FRAMEWORK, FRAMEWORK_DRAFT
from meerwaarde.stages.policy.models.goals import Goal

OWN, TAKES_OVER, SHARPENS, DEVIATES = "own", "takes_over", "sharpens", "deviates"
RELATIONS = (OWN, TAKES_OVER, SHARPENS, DEVIATES)
"""How a rule stands to the level above: nothing there, the same, stricter, or other."""


class Frozen(Exception):
    """An adopted framework is not changed: it is copied to a new draft version."""


class ThemeSet(Record):
    """The themes in an authority's own words ("pijlers"), each of which stands for some of the six."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"archived_at"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=300, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class OwnTheme(Record):
    """One theme of an authority's own set."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"theme_set", "code", "position", "themes"})

    theme_set = models.ForeignKey(ThemeSet, models.CASCADE, related_name="own_themes")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    explanation = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    themes = models.JSONField(default=list, blank=True)
    """Codes of the six that it stands for; an empty list where none does (that is said, not hidden)."""

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["theme_set", "code"], name="own_theme_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


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
    OPEN_AFTER_ADOPTION: ClassVar[frozenset[str]] = frozenset({"state", "valid_until", "published_at"})
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
            "above",
            "base",
            "theme_set",
            "published_at",
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
    above = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="below")
    """The version one level up: of a region or sector, or of the authority where this is a department's."""
    base = models.CharField(max_length=40, blank=True)
    """Code of the national base framework one level up; never together with `above`."""
    theme_set = models.ForeignKey(ThemeSet, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    """From when everybody may read this version; null means that it is not public."""

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
            models.CheckConstraint(
                condition=Q(base="") | Q(above__isnull=True), name="framework_one_level_above"
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(state=FRAMEWORK_DRAFT),
                name="framework_published_after_adoption",
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
        {
            "framework",
            "code",
            "strength",
            "scope",
            "demand",
            "position",
            "struck_at",
            "relation",
            "above_rule",
            "own_theme",
        }
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
    relation = models.CharField(max_length=12, default=OWN)
    above_rule = models.CharField(max_length=40, blank=True)
    """Public id of the rule one level up, or its code in the national base framework."""
    relation_reason = models.TextField(blank=True)
    """Why this rule differs from the one above."""
    own_theme = models.ForeignKey(OwnTheme, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(strength__in=tuple(STRENGTH_NAMES)), name="framework_rule_strength_known"
            ),
            models.CheckConstraint(condition=Q(relation__in=RELATIONS), name="framework_rule_relation_known"),
            models.CheckConstraint(
                condition=(Q(relation=OWN) & Q(above_rule="")) | (~Q(relation=OWN) & ~Q(above_rule="")),
                name="framework_rule_relation_names_a_rule",
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
        self.renew()
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


class LeftOut(Record):
    """A rule of the level above that a framework does not take over, and why."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"framework", "above_rule"})

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="left_out")
    above_rule = models.CharField(max_length=40)
    reason = models.TextField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["framework", "above_rule"], name="left_out_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="left_out_with_a_reason"),
        ]

    def __str__(self) -> str:
        return self.above_rule

    @classmethod
    def enter(cls, **values: Any) -> LeftOut:
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
