"""Action plans (actieplan MVOI) in seven steps, with goals, actions and what an evaluation leads to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.organisations.models import Department, Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.lifecycle import ACTION_PLAN, PLAN_ACTION, PLAN_DRAFT, PLANNED
from meerwaarde.stages.policy.models.frameworks import Framework
from meerwaarde.stages.policy.models.goals import Goal
from meerwaarde.stages.policy.models.matrix import Category

STEPS = range(1, 8)
ACTION_ORIGINS = ("manual", "web", "assessment", "evaluation", "goal")
CHANGE_KINDS = ("framework", "matrix", "goal", "action", "other")
"""What the conclusion of an evaluation changes."""
VERDICTS = ("reached", "partly", "missed")
"""What an evaluation says of a goal of the plan."""


class ActionPlan(Record):
    """The plan of one authority for a period of years."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"since", "until", "state", "adopted_by", "adopted_on", "owner", "framework"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    since = models.DateField()
    until = models.DateField()
    state = models.CharField(max_length=10, default=PLAN_DRAFT)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    framework = models.ForeignKey(Framework, models.PROTECT, null=True, blank=True, related_name="+")
    adopted_by = models.CharField(max_length=10, choices=Framework.Body.choices, blank=True)
    adopted_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-since", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in ACTION_PLAN.states)),
                name="plan_state_known",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="plan_runs_forward"),
            models.CheckConstraint(
                condition=Q(state=PLAN_DRAFT) | (~Q(adopted_by="") & Q(adopted_on__isnull=False)),
                name="plan_adopted_by_a_body_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PlanStep(Record):
    """What the plan says about one of the seven steps, in the authority's own words."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"plan", "number", "done_on"})

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_step_once"),
            models.CheckConstraint(condition=Q(number__in=list(STEPS)), name="plan_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}:{self.number}"


class PlanTheme(Record):
    """Why a theme gets attention in this plan. A theme without focus stays open, it is never closed off."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"plan", "theme", "focus"})

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=30)
    focus = models.BooleanField(default=False)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "theme"], name="plan_theme_once"),
            models.CheckConstraint(condition=Q(theme__in=THEMES), name="plan_theme_known"),
        ]

    def __str__(self) -> str:
        return self.theme


class PlanGoal(Record):
    """A goal of the plan, made specific and measurable, that serves a goal of the board."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"plan", "goal", "theme", "baseline", "target", "reached", "due_on", "owner", "verdict"}
    )

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="goals")
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="plan_goals")
    """The goal of the board that it serves."""
    theme = models.CharField(max_length=30, blank=True)
    wording = models.TextField()
    indicator = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    baseline = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    target = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    reached = models.DecimalField(max_digits=16, decimal_places=3, null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    acceptable = models.TextField(blank=True)
    """Who stands behind it (the A of SMART)."""
    realistic = models.TextField(blank=True)
    """What makes it attainable (the R of SMART)."""
    verdict = models.CharField(max_length=8, blank=True)
    """What the evaluation says of it; empty as long as it says nothing."""
    verdict_note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(wording=""), name="plan_goal_has_wording"),
            models.CheckConstraint(condition=Q(theme="") | Q(theme__in=THEMES), name="plan_goal_theme_known"),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verdict__in=VERDICTS), name="plan_goal_verdict_known"
            ),
        ]

    def __str__(self) -> str:
        return self.wording[:80]


class PromisingTender(Record):
    """A tender in which much can be won. The list points, it does not shut: all others stay open."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"plan", "category", "year", "quarter", "reference"})

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="tenders")
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    quarter = models.PositiveSmallIntegerField(null=True, blank=True)
    reference = models.CharField(max_length=40, blank=True)
    """"kind:public id" of what stands behind it in a later stage, such as a line of the calendar."""

    class Meta:
        ordering: ClassVar = ["year", "quarter", "id"]

    def __str__(self) -> str:
        return self.title


class ProcessMoment(Record):
    """How societal value enters one step of the procurement process here, and who sees to that."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"plan", "moment"})

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="moments")
    moment = models.CharField(max_length=20)
    how = models.TextField(blank=True)
    who = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "moment"], name="process_moment_once")
        ]

    def __str__(self) -> str:
        return self.moment


class PlanAction(Record):
    """Something that somebody does before a day."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {
            "plan",
            "plan_goal",
            "department",
            "owner",
            "starts_on",
            "ends_on",
            "hours",
            "budget_cents",
            "spent_hours",
            "spent_cents",
            "state",
            "progress",
            "origin",
            "origin_ref",
            "done_on",
            "reminded_on",
        }
    )

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="actions")
    plan_goal = models.ForeignKey(PlanGoal, models.SET_NULL, null=True, blank=True, related_name="actions")
    title = models.CharField(max_length=200)
    explanation = models.TextField(blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    hours = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    budget_cents = models.BigIntegerField(null=True, blank=True)
    spent_hours = models.DecimalField(max_digits=8, decimal_places=1, null=True, blank=True)
    spent_cents = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, default=PLANNED)
    progress = models.PositiveSmallIntegerField(default=0)
    """Per cent."""
    progress_note = models.TextField(blank=True)
    origin = models.CharField(max_length=12, default="manual")
    origin_ref = models.CharField(max_length=40, blank=True)
    """"kind:public id" of what the action came from."""
    done_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["starts_on", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in PLAN_ACTION.states)),
                name="action_state_known",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="action_runs_forward"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="action_progress_is_a_share"),
            models.CheckConstraint(condition=Q(origin__in=ACTION_ORIGINS), name="action_origin_known"),
            models.CheckConstraint(
                condition=(Q(hours__isnull=True) | Q(hours__gte=0))
                & (Q(budget_cents__isnull=True) | Q(budget_cents__gte=0)),
                name="action_costs_nothing_negative",
            ),
            models.UniqueConstraint(
                fields=["plan", "origin_ref"], condition=~Q(origin_ref=""), name="action_from_one_thing_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Conclusion(Record):
    """What an evaluation concluded, and the change that follows from it."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"plan", "changes", "owner", "due_on", "action", "framework", "category", "goal", "settled_on"}
    )

    plan = models.ForeignKey(ActionPlan, models.CASCADE, related_name="conclusions")
    text = models.TextField()
    changes = models.CharField(max_length=10)
    measure = models.TextField(blank=True)
    """What will be done about it."""
    owner = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    action = models.ForeignKey(PlanAction, models.SET_NULL, null=True, blank=True, related_name="+")
    framework = models.ForeignKey(Framework, models.SET_NULL, null=True, blank=True, related_name="+")
    category = models.ForeignKey(Category, models.SET_NULL, null=True, blank=True, related_name="+")
    goal = models.ForeignKey(Goal, models.SET_NULL, null=True, blank=True, related_name="+")
    """Where the change can be seen: an action, a framework, a row of the matrix or a goal; one at most."""
    settled_on = models.DateField(null=True, blank=True)
    settled_how = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(changes__in=CHANGE_KINDS), name="conclusion_changes_known"),
            models.CheckConstraint(condition=~Q(text=""), name="conclusion_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class CalendarLink(Record):
    """The address at which one person's calendar fetches the own actions.

    Only a digest of its secret is kept. A new link ends the one before it: who lost a telephone makes
    a new one.
    """

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"membership", "made_at", "ended_at"})

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret in the address, in hexadecimal."""
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(ended_at__isnull=True), name="calendar_link_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}"
