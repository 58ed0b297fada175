"""What came of all chances and enquiries, whose turn it was, and the rows behind each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Bar, Chart, bars
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    Kpi,
    Page,
    Row,
    Table,
    Turn,
)
from meerwaarde.platform.layout.notation.spoken import said, said_day, said_euros
from meerwaarde.rules.leads import FUNNEL, STEP_MEANS, STEP_NAMES, Funnel
from meerwaarde.rules.lifecycle import LEAD
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.rules.turns import by_year, most_asked, to_newcomers
from meerwaarde.stages.market.models import Lead
from meerwaarde.stages.market.pages.enquiries.words import crumbs
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.enquiries import Chance, Chances

MOST_ROWS = 200
THINGS = {"notice": lambda: _("Notice"), "opportunity": lambda: _("Calendar item")}
TURN_KINDS = {
    "enquiry": lambda: _("Enquiry"),
    "shortlist": lambda: _("Asked on a shortlist"),
    "purchase": lambda: _("Quick purchase"),
}


@dataclass(frozen=True, kw_only=True)
class FunnelPage(Page):
    """What came of it: figures, each with what it counts and the way to its rows."""

    kpis: tuple[Kpi, ...]
    chart: Chart
    meanings: Table
    reasons: Table | None
    silent: tuple[str, ...]
    turns: Table | None
    turns_note: str
    most: Table | None
    shown: Table | None
    """The rows behind the figure that was opened; None where none was."""
    shown_note: str
    all_url: str


def funnel_page(
    actor: Actor,
    chances: Chances,
    *,
    turns: Sequence[Turn] = (),
    months: int = 0,
    wanted: Mapping[str, str],
    as_firm: bool = False,
) -> FunnelPage:
    """The figures of who asks, or of a firm's own chances; `wanted` names the figure to open."""
    figures, here = queries.figures_of(chances), reverse("market:funnel", args=[actor.slug])
    found = figures.funnel
    shown, note = _shown(actor, chances, turns, months, wanted, as_firm=as_firm)
    side = {"kant": wanted["kant"]} if wanted.get("kant") else {}
    return FunnelPage(
        title=_("What came of it"),
        intro=_("From chance to contract: public notices, plans and what you were asked.")
        if as_firm
        else _("From suggestion to contract, and how the turns are spread over firms."),
        crumbs=() if as_firm else crumbs(actor),
        actions=_other_side(actor, here, as_firm=as_firm),
        kpis=_kpis(found, here, side),
        chart=bars(
            "funnel",
            _("From suggestion to contract"),
            _("How many chances reached each step."),
            [Bar(said(STEP_NAMES[step]), found.reached[step]) for step in FUNNEL],
            headings=(_("Step"), _("Chances"), ""),
            unknown=_("not known"),
        ),
        meanings=_steps(found, here, side),
        reasons=_reasons(figures.reasons),
        silent=() if as_firm else found.silent,
        turns=None if as_firm else _years(turns, months, here),
        turns_note=""
        if as_firm
        else _(
            "A turn is an enquiry, a question for a quote on a shortlist, or a quick purchase. "
            "A newcomer had no turn in the %(months)s months before."
        )
        % {"months": months},
        most=None if as_firm else _most(turns, here),
        shown=shown,
        shown_note=note,
        all_url=f"{here}?{urlencode(side)}" if side else here,
    )


def _other_side(actor: Actor, here: str, *, as_firm: bool) -> tuple[Action, ...]:
    """A firm both sells and buys: the way to the figures of its other side."""
    if actor.kind != "supplier":
        return ()
    if as_firm:
        return (Action(label=_("What you asked others"), url=f"{here}?kant=vrager"),)
    return (Action(label=_("Your own chances"), url=here),)


def _link(here: str, **wanted: str) -> str:
    return f"{here}?{urlencode(wanted)}#rows"


