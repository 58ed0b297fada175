"""The heading and the rows of a table."""

from __future__ import annotations

from django.utils.safestring import SafeString

from meerwaarde.platform.layout.components import Cell, Column, Pick, Row, Table
from meerwaarde.platform.layout.drawn.marks import badge, icon, level
from meerwaarde.platform.layout.drawn.markup import NOTHING, joined, markup


def table_head(table: Table) -> SafeString:
    """The names of the columns; one that sorts is a link."""
    return markup("<tr>{}</tr>", joined(map(_heading, table.columns)))


def table_rows(table: Table) -> SafeString:
    """All rows. Each cell carries the name of its column, which shows on a phone."""
    opened = tuple(_opened(column) for column in table.columns)
    return joined(markup("<tr>{}</tr>\n", _row(row, opened)) for row in table.rows)


def _heading(column: Column) -> SafeString:
    kind = "mw-table__number" if column.numeric else ""
    sorted_ = markup(' aria-sort="{}"', column.sorted) if column.sorted else NOTHING
    said: SafeString | str = column.label
    if column.sort_url:
        arrows = icon("sort", size="small")
        said = markup('<a class="mw-table__sort" href="{}">{}{}</a>', column.sort_url, said, arrows)
    return markup('<th scope="col" class="{}"{}>{}</th>', kind, sorted_, said)


def _opened(column: Column) -> tuple[SafeString, SafeString]:
    """How each cell of this column begins: one that says something, and a blank one."""
    numeric = "mw-table__number" if column.numeric else ""
    compact = " mw-table__compact" if column.compact else ""
    filled, blank = (
        markup(
            '<td class="{}{}{}"><span class="mw-table__term" aria-hidden="true">{}</span>'
            '<span class="mw-table__value">',
            numeric,
            compact,
            state,
            column.label,
        )
        for state in ("", " mw-table__blank")
    )
    return filled, blank


def _row(row: Row, opened: tuple[tuple[SafeString, SafeString], ...]) -> SafeString:
    first, *others = row.cells
    return markup(
        '<th scope="row" class="mw-table__head">{}</th>{}',
        _cell(first),
        joined(
            markup("{}{}</span></td>", begin[cell.blank], _cell(cell))
            for begin, cell in zip(opened[1:], others, strict=True)
        ),
    )


def _cell(cell: Cell) -> SafeString:
    if cell.pick:
        return _pick(cell.pick)
    said: SafeString | str = cell.text
    if cell.url:
        said = markup('<a class="utrecht-link utrecht-link--html-a" href="{}">{}</a>', cell.url, said)
    return markup(
        "{}{}{}{}\n",
        said,
        markup(" {}", badge(cell.badge)) if cell.badge else NOTHING,
        level(cell.level) if cell.level else NOTHING,
        markup('<span class="mw-table__note">{}</span>', cell.note) if cell.note else NOTHING,
    )


def _pick(pick: Pick) -> SafeString:
    """The label is for who listens: who looks sees the row that the box stands in."""
    return markup(
        '<label class="mw-pick"><input type="checkbox" class="mw-choice__input mw-choice__input--checkbox"'
        ' form="{}" name="{}" value="{}"><span class="mw-visually-hidden">{}</span></label>',
        pick.form,
        pick.name,
        pick.value,
        pick.label,
    )
