"""Small purchases, recorded in under a minute: most of what an authority buys, in number."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Department, Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.stages.procurement.models.procurement import new_start_key


class QuickPurchase(Record):
    """One small purchase with the supplier that was chosen, or the reason why no social one was."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {
            "number",
            "department",
            "amount_cents",
            "needed_on",
            "cpv",
            "supplier",
            "kinds",
            "considered",
            "reason",
            "repeats",
            "undone_at",
        }
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="quick_purchases")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=20)
    start_key = models.CharField(max_length=32, default=new_start_key, editable=False)
    what = models.CharField(max_length=200)
    amount_cents = models.BigIntegerField()
    """EUR excl. VAT."""
    place = models.CharField(max_length=100, blank=True)
    needed_on = models.DateField(null=True, blank=True)
    cpv = models.CharField(max_length=8, blank=True)
    supplier = models.ForeignKey(
        "market.Supplier", models.PROTECT, null=True, blank=True, related_name="quick_purchases"
    )
    supplier_name = models.CharField(max_length=200, blank=True)
    """A supplier that is not in the directory."""
    kinds = models.JSONField(null=True, blank=True)
    """What kinds of supplier it was on that day; null: unknown."""
    social = models.BooleanField(default=False)
    """Whether it was a social enterprise or other sustainable innovator; repeats `kinds` for counts."""
    considered = models.JSONField(default=list)
    """Public ids of the suppliers that were shown."""
    reason = models.CharField(max_length=30, blank=True)
    """Code of the reason why none of the social suppliers shown was chosen."""
    note = models.TextField(blank=True)
    repeats = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    bought_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    bought_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "year", "sequence"], name="quick_purchase_number_once_per_year"
            ),
            models.UniqueConstraint(
                fields=["organisation", "start_key"], name="quick_purchase_recorded_once"
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="quick_purchase_costs_something"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="quick_purchase_newest"),
            models.Index(fields=["organisation", "bought_by", "-id"], name="quick_purchase_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"

    @classmethod
    def enter_numbered(cls, organisation_id: int, year: int, prefix: str, **values: Any) -> Self:
        """Save a new row under the next number of its authority and year, as in VM-S2026-0001.

        The caller holds the authority (`one_at_a_time`), so that two at once get different numbers.
        """
        of_year = cls.objects.filter(organisation_id=organisation_id, year=year)
        sequence = (of_year.aggregate(models.Max("sequence"))["sequence__max"] or 0) + 1
        return cls.enter(
            organisation_id=organisation_id,
            year=year,
            sequence=sequence,
            number=f"{prefix}-S{year}-{sequence:04d}",
            **values,
        )
