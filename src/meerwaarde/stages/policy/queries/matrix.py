"""Reads of the matrix: categories of procurement, and what each can yield per theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from meerwaarde.exchange.cpv.read import CpvNotBuilt, load
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.categories import Coverage, belongs_to, coverage
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.intake import Theme
from meerwaarde.stages.policy.models import Category, MatrixEntry, OwnTheme
from meerwaarde.stages.policy.queries.findable import Findable

Place = tuple[int, str]
"""Where an entry stands: the key of its category, and the theme."""


@dataclass(frozen=True)
class RowEntry:
    """What a category can yield for one theme, as it stands now."""

    theme: Theme
    level: int
    opportunity: str
    examples: tuple[str, ...]
    public_id: str


@dataclass(frozen=True)
class MatrixRow:
    """The row of the matrix for what somebody means to buy."""

    category: str
    """Public id."""
    name: str
    cpv: str
    """The code that led here."""
    beginning: str
    """The beginning of CPV codes by which it falls under this category."""
    entries: Mapping[Theme, RowEntry]
    """Themes of which nothing was agreed are absent."""

    @property
    def levels(self) -> dict[Theme, int]:
        """Theme to level."""
        return {theme: entry.level for theme, entry in self.entries.items()}


@dataclass(frozen=True)
class MatrixRead:
    """The whole matrix as it stands, or as it stood at a moment."""

    categories: tuple[Category, ...]
    entries: Mapping[Place, MatrixEntry]
    at: datetime | None = None
    own_names: Mapping[Theme, tuple[str, ...]] = field(default_factory=dict)
    """Per theme what it is called in the authority's own set."""

    def entry(self, category: Category, theme: str) -> MatrixEntry | None:
        """What stands in a cell; None where nothing was agreed."""
        return self.entries.get((category.pk, theme))

    def levels(self) -> dict[str, dict[Theme, int]]:
        """Public id of the category to theme to level, as the pure rules compare it."""
        return {
            one.public_id: {
                theme: found.level for theme in THEMES if (found := self.entry(one, theme)) is not None
            }
            for one in self.categories
        }


@dataclass(frozen=True)
class AgreedLevels:
    """What an authority agreed for each category of procurement, found by CPV code."""

    beginnings: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, Mapping[Theme, int]]

    def of(self, cpv: Iterable[str]) -> dict[Theme, int]:
        """Theme to level for the first of these codes that falls under a category; empty where none does."""
        for code in cpv:
            found = belongs_to(code, self.beginnings)
            if found is not None:
                return dict(self.levels.get(found.category, {}))
        return {}


def agreed_levels(organisation_id: int) -> AgreedLevels:
    """The levels of the categories in use, in one query; for the rules, which know no actor."""
    rows = MatrixEntry.objects.filter(
        category__organisation_id=organisation_id, category__archived_at__isnull=True, current=True
    ).order_by()
    beginnings: dict[str, tuple[str, ...]] = {}
    levels: dict[str, dict[Theme, int]] = {}
    for code, cpv, theme, level in rows.values_list("category__code", "category__cpv", "theme", "level"):
        beginnings[code] = tuple(cpv)
        levels.setdefault(code, {})[theme] = level  # type: ignore[index] # the database knows the six
    return AgreedLevels(beginnings, levels)


def categories_visible_to(actor: Actor) -> QuerySet[Category]:
    """Categories of the actor's own authority, archived ones too, for roles that read the matrix."""
    if not actor.may("matrix.read"):
        return Category.objects.none()
    return Category.objects.filter(organisation_id=actor.organisation_id)


def categories(actor: Actor) -> list[Category]:
    """The categories in use, in the order of the authority."""
    return list(categories_visible_to(actor).filter(archived_at__isnull=True))


def archived_categories(actor: Actor) -> list[Category]:
    """Categories that were put away, and can be put back."""
    return list(categories_visible_to(actor).filter(archived_at__isnull=False))


