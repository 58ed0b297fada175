"""How deep the market is for this purchase: how many qualify per instrument, and what that allows."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Bar, Chart, bars
from meerwaarde.platform.layout.components import Cell, Column, Ground, Link, Row, Table
from meerwaarde.rules.law import Law
from meerwaarde.rules.market_depth import STEP_NAMES, Dependency, InstrumentDepth, MarketDepth
from meerwaarde.rules.money import euro
from meerwaarde.stages.procurement.pages.advising import grounds_in_words, instrument_name
from meerwaarde.stages.procurement.pages.frame import may_edit
from meerwaarde.stages.procurement.queries import Advised, Procurement, Search, depth_for

MOST_FIRMS = 15


@dataclass(frozen=True)
class DepthShown:
    """The advice of the market in words, a picture with its table, and how dependent firms become."""

    advice: str
    why: str
    what_now: str
    per_year: str
    chart: Chart
    table: Table
    dependencies: Table
    grounds: tuple[Ground, ...]
    way: Link | None


def depth_shown(actor: Actor, procurement: Procurement, search: Search, advised: Advised) -> DepthShown:
    """The panel of market depth among the suppliers that were looked at."""
    language, law = get_language() or "nl", Law.on(advised.day)
    found = depth_for(search, law, advised)
    step = STEP_NAMES[found.advice].in_language(language)
    return DepthShown(
        advice=_("The market allows: %(step)s.") % {"step": step},
        why=found.why.in_language(language),
        what_now=found.what_now.in_language(language) if found.what_now else "",
        per_year=_("This contract is worth %(amount)s in its heaviest year.")
        % {"amount": euro(found.per_year, language)}
        if found.per_year is not None
        else _("Fill in the estimate and the term to see how dependent firms become on this contract."),
        chart=_chart(found, law),
        table=_table(found, law),
        dependencies=_dependencies(found, search),
        grounds=grounds_in_words(found.grounds),
        way=_way(actor, procurement, found),
    )


def _chart(found: MarketDepth, law: Law) -> Chart:
    return bars(
        "market-depth",
        _("Suppliers that surely qualify"),
        _("A bar for each instrument: how many suppliers surely qualify for it."),
        [Bar(instrument_name(one.instrument, law), float(one.qualified)) for one in found.depths],
        headings=(_("Instrument"), _("Suppliers"), ""),
        unknown=_("unknown"),
    )


def _table(found: MarketDepth, law: Law) -> Table:
    return Table(
        caption=_("Market depth per instrument"),
        caption_hidden=True,
        columns=(
            Column(label=_("Instrument")),
            Column(label=_("Surely"), numeric=True),
            Column(label=_("Perhaps"), numeric=True),
            Column(label=_("Too dependent"), numeric=True),
            Column(label=_("Can take on together"), numeric=True),
        ),
        rows=tuple(
            Row(
                (
                    Cell(text=instrument_name(one.instrument, law)),
                    Cell(text=str(one.qualified)),
                    Cell(text=str(one.unknown)),
                    Cell(text=str(len(one.too_dependent))),
                    Cell(
                        text=_capacity(one),
                        note=_("Of %(count)s not known") % {"count": one.capacity_unknown}
                        if one.capacity_unknown and one.capacity
                        else "",
                    ),
                )
            )
            for one in found.depths
        ),
    )


def _capacity(one: InstrumentDepth) -> str:
    """What they can take on together; a dash where nobody qualifies."""
    if one.capacity:
        return euro(one.capacity, get_language() or "nl")
    return _("Not known") if one.suppliers else "–"


def _dependencies(found: MarketDepth, search: Search) -> Table:
    """The firms with the most to lose first; of whom it is not known last."""
    language = get_language() or "nl"
    names = {one.profile.id: one.profile.name for one in search.looked_at}

    def weight(one: Dependency) -> tuple[bool, float]:
        return one.least is None, -float(one.least or 0)

    ranked = sorted(found.dependencies, key=weight)[:MOST_FIRMS]
    said = {True: _("Yes"), False: _("No"), None: _("Not known")}
    return Table(
        caption=_("How dependent firms become on this contract"),
        columns=(Column(label=_("Supplier")), Column(label=_("Too dependent")), Column(label=_("Why"))),
        rows=tuple(
            Row(
                (
                    Cell(text=names.get(one.supplier, "")),
                    Cell(text=said[one.too_dependent]),
                    Cell(text=one.why.in_language(language)),
                )
            )
            for one in ranked
        ),
    )


def _way(actor: Actor, procurement: Procurement, found: MarketDepth) -> Link | None:
    """To the step in which the instrument is chosen."""
    if not may_edit(actor, procurement):
        return None
    page, label = {
        "reserve": ("approach", _("Choose in the approach to reserve the contract")),
        "impact_lot": ("scope", _("Make an impact lot among the lots")),
        "clause": ("approach", _("Ask social return in the approach")),
        "consult_first": ("detail", _("Choose market consultation among the instruments")),
    }[found.advice]
    anchor = {
        "reserve": "#group-reserved",
        "impact_lot": "#lots",
        "clause": "#group-social_return",
        "consult_first": "#instrument-market_consultation",
    }[found.advice]
    return Link(label, reverse(f"procurement:{page}", args=[actor.slug, procurement.public_id]) + anchor)
