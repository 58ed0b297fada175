"""Which suppliers were considered and invited, and on which objective grounds (article 1.4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import INVITEE
from meerwaarde.stages.procurement.models.procurement import Procurement


class Invitee(Record):
    """A supplier on the shortlist. What it was then (kinds, reasons of the match) is kept with it."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"procurement", "supplier", "state", "reason", "kinds", "newcomer", "invited_on", "quote_cents"}
    )

    procurement = models.ForeignKey(Procurement, models.PROTECT, related_name="invitees")
    supplier = models.ForeignKey("market.Supplier", models.PROTECT, related_name="invitations")
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, default=INVITEE.first)
    reason = models.CharField(max_length=30, blank=True)
    """Code of the objective ground for asking this firm."""
    reason_text = models.TextField(blank=True)
    kinds = models.JSONField(default=list)
    match = models.JSONField(default=dict)
    """{"score", "met": [...], "not_met": [...], "unknown": [...]} as it was shown."""
    newcomer = models.BooleanField(default=False)
    """Not asked by this authority within the months over which turns are counted."""
    invited_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True)
    """What the firm said, such as why it declines; never about a person."""
    quote_cents = models.BigIntegerField(null=True, blank=True)
    added_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procurement", "supplier"], name="invitee_once_per_procurement"),
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in INVITEE.states)),
                name="invitee_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procurement_id}:{self.supplier_id}"

    @classmethod
    def enter_once(
        cls, procurement: Procurement, supplier: Any, values: Mapping[str, Any]
    ) -> tuple[Invitee, bool]:
        """The firm as it stands on the list, and whether it was put there now: of two at once one wins."""
        return cls.objects.get_or_create(procurement=procurement, supplier=supplier, defaults=dict(values))


class ShortlistSearch(Record):
    """A search that a shortlist rests on, kept as it was: what was asked, and who came out (art. 1.4)."""

    JOURNAL_PLAIN: ClassVar = frozenset({"procurement", "asked", "found"})

    procurement = models.ForeignKey(Procurement, models.PROTECT, related_name="searches")
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    asked = models.JSONField(default=dict)
    found = models.JSONField(default=list)
    """[{"supplier", "score"}] in their order."""

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.procurement_id} {self.at:%Y-%m-%d}"
