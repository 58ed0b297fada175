"""Explanations read a second time: by a second reader, or because a sample was drawn."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.stages.procurement.models.explanation import Explanation

VERDICTS_OF_REVIEW = ("convincing", "unconvincing")
FOLLOW_UPS = ("none", "talk", "explain_again", "change_rule", "board")
"""What follows from a verdict: nothing, a talk, a new explanation, another rule, or a word to the board."""


class ReviewSample(Record):
    """A sample that was drawn: with its seed and what it was drawn from, so that it can be drawn again."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "drawn_by",
            "drawn_at",
            "seed",
            "size",
            "population",
            "population_digest",
            "criteria",
            "concluded_at",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    criteria = models.JSONField(default=dict, blank=True)
    """Since, until, theme, department and reason of what was drawn from; `strata`: by what it was split."""
    seed = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    population = models.PositiveIntegerField()
    population_digest = models.CharField(max_length=64)
    """SHA-256 of the sorted public ids that were drawn from."""
    drawn_from = models.JSONField(default=dict)
    """Stratum to the public ids in it, so that the same can be drawn again whatever changed since."""
    drawn_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    drawn_at = models.DateTimeField()
    conclusion = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.title


class ExplanationReview(Record):
    """One reading of one explanation by somebody who did not write or approve it."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"explanation", "sample", "reader", "asked_at", "read_at", "verdict", "follow_up", "followed_on"}
    )

    explanation = models.ForeignKey(Explanation, models.CASCADE, related_name="reviews")
    sample = models.ForeignKey(ReviewSample, models.CASCADE, null=True, blank=True, related_name="reviews")
    """Null where a second reader was asked for."""
    reader = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=12, blank=True)
    text = models.TextField(blank=True)
    follow_up = models.CharField(max_length=15, blank=True)
    follow_up_text = models.TextField(blank=True)
    followed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verdict__in=VERDICTS_OF_REVIEW), name="review_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(follow_up="") | Q(follow_up__in=FOLLOW_UPS), name="review_follow_up_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", read_at__isnull=True) | (~Q(verdict="") & Q(read_at__isnull=False)),
                name="review_read_with_a_verdict",
            ),
            models.UniqueConstraint(fields=["explanation", "sample"], name="review_once_per_sample"),
        ]

    def __str__(self) -> str:
        return f"{self.explanation_id}:{self.verdict or '-'}"

    @classmethod
    def unread_in(cls, sample: ReviewSample) -> bool:
        """Whether something of a sample was not read yet."""
        return cls.objects.filter(sample=sample, verdict="").exists()
