"""What the market showed, laid in the file of a procurement: frozen searches and market consultations.

A row stays when somebody takes the evidence out: who reads the file later sees that it was there, and why not
any more. Only whoever put it there by mistake takes that back without a trace in the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership
from meerwaarde.platform.organisations.records import Record
from meerwaarde.stages.procurement.models.procurement import Procurement

PLAIN = frozenset({"procurement", "at", "by", "out_at", "out_by"})


class InFile(Record):
    """What both kinds share: since when, by whom, what it shows here, and when it was taken out again."""

    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    shows = models.TextField(blank=True)
    """What it shows for this procurement, in the words of who put it there."""
    out_at = models.DateTimeField(null=True, blank=True)
    """Null as long as it counts as evidence."""
    out_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    out_why = models.TextField(blank=True)

    class Meta:
        abstract = True

    @classmethod
    def enter_once(cls, values: Mapping[str, Any], **which: Any) -> tuple[Self, bool]:
        """The row of this evidence in this file, and whether it is new: of two at once one wins."""
        return cls._default_manager.get_or_create(**which, defaults=dict(values))


class SearchInFile(InFile):
    """A search in the directory that was frozen, laid in the file of a procurement as evidence."""

    JOURNAL_PLAIN: ClassVar = PLAIN | {"frozen"}

    procurement = models.ForeignKey(Procurement, models.PROTECT, related_name="frozen_searches")
    frozen = models.ForeignKey("market.FrozenSearch", models.PROTECT, related_name="in_files")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procurement", "frozen"], name="frozen_search_once_in_file"),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True) | ~Q(out_why=""), name="frozen_search_out_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"search in file {self.public_id}"


class ConsultationInFile(InFile):
    """A market consultation in the file of a procurement: what the market said beforehand."""

    JOURNAL_PLAIN: ClassVar = PLAIN | {"consultation"}

    procurement = models.ForeignKey(Procurement, models.PROTECT, related_name="consultations")
    consultation = models.ForeignKey("market.Consultation", models.PROTECT, related_name="in_files")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["procurement", "consultation"], name="consultation_once_in_file"),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True) | ~Q(out_why=""), name="consultation_out_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"consultation in file {self.public_id}"
