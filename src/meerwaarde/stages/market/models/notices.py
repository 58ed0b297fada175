"""Notices: the public ones, which belong to nobody, and what an authority took in by itself."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record, renew_objects

VERDICTS = ("social", "likely", "unknown")
"""What the notice says about social purchasing; unknown never means that it does not."""

PARTS = ("entry", "detail", "xml", "release", "row")
"""What a raw record is: the entry of a list, the detail of one publication, a document, a release, a row."""


class NoticeFile(models.Model):
    """The bytes as they came in, kept once per authority or once for all; it may hold several notices."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="notice_files")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"], name="notice_file_once_per_organisation"
            ),
            models.UniqueConstraint(
                fields=["sha256"], condition=Q(organisation=None), name="public_notice_file_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def keep(cls, organisation_id: int | None, *, sha256: str, name: str, content: bytes) -> NoticeFile:
        """The file with this content, stored when it is not there yet."""
        kept, _made = cls.objects.defer("content").get_or_create(
            organisation_id=organisation_id,
            sha256=sha256,
            defaults={"name": name, "size": len(content), "content": content},
        )
        return kept


class Notice(Record):
    """One publication: `record` is the notice record of INTERFACES, the columns repeat what lists need.

    Without an organisation it is public: everybody may read it. The publications of one procedure share
    `procedure_id`: a notice, its corrections, the award, the early end. What later publications say of this
    one stands in `latest`, `corrected`, `awarded` and `withdrawn`. `digest` is the SHA-256 of what the
    source says without what counts days; `changed_at` is when we last saw something else in it.
    """

    JOURNAL_PLAIN: ClassVar = frozenset(
        {"source", "external_id", "kind", "published", "closes_on", "verdict", "complaints"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="notices")
    file = models.ForeignKey(NoticeFile, models.PROTECT, null=True, related_name="notices")
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

    procedure_id = models.CharField(max_length=120, blank=True, default="")
    buyer_key = models.CharField(max_length=80, blank=True, default="")
    cpv = models.CharField(max_length=8, blank=True, default="")
    contract = models.CharField(max_length=20, blank=True, default="unknown")
    procedure = models.CharField(max_length=40, blank=True, default="unknown")
    nuts = models.CharField(max_length=5, blank=True, default="")
    estimate_cents = models.BigIntegerField(null=True)
    closes_at = models.DateTimeField(null=True)
    address = models.CharField(max_length=300, blank=True, default="")
    latest = models.BooleanField(default=True)
    corrected = models.BooleanField(default=False)
    awarded = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    awaits_detail = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-imported_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "source", "external_id"], name="notice_once_per_organisation"
            ),
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=Q(organisation=None),
                name="public_notice_once",
            ),
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="notice_verdict_known"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="notice_newest_first"),
            models.Index(fields=["-published", "-id"], name="notice_by_day"),
            models.Index(fields=["source", "procedure_id"], name="notice_by_procedure"),
            models.Index(fields=["buyer_key", "-id"], name="notice_by_buyer"),
            models.Index(fields=["cpv", "-id"], name="notice_by_cpv"),
            models.Index(fields=["changed_at"], name="notice_by_change"),
            # Few can still be tendered for: with words that are rare these are read, and not everything.
            models.Index(
                fields=["closes_at"], condition=Q(closes_at__isnull=False), name="notice_by_closing"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.external_id

    @classmethod
    def take_in(
        cls, organisation_id: int | None, source: str, external_id: str, **values: Any
    ) -> tuple[Notice, bool]:
        """The notice with this number and whether it is new; what was there already stays as it is."""
        return cls.objects.get_or_create(
            organisation_id=organisation_id, source=source, external_id=external_id, defaults=values
        )

    @classmethod
    def settle(cls, rows: Iterable[Self], fields: Sequence[str]) -> None:
        """Save these columns of rows that stand there already."""
        renew_objects(list(rows), list(fields))

    @classmethod
    def mark(cls, keys: Sequence[int], values: Mapping[str, bool], *, changed_at: datetime | None) -> None:
        """Save these marks of rows, a few hundred at a time; with a moment also that they changed."""
        news = {} if changed_at is None else {"changed_at": changed_at, "version": F("version") + 1}
        for start in range(0, len(keys), 500):
            cls.objects.filter(pk__in=keys[start : start + 500]).update(**values, **news)


class NoticeRaw(models.Model):
    """What a source said of a notice, byte for byte, compressed (zlib); each change of it is kept.

    `sha256` and `size` are of the bytes before they were compressed.
    """

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="raws")
    part = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    fetched_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "part", "sha256"], name="notice_raw_once"),
            models.CheckConstraint(condition=Q(part__in=PARTS), name="notice_raw_part_known"),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.sha256[:12]}"

    @property
    def said(self) -> bytes:
        """The bytes as they came."""
        return zlib.decompress(bytes(self.content))

    @classmethod
    def keep(cls, raws: Iterable[Self]) -> None:
        """Store what is not there yet."""
        cls.objects.bulk_create(list(raws), batch_size=100, ignore_conflicts=True)
