"""Needs of the neighbourhood: what civic organisations ask, what firms offer, what both confirm was given."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import NEED, NEED_OFFER
from meerwaarde.rules.needs import KINDS, SIDES, UNITS


class Need(Record):
    """Something that a civic organisation asks for; everybody sees it once the authority approved.

    `source` names the other platform that it came from, with its key there: taking it in again renews it.
    """

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"asker", "handler", "kind", "quantity", "unit", "region", "until", "state", "source", "source_id"}
    )

    asker = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="needs")
    """Who asks; null where another platform speaks for it."""
    asker_name = models.CharField(max_length=200)
    handler = models.ForeignKey(Organisation, models.PROTECT, related_name="needs_to_approve")
    """The authority that approves."""
    entered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=15)
    what = models.TextField()
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    unit = models.CharField(max_length=15)
    for_whom = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=100)
    region = models.CharField(max_length=10, blank=True)
    """Code of the area in which the place lies, as suppliers have it; empty where it is not known."""
    until = models.DateField()
    state = models.CharField(max_length=10, default=NEED.first)
    created = models.DateTimeField()
    waits_since = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=100, blank=True)
    source_url = models.URLField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source=""), name="need_once_per_source"
            ),
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in NEED.states)), name="need_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=tuple(KINDS)), name="need_kind_known"),
            models.CheckConstraint(condition=Q(unit__in=tuple(UNITS)), name="need_unit_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="need_asks_something"),
            models.CheckConstraint(
                condition=Q(asker__isnull=False) | ~Q(source=""), name="need_has_asker_or_source"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="need_by_state"),
            models.Index(fields=["handler", "state", "waits_since"], name="need_by_queue"),
        ]

    def __str__(self) -> str:
        return self.title


class NeedMessage(Record):
    """What the authority asked or answered about a need, and what the civic organisation said."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="messages")
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    from_asker = models.BooleanField()
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"message {self.public_id}"


class NeedOffer(Record):
    """What a firm offers on a need; several offers cover it together. `why` says why it ended."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"need", "firm", "quantity", "state", "on", "agreed_at", "ended_at", "source", "source_id"}
    )

    need = models.ForeignKey(Need, models.PROTECT, related_name="offers")
    firm = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="need_offers")
    """Who offers; null where another platform speaks for it."""
    firm_name = models.CharField(max_length=200)
    offered_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    on = models.DateField(null=True, blank=True)
    """The day on which it can be given, or from which."""
    remark = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=NEED_OFFER.first)
    why = models.CharField(max_length=500, blank=True)
    ended_by = models.CharField(max_length=5, blank=True)
    """Which side ended it; empty where it stands or was confirmed."""
    created = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~Q(source=""), name="need_offer_once_per_source"
            ),
            models.UniqueConstraint(
                fields=["need", "firm"], condition=Q(state="offered"), name="need_offer_open_once_per_firm"
            ),
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in NEED_OFFER.states)),
                name="need_offer_state_known",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="need_offer_offers_something"),
            models.CheckConstraint(condition=Q(ended_by__in=("", *SIDES)), name="need_offer_ender_known"),
            models.CheckConstraint(
                condition=Q(firm__isnull=False) | ~Q(source=""), name="need_offer_has_firm_or_source"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["firm", "state"], name="need_offer_by_firm")]

    def __str__(self) -> str:
        return f"{self.need_id}:{self.firm_name}"


class NeedConfirmation(Record):
    """What one side says was given, in the unit of the need. If the two differ, both are asked again."""

    JOURNAL_PLAIN: ClassVar = frozenset({"offer", "side", "quantity", "at"})

    offer = models.ForeignKey(NeedOffer, models.CASCADE, related_name="confirmations")
    side = models.CharField(max_length=5)
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    quantity = models.DecimalField(max_digits=9, decimal_places=2)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["side"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["offer", "side"], name="need_confirmation_once_per_side"),
            models.CheckConstraint(condition=Q(side__in=SIDES), name="need_confirmation_side_known"),
            models.CheckConstraint(condition=Q(quantity__gte=0), name="need_confirmation_not_below_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}:{self.side}"