def _kpis(found: Funnel, here: str, side: Mapping[str, str]) -> tuple[Kpi, ...]:
    share = found.share("deal", "quoted")
    return (
        Kpi(
            label=_("Became a contract"),
            value=str(found.reached["deal"]),
            url=_link(here, stap="deal", **side),
        ),
        Kpi(
            label=_("Of the offers"),
            value="–" if share is None else f"{round(100 * share)}%",
            note=_("that became a contract"),
            url=_link(here, stap="quoted", **side),
        ),
        Kpi(
            label=_("Worth together"),
            value=said_euros(found.amount_cents),
            note=_("what the buyer says, or else the firm"),
            url=_link(here, stap="deal", **side),
        ),
        Kpi(
            label=_("Both sides differ"),
            value=str(found.contested),
            note=_("one says contract, the other not"),
            url=_link(here, stap="contested", **side),
        ),
    )


def _steps(found: Funnel, here: str, side: Mapping[str, str]) -> Table:
    counts = {**found.reached, "declined": found.declined, "contested": found.contested}
    return Table(
        caption=_("What each figure counts"),
        caption_hidden=True,
        columns=(
            Column(label=_("Step")),
            Column(label=_("Chances"), numeric=True),
            Column(label=_("What it counts")),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=said(STEP_NAMES[step]), url=_link(here, stap=step, **side)),
                    Cell(text=str(counts[step])),
                    Cell(text=said(means)),
                )
            )
            for step, means in STEP_MEANS.items()
        ),
    )


def _reasons(counted: Mapping[str, int]) -> Table | None:
    """Why firms said no, as far as they did; nobody is named."""
    if not counted:
        return None
    return Table(
        caption=_("Why it did not fit"),
        caption_hidden=True,
        columns=(Column(label=_("Reason")), Column(label=_("Chances"), numeric=True)),
        rows=tuple(
            Row(cells=(Cell(text=said(name)), Cell(text=str(counted[code]))))
            for code, name in REASONS.items()
            if counted.get(code)
        ),
    )


def _years(turns: Sequence[Turn], months: int, here: str) -> Table:
    return Table(
        caption=_("Whose turn it was, per year"),
        caption_hidden=True,
        columns=(
            Column(label=_("Year"), compact=True),
            Column(label=_("Turns"), numeric=True),
            Column(label=_("Firms"), numeric=True),
            Column(label=_("To a newcomer"), numeric=True),
            Column(label=_("Share of newcomers"), numeric=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=str(year), url=_link(here, jaar=str(year))),
                    Cell(text=str(spread.asked)),
                    Cell(text=str(spread.firms)),
                    Cell(text=str(spread.newcomers), url=_link(here, jaar=str(year), nieuw="ja")),
                    Cell(text=f"{round(100 * (spread.share_of_newcomers or 0))}%"),
                )
            )
            for year, spread in by_year(turns, months)
        ),
        empty=EmptyState(title=_("Nobody was asked yet")),
    )


def _most(turns: Sequence[Turn], here: str) -> Table:
    return Table(
        caption=_("Who had most turns"),
        caption_hidden=True,
        columns=(Column(label=_("Firm")), Column(label=_("Turns"), numeric=True)),
        rows=tuple(
            Row(cells=(Cell(text=name, url=_link(here, bedrijf=supplier)), Cell(text=str(times))))
            for supplier, name, times in most_asked(turns)
        ),
        empty=EmptyState(title=_("Nobody was asked yet")),
    )


def _shown(
    actor: Actor,
    chances: Chances,
    turns: Sequence[Turn],
    months: int,
    wanted: Mapping[str, str],
    *,
    as_firm: bool,
) -> tuple[Table | None, str]:
    """The rows behind one figure, and what that figure counts."""
    step, year, firm = wanted.get("stap", ""), wanted.get("jaar", ""), wanted.get("bedrijf", "")
    if step in STEP_MEANS:
        return _lead_rows(actor, chances, step, as_firm=as_firm), said(STEP_MEANS[step])
    if year or firm:
        of = to_newcomers(turns, months) if wanted.get("nieuw") else turns
        kept = [
            one for one in of if (not year or str(one.on.year) == year) and (not firm or one.supplier == firm)
        ]
        name = year or next((one.supplier_name for one in kept), "")
        return _turn_rows(name, kept), _("Each line is one turn.")
    return None, ""


