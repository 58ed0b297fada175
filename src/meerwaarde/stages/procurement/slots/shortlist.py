"""What other pages learn of shortlists: whose turn it was, and how the turns are spread."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
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
)
from meerwaarde.platform.layout.notation import format_day, format_percentage
from meerwaarde.rules.invitation import invitation_reasons
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import DECLINED, INVITED
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.models import Invitee
from meerwaarde.stages.procurement.pages import invitee_badge
from meerwaarde.stages.procurement.queries.listed_firms import asked_of_firm
from meerwaarde.stages.procurement.slots.procurements import ProcurementsSection


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


@slots.key_figures.register("procurement.turns", order=26)
def turns(actor: Actor) -> list[Kpi]:
    """Which part of the questions for a quote went to a newcomer in the last year."""
    if not actor.may("procurements.read"):
        return []
    found, language = queries.spread_of_turns(actor, timezone.localdate()), get_language() or "nl"
    share = found.share_of_newcomers
    if share is None:
        return []
    firms = ngettext("%(count)d firm asked", "%(count)d firms asked", found.firms) % {"count": found.firms}
    return [
        Kpi(
            label=_("Asked from newcomers"),
            value=f"{format_percentage(Decimal(round(share * 100)), language)}%",
            note=_("%(new)s of %(all)s questions for a quote in the last year; %(firms)s.")
            % {"new": found.newcomers, "all": found.asked, "firms": firms},
            icon="people",
            share=share,
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


@slots.considered.register("procurement.asked", order=42)
def asked_of_us(actor: Actor, supplier_id: str) -> list[Considered]:
    """For the firm itself: on which ground it was asked, and how its profile stood beside the need."""
    language = get_language() or "nl"
    return [
        Considered(
            authority=one.procurement.organisation.name,
            title=one.procurement.title,
            asked_on=one.invited_on,
            answer=_answer(one),
            ground=_ground(one, language),
            unclear=tuple(
                reason["code"] for column in ("not_met", "unknown") for reason in one.match.get(column, ())
            ),
            **{
                column: tuple(reason["text"][language[:2]] for reason in one.match.get(column, ()))
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
