"""What can be found, and by which terms: plain tables, so that both databases give the same answers."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import ClassVar, Protocol

import numpy as np
from django.db import models

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.organisations.records import insert_objects, insert_rows, renew_objects
from meerwaarde.platform.search.packing import by_term, packed, read, unpacked, written
from meerwaarde.platform.search.terms import plain

EVERYONE = 0
"""Scope of what every organisation may find; other scopes are the numbers of organisations."""

EVERY = ""
"""The term that every document holds: it counts them."""

LONGEST_TERM = 64
_LARGEST_SEGMENT = 1_000
_ROWS_AT_ONCE = 500
_FEW_TERMS = 500


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


class Segment(models.Model):
    """Documents of one scope and kind that were put in together: they share one row per term.

    A document that is put in again moves to a new segment, so nobody waits for a row that others write.
    """

    scope = models.BigIntegerField()
    kind = models.CharField(max_length=40)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Document(models.Model):
    """One thing that can be found: where it stands and how it is shown. The text itself is not kept."""

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="search_documents"
    )
    segment = models.ForeignKey(Segment, models.SET_NULL, null=True, blank=True, related_name="members")
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    url = models.CharField(max_length=500)
    title = models.CharField(max_length=300)
    summary = models.CharField(max_length=500, blank=True)
    length = models.PositiveIntegerField(default=0)
    found_by = models.TextField(default="", blank=True)
    """Its terms with their weights: to say why it was found, and to take it out again."""

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

    @property
    def terms(self) -> dict[str, int]:
        """The terms by which it is found, each with its weight."""
        return read(self.found_by)

    @property
    def keys(self) -> dict[str, int]:
        """All that leads to it: its terms, and what all documents hold."""
        return {**self.terms, EVERY: 1}

    @staticmethod
    def put_many(described: Iterable[Describing], organisation_id: int | None) -> None:
        """Documents of one scope with their terms, new ones or instead of what stood there."""
        by_object = {(one.kind, one.object_id): one for one in described}
        known = _known(by_object)
        Posting.take_out(list(known.values()))
        rows = []
        for key, one in by_object.items():
            row = known.get(key) or Document(kind=one.kind, object_id=one.object_id)
            row.organisation_id = organisation_id
            row.url, row.title, row.summary, row.length = one.url, one.title, one.summary, len(one.terms)
            row.found_by = written(one.terms)
            rows.append(row)
        rows.sort(key=lambda row: (row.kind, row.pk or np.inf))
        parts = [part for _kind, same in groupby(rows, lambda row: row.kind) for part in _parts(list(same))]
        for part in parts:
            segment = Segment.objects.create(scope=part[0].scope, kind=part[0].kind)
            for row in part:
                row.segment = segment
        before = {row.pk for row in known.values()}
        insert_objects([row for row in rows if row.pk is None])
        insert_objects([row for row in rows if row.pk in before], over=("kind", "object_id"), renew=_WRITTEN)
        for part in parts:
            Posting.put_in(part)
            Titles.put_in(part)

    @classmethod
    def take_away(cls, kind: str, object_id: str) -> bool:
        """Delete the document and its terms; False where there was none."""
        found = list(cls.objects.select_for_update().filter(kind=kind, object_id=object_id))
        Posting.take_out(found)
        cls.objects.filter(pk__in=[document.pk for document in found]).delete()
        return bool(found)


_WRITTEN = ("organisation_id", "segment_id", "url", "title", "summary", "length", "found_by")


def _known(by_object: Mapping[tuple[str, str], Describing]) -> dict[tuple[str, str], Document]:
    ids = [object_id for _kind, object_id in by_object]
    kinds = {kind for kind, _object_id in by_object}
    found = (
        document
        for start in range(0, len(ids), _ROWS_AT_ONCE)
        for document in Document.objects.select_for_update().filter(
            kind__in=kinds, object_id__in=ids[start : start + _ROWS_AT_ONCE]
        )
    )
    held = {(document.kind, document.object_id): document for document in found}
    return {key: document for key, document in held.items() if key in by_object}


def _parts(rows: Sequence[Document]) -> Iterable[Sequence[Document]]:
    return (rows[start : start + _LARGEST_SEGMENT] for start in range(0, len(rows), _LARGEST_SEGMENT))


class Posting(models.Model):
    """A term with the documents of one segment that hold it, each with a whole-number weight.

    Whole numbers, so that sums are the same on every database.
    """

    segment = models.ForeignKey(
        Segment,
        models.CASCADE,
        related_name="postings",
        db_index=False,  # the constraint below serves
    )
    scope = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    term = models.CharField(max_length=LONGEST_TERM)
    documents = models.PositiveIntegerField()
    """How many hold it."""
    first = models.BigIntegerField()
    """The lowest of their numbers."""
    held = models.BinaryField()
    """How far each lies from the first, and the weight of the term in it."""

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            # Holds all that counting reads, so the table itself is not touched.
            models.Index(fields=["term", "scope", "kind", "documents"], name="search_posting_term_scope")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["segment", "term"], name="search_term_once_per_segment")
        ]

    def __str__(self) -> str:
        return f"{self.term} in {self.documents}"

    @classmethod
    def put_in(cls, documents: Sequence[Document]) -> None:
        """Save the terms of all documents of one segment."""
        segment = documents[0].segment
        assert segment is not None
        terms = by_term((document.pk, document.keys) for document in documents)
        insert_rows(
            cls,
            ("segment_id", "scope", "kind", "term", "documents", "first", "held"),
            (
                (segment.pk, segment.scope, segment.kind, term, len(numbers), *packed(numbers, weights))
                for term, (numbers, weights) in sorted(terms.items())
            ),
        )

    @classmethod
    def take_out(cls, documents: Sequence[Document]) -> None:
        """Take documents out of the rows of their terms; segments that are left empty go."""
        segments = {document.segment_id for document in documents if document.segment_id is not None}
        if not segments:
            return
        gone = sorted(document.pk for document in documents)
        staying = Document.objects.filter(segment__in=segments).exclude(pk__in=gone)
        shared = set(staying.values_list("segment_id", flat=True).distinct())
        if shared:
            cls._narrow(shared, [document for document in documents if document.segment_id in shared])
            Titles.take_out(shared, {document.object_id for document in documents})
        Segment.objects.filter(pk__in=segments - shared).delete()

    @classmethod
    def _narrow(cls, segments: set[int], documents: Sequence[Document]) -> None:
        rows = cls.objects.select_for_update().filter(segment__in=segments).order_by("id")
        terms: set[str] = set().union(*(document.keys for document in documents))
        if len(terms) <= _FEW_TERMS:
            rows = rows.filter(term__in=terms)
        gone = np.array([document.pk for document in documents], dtype=np.int64)
        emptied, narrowed = [], []
        for row in rows:
            numbers, weights = unpacked(row.first, row.documents, row.held)
            stays = ~np.isin(numbers, gone)
            if stays.all():
                continue
            if not stays.any():
                emptied.append(row.pk)
                continue
            row.first, row.held = packed(numbers[stays].tolist(), weights[stays].tolist())
            row.documents = int(stays.sum())
            narrowed.append(row)
        for start in range(0, len(emptied), _ROWS_AT_ONCE):
            cls.objects.filter(pk__in=emptied[start : start + _ROWS_AT_ONCE]).delete()
        renew_objects(narrowed, ("documents", "first", "held"))


class Titles(models.Model):
    """The folded titles of the documents of one segment and their objects, a line each in the same order.

    `stamp` names this content: any other content has another stamp, so a copy in memory is known to be old.
    """

    segment = models.OneToOneField(Segment, models.CASCADE, related_name="titles")
    scope = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    stamp = models.BigIntegerField()
    names = models.TextField()
    objects_named = models.TextField()

    class Meta:
        ordering: ClassVar = ["segment_id"]
        verbose_name_plural = "titles"
        indexes: ClassVar = [
            # Holds all that looking whether a copy is old reads, so the texts themselves are not touched.
            models.Index(fields=["scope", "kind", "segment", "stamp"], name="search_titles_stamps")
        ]

    def __str__(self) -> str:
        return f"titles of segment {self.segment_id}"

    @classmethod
    def put_in(cls, documents: Sequence[Document]) -> None:
        """Save the titles of all documents of one segment."""
        segment = documents[0].segment
        assert segment is not None
        cls.objects.create(
            segment=segment,
            scope=segment.scope,
            kind=segment.kind,
            stamp=new_stamp(),
            names="\n".join(plain(document.title) for document in documents),
            objects_named="\n".join(document.object_id for document in documents),
        )

    @classmethod
    def take_out(cls, segments: set[int], gone: set[str]) -> None:
        """Take the lines of these objects out of segments that keep others."""
        for row in cls.objects.select_for_update().filter(segment__in=segments).order_by("segment_id"):
            pairs = zip(row.names.split("\n"), row.objects_named.split("\n"), strict=True)
            stays = [(name, one) for name, one in pairs if one not in gone]
            row.names = "\n".join(name for name, _one in stays)
            row.objects_named = "\n".join(one for _name, one in stays)
            row.stamp = new_stamp()
            row.save(update_fields=["names", "objects_named", "stamp"])


def new_stamp() -> int:
    """A number that nothing had before."""
    return secrets.randbits(63)
