"""Goals of the board, each in its own words and with the place where it was promised."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.organisations.models import Department, Membership, Organisation, Person
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.ambition import THEMES
from meerwaarde.stages.policy.models.documents import Passage

FIRST_YEAR, LAST_YEAR = 2000, 2100


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
            "parent",
            "passage",
            "model_passage",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    wording = models.TextField()
    explanation = models.TextField(blank=True)
    source_type = models.CharField(max_length=20, choices=Source.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subgoals")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, blank=True, related_name="goals")
    """The marked sentence that the goal was made of."""
    model_passage = models.CharField(max_length=40, blank=True)
    """Code of the model passage that was adopted as this goal."""
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
