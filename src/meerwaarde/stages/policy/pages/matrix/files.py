"""The matrix to take along: a poster, a picture, and spreadsheets that can be read in again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.posters import poster_pdf, poster_png
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.platform.layout.notation import format_moment
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.matrix.picture import Picture, PictureRow, counted

TEMPLATE = Path(__file__).with_name("poster.typ")
HEIGHT = 207.0
"""Millimetres that the rows have on the sheet, below heading and column names."""
LOWEST, HIGHEST = 4.6, 13.0
"""Millimetres: a lower row cannot be read from a step away, a higher one looks empty."""
ONE_PART = 15
"""With more lines than this they stand in two parts beside each other."""

NEAR = 16
"""A part may be longer than the other by so many of all lines, if a cluster then stays whole."""

Line = dict[str, Any]


def as_csv(actor: Actor, shown: Picture) -> bytes:
    """One line per cell: category, theme, level, words; made to be read in again."""
    return csv_file([long_headings(), *_cells(shown)])


def as_xlsx(actor: Actor, shown: Picture) -> bytes:
    """The same as a workbook; every cell is text or a number, never a formula."""
    return excel_file([long_headings(), *_cells(shown)], _("Matrix"))


def as_pdf(actor: Actor, shown: Picture) -> bytes:
    """The poster: A3, accessible."""
    return poster_pdf(TEMPLATE, described(actor, shown))


def as_png(actor: Actor, shown: Picture) -> bytes:
    """The poster as a picture."""
    return poster_png(TEMPLATE, described(actor, shown))


EXPORTS: dict[str, Callable[[Actor, Picture], bytes]] = {
    "csv": as_csv,
    "xlsx": as_xlsx,
    "pdf": as_pdf,
    "png": as_png,
}


def long_headings() -> list[str]:
    """The columns of the spreadsheet, in the reader's language; the import knows them in both."""
    return [
        _("Category"),
        _("Cluster"),
        _("CPV codes"),
        _("Theme"),
        _("Level"),
        _("What is possible here?"),
        _("Examples"),
    ]


def described(actor: Actor, shown: Picture) -> dict[str, Any]:
    """What the template of the poster draws."""
    parts = in_parts(lines_of(shown))
    longest = max((len(part) for part in parts), default=1) or 1
    height = min(HIGHEST, max(LOWEST, HEIGHT / longest))
    return {
        "title": _("Where can we make a difference?"),
        "subtitle": _("Per category and theme: how much is possible. More is always allowed."),
        "organisation": actor.organisation_name,
        "author": actor.organisation_name,
        "description": _("Levels 0 to 3 per procurement category and theme."),
        "language": "en" if words.language().startswith("en") else "nl",
        "row_height": round(height, 2),
        "theme_width": 19.5 if len(parts) > 1 else 36,
        "theme_size": 7.8 if len(parts) > 1 else 11,
        "category_word": _("Category"),
        "total_word": _("Sum"),
        "promising_word": _("Promising (level 2 or 3) in so many categories"),
        "count": shown.count,
        "legend": list(shown.legend),
        "themes": [{"name": column.short, "promising": column.promising} for column in shown.columns],
        "parts": parts,
        "note": " · ".join(part for part in (counted(shown), shown.state) if part),
        "moment": format_moment(timezone.now(), words.language()),
    }


def lines_of(shown: Picture) -> list[Line]:
    """Clusters and categories one under the other."""
    found: list[Line] = []
    for group in shown.groups:
        if group.name:
            found.append({"kind": "cluster", "name": group.name})
        found += [_line(row) for row in group.rows]
    return found


def in_parts(lines: list[Line]) -> list[list[Line]]:
    """One part, or two of about equal length, parted between clusters where one begins near the middle.

    A cluster that goes on in the second part has its name there again, and no name stands alone at an end.
    """
    if len(lines) <= ONE_PART:
        return [lines]
    middle = (len(lines) + 1) // 2
    breaks = [place for place, line in enumerate(lines) if line["kind"] == "cluster" and place > 0]
    near = [place for place in breaks if abs(place - middle) <= len(lines) // NEAR]
    at = min(near, key=lambda place: abs(place - middle)) if near else middle
    if lines[at - 1]["kind"] == "cluster":
        at -= 1
    going_on = [line for line in lines[:at] if line["kind"] == "cluster"][-1:]
    again = [] if lines[at]["kind"] == "cluster" else going_on
    return [lines[:at], [*again, *lines[at:]]]


def _line(row: PictureRow) -> Line:
    return {
        "kind": "row",
        "name": row.name,
        "levels": [cell.level for cell in row.cells],
        "total": row.total,
    }


def _cells(shown: Picture) -> list[list[str | int | None]]:
    return [
        [
            row.name,
            row.cluster,
            ", ".join(row.cpv),
            cell.theme_name,
            cell.level,
            cell.opportunity,
            "; ".join(cell.examples),
        ]
        for row in shown.rows
        for cell in row.cells
    ]
