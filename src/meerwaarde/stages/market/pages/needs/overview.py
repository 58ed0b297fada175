"""What the needs at an authority came to: asked, agreed and given, in figures."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Bar, Chart, bars
from meerwaarde.platform.layout.components import (
    Cell,
    Column,
    Crumb,
    EmptyState,
    Help,
    Kpi,
    Page,
    Row,
    Table,
)
from meerwaarde.rules.needs import KINDS
from meerwaarde.stages.market.pages.needs import words
from meerwaarde.stages.market.queries import needs as queries


@dataclass(frozen=True, kw_only=True)
class OverviewPage(Page):
    """Figures of one authority."""

    kpis: tuple[Kpi, ...]
    chart: Chart | None
    table: Table


def overview_page(actor: Actor) -> OverviewPage:
    """Per kind and unit, because hours and pieces cannot be added up."""
    found = queries.figures(actor)
    counted = queries.offers_counted(actor)
    needs = sum(one.needs for one in found)
    agreed = counted.get("agreed", 0) + counted.get("confirmed", 0)
    confirmed = counted.get("confirmed", 0)
    by_kind: dict[str, int] = {}
    for one in found:
        by_kind[one.kind] = by_kind.get(one.kind, 0) + one.needs
    return OverviewPage(
        title=_("What the neighbourhood asked and got"),
        intro=_("Needs that your authority approved, and what came of them."),
        crumbs=(Crumb(_("Needs of the neighbourhood"), reverse("market:needs", args=[actor.slug])),),
        kpis=(
            Kpi(label=_("Needs"), value=str(needs), icon="people"),
            Kpi(label=_("Offers made"), value=str(sum(counted.values())), icon="supplier"),
            Kpi(label=_("Agreements"), value=str(agreed), icon="contract"),
            Kpi(
                label=_("Confirmed by both"),
                value=str(confirmed),
                icon="success",
                share=confirmed / agreed if agreed else None,
                note=_("of the agreements") if agreed else "",
            ),
        ),
        chart=bars(
            "needs-by-kind",
            _("Needs per kind of help"),
            _("How many needs were approved, per kind of help."),
            [Bar(words.said(KINDS[kind]), count) for kind, count in by_kind.items()],
            headings=(_("Kind"), _("Needs"), _("Target")),
            unknown=_("unknown"),
        )
        if found
        else None,
        table=Table(
            caption=_("Asked, agreed and given"),
            caption_hidden=True,
            columns=(
                Column(label=_("Kind")),
                Column(label=_("Needs"), numeric=True),
                Column(label=_("Asked"), numeric=True),
                Column(label=_("Agreed"), numeric=True),
                Column(label=_("Given, confirmed by both"), numeric=True),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(text=words.said(KINDS[one.kind])),
                        Cell(text=str(one.needs)),
                        Cell(text=words.amount(one.asked, one.unit)),
                        Cell(text=words.amount(one.agreed, one.unit)),
                        Cell(text=words.amount(one.given, one.unit)),
                    )
                )
                for one in found
            ),
            empty=EmptyState(
                title=_("Nothing was approved yet"),
                text=_("After the first approval the figures stand here."),
                drawing="paper",
            ),
        ),
        help=(
            Help(
                title=_("What does this show?"),
                text=_(
                    "Given is what both sides said. Agreements that one side did not confirm do not count "
                    "as given, even when the work is done."
                ),
            ),
            Help(
                title=_("What it does not show"),
                text=_(
                    "What it meant for people, and what it is worth in money. Its worth for social return "
                    "comes with the contract."
                ),
            ),
        ),
    )
