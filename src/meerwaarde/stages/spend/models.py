"""Files with payments: where they come from, what was made of them, and which of them count."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record
from meerwaarde.rules.lifecycle import SPEND_BATCH, WITHDRAWN


class SpendSource(Record):
    """A system that payments come from, with what its columns mean: kept for its next file."""

    # Not the mapping: it repeats headings, and in a file without them that is somebody's name.
    JOURNAL_PLAIN: ClassVar = frozenset({"kind", "header"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="spend_sources")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    """csv, xlsx, xaf or ubl."""
    header = models.CharField(max_length=64, blank=True)
    """Digest of the headings, folded and in order: by it the next file of this source is recognised."""
    mapping = models.JSONField(default=dict, blank=True)
    """As `spend map` prints it: what each column means, and how amounts and dates are written."""

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="spend_source_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="spend_source_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SpendBatch(Record):
    """One file of payments: uploaded, its columns chosen, read, checked by a person, counted or withdrawn.

    The lines themselves lie in the lake under the public id of the batch.
    """

    JOURNAL_PLAIN: ClassVar = frozenset({"state", "sha256", "size", "kind", "lines", "refused", "cents"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="spend_batches")
    source = models.ForeignKey(SpendSource, models.PROTECT, related_name="batches")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=8)
    mapping = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, default=SPEND_BATCH.first)
    lines = models.PositiveBigIntegerField(default=0)
    """Lines that can be counted."""
    refused = models.PositiveBigIntegerField(default=0)
    cents = models.BigIntegerField(default=0)
    """Of the lines in euros; other currencies stand in `checks`."""
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    """The first and the last day of the lines."""
    checks = models.JSONField(default=dict, blank=True)
    """What the check found: months, reasons, doubles, credit notes, other currencies, odd dates."""
    job = models.CharField(max_length=12, blank=True)
    brought_in_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    brought_in_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    why_withdrawn = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "-id"], name="spend_batch_newest_first")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"],
                condition=~Q(state=WITHDRAWN),
                name="spend_batch_file_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.file_name}"
