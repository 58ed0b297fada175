"""The lines under a figure."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import Cell as SheetCell
from meerwaarde.platform.documents.sheets import csv_file
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    Crumb,
    EmptyState,
    ListPage,
    Row,
    Table,
)
from meerwaarde.stages.spend.forms import LinesFilter
from meerwaarde.stages.spend.pages.words import day_of, euro_of, number_of
from meerwaarde.stages.spend.queries import figures as queries
from meerwaarde.stages.spend.queries.figures import Line


def lines_page(actor: Actor, form: LinesFilter, after: str) -> ListPage:
    """A page of lines, newest first, with what all of them add up to."""
    wanted = form.wanted()
    rows = queries.lines_of(actor, wanted, after=after)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    number, cents = queries.total_of(actor, wanted)
    here = reverse("spend:lines", args=[actor.slug])
    asked = form.asked()
    export = f"{reverse('spend:lines_file', args=[actor.slug])}?{urlencode(asked)}"
    more = urlencode({**asked, "na": queries.place_of(shown[-1])}) if len(rows) > len(shown) else ""
    found = ngettext(
        "%(number)s line, together %(amount)s", "%(number)s lines, together %(amount)s", number
    ) % {"number": number_of(number), "amount": euro_of(cents)}
    return ListPage(
        title=_("Payments"),
        intro=_("The lines under the figures, as the financial system tells them."),
        crumbs=(Crumb(_("Where the money went"), reverse("spend:figures", args=[actor.slug])),),
        actions=(Action(label=_download(number), url=export, icon="download"),) if shown else (),
        found=found,
        filters=form,
        filters_used=bool(asked),
        clear_url=here,
        table=Table(
            caption=_("Payments, newest first"),
            columns=(
                Column(label=_("Day"), compact=True),
                Column(label=_("Supplier")),
                Column(label=_("Department and category")),
                Column(label=_("Amount"), numeric=True),
            ),
            rows=tuple(_row(one) for one in shown),
            empty=EmptyState(
                title=_("No payments found"),
                text=_("Take away a filter, or choose another year."),
                drawing="search",
            ),
            next_url=f"{here}?{more}" if more else "",
            previous_url=f"{here}?{urlencode(asked)}" if after else "",
        ),
    )


def _download(number: int) -> str:
    """What the file holds: all lines, or the newest where there are more than it takes."""
    most = queries.MOST_IN_A_FILE
    if number <= most:
        return _("Download (CSV)")
    return _("Download the newest %(number)s lines (CSV)") % {"number": number_of(most)}


def lines_file(lines: Sequence[Line]) -> bytes:
    """The same lines as a file for a spreadsheet."""
    headings: list[SheetCell] = [
        *(_("Day"), _("Supplier"), _("Description"), _("Department"), _("Category"), _("Ledger account")),
        *(_("Reference"), _("Amount"), _("Currency")),
    ]
    rows: list[list[SheetCell]] = [
        [
            one.date.strftime("%d-%m-%Y"),
            one.supplier,
            one.description or "",
            one.department or "",
            one.category or "",
            one.account or "",
            one.reference or "",
            one.cents / 100,
            one.currency,
        ]
        for one in lines
    ]
    return csv_file([headings, *rows])


def _row(one: Line) -> Row:
    amount = euro_of(one.cents) if one.currency == "EUR" else f"{number_of(one.cents / 100)} {one.currency}"
    where = " · ".join(part for part in (one.department, one.category) if part)
    return Row(
        (
            Cell(text=day_of(one.date)),
            Cell(text=one.supplier, note=one.description or ""),
            Cell(text=where),
            Cell(text=amount, note=one.reference or ""),
        )
    )
