"""Searches that people keep: to hear what is new, to prove what was found, and to offer them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, Never

from django.db import models
from django.db.models import Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import Record, insert_objects

SEARCH_KINDS = ("suppliers", "notices")
"""What can be searched and kept."""

EMBED_ACCENTS = ("blue", "green", "purple", "orange", "grey", "own")
EMBED_SIZES = ("small", "normal", "large")
EMBED_LOOKS = ("light", "high_contrast")


class SavedSearch(Record):
    """A search under a name of one's own; shared ones are read by all colleagues of the organisation."""

    JOURNAL_PLAIN: ClassVar = frozenset({"kind", "shared", "by_letter"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="saved_searches")
    owner = models.ForeignKey(Membership, models.CASCADE, related_name="saved_searches")
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    asked = models.JSONField(default=dict)
    """The filter as it stands in the address of the list: name of the field to what was chosen."""
    shared = models.BooleanField(default=False)
    by_letter = models.BooleanField(default=False)
    """Its owner hears of news by e-mail, once a day at most."""
    written_until = models.DateTimeField(null=True, blank=True)
    """The news up to here stood in a letter."""
    made_at = models.DateTimeField()
    looked_up_at = models.DateTimeField(null=True, blank=True)
    """When the results were last worked out; null: not yet."""
    too_many = models.BooleanField(default=False)
    """It finds more than is kept, so what is new cannot be told."""

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=SEARCH_KINDS), name="saved_search_kind_known"),
            models.CheckConstraint(condition=~Q(name=""), name="saved_search_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def keep_written(self, until: datetime) -> None:
        """What a letter told; it is no change that a person made, so no new version."""
        values = {"written_until": until}
        type(self)._default_manager.filter(pk=self.pk).update(**values)
        self.written_until = until

    def keep_looked_up(self, at: datetime, *, too_many: bool) -> None:
        """What the last look-up came to; it is no change that a person made, so no new version."""
        type(self)._default_manager.filter(pk=self.pk).update(looked_up_at=at, too_many=too_many)
        self.looked_up_at, self.too_many = at, too_many


class SavedSearchHit(models.Model):
    """What a saved search finds, and since when: news is what was first seen after somebody looked."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="hits", db_index=False)
    object_id = models.CharField(max_length=12)
    """Public id of the supplier or notice."""
    first_seen = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["search", "object_id"], name="saved_search_hit_once")
        ]
        indexes: ClassVar = [models.Index(fields=["search", "first_seen"], name="saved_search_hit_by_age")]

    def __str__(self) -> str:
        return f"{self.search_id}:{self.object_id}"

    @classmethod
    def keep(cls, search: SavedSearch, *, new: Iterable[str], gone: Iterable[str], at: datetime) -> None:
        """Add what is found since now; forget what is not found any more."""
        cls._default_manager.filter(search=search, object_id__in=list(gone)).delete()
        insert_objects([cls(search_id=search.pk, object_id=one, first_seen=at) for one in new])


class SavedSearchLook(models.Model):
    """When a person last looked at a saved search."""

    search = models.ForeignKey(SavedSearch, models.CASCADE, related_name="looks", db_index=False)
    membership = models.ForeignKey(Membership, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["search", "membership"], name="saved_search_look_once")
        ]

    def __str__(self) -> str:
        return f"{self.search_id}:{self.membership_id}"

    @classmethod
    def keep(cls, search: SavedSearch, membership_id: int, at: datetime) -> None:
        """This person looked now."""
        cls._default_manager.update_or_create(
            search=search, membership_id=membership_id, defaults={"seen_at": at}
        )


class FrozenSearch(Record):
    """A search as it was at one moment, kept as evidence of an objective choice (article 1.4 lid 1b).

    It is never changed: whoever wants to know how it is now, asks the same question again.
    """

    JOURNAL_PLAIN: ClassVar = frozenset({"kind", "found_count", "sha256"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="frozen_searches")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=160)
    purpose = models.TextField(blank=True)
    """Why it was asked, in the words of who froze it."""
    at = models.DateTimeField()
    by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    content = models.JSONField()
    """Everything that the hash covers: what was asked, on which day, which data, and all results."""
    found_count = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    """Of `content` in canonical form (RFC 8785)."""

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=SEARCH_KINDS), name="frozen_search_kind_known")
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "-id"], name="frozen_search_newest")]

    def __str__(self) -> str:
        return self.title

    def change(self, expected_version: int | None = None, **values: Any) -> Never:
        """Evidence is not changed."""
        raise TypeError("A frozen search is evidence: it is not changed. Freeze the search anew.")

    def strike(self) -> Never:
        """Evidence is not struck."""
        raise TypeError("A frozen search is evidence: it is not struck.")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once."""
        if self.pk is not None:
            raise TypeError("A frozen search is evidence: it is written once.")
        super().save(*args, **kwargs)


class SearchEmbed(Record):
    """A search box that an organisation offers on pages of its own, such as its intranet."""

    JOURNAL_PLAIN: ClassVar = frozenset({"hosts", "accent", "own_accent", "look", "size", "revoked_at"})

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="search_embeds")
    token = models.CharField(max_length=40, unique=True)
    """In its address; it opens nothing but public results, and is random so that nobody guesses it."""
    name = models.CharField(max_length=120)
    hosts = models.JSONField(default=list)
    """Origins that may show it, such as "https://intranet.veenmeer.example"."""
    accent = models.CharField(max_length=10, default="blue")
    own_accent = models.CharField(max_length=7, blank=True, default="")
    """The colour of the house style, such as "#1a4f8b"; filled where `accent` is "own"."""
    look = models.CharField(max_length=15, default="light")
    size = models.CharField(max_length=10, default="normal")
    """How large its letters are."""
    region = models.CharField(max_length=10, blank=True)
    """Where suppliers must deliver to be found; empty: everywhere."""
    made_by = models.ForeignKey(Membership, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(accent__in=EMBED_ACCENTS), name="embed_accent_known"),
            models.CheckConstraint(condition=Q(look__in=EMBED_LOOKS), name="embed_look_known"),
            models.CheckConstraint(condition=Q(size__in=EMBED_SIZES), name="embed_size_known"),
            models.CheckConstraint(condition=~Q(name=""), name="embed_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