def category(actor: Actor, public_id: str) -> Category | None:
    """One category, archived ones too; None for a stranger and for what does not exist."""
    return categories_visible_to(actor).filter(public_id=public_id).first()


def category_to_change(actor: Actor, public_id: str) -> Category | None:
    """The category, held until the transaction ends."""
    return categories_visible_to(actor).select_for_update().filter(public_id=public_id).first()


def categories_of_codes(actor: Actor, codes: Iterable[str]) -> dict[str, Category]:
    """By code, archived ones too."""
    return {one.code: one for one in categories_visible_to(actor).filter(code__in=set(codes))}


def entries_visible_to(actor: Actor) -> QuerySet[MatrixEntry]:
    """Entries now and before, of categories that the actor may see."""
    if not actor.may("matrix.read"):
        return MatrixEntry.objects.none()
    return MatrixEntry.objects.filter(category__organisation_id=actor.organisation_id)


def current_entries(actor: Actor, categories: Iterable[Category] | None = None) -> QuerySet[MatrixEntry]:
    """What stands in the matrix now; of these categories, or of all."""
    found = entries_visible_to(actor).filter(current=True)
    return found if categories is None else found.filter(category__in=list(categories))


def entry(actor: Actor, public_id: str) -> MatrixEntry | None:
    """One entry, also one whose place was taken."""
    return entries_visible_to(actor).select_related("category").filter(public_id=public_id).first()


def read_matrix(actor: Actor, *, at: datetime | None = None) -> MatrixRead:
    """The whole matrix now, or as it stood at a moment; three queries, whatever its size.

    At a moment in the past a category stands there when it had an entry and was not archived yet.
    """
    entries = entries_visible_to(actor).select_related("written_by__person").order_by("pk")
    if at is None:
        shown = categories(actor)
        entries = entries.filter(current=True)
    else:
        shown = list(categories_visible_to(actor).filter(Q(archived_at__isnull=True) | Q(archived_at__gt=at)))
        entries = entries.filter(written_at__lte=at).filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at))
    found = {(one.category_id, one.theme): one for one in entries}
    if at is not None:
        filled = {place[0] for place in found}
        shown = [one for one in shown if one.pk in filled]
    return MatrixRead(tuple(shown), found, at, own_theme_names(actor))


def end_of(day: date) -> datetime:
    """The last moment of a day, here."""
    return timezone.make_aware(datetime.combine(day, time.max))


def cell_history(actor: Actor, category: Category, theme: str) -> list[MatrixEntry]:
    """Everything that ever stood in a cell, newest first."""
    found = entries_visible_to(actor).filter(category=category, theme=theme)
    return list(found.select_related("written_by__person").order_by("-written_at", "-pk"))


def row_history(actor: Actor, category: Category, most: int = 30) -> list[MatrixEntry]:
    """The latest entries of one category, newest first."""
    found = entries_visible_to(actor).filter(category=category)
    return list(found.select_related("written_by__person").order_by("-written_at", "-pk")[:most])


def written_together(actor: Actor, written_at: datetime) -> list[MatrixEntry]:
    """What was written in one go at this moment, as far as it still stands."""
    found = entries_visible_to(actor).filter(written_at=written_at, current=True)
    return list(found.select_related("category").order_by("pk"))


def before(actor: Actor, places: Iterable[Place], moment: datetime) -> dict[Place, MatrixEntry]:
    """What these cells held until something else took its place at this moment."""
    asked = set(places)
    ended = entries_visible_to(actor).filter(ended_at=moment).select_related("category")
    return {(one.category_id, one.theme): one for one in ended if (one.category_id, one.theme) in asked}


def matrix_counts(actor: Actor, *, promising: int) -> tuple[int, int]:
    """How many cells are filled in categories in use, and how many of them at `promising` or higher."""
    found = current_entries(actor).filter(category__archived_at__isnull=True).order_by()
    counted = found.aggregate(filled=Count("pk"), promising=Count("pk", filter=Q(level__gte=promising)))
    return counted["filled"], counted["promising"]


