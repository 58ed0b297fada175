"""Enquiries on the pages of other rooms: on a procurement, and its step "Suppliers"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, Section, Table, Turn
from meerwaarde.stages.market.pages.enquiries import enquiries_table
from meerwaarde.stages.market.queries import enquiries as queries

PROCUREMENT_PAGES = ("procurement", "shortlist")


@dataclass(frozen=True)
class Asked:
    """What was asked the market for a procurement, and the way to ask more."""

    table: Table | None
    action: Action


@slots.page_sections.register("market.enquiries", order=55)
def of_procurement(actor: Actor, subject: slots.Subject) -> list[Section]:
    """What suppliers were asked for this procurement, with the button to ask them something."""
    if subject.kind not in PROCUREMENT_PAGES or not actor.may("enquiries.write"):
        return []
    if not slots.ask_for.collect(actor, subject.public_id):
        return []
    rows = queries.enquiries_about(actor, subject.public_id)
    url = f"{reverse('market:enquiry_new', args=[actor.slug])}?inkoop={subject.public_id}"
    return [
        Section(
            title=_("Ask suppliers first"),
            template="market/parts/enquiries_section.html",
            content=Asked(
                enquiries_table(actor, rows) if rows else None,
                Action(
                    label=_("Ask suppliers something"),
                    url=url,
                    icon="message",
                ),
            ),
            icon="help",
            anchor="enquiries",
        )
    ]


@slots.turns.register("market.enquiries", order=10)
def turns(actor: Actor, since: date) -> list[Turn]:
    """Every time a supplier was asked through an enquiry."""
    return [
        Turn(
            supplier=lead.supplier.public_id,
            supplier_name=lead.supplier.name,
            on=day,
            kind="enquiry",
            title=lead.enquiry.title,
            url=reverse("market:enquiry", args=[actor.slug, lead.enquiry.public_id])
            if actor.may("enquiries.write")
            else "",
        )
        for lead, day in queries.asked_turns(actor, since)
        if lead.enquiry
    ]
