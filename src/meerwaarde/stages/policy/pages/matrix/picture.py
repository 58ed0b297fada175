"""The matrix as a picture: what page, poster and spreadsheet all draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.categories import CellChange, changes
from meerwaarde.rules.compliance.sentences import level_name
from meerwaarde.rules.intake import Theme
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.matrix import SORTS, MatrixFilter
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Category, MatrixRead

PROMISING = 2
"""From this level on a theme counts as promising: the market is asked for more than the standard."""


@dataclass(frozen=True)
class PictureColumn:
    """A theme with what the whole list can yield on it."""

    theme: Theme
    name: str
    short: str
    """The name that fits above a column."""
    own: str
    """What the authority calls it, where it has names of its own; else empty."""
    promising: int
    total: int
    sort_url: str
    sorted: bool
    chosen: bool


@dataclass(frozen=True)
class PictureCell:
    """A level with where it leads; `level` None where nothing was agreed."""

    theme: Theme
    theme_name: str
    level: int | None
    said: str
    """What a screen reader says, and the tip: theme and level in words."""
    url: str
    anchor: str
    change: CellChange | None = None
    quiet: bool = False
    """Not what the filter asks for."""
    opportunity: str = ""
    examples: tuple[str, ...] = ()


@dataclass(frozen=True)
class PictureRow:
    """A category with its levels."""

    name: str
    url: str
    explanation: str
    cpv: tuple[str, ...]
    cells: tuple[PictureCell, ...]
    total: int
    cluster: str = ""


@dataclass(frozen=True)
class PictureGroup:
    """The rows of one cluster; without a name where the order is another."""

    name: str
    rows: tuple[PictureRow, ...]


@dataclass(frozen=True)
class Picture:
    """The whole matrix, in the order and with the rows that were asked."""

    columns: tuple[PictureColumn, ...]
    groups: tuple[PictureGroup, ...]
    legend: tuple[str, ...]
    count: int
    whole: int
    """How many categories there are without a filter."""
    promising: int
    """How many cells stand at level 2 or 3."""
    total: int
    changed: int
    state: str
    """Of when it is, in words."""

    @property
    def rows(self) -> tuple[PictureRow, ...]:
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True)
class _Drawing:
    """What every part of the picture needs to know."""

    actor: Actor
    read: MatrixRead
    wanted: MatrixFilter
    changed: Mapping[tuple[str, str], CellChange]
    asked: Mapping[str, str]


def picture(actor: Actor, wanted: MatrixFilter, asked: Mapping[str, str] | None = None) -> Picture:
    """The matrix as asked; `asked` is the filter as it stands in the address, for links that keep it."""
    moment = queries.end_of(wanted.on) if wanted.on else None
    read = queries.read_matrix(actor, at=moment)
    drawing = _Drawing(actor, read, wanted, _changes(actor, read, wanted), asked or {})
    shown = [one for one in read.categories if _fits(read, one, wanted)]
    rows = [(_row(drawing, one), one) for one in shown]
    groups = _groups(rows, wanted)
    return Picture(
        columns=tuple(_column(drawing, shown, theme) for theme in THEMES),
        groups=groups,
        legend=tuple(words.in_words(level_name(level)) for level in LEVELS),
        count=len(shown),
        whole=len(read.categories),
        promising=sum((cell.level or 0) >= PROMISING for row, _one in rows for cell in row.cells),
        total=sum(row.total for row, _one in rows),
        changed=sum(cell.change is not None for row, _one in rows for cell in row.cells),
        state=_state(wanted),
    )


def clusters_of(read: MatrixRead | list[Category]) -> list[str]:
    """The names of the clusters in the order of the list."""
    found = read.categories if isinstance(read, MatrixRead) else read
    return list(dict.fromkeys(one.cluster for one in found if one.cluster))


def cell_address(actor: Actor, category: str, theme: str) -> str:
    """Where a cell is looked at and changed."""
    return reverse("policy:cell", args=[actor.slug, category, theme])


def short_name(theme: Theme) -> str:
    """A theme's name without what follows a comma or stands between brackets."""
    return words.theme_in_words(theme).partition(" (")[0].partition(",")[0]


def level_said(level: int | None) -> str:
    """ "Level 2, Significant"."""
    if level is None:
        return _("Nothing agreed")
    return _("Level %(level)s, %(name)s") % {"level": level, "name": words.in_words(level_name(level))}


def _state(wanted: MatrixFilter) -> str:
    if wanted.on is not None:
        return _("As it was on %(day)s") % {"day": format_day(wanted.on, words.language())}
    return ""


