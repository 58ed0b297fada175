"""Files that people brought in, kept with their hash, where they came from and how long they stay."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.organisations.records import Record


class StoredFile(Record):
    """The bytes as they came in. Never changed; struck when its retention has passed and nothing needs it."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"media_type", "digest", "size", "kept_until"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    """SHA-256 of the content."""
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()
    on_disk = models.BooleanField(default=False)
    """True for one too large for a row: its content stands in the data folder, by its digest."""
    brought_in_at = models.DateTimeField()
    kept_until = models.DateField(null=True, blank=True)
    """Null means as long as what it belongs to."""

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "digest"], name="file_by_digest")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="file_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
