"""Why a procurement departs from a rule of comply or explain, and who agreed to that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Department, Membership
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import EXPLANATION
from meerwaarde.stages.procurement.models.procurement import Procurement


class RuleStanding(models.Model):
    """How a procurement stood towards a rule that holds for it, when its file last changed: for counting."""

    procurement = models.ForeignKey(Procurement, models.CASCADE, related_name="standings")
    rule = models.CharField(max_length=12)
    """Public id of the rule."""
    rule_code = models.CharField(max_length=20)
    theme = models.CharField(max_length=30, blank=True)
    standing = models.CharField(max_length=10)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procurement", "rule"], name="standing_once_per_rule"),
            models.CheckConstraint(
                condition=Q(standing__in=("satisfied", "explained", "open")), name="standing_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} {self.standing}"

    @staticmethod
    def replace(procurement: Procurement, standings: Iterable[RuleStanding]) -> None:
        """Put these in the place of what stood there."""
        RuleStanding.objects.filter(procurement=procurement).delete()
        RuleStanding.objects.bulk_create(standings)


class Explanation(Record):
    """The explanation for one rule. The rule is kept as it read then; department and value as they were."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "procurement",
            "rule",
            "rule_code",
            "demand",
            "theme",
            "reason",
            "state",
            "review_on",
            "proposed_by",
            "approver",
            "decided_on",
            "mandate",
            "value_cents",
            "department",
        }
    )

    procurement = models.ForeignKey(Procurement, models.PROTECT, related_name="explanations")
    rule = models.CharField(max_length=12)
    """Public id of the rule in the version of the framework that held."""
    rule_code = models.CharField(max_length=20)
    demand = models.JSONField()
    """The demand as it was explained; a rule that asks something else is not explained by this."""
    sentence = models.JSONField(default=dict)
    """The rule in words, {"nl": …, "en": …}."""
    theme = models.CharField(max_length=30, blank=True)
    reason = models.CharField(max_length=20)
    text = models.TextField()
    evidence = models.JSONField(default=list)
    """What the reason asked for then, and where it stands: [{"asked": {"nl": …, "en": …}, "where": text}]."""
    state = models.CharField(max_length=10, default=EXPLANATION.first)
    review_on = models.DateField()
    """The day on which somebody looks again whether the reason still holds."""
    proposed_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField()
    approver = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    decided_on = models.DateField(null=True, blank=True)
    verdict = models.TextField(blank=True)
    """What the approver said with it."""
    mandate = models.CharField(max_length=12, blank=True)
    """Public id of the mandate on which the approval rests."""
    value_cents = models.BigIntegerField(null=True, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in EXPLANATION.states)),
                name="explanation_state_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="explanation_has_text"),
            models.UniqueConstraint(
                fields=["procurement", "rule"],  # a department's framework may use the same code again
                condition=~Q(state="withdrawn"),
                name="explanation_one_per_rule",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["procurement", "state"], name="explanation_by_file"),
            models.Index(fields=["state", "review_on"], name="explanation_by_review"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_code} {self.reason}"
