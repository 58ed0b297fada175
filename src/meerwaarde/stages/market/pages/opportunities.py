"""Opportunities for who works at an authority, and the public calendar for everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.exchange.cpv.read import CpvNotBuilt
from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.exchange.interfaces.opportunities import (
    OpportunityAuthority,
    OpportunityValue,
    PublishedOpportunity,
)
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Badge,
    Cell,
    Column,
    Crumb,
    Definition,
    EmptyState,
    Link,
    ListPage,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation.spoken import reader_language, said, said_day
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.procurement_calendar import Band, band_text
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms.opportunities import CONTRACTS, OpportunityFilterForm
from meerwaarde.stages.market.queries import Opportunity, OpportunityFilter

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"


@dataclass(frozen=True)
class Mark:
    """A theme as a small drawing with its name."""

    icon: str
    name: str


@dataclass(frozen=True)
class OpportunityCard:
    """A public line as people read it."""

    title: str
    url: str
    authority: str
    quarter: str
    worth: str
    facts: tuple[str, ...]
    description: str
    marks: tuple[Mark, ...]
    badge: Badge | None
    contact: str


@dataclass(frozen=True, kw_only=True)
class PublicCalendarPage(Page):
    """The public calendar of one authority."""

    authority: str
    filters: OpportunityFilterForm
    filters_used: bool
    clear_url: str
    quarters: tuple[tuple[str, tuple[OpportunityCard, ...]], ...]
    empty: EmptyState | None
    previous_url: str
    next_url: str
    feeds: tuple[Link, ...]
    licence: str


@dataclass(frozen=True, kw_only=True)
class OpportunityPage(Page):
    """One public line."""

    card: OpportunityCard
    facts: tuple[Definition, ...]
    back: Link


def opportunities_page(actor: Actor, form: OpportunityFilterForm, after: str) -> ListPage:
    """What all authorities together expect to buy, the nearest quarter first."""
    wanted, asked = form.wanted(), form.asked()
    rows = queries.listed_opportunities(wanted, after=after)
    shown = rows[: queries.OPPORTUNITIES_ON_A_PAGE]
    here, used = reverse("market:opportunities", args=[actor.slug]), wanted != OpportunityFilter()
    return ListPage(
        title=_("Opportunities for the market"),
        intro=_("What authorities expect to buy, as they made it public. Who else buys what you buy?"),
        filters=form,
        filters_used=used,
        clear_url=here,
        table=Table(
            caption=_("Opportunities, the nearest quarter first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Procurement")),
                Column(label=_("Authority")),
                Column(label=_("Quarter"), compact=True),
                Column(label=_("Value"), numeric=True),
                Column(label=_("Themes")),
                Column(label=_("State")),
            ),
            rows=tuple(_row(actor, one) for one in shown),
            empty=_nothing(here, used),
            previous_url=f"{here}?{urlencode(asked)}" if after else "",
            next_url=f"{here}?{urlencode({**asked, 'na': shown[-1].public_id})}"
            if len(rows) > queries.OPPORTUNITIES_ON_A_PAGE
            else "",
        ),
    )


def opportunity_page(actor: Actor, one: Opportunity) -> OpportunityPage:
    """One opportunity, for who works at an authority."""
    home = reverse("market:opportunities", args=[actor.slug])
    return _page(one, home, _("Opportunities for the market"))


def public_opportunity_page(one: Opportunity) -> OpportunityPage:
    """One public line, for everybody."""
    home = reverse("public_calendar:list", args=[one.organisation.slug])
    name = _("Procurement calendar of %(authority)s") % {"authority": one.organisation.name}
    return replace(_page(one, home, name), actions=slots.public_actions.collect(one.organisation.slug))


def public_calendar_page(slug: str, name: str, form: OpportunityFilterForm, after: str) -> PublicCalendarPage:
    """What one authority expects to buy, by quarter."""
    wanted, asked = form.wanted(slug), form.asked()
    rows = queries.listed_opportunities(wanted, after=after)
    shown = rows[: queries.OPPORTUNITIES_ON_A_PAGE]
    here, used = reverse("public_calendar:list", args=[slug]), bool(asked)
    return PublicCalendarPage(
        title=_("Procurement calendar of %(authority)s") % {"authority": name},
        intro=_("What we expect to ask of the market. Plans can change; nothing here is a promise."),
        actions=slots.public_actions.collect(slug),
        authority=name,
        filters=form,
        filters_used=used,
        clear_url=here,
        quarters=_by_quarter(shown),
        empty=None if shown else _nothing(here, used),
        previous_url=f"{here}?{urlencode(asked)}" if after else "",
        next_url=f"{here}?{urlencode({**asked, 'na': shown[-1].public_id})}"
        if len(rows) > queries.OPPORTUNITIES_ON_A_PAGE
        else "",
        feeds=(
            Link(_("Feed (Atom)"), reverse("public_calendar:feed", args=[slug])),
            Link(_("For your own calendar (iCal)"), reverse("public_calendar:ical", args=[slug])),
            Link(_("Data (JSON)"), reverse("public_calendar:data", args=[slug])),
        ),
        licence=LICENCE,
    )


def _by_quarter(shown: Sequence[Opportunity]) -> tuple[tuple[str, tuple[OpportunityCard, ...]], ...]:
    found: dict[str, list[OpportunityCard]] = {}
    for one in shown:
        url = reverse("public_calendar:opportunity", args=[one.organisation.slug, one.public_id])
        found.setdefault(quarter_name(one), []).append(card_of(one, url))
    return tuple((name, tuple(cards)) for name, cards in found.items())


def _page(one: Opportunity, home: str, home_name: str) -> OpportunityPage:
    card = card_of(one, "")
    return OpportunityPage(
        title=one.title,
        intro=f"{one.organisation.name} · {card.quarter}",
        crumbs=(Crumb(home_name, home),),
        badge=card.badge,
        card=card,
        facts=(
            Definition(term=_("Authority"), text=one.organisation.name),
            Definition(term=_("Quarter"), text=card.quarter),
            Definition(term=_("Value"), text=card.worth),
            Definition(term=_("Term"), text=_term(one)),
            Definition(term=_("Type of contract"), text=str(CONTRACTS.get(one.contract, ""))),
            Definition(term=_("Category"), text=one.category),
            Definition(term=_("CPV codes"), items=tuple(_code(code) for code in one.cpv)),
            Definition(term=_("Whom may the market ask?"), text=one.contact),
            Definition(term=_("Public since"), text=said_day(one.published_at)),
            Definition(term=_("Last changed"), text=said_day(one.changed_at)),
        ),
        back=Link(home_name, home),
    )


def card_of(one: Opportunity, url: str) -> OpportunityCard:
    """A public line in the reader's language."""
    facts: list[Any] = [CONTRACTS.get(one.contract, ""), one.category, _term(one)]
    return OpportunityCard(
        title=one.title,
        url=url,
        authority=one.organisation.name,
        quarter=quarter_name(one),
        worth=worth(one) or _("Value not known yet"),
        facts=tuple(str(fact) for fact in facts if fact),
        description=one.description,
        marks=tuple(
            Mark(f"theme_{theme}", said(theme_name(theme))) for theme in THEMES if theme in one.themes
        ),
        badge=Badge(label=_("The procurement has begun"), tone=Tone.POSITIVE) if one.begun_at else None,
        contact=one.contact,
    )


