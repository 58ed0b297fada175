"""What authorities say they will buy: lines of their public calendars, for the market to see."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.organisations.records import Record


class Opportunity(Record):
    """An expected procurement that an authority made public. Taken back, it stays known as withdrawn."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "source",
            "reference",
            "year",
            "quarter",
            "value_low_cents",
            "value_high_cents",
            "contract",
            "cpv",
            "themes",
            "published_at",
            "changed_at",
            "withdrawn_at",
            "begun_at",
            "duration_months",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    source = models.CharField(max_length=20, default="calendar")
    reference = models.CharField(max_length=40)
    """Public id of the line of the calendar that it came from."""
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    value_low_cents = models.BigIntegerField(null=True, blank=True)
    value_high_cents = models.BigIntegerField(null=True, blank=True)
    duration_months = models.PositiveSmallIntegerField(null=True, blank=True)
    contract = models.CharField(max_length=20, blank=True)
    cpv = models.JSONField(default=list, blank=True)
    category = models.CharField(max_length=150, blank=True)
    themes = models.JSONField(default=list, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    """Since then the procurement itself runs; the line stays, so that nobody waits for its quarter."""

    class Meta:
        ordering: ClassVar = ["year", "quarter", "id"]
        verbose_name_plural = "opportunities"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "reference"], name="opportunity_once"),
            models.CheckConstraint(condition=Q(quarter__in=[1, 2, 3, 4]), name="opportunity_quarter_known"),
        ]

    def __str__(self) -> str:
        return self.title
