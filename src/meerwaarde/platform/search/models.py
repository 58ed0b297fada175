"""What can be found, and by which terms: plain tables, so that both databases give the same answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Protocol, Self

from django.db import models

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.organisations.records import insert_rows

EVERYONE = 0
"""Scope of what every organisation may find; other scopes are the numbers of organisations."""

LONGEST_TERM = 64
_POSTINGS_AT_ONCE = 1_000
_ROWS_AT_ONCE = 500


class Describing(Protocol):
    """A document that was described but not kept yet."""

    @property
    def kind(self) -> str: ...
    @property
    def object_id(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def terms(self) -> Mapping[str, int]: ...


class Document(models.Model):
    """One thing that can be found: where it stands and how it is shown. The text itself is not kept."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="search_documents"
    )
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=500, blank=True)
    length = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_document_once_per_object")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> int:
        """Who may find it."""
        return EVERYONE if self.organisation_id is None else self.organisation_id

    @classmethod
    def put(cls, kind: str, object_id: str, **values: object) -> Document:
        """The document of this object with these values, made or rewritten; its row is held."""
        document, _ = cls.objects.update_or_create(kind=kind, object_id=object_id, defaults=values)
        return document

    @staticmethod
    def put_many(described: Iterable[Describing], organisation_id: int | None) -> None:
        """Many documents of one scope with their terms, new ones or instead of what stood there."""
        by_object = {(one.kind, one.object_id): one for one in described}
        ids = [object_id for _kind, object_id in by_object]
        kinds = {kind for kind, _object_id in by_object}
        known: dict[tuple[str, str], Document] = {
            (found.kind, found.object_id): found
            for start in range(0, len(ids), _ROWS_AT_ONCE)
            for found in Document.objects.filter(
                kind__in=kinds, object_id__in=ids[start : start + _ROWS_AT_ONCE]
            )
        }
        rows: list[Document] = []
        for key, one in by_object.items():
            row = known[key] if key in known else Document(kind=one.kind, object_id=one.object_id)
            row.organisation_id = organisation_id
            row.url, row.title, row.summary, row.length = one.url, one.title, one.summary, len(one.terms)
            rows.append(row)
        fresh = [row for row in rows if row.pk is None]
        again = [row for row in rows if row.pk is not None]
        Document.objects.bulk_create(fresh, batch_size=_ROWS_AT_ONCE)
        written = ["organisation", "url", "title", "summary", "length"]
        Document.objects.bulk_update(again, written, batch_size=100)
        Posting.objects.filter(document__in=[row.pk for row in again]).delete()
        insert_rows(
            Posting,
            ("document_id", "scope", "term", "weight"),
            (
                (row.pk, row.scope, term, weight)
                for row in rows
                for term, weight in sorted(by_object[row.kind, row.object_id].terms.items())
            ),
        )

    @classmethod
    def take_away(cls, kind: str, object_id: str) -> bool:
        """Delete the document and its terms; False where there was none."""
        _, deleted = cls.objects.filter(kind=kind, object_id=object_id).delete()
        return bool(deleted)

    def describe(self, weights: Mapping[str, int]) -> None:
        """Replace the terms by which the document is found, each with its weight."""
        self.postings.all().delete()
        Posting.enter(
            Posting(document=self, scope=self.scope, term=term, weight=weight)
            for term, weight in sorted(weights.items())
        )


class Posting(models.Model):
    """A term in a document. The weight is a whole number, so that sums are the same on every database."""

    document = models.ForeignKey(
        Document,
        models.CASCADE,
        related_name="postings",
        db_index=False,  # the constraint below serves
    )
    scope = models.BigIntegerField()
    term = models.CharField(max_length=LONGEST_TERM)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            # Holds all that a search reads, so the table itself is not touched.
            models.Index(fields=["term", "scope", "document", "weight"], name="search_posting_by_term")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "term"], name="search_term_once_per_document")
        ]

    def __str__(self) -> str:
        return f"{self.term} in {self.document_id}"

    @classmethod
    def enter(cls, postings: Iterable[Self]) -> None:
        """Save new postings."""
        cls.objects.bulk_create(postings, batch_size=_POSTINGS_AT_ONCE)