def quarter_name(one: Opportunity) -> str:
    """ "Kwartaal 3 van 2027"."""
    return said(queries.quarter_of(one).text).capitalize()


def worth(one: Opportunity) -> str:
    """What it is worth, in words; empty where nobody knows."""
    low, high = one.value_low_cents, one.value_high_cents
    band = Band(None if low is None else from_cents(low), None if high is None else from_cents(high))
    return said(band_text(band)).replace("€ ", "€\u00a0")


def _row(actor: Actor, one: Opportunity) -> Row:
    themes = [said(theme_name(theme)) for theme in THEMES if theme in one.themes]
    state = Badge(label=_("Begun"), tone=Tone.POSITIVE) if one.begun_at else Badge(label=_("Expected"))
    return Row(
        (
            Cell(
                text=one.title,
                url=reverse("market:opportunity", args=[actor.slug, one.public_id]),
                note=one.category,
            ),
            Cell(text=one.organisation.name),
            Cell(text=_("Q%(number)s %(year)s") % {"number": one.quarter, "year": one.year}),
            Cell(text=worth(one)),
            Cell(text=", ".join(themes)),
            Cell(badge=state),
        )
    )


def _nothing(here: str, used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("Nothing fits these filters"),
            text=_("Take a filter away, or use other words."),
            drawing="search",
        )
    return EmptyState(
        title=_("Nothing is public yet"), text=_("Look again later, or follow the feed."), drawing="paper"
    )


def _term(one: Opportunity) -> str:
    return _("%(count)s months") % {"count": one.duration_months} if one.duration_months else ""


def _code(code: str) -> str:
    language: Literal["nl", "en"] = "en" if reader_language().startswith("en") else "nl"
    try:
        return f"{code} {cpv_catalogue().label(code, language) or ''}".strip()
    except CpvNotBuilt:
        return code


# --- for programs -----------------------------------------------------------------------------------------


def opportunity_record(one: Opportunity, address: Callable[[str], str]) -> PublishedOpportunity:
    """A public line as the interface gives it."""
    low, high = one.value_low_cents, one.value_high_cents
    quarter = queries.quarter_of(one)
    return PublishedOpportunity(
        id=one.public_id,
        url=address(reverse("public_calendar:opportunity", args=[one.organisation.slug, one.public_id])),
        authority=OpportunityAuthority(slug=one.organisation.slug, name=one.organisation.name),
        title=one.title,
        description=one.description,
        year=one.year,
        quarter=one.quarter,
        expected_from=quarter.first_day,
        expected_until=quarter.last_day,
        value=OpportunityValue(
            low=None if low is None else from_cents(low), high=None if high is None else from_cents(high)
        ),
        duration_months=one.duration_months,
        contract=one.contract or None,
        cpv=tuple(one.cpv),
        category=one.category or None,
        themes=tuple(one.themes),
        contact=one.contact or None,
        begun=one.begun_at is not None,
        published_at=one.published_at,
        changed_at=one.changed_at,
    )
