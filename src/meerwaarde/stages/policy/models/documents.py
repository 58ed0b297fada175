"""Texts in which a board promises something: coalition agreements, programmes, motions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.organisations.records import Record


class BoardDocument(Record):
    """A text that was pasted or uploaded; its pages stand in `BoardPage`."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"source_type", "since_year", "until_year", "digest", "pages_count", "archived_at", "file"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    source_type = models.CharField(max_length=20)
    """As `Goal.Source`."""
    since_year = models.PositiveSmallIntegerField(null=True, blank=True)
    until_year = models.PositiveSmallIntegerField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    """Null where the text was pasted."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the text, so that the same text is recognised."""
    pages_count = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="board_document_has_a_title"),
            models.UniqueConstraint(
                fields=["organisation", "digest"],
                condition=Q(archived_at__isnull=True),
                name="board_document_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class BoardPage(models.Model):
    """A page of the text as it was read; the text is never changed."""

    document = models.ForeignKey(BoardDocument, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    """What the document itself calls the page; empty where it does not."""
    text = models.TextField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="board_page_once")
        ]

    def __str__(self) -> str:
        return f"{self.document_id}:{self.number}"


class Passage(Record):
    """A marked stretch of text: the exact wording, and where it stands."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset({"document", "page", "start", "end", "set_aside_at"})

    document = models.ForeignKey(BoardDocument, models.CASCADE, related_name="passages")
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    """Characters from the beginning of the page's text."""
    end = models.PositiveIntegerField()
    quote = models.TextField()
    set_aside_at = models.DateTimeField(null=True, blank=True)
    """Looked at, and found to be no promise."""

    class Meta:
        ordering: ClassVar = ["page", "start", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="passage_runs_forward"),
            models.CheckConstraint(condition=~Q(quote=""), name="passage_has_words"),
            models.UniqueConstraint(fields=["document", "page", "start", "end"], name="passage_once"),
        ]

    def __str__(self) -> str:
        return self.quote[:80]
