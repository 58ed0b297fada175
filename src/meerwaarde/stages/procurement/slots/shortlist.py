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
    EmptyState,
    Kpi,
    Row,
    Section,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_percentage
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.pages import invitee_badge
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
