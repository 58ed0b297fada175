"""What changed in the matrix since a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Cell, Column, Crumb, EmptyState, ListPage, Row, Table
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.categories import CellChange, changes
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.matrix.pages import written_by
from meerwaarde.stages.policy.pages.matrix.picture import cell_address, level_said
from meerwaarde.stages.policy.queries import MatrixRead


@dataclass(frozen=True, kw_only=True)
class ChangesPage(ListPage):
    """Every cell that stands otherwise than on the chosen day."""


def changes_page(actor: Actor, form: object, since: date) -> ChangesPage:
    """The levels of then beside those of now, with who changed them and why."""
    then = queries.read_matrix(actor, at=queries.end_of(since))
    now = queries.read_matrix(actor)
    found = changes(then.levels(), now.levels())
    names = {one.public_id: one.name for read in (then, now) for one in read.categories}
    day = format_day(since, words.language())
    return ChangesPage(
        title=_("What changed in the matrix"),
        intro=_("Between the end of %(day)s and now.") % {"day": day},
        crumbs=(Crumb(_("Matrix"), reverse("policy:matrix", args=[actor.slug])),),
        filters=form,
        found=_("Changes since %(day)s") % {"day": day},
        table=Table(
            caption=_("Changes"),
            caption_hidden=True,
            columns=(
                Column(label=_("Category")),
                Column(label=_("Theme")),
                Column(label=_("It was")),
                Column(label=_("It is")),
                Column(label=_("Who, when and why")),
            ),
            rows=tuple(_row(actor, one, names, now) for one in found),
            empty=EmptyState(
                title=_("Nothing changed since that day"),
                text=_("Choose an earlier day to look further back."),
                drawing="done",
            ),
        ),
    )


def _row(actor: Actor, change: CellChange, names: dict[str, str], now: MatrixRead) -> Row:
    held = next((one for one in now.categories if one.public_id == change.category), None)
    entry = now.entry(held, change.theme) if held else None
    return Row(
        (
            Cell(text=names[change.category], url=cell_address(actor, change.category, change.theme)),
            Cell(text=words.theme_in_words(change.theme)),
            Cell(text=level_said(change.before)),
            Cell(text=level_said(change.after)),
            Cell(text=written_by(entry) if entry else "", note=entry.reason if entry else ""),
        )
    )
