"""The pages on which a matrix is taken over from a file: nothing is written before it was seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.exchange.spreadsheets import Table as Sheet
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Badge,
    Cell,
    Column,
    Crumb,
    EmptyState,
    FormPage,
    Help,
    Kpi,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.rules.categories.reading import (
    Columns,
    ReadCell,
    Role,
    Unreadable,
    plain_words,
    propose_columns,
    read_cells,
)
from meerwaarde.rules.compliance.sentences import level_name, theme_name
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.matrix.picture import level_said, short_name
from meerwaarde.stages.policy.queries import MatrixRead

MOST_SHOWN = 300
"""So many lines are shown; the figures above them count all."""


@dataclass(frozen=True, kw_only=True)
class ImportPage(Page):
    """What the file would do, before anything is done."""

    form: Any
    figures: tuple[Kpi, ...]
    columns_open: bool
    unknown: tuple[str, ...]
    unknown_title: str
    ready: bool
    faults: Table
    changes: Table
    cancel_url: str
    note: str = ""


@dataclass(frozen=True)
class Looked:
    """A file against the matrix as it stands."""

    cells: tuple[ReadCell, ...]
    wrong: tuple[Unreadable, ...]
    unknown: tuple[str, ...]
    """Names of categories that are not in the matrix, in the order of the file."""


def upload_page(actor: Actor, form: Any) -> FormPage:
    """Choose a file."""
    home = reverse("policy:matrix", args=[actor.slug])
    return FormPage(
        title=_("Read a matrix from a file"),
        intro=_("First you see what would change. Only then you decide."),
        crumbs=(Crumb(_("Matrix"), home),),
        form=form,
        submit=_("Look at the file"),
        cancel_url=home,
        multipart=True,
        help=(
            Help(
                title=_("Which files?"),
                points=(
                    _("A row per category with a column for each theme, and a level from 0 to 3 in it."),
                    _("Or a row per cell, as the download of this matrix has it."),
                    _("Nothing of yours is lost: what a file replaces stays in the history."),
                ),
            ),
        ),
    )


def columns_of(sheet: Sheet, chosen: Mapping[str, str]) -> Columns:
    """The columns as they were chosen in the form; without a choice as the headings tell."""
    proposal = propose_columns(sheet.header, theme_names())
    if not chosen:
        return proposal
    roles: dict[Role, int] = {role: int(at) for role in ROLES if (at := chosen.get(role, ""))}
    themes = {theme: int(at) for theme in THEMES if (at := chosen.get(theme, ""))}
    return Columns(roles, themes)


ROLES: tuple[Role, ...] = ("category", "cluster", "cpv", "theme", "level", "opportunity", "examples")


def role_labels() -> dict[str, str]:
    """What people call the columns."""
    return {
        "category": _("Category"),
        "cluster": _("Cluster"),
        "cpv": _("CPV codes"),
        "theme": _("Theme"),
        "level": _("Level"),
        "opportunity": _("What is possible here?"),
        "examples": _("Examples"),
        **{theme: words.theme_in_words(theme) for theme in THEMES},
    }


def look(actor: Actor, sheet: Sheet, columns: Columns) -> Looked:
    """Read the file with these columns and hold it against the matrix."""
    if columns.form == "unknown":
        return Looked((), (), ())
    rows = [(line.number, line.cells) for line in sheet.rows]
    cells, wrong = read_cells(columns, rows, theme_names(), level_names())
    known = {plain_words(one.name) for one in queries.categories(actor)}
    unknown = {plain_words(one.category): one.category for one in cells}
    names = tuple(name for plain, name in unknown.items() if plain not in known)
    return Looked(cells, wrong, names)


def import_page(actor: Actor, form: Any, columns: Columns, looked: Looked, *, note: str = "") -> ImportPage:
    """The dry run: which cells change, which lines cannot be read, which categories are not known."""
    read = queries.read_matrix(actor)
    rows = [(cell, *_against(read, cell)) for cell in looked.cells]
    differing = [(cell, before, state) for cell, before, state in rows if state != "same"]
    home = reverse("policy:matrix", args=[actor.slug])
    return ImportPage(
        title=_("What this file would change"),
        intro=_("Nothing is written yet."),
        crumbs=(
            Crumb(_("Matrix"), home),
            Crumb(_("Read a matrix from a file"), reverse("policy:matrix_import", args=[actor.slug])),
        ),
        form=form,
        figures=_figures(rows, looked),
        columns_open=columns.form == "unknown",
        unknown=looked.unknown,
        unknown_title=ngettext(
            "%(count)d category is not in your matrix", "%(count)d categories are not in your matrix",
            len(looked.unknown),
        ) % {"count": len(looked.unknown)},
        ready=bool(differing),
        faults=_faults(looked),
        changes=_changes(differing, unknown_form=columns.form == "unknown"),
        cancel_url=home,
        note=note,
    )  # fmt: skip


def theme_names() -> dict[str, tuple[str, ...]]:
    """How people write each theme: its code, its whole name and its short name, in both languages."""
    found: dict[str, tuple[str, ...]] = {}
    for theme in THEMES:
        name = theme_name(theme)
        short = tuple(one.partition(" (")[0].partition(",")[0] for one in (name.nl, name.en))
        found[theme] = (theme, name.nl, name.en, *short, short_name(theme))
    return found


def level_names() -> dict[str, tuple[str, ...]]:
    """The names of the levels in both languages."""
    return {str(level): (level_name(level).nl, level_name(level).en) for level in LEVELS}


def _against(read: MatrixRead, cell: ReadCell) -> tuple[int | None, str]:
    held = next((one for one in read.categories if plain_words(one.name) == plain_words(cell.category)), None)
    if held is None:
        return None, "unknown"
    entry = read.entry(held, cell.theme)
    if entry is None:
        return None, "new"
    same = (
        entry.level == cell.level
        and (cell.opportunity is None or cell.opportunity.strip() == entry.opportunity)
        and (cell.examples is None or list(cell.examples) == entry.examples)
    )
    return entry.level, "same" if same else "changes"


def _figures(rows: list[tuple[ReadCell, int | None, str]], looked: Looked) -> tuple[Kpi, ...]:
    counted = {state: sum(one == state for _c, _b, one in rows) for state in ("new", "changes", "same")}
    return (
        Kpi(label=_("New cells"), value=str(counted["new"]), icon="add"),
        Kpi(label=_("Cells that change"), value=str(counted["changes"]), icon="edit"),
        Kpi(label=_("Stand so already"), value=str(counted["same"]), icon="done"),
        Kpi(label=_("Cannot be read"), value=str(len(looked.wrong)), icon="warning"),
    )


def _changes(differing: list[tuple[ReadCell, int | None, str]], *, unknown_form: bool) -> Table:
    badges = {
        "new": Badge(label=_("New"), tone=Tone.INFO),
        "changes": Badge(label=_("Changes"), tone=Tone.WARNING),
        "unknown": Badge(label=_("Category not known"), tone=Tone.NEUTRAL),
    }
    return Table(
        caption=_("What would change"),
        columns=(
            Column(label=_("Line"), numeric=True),
            Column(label=_("Category")),
            Column(label=_("Theme")),
            Column(label=_("It is")),
            Column(label=_("It becomes")),
            Column(label=_("What happens")),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=str(cell.line)),
                    Cell(text=cell.category),
                    Cell(text=words.theme_in_words(cell.theme)),
                    Cell(text=level_said(before)),
                    Cell(text=level_said(cell.level)),
                    Cell(badge=badges[state]),
                )
            )
            for cell, before, state in differing[:MOST_SHOWN]
        ),
        empty=EmptyState(
            title=_("Tell which columns to read") if unknown_form else _("This file changes nothing"),
            text=_("Choose at least the category, and the themes or a theme and a level.")
            if unknown_form
            else _("Everything in it stands in your matrix already."),
            drawing="search" if unknown_form else "done",
        ),
    )


def _faults(looked: Looked) -> Table:
    return Table(
        caption=_("Lines that cannot be read"),
        columns=(Column(label=_("Line"), numeric=True), Column(label=_("What is wrong"))),
        rows=tuple(
            Row((Cell(text=str(one.line)), Cell(text=words.in_words(one.text))))
            for one in looked.wrong[:MOST_SHOWN]
        ),
    )
