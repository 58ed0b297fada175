"""What came of all that was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Bar, Chart, bars
from meerwaarde.platform.layout.components import (
    Cell,
    Column,
    EmptyState,
    Kpi,
    Page,
    Row,
    Table,
)
from meerwaarde.platform.layout.notation.spoken import said, said_euros
from meerwaarde.rules.leads import FUNNEL, STEP_NAMES, Funnel
from meerwaarde.stages.market.pages.enquiries.words import (
    crumbs,
)


@dataclass(frozen=True, kw_only=True)
class FunnelPage(Page):
    """What came of all that was asked."""

    kpis: tuple[Kpi, ...]
    chart: Chart
    silent: tuple[str, ...]
    turns: Table
    most: Table


def funnel_page(
    actor: Actor, found: Funnel, years: Sequence[tuple[int, int, int, int]], most: Sequence[tuple[str, int]]
) -> FunnelPage:
    """What came of all that was asked, and whose turn it was."""
    share = found.share("deal", "quoted")
    return FunnelPage(
        title=_("What came of it"),
        intro=_("From suggestion to contract, and how the turns are spread over firms."),
        crumbs=crumbs(actor),
        kpis=(
            Kpi(label=_("Became a contract"), value=str(found.reached["deal"])),
            Kpi(
                label=_("Of the offers"),
                value="–" if share is None else f"{round(100 * share)}%",
                note=_("that became a contract"),
            ),
            Kpi(label=_("Worth together"), value=said_euros(found.amount_cents)),
            Kpi(
                label=_("Both sides differ"),
                value=str(found.contested),
                note=_("one says contract, the other not"),
            ),
        ),
        chart=bars(
            "funnel",
            _("From suggestion to contract"),
            _("How many chances reached each step."),
            [Bar(said(STEP_NAMES[step]), found.reached[step]) for step in FUNNEL],
            headings=(_("Step"), _("Chances"), ""),
            unknown=_("not known"),
        ),
        silent=found.silent,
        turns=Table(
            caption=_("Whose turn it was, per year"),
            columns=(
                Column(label=_("Year"), compact=True),
                Column(label=_("Times asked"), numeric=True),
                Column(label=_("Firms"), numeric=True),
                Column(label=_("For the first time"), numeric=True),
                Column(label=_("Share of newcomers"), numeric=True),
            ),
            rows=tuple(
                Row(
                    cells=(
                        Cell(text=str(year)),
                        Cell(text=str(times)),
                        Cell(text=str(firms)),
                        Cell(text=str(fresh)),
                        Cell(text=f"{round(100 * fresh / firms)}%"),
                    )
                )
                for year, times, firms, fresh in years
            ),
            empty=EmptyState(title=_("Nobody was asked yet")),
        ),
        most=Table(
            caption=_("Who was asked most"),
            columns=(Column(label=_("Firm")), Column(label=_("Times asked"), numeric=True)),
            rows=tuple(Row(cells=(Cell(text=name), Cell(text=str(times)))) for name, times in most),
            empty=EmptyState(title=_("Nobody was asked yet")),
        ),
    )
