"""What other pages learn of shortlists: whose turn it was, and how the turns are spread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Badge,
    Cell,
    Column,
    Considered,
    EmptyState,
    Kpi,
    Row,
    Section,
    Table,
    Tone,
    Turn,
)
from meerwaarde.platform.layout.notation import format_day, format_percentage
from meerwaarde.rules.invitation import invitation_reasons
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import DECLINED, INVITED
from meerwaarde.rules.suppliers import months_later
from meerwaarde.rules.turns import months_counted, spread
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.models import Invitee
from meerwaarde.stages.procurement.pages import invitee_badge
from meerwaarde.stages.procurement.queries.listed_firms import asked_of_firm
from meerwaarde.stages.procurement.slots.procurements import ProcurementsSection

A_YEAR = 12


@slots.page_sections.register("procurement.asked", order=42)
def asked(actor: Actor, subject: slots.Subject) -> list[Section]:
    """In which procurements we asked this supplier, on its page."""
    if subject.kind != "supplier" or not actor.may("procurements.read"):
        return []
    return [
        Section(
            title=_("Asked by us"),
            template="procurement/parts/section.html",
            content=ProcurementsSection(_table(actor, queries.asked_from(actor, subject.public_id))),
            icon="procurement",
            anchor="asked",
        )
    ]


@slots.turns.register("procurement.shortlists", order=20)
def invitations(actor: Actor, since: date) -> list[Turn]:
    """Every question for a quote on a shortlist."""
    if not actor.may("procurements.read"):
        return []
    address = addresses("procurement:shortlist", actor.slug)
    return [_turn(one, "shortlist", address) for one in queries.invitations_since(actor, since)]


@slots.turns.register("procurement.purchases", order=30)
def purchases(actor: Actor, since: date) -> list[Turn]:
    """Every quick purchase at a supplier of the directory."""
    address = addresses("quick:detail", actor.slug)
    return [_turn(one, "purchase", address) for one in queries.purchases_since(actor, since)]


def _turn(one: queries.AskedFrom, kind: str, address: Callable[[str], str]) -> Turn:
    return Turn(
        supplier=one.supplier,
        supplier_name=one.supplier_name,
        on=one.on,
        kind=kind,
        title=one.title,
        url=address(one.about),
    )


@slots.key_figures.register("procurement.turns", order=26)
def turns(actor: Actor) -> list[Kpi]:
    """Which part of the turns of the last year went to a newcomer, over all ways of asking alike."""
    if not actor.may("procurements.read"):
        return []
    today, language = timezone.localdate(), get_language() or "nl"
    months = months_counted(Law.on(today))
    year_ago = months_later(today, -A_YEAR)
    found = spread(slots.turns.collect(actor, months_later(year_ago, -months)), months, since=year_ago)
    share = found.share_of_newcomers
    if share is None:
        return []
    firms = ngettext("%(count)d firm asked", "%(count)d firms asked", found.firms) % {"count": found.firms}
    told = _("%(new)s of %(all)s enquiries, questions for a quote and quick purchases of a year; %(firms)s.")
    return [
        Kpi(
            label=_("Asked from newcomers"),
            value=f"{format_percentage(Decimal(round(share * 100)), language)}%",
            note=told % {"new": found.newcomers, "all": found.asked, "firms": firms},
            icon="people",
            share=share,
            url=reverse("market:funnel", args=[actor.slug]) if actor.may("enquiries.write") else "",
        )
    ]


def _table(actor: Actor, found: list[queries.Invitee]) -> Table:
    language = get_language() or "nl"
    return Table(
        caption=_("Asked by us"),
        caption_hidden=True,
        columns=(Column(label=_("Procurement")), Column(label=_("Asked on")), Column(label=_("State"))),
        rows=tuple(
            Row(
                (
                    Cell(
                        text=one.procurement.title,
                        url=reverse("procurement:shortlist", args=[actor.slug, one.procurement.public_id]),
                        note=one.procurement.number,
                    ),
                    Cell(
                        text=format_day(one.invited_on, language) if one.invited_on else "",
                        badge=Badge(label=_("Newcomer"), tone=Tone.INFO) if one.newcomer else None,
                    ),
                    Cell(badge=invitee_badge(one.state)),
                )
            )
            for one in found
        ),
        empty=EmptyState(
            title=_("Not asked by us yet"),
            text=_("A newcomer gets a place in the list of suppliers for a procurement."),
            drawing="people",
        ),
    )


exporters.register("invitee", queries.invitees_for_dossier)
exporters.register("shortlistsearch", queries.searches_for_dossier)


FOR_THE_BUYER = "turn"
"""How often this buyer asked the firm: advice to the buyer on whose turn it is, and no part of the fit."""


@slots.considered.register("procurement.asked", order=42)
def asked_of_us(actor: Actor, supplier_id: str) -> list[Considered]:
    """For the firm itself: on which ground it was asked, and how its profile stood beside the need."""
    language = get_language() or "nl"
    return [
        Considered(
            authority=one.procurement.organisation.name,
            authority_slug=one.procurement.organisation.slug,
            quoted=one.state not in (DECLINED, INVITED),
            title=one.procurement.title,
            asked_on=one.invited_on,
            answer=_answer(one),
            ground=_ground(one, language),
            unclear=tuple(
                reason["code"] for column in ("not_met", "unknown") for reason in one.match.get(column, ())
            ),
            **{
                column: tuple(
                    reason["text"][language[:2]]
                    for reason in one.match.get(column, ())
                    if reason["code"] != FOR_THE_BUYER
                )
                for column in ("met", "not_met", "unknown")
            },
        )
        for one in asked_of_firm(actor, supplier_id)
        if one.invited_on is not None
    ]


def _answer(one: Invitee) -> str:
    """What the firm did itself. Who was chosen the authority tells, not this page."""
    if one.state == DECLINED:
        return _("You declined.")
    if one.state == INVITED:
        return _("You were asked. No answer is recorded.")
    return _("Your quotation came in. The authority tells you the outcome itself.")


def _ground(one: Invitee, language: str) -> str:
    try:
        known = invitation_reasons(Law.on(one.invited_on or timezone.localdate()))
    except NoParameter:
        return ""
    return next((each.name.in_language(language) for each in known if each.code == one.reason), "")
