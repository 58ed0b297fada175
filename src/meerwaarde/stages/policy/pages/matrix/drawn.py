"""The table of the matrix, written by functions: it has hundreds of cells."""

from __future__ import annotations

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.drawn import icon
from meerwaarde.platform.layout.drawn.markup import NOTHING, joined, markup
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.matrix.picture import (
    Picture,
    PictureCell,
    PictureColumn,
    PictureGroup,
    PictureRow,
    level_said,
    short_name,
)


def table_head(shown: Picture) -> SafeString:
    """The themes; each name orders the rows by that theme."""
    return markup(
        '<tr><th scope="col" class="mw-wall__corner">{}</th>{}'
        '<th scope="col" class="mw-wall__sum">{}</th></tr>',
        _("Category"),
        joined(_heading(column) for column in shown.columns),
        _("Together"),
    )


def table_body(shown: Picture) -> SafeString:
    """A part of the table for each cluster."""
    return joined(_group(group, len(shown.columns) + 2) for group in shown.groups)


def table_foot(shown: Picture) -> SafeString:
    """Per theme in how many categories it is promising, and all levels together."""
    return markup(
        '<tr><th scope="row">{}</th>{}<td>{}</td></tr><tr><th scope="row">{}</th>{}<td>{}</td></tr>',
        _("Promising: level 2 or 3"),
        joined(_figure(column.short, column.promising) for column in shown.columns),
        shown.promising,
        _("All levels together"),
        joined(_figure(column.short, column.total) for column in shown.columns),
        shown.total,
    )


def breakable(name: str) -> str:
    """The one long name may be broken where a reader would: not every browser knows Dutch."""
    return name.replace("verantwoordelijkheid", "\N{SOFT HYPHEN}verantwoor\N{SOFT HYPHEN}delijkheid")


def mark(level: int | None) -> SafeString:
    """The level as a disc that grows and darkens, with its number; nothing agreed is a dash."""
    if level is None:
        return markup('<span class="mw-disc mw-disc--none" aria-hidden="true">–</span>')
    return markup('<span class="mw-disc mw-disc--{}" aria-hidden="true">{}</span>', level, level)


def _heading(column: PictureColumn) -> SafeString:
    own = markup('<span class="mw-wall__own">{}</span>', column.own) if column.own else NOTHING
    return markup(
        '<th scope="col" class="mw-wall__theme{}"{}><a href="{}">{}<span>{}</span></a>{}</th>',
        " mw-wall__theme--chosen" if column.chosen else "",
        markup(' aria-sort="descending"') if column.sorted else NOTHING,
        column.sort_url,
        icon(words.theme_icon(column.theme)),
        breakable(column.short),
        own,
    )


def _group(group: PictureGroup, width: int) -> SafeString:
    title = NOTHING
    if group.name:
        title = markup(
            '<tr class="mw-wall__cluster"><th scope="rowgroup" colspan="{}">{}</th></tr>', width, group.name
        )
    return markup("<tbody>{}{}</tbody>", title, joined(map(_row, group.rows)))


def _row(row: PictureRow) -> SafeString:
    return markup(
        '<tr><th scope="row"><a class="mw-wall__category" href="{}">{}</a></th>{}'
        '<td class="mw-wall__sum"><span class="mw-wall__term" aria-hidden="true">{}</span>{}</td></tr>\n',
        row.url,
        row.name,
        joined(map(_cell, row.cells)),
        _("Together"),
        row.total,
    )


def _cell(cell: PictureCell) -> SafeString:
    return markup(
        '<td class="mw-wall__cell{}{}"><a class="mw-wall__link" id="v-{}" href="{}" data-cell title="{}">'
        '<span class="mw-wall__term" aria-hidden="true">{}</span>{}'
        '<span class="mw-visually-hidden">{}</span>{}</a></td>',
        " mw-wall__cell--quiet" if cell.quiet else "",
        " mw-wall__cell--changed" if cell.change else "",
        cell.anchor,
        cell.url,
        cell.said,
        breakable(short_name(cell.theme)),
        mark(cell.level),
        cell.said,
        _change(cell),
    )


def _change(cell: PictureCell) -> SafeString:
    if cell.change is None:
        return NOTHING
    sign = "▲" if cell.change.step > 0 else "▼" if cell.change.step < 0 else "●"
    return markup(
        '<span class="mw-wall__change" aria-hidden="true">{}</span>'
        '<span class="mw-visually-hidden">{}</span>',
        sign,
        _("changed; it was: %(before)s") % {"before": level_said(cell.change.before)},
    )


def _figure(name: str, value: int) -> SafeString:
    return markup(
        '<td><span class="mw-wall__term" aria-hidden="true">{}</span>{}</td>', breakable(name), value
    )