def last_written(actor: Actor) -> MatrixEntry | None:
    """The newest entry, with who wrote it; None where the matrix is empty."""
    newest = entries_visible_to(actor).select_related("written_by__person")
    return newest.order_by("-written_at", "-pk").first()


def matrix_row(actor: Actor, cpv: Sequence[str] | str | None) -> MatrixRow | None:
    """The row for CPV codes of eight digits, the main one first: the first that falls under a category.

    None where no code is given or none of them falls under a category. Two queries.
    """
    codes = (cpv,) if isinstance(cpv, str) else tuple(cpv or ())
    if not codes:
        return None
    held = {one.code: one for one in categories(actor)}
    beginnings = {code: tuple(one.cpv) for code, one in held.items()}
    for code in codes:
        found = belongs_to(code, beginnings)
        if found is not None:
            one = held[found.category]
            return MatrixRow(one.public_id, one.name, code, found.beginning, _row_entries(actor, one))
    return None


def _row_entries(actor: Actor, category: Category) -> dict[Theme, RowEntry]:
    found = {one.theme: one for one in current_entries(actor, [category])}
    return {
        theme: RowEntry(
            theme, found[theme].level, found[theme].opportunity, tuple(found[theme].examples),
            found[theme].public_id,
        )
        for theme in THEMES
        if theme in found
    }  # fmt: skip


def own_theme_names(actor: Actor) -> dict[Theme, tuple[str, ...]]:
    """Per theme the names in the authority's own set of themes; empty where it has none."""
    own = OwnTheme.objects.filter(
        theme_set__organisation_id=actor.organisation_id, theme_set__archived_at__isnull=True
    ).order_by("-theme_set_id", "position", "pk")
    found: dict[Theme, tuple[str, ...]] = {}
    newest = None
    for one in own:
        newest = newest or one.theme_set_id
        if one.theme_set_id == newest:
            for theme in THEMES:
                if theme in one.themes:
                    found[theme] = (*found.get(theme, ()), one.name)
    return found


def cpv_coverage(categories: Iterable[Category]) -> Coverage | None:
    """How far these categories reach over the divisions of the CPV; None where the list was not built."""
    try:
        divisions = load().divisions()
    except CpvNotBuilt:
        return None
    beginnings = {one.code: tuple(one.cpv) for one in categories}
    return coverage(beginnings, (code[:2] for code in divisions))


def unknown_beginnings(beginnings: Iterable[str]) -> tuple[str, ...]:
    """Beginnings with which no code of the CPV starts; none where the list was not built."""
    try:
        catalogue = load()
    except CpvNotBuilt:
        return ()
    return tuple(one for one in beginnings if not catalogue.under(one))


def findable_category(slug: str, category: Category) -> Findable:
    """A category by its name and explanation."""
    return Findable(
        kind="category",
        object_id=category.public_id,
        url=reverse("policy:category", args=[slug, category.public_id]),
        title=category.name,
        summary=category.explanation[:500],
        text=category.cluster,
    )


def findable_categories(actor: Actor) -> Iterator[Findable]:
    """All categories in use, for an index that is made anew."""
    for one in categories(actor):
        yield findable_category(actor.slug, one)


def category_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these categories."""
    found = categories_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return dict(found.values_list("public_id", "name"))


def entry_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these cells: category and theme."""
    found = entries_visible_to(actor).filter(public_id__in=public_ids).order_by()
    rows = found.values_list("public_id", "category__name", "theme")
    language = "en" if actor.language == "en" else "nl"
    names = {str(theme): theme_name(theme).in_language(language) for theme in THEMES}
    return {public_id: f"{name}: {names[theme]}" for public_id, name, theme in rows}


def categories_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every category, archived ones too."""
    for one in Category.objects.filter(organisation_id=organisation_id):
        yield one.public_id, {**plain_values(one), "name": one.name}


def entries_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entry, also those whose place was taken."""
    found = MatrixEntry.objects.filter(category__organisation_id=organisation_id).select_related("category")
    for one in found:
        yield one.public_id, plain_values(one)