def _lead_rows(actor: Actor, chances: Chances, step: str, *, as_firm: bool) -> Table:
    """Who was asked is named to who asked; what a firm looked at or finds interesting is only counted."""
    named = queries.leads_behind(chances, step, asked_only=not as_firm, most=MOST_ROWS)
    counted = [] if as_firm else queries.things_behind(chances, step, most=MOST_ROWS)
    rows = [_named_row(actor, one, as_firm=as_firm) for one in named]
    rows += [
        Row(
            cells=(
                Cell(text=ngettext("%(count)d firm", "%(count)d firms", count) % {"count": count}),
                Cell(text=title, note=THINGS[kind]()),
                Cell(),
                Cell(),
            )
        )
        for kind, title, count in counted
    ]
    return Table(
        caption=said(STEP_NAMES[step]),
        caption_hidden=True,
        columns=(
            Column(label=_("Who asks") if as_firm else _("Firm")),
            Column(label=_("About")),
            Column(label=_("State")),
            Column(label=_("Since"), compact=True),
        ),
        rows=tuple(rows[:MOST_ROWS]),
        empty=EmptyState(title=_("Nothing is counted here yet")),
    )


def _named_row(actor: Actor, chance: Chance, *, as_firm: bool) -> Row:
    one, sealed = chance.lead, chance.sealed
    title, kind = _thing(one)
    last = None if sealed else one.closed_at or one.answered_at
    state = LEAD.state("invited" if sealed else one.state).name
    return Row(
        cells=(
            Cell(text=_buyer(one) if as_firm else one.supplier.name),
            Cell(text=title, note=kind, url=_address(actor, one, as_firm=as_firm)),
            Cell(badge=Badge(label=said(state))),
            Cell(text=said_day(last or one.invited_at or one.suggested_at, "short")),
        )
    )


def _thing(one: Lead) -> tuple[str, str]:
    if one.enquiry:
        return one.enquiry.title, _("Enquiry")
    if one.notice:
        return one.notice.title, THINGS["notice"]()
    return (one.opportunity.title if one.opportunity else ""), THINGS["opportunity"]()


def _buyer(one: Lead) -> str:
    if one.enquiry:
        return one.enquiry.organisation.name
    if one.notice:
        return one.notice.buyer_name
    return one.opportunity.organisation.name if one.opportunity else ""


def _address(actor: Actor, one: Lead, *, as_firm: bool) -> str:
    if one.enquiry:
        if as_firm:
            return reverse("market:asked", args=[actor.slug, one.public_id])
        return reverse("market:enquiry", args=[actor.slug, one.enquiry.public_id])
    if one.notice:
        return reverse("market:fit", args=[actor.slug, "notice", one.notice.public_id])
    if one.opportunity:
        return reverse("market:fit", args=[actor.slug, "opportunity", one.opportunity.public_id])
    return ""


def _turn_rows(caption: str, turns: Sequence[Turn]) -> Table:
    newest = sorted(turns, key=lambda one: one.on, reverse=True)
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=(
            Column(label=_("Firm")),
            Column(label=_("About")),
            Column(label=_("How")),
            Column(label=_("On"), compact=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=one.supplier_name),
                    Cell(text=one.title, url=one.url),
                    Cell(text=TURN_KINDS[one.kind]()),
                    Cell(text=said_day(one.on, "short")),
                )
            )
            for one in newest[:MOST_ROWS]
        ),
        empty=EmptyState(title=_("Nothing is counted here yet")),
    )
