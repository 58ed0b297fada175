"""Categories of procurement, and what they can yield per theme: the matrix."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.platform.organisations.records import MOST_PARAMETERS, Record, insert_objects
from meerwaarde.rules.ambition import LEVELS, THEMES

ORIGINS = ("manual", "default", "import", "web")
"""Where an entry of the matrix came from: by hand, the list shipped with the product, a file, a session."""


class Category(Record):
    """A category of an authority's own list (inkoopcategorie), with the CPV codes that belong to it."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"code", "position", "cpv", "cluster", "archived_at", "default_code"}
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=150)
    explanation = models.TextField(blank=True)
    cluster = models.CharField(max_length=80, blank=True)
    """What categories are put together under ("Gebouwen"); the picture orders by it."""
    position = models.PositiveSmallIntegerField(default=0)
    cpv = models.JSONField(default=list, blank=True)
    """Beginnings of CPV codes, two to eight digits each; the longest that fits a code decides."""
    default_code = models.CharField(max_length=40, blank=True)
    """The category of the shipped list that this one was taken over from."""
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["position", "name", "id"]
        verbose_name_plural = "categories"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="category_code_once"),
            models.CheckConstraint(condition=~Q(name=""), name="category_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def enter_many(categories: Sequence[Category]) -> None:
        """Save new categories at once."""
        insert_objects(categories)


class MatrixEntry(Record):
    """What a category can yield for a theme. Never changed: a new entry takes the place of the current."""

    JOURNAL_PLAIN: ClassVar[frozenset[str]] = frozenset(
        {"category", "theme", "level", "origin", "current", "ended_at"}
    )

    category = models.ForeignKey(Category, models.CASCADE, related_name="entries")
    theme = models.CharField(max_length=30)
    level = models.PositiveSmallIntegerField()
    opportunity = models.TextField(blank=True)
    examples = models.JSONField(default=list, blank=True)
    """Short texts, one per example."""
    reason = models.TextField(blank=True)
    """Why it became this; from a session the reason that was agreed."""
    origin = models.CharField(max_length=10, default="manual")
    web_session = models.CharField(max_length=12, blank=True)
    """Public id of the session that agreed on it."""
    written_by = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField()
    current = models.BooleanField(default=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When another entry took its place, or it was taken back; on a day between the two it still stood."""

    class Meta:
        ordering: ClassVar = ["-written_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(theme__in=THEMES), name="matrix_theme_known"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="matrix_level_known"),
            models.CheckConstraint(condition=Q(origin__in=ORIGINS), name="matrix_origin_known"),
            models.CheckConstraint(
                condition=Q(current=True, ended_at__isnull=True) | Q(current=False, ended_at__isnull=False),
                name="matrix_entry_ends_on_a_moment",
            ),
            models.UniqueConstraint(
                fields=["category", "theme"], condition=Q(current=True), name="matrix_one_current_entry"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id}:{self.theme}:{self.level}"

    @staticmethod
    def enter_many(entries: Sequence[MatrixEntry]) -> None:
        """Save new entries at once; what they replace must have ended."""
        insert_objects(entries)

    @staticmethod
    def end(keys: Sequence[int], at: datetime) -> None:
        """Let entries stand no more from this moment on."""
        for start in range(0, len(keys), MOST_PARAMETERS):
            part = MatrixEntry.objects.filter(pk__in=keys[start : start + MOST_PARAMETERS])
            part.update(current=False, ended_at=at, version=F("version") + 1)
