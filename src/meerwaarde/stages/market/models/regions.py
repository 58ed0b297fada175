"""Authorities that work together in a region: who takes part, who speaks for buying with impact, which firms
they show each other."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import REGION_MEMBERSHIP
from meerwaarde.stages.market.models.suppliers import Supplier

TAKES_PART = ("invited", "joined")


class RegionMember(Record):
    """An authority in a region (samenwerkingsverband): invited by the region, joined by its own decision."""

    JOURNAL_PLAIN: ClassVar = frozenset({"region", "member", "state", "invited_at", "joined_at", "ended_at"})

    region = models.ForeignKey(Organisation, models.PROTECT, related_name="region_members")
    """The organisation that coordinates: an authority of type cooperation."""
    member = models.ForeignKey(Organisation, models.PROTECT, related_name="regions")
    state = models.CharField(max_length=10, default=REGION_MEMBERSHIP.first)
    invited_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["member__name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "member"],
                condition=Q(state__in=TAKES_PART),
                name="region_member_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(region=models.F("member")), name="region_is_not_its_member"),
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in REGION_MEMBERSHIP.states)),
                name="region_member_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}:{self.member_id}"


class Ambassador(Record):
    """A colleague who spreads buying with impact within a member and answers questions of the others."""

    JOURNAL_PLAIN: ClassVar = frozenset({"taking_part", "membership", "ended_at"})

    taking_part = models.ForeignKey(RegionMember, models.CASCADE, related_name="ambassadors")
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    about = models.CharField(max_length=200, blank=True)
    """What others may ask this colleague."""
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["taking_part", "membership"],
                condition=Q(ended_at__isnull=True),
                name="ambassador_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.taking_part_id}:{self.membership_id}"

    @classmethod
    def of(cls, taking_part: RegionMember) -> list[Ambassador]:
        """Those of a member now."""
        return list(cls._default_manager.filter(taking_part=taking_part, ended_at=None))


class RegionPick(Record):
    """A firm that a member shows the others: whom it knows, and what for."""

    JOURNAL_PLAIN: ClassVar = frozenset({"region", "supplier", "shown_for", "removed_at"})

    region = models.ForeignKey(Organisation, models.PROTECT, related_name="region_picks")
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="region_picks")
    why = models.CharField(max_length=300)
    shown_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    """The authority that shows it."""
    shown_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    shown_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["supplier__name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["region", "supplier", "shown_for"],
                condition=Q(removed_at__isnull=True),
                name="region_pick_once_per_member",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="region_pick_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.region_id}:{self.supplier_id}"

    @classmethod
    def shown_in(cls, region_id: int, authority_id: int) -> list[RegionPick]:
        """What an authority shows in a region now."""
        return list(
            cls._default_manager.filter(region_id=region_id, shown_for_id=authority_id, removed_at=None)
        )
