"""Notices that an authority took in: its own and those of others, each with the file it was read from."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record

VERDICTS = ("social", "likely", "unknown")
"""What the notice says about social purchasing; unknown never means that it does not."""


class NoticeFile(models.Model):
    """The bytes as they came in, kept once per authority; a file may hold several notices."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="notice_files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"], name="notice_file_once_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, organisation_id: int, *, sha256: str, name: str, content: bytes) -> NoticeFile:
        """The file with this content, stored when it is not there yet."""
        kept, _made = cls.objects.defer("content").get_or_create(
            organisation_id=organisation_id,
            sha256=sha256,
            defaults={"name": name, "size": len(content), "content": content},
        )
        return kept


class Notice(Record):
    """One public notice: `record` is the notice record of INTERFACES, the columns repeat what lists need."""

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"source", "external_id", "kind", "published", "closes_on", "verdict", "complaints"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="notices")
    file = models.ForeignKey(NoticeFile, models.PROTECT, related_name="notices")
    source = models.CharField(max_length=12)
    external_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=400, blank=True)
    buyer_name = models.CharField(max_length=300, blank=True)
    published = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    verdict = models.CharField(max_length=8, default="unknown")
    complaints = models.PositiveIntegerField(default=0)
    record = models.JSONField()
    imported_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    imported_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-imported_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "source", "external_id"], name="notice_once_per_organisation"
            ),
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="notice_verdict_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "-id"], name="notice_newest_first")]

    def __str__(self) -> str:
        return self.title or self.external_id

    @classmethod
    def take_in(
        cls, organisation_id: int, source: str, external_id: str, **values: Any
    ) -> tuple[Notice, bool]:
        """The notice with this number and whether it is new; what was there already stays as it is."""
        return cls.objects.get_or_create(
            organisation_id=organisation_id, source=source, external_id=external_id, defaults=values
        )
