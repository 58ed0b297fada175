"""Buying together (gezamenlijk inkopen): authorities that bring their plans into one procurement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import POOL, POOL_MEMBER
from meerwaarde.stages.procurement.models.calendar import ExpectedProcurement
from meerwaarde.stages.procurement.models.procurement import Procurement


class Pool(Record):
    """A procurement that several authorities prepare together; one of them leads."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"state", "lead", "region", "year", "quarter", "contract", "cpv", "procurement", "agreed_at"}
    )

    region = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    """The region in which the members found each other."""
    lead = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    contract = models.CharField(max_length=20, blank=True)
    cpv = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=10, default=POOL.first)
    proposed_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)
    procurement = models.ForeignKey(
        Procurement, models.SET_NULL, null=True, blank=True, related_name="pooled_as"
    )
    """The procurement of the one who leads, once it has begun."""

    class Meta:
        ordering: ClassVar = ["year", "quarter", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(quarter__in=[1, 2, 3, 4]), name="pool_quarter_known"),
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in POOL.states)), name="pool_state_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def hold(self) -> None:
        """Let others wait with this pool until the transaction ends, and read what stands there now."""
        held = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        for field in self._meta.concrete_fields:
            setattr(self, field.attname, getattr(held, field.attname))


class PoolMember(Record):
    """One authority in a pool: its own plan, its part of the value, its own check against its own policy."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"pool", "organisation", "line", "state", "value_cents", "checked_at", "contact", "answered_at"}
    )

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    line = models.ForeignKey(
        ExpectedProcurement, models.SET_NULL, null=True, blank=True, related_name="pooled_in"
    )
    state = models.CharField(max_length=10, default=POOL_MEMBER.first)
    value_cents = models.BigIntegerField(null=True, blank=True)
    contact = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    """The colleague whom the others may call."""
    needs = models.TextField(blank=True)
    """What must be in it for this authority."""
    reason = models.CharField(max_length=300, blank=True)
    """Why it declined or left."""
    own_check = models.JSONField(null=True, blank=True)
    """What its own policy asks of the whole; read by this authority alone."""
    checked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pool", "organisation"], name="pool_member_once"),
            models.CheckConstraint(
                condition=Q(value_cents__isnull=True) | Q(value_cents__gte=0), name="pool_value_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(state__in=tuple(state.code for state in POOL_MEMBER.states)),
                name="pool_member_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pool_id}:{self.organisation_id}"

    @classmethod
    def of(cls, pool: Pool, organisation_id: int) -> PoolMember | None:
        """The part of one authority, whatever it answered."""
        return cls._default_manager.filter(pool=pool, organisation_id=organisation_id).first()

    @classmethod
    def joined_with(cls, line: ExpectedProcurement, others: Sequence[ExpectedProcurement]) -> Pool | None:
        """A running pool in which this line and all of these others stand already."""
        own = cls._default_manager.filter(line=line, pool__state__in=("open", "agreed", "begun"))
        wanted = {one.pk for one in others}
        for member in own.select_related("pool"):
            held = set(cls._default_manager.filter(pool=member.pool).values_list("line_id", flat=True))
            if wanted <= held:
                return member.pool
        return None