def _changes(actor: Actor, read: MatrixRead, wanted: MatrixFilter) -> dict[tuple[str, str], CellChange]:
    if wanted.since is None:
        return {}
    then = queries.read_matrix(actor, at=queries.end_of(wanted.since))
    return {(one.category, one.theme): one for one in changes(then.levels(), read.levels())}


def _fits(read: MatrixRead, category: Category, wanted: MatrixFilter) -> bool:
    if wanted.cluster and category.cluster != wanted.cluster:
        return False
    if wanted.level is not None:
        asked = [wanted.theme] if wanted.theme else THEMES
        found = [entry.level for theme in asked if (entry := read.entry(category, theme)) is not None]
        if not any(_reaches(level, wanted.level) for level in found):
            return False
    return all(word in _text(read, category, wanted.theme) for word in wanted.words.lower().split()[:8])


def _reaches(level: int, asked: int) -> bool:
    return level == 0 if asked == 0 else level >= asked


def _text(read: MatrixRead, category: Category, theme: str) -> str:
    entries = [read.entry(category, one) for one in ([theme] if theme else THEMES)]
    said = [part for entry in entries if entry for part in (entry.opportunity, *entry.examples)]
    return "\n".join((category.name, category.explanation, category.cluster, *said)).lower()


def _row(drawing: _Drawing, category: Category) -> PictureRow:
    cells = tuple(_cell(drawing, category, theme) for theme in THEMES)
    return PictureRow(
        name=category.name,
        url=reverse("policy:category", args=[drawing.actor.slug, category.public_id]),
        explanation=category.explanation,
        cpv=tuple(category.cpv),
        cells=cells,
        total=sum(cell.level or 0 for cell in cells),
        cluster=category.cluster,
    )


def _cell(drawing: _Drawing, category: Category, theme: Theme) -> PictureCell:
    wanted, entry = drawing.wanted, drawing.read.entry(category, theme)
    level = entry.level if entry else None
    name = words.theme_in_words(theme)
    off_theme = bool(wanted.theme) and wanted.theme != theme
    off_level = wanted.level is not None and (level is None or not _reaches(level, wanted.level))
    return PictureCell(
        theme=theme,
        theme_name=name,
        level=level,
        said=f"{name}: {level_said(level)}",
        url=cell_address(drawing.actor, category.public_id, theme),
        anchor=f"{category.public_id}-{theme}",
        change=drawing.changed.get((category.public_id, theme)),
        quiet=off_theme or off_level,
        opportunity=entry.opportunity if entry else "",
        examples=tuple(entry.examples) if entry else (),
    )


def _column(drawing: _Drawing, shown: list[Category], theme: Theme) -> PictureColumn:
    read, wanted = drawing.read, drawing.wanted
    levels = [entry.level for one in shown if (entry := read.entry(one, theme)) is not None]
    query = urlencode({**drawing.asked, "volgorde": theme})
    return PictureColumn(
        theme=theme,
        name=words.theme_in_words(theme),
        short=short_name(theme),
        own=", ".join(read.own_names.get(theme, ())),
        promising=sum(level >= PROMISING for level in levels),
        total=sum(levels),
        sort_url=f"{reverse('policy:matrix', args=[drawing.actor.slug])}?{query}",
        sorted=wanted.sort == theme,
        chosen=wanted.theme == theme,
    )


def _groups(rows: list[tuple[PictureRow, Category]], wanted: MatrixFilter) -> tuple[PictureGroup, ...]:
    if wanted.sort in SORTS and wanted.sort != "cluster":
        ordered = sorted((row for row, _one in rows), key=lambda row: row.name.lower())
        if wanted.sort == "total":
            ordered.sort(key=lambda row: -row.total)
        elif wanted.sort != "name":
            place = [str(theme) for theme in THEMES].index(wanted.sort)
            ordered.sort(key=lambda row: _first(row.cells[place].level))
        return (PictureGroup("", tuple(ordered)),) if ordered else ()
    groups: dict[str, list[PictureRow]] = {}
    for row, category in rows:
        groups.setdefault(category.cluster, []).append(row)
    # What belongs to no cluster stands last, under no name of its own where there are no others.
    loose = groups.pop("", [])
    found = [PictureGroup(name, tuple(held)) for name, held in groups.items()]
    if loose:
        found.append(PictureGroup(_("Other categories") if found else "", tuple(loose)))
    return tuple(found)


def _first(level: int | None) -> int:
    """The highest first, and what was never agreed last."""
    return 1 if level is None else -level


def counted(shown: Picture) -> str:
    """How many categories one sees, of how many."""
    if shown.count == shown.whole:
        return ngettext("%(count)d category", "%(count)d categories", shown.count) % {"count": shown.count}
    return _("%(count)d of %(whole)d categories") % {"count": shown.count, "whole": shown.whole}
