"""What the rest of the house learns of matches, enquiries and combinations."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem, Section, Wait
from meerwaarde.stages.market.pages.fits import fits_at_home
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.combinations import left_to_lead, waiting_parts
from meerwaarde.stages.market.queries.suppliers import own_supplier


@slots.navigation.register("market.fits", order=30)
def fits(actor: Actor) -> list[NavItem]:
    """What fits a firm, and what it is asked."""
    if not actor.may("leads.answer"):
        return []
    return [
        NavItem(
            label=_("What fits you"),
            url=reverse("market:fits", args=[actor.slug]),
            icon="search",
            group="market",
        ),
        NavItem(
            label=_("Asked of you"),
            url=reverse("market:asked_list", args=[actor.slug]),
            icon="message",
            group="market",
        ),
        NavItem(
            label=_("Combinations"),
            url=reverse("market:combinations", args=[actor.slug]),
            icon="people",
            group="market",
        ),
    ]


@slots.home_sections.register("market.fits", order=20)
def fits_on_home(actor: Actor) -> list[Section]:
    """What fits best, for a firm."""
    if not actor.may("leads.answer") or own_supplier(actor) is None:
        return []
    return [
        Section(
            title=_("What fits you"),
            template="market/first_fits_home.html",
            content=fits_at_home(actor),
            icon="search",
            anchor="fits",
        )
    ]


@slots.navigation.register("market.enquiries", order=34)
def enquiries(actor: Actor) -> list[NavItem]:
    """Asking the market."""
    if not actor.may("enquiries.write"):
        return []
    url = reverse("market:enquiries", args=[actor.slug])
    return [NavItem(label=_("Enquiries"), url=url, icon="help", group="market")]


@slots.waits.register("market.enquiries", order=34)
def waits(actor: Actor) -> list[Wait]:
    """Enquiries to answer, questions of suppliers, and what came of earlier ones."""
    now = timezone.now()
    return [
        *(
            Wait(
                label=_("Asked: %(title)s") % {"title": one.enquiry.title},
                url=reverse("market:asked", args=[actor.slug, one.public_id]),
                note=one.enquiry.organisation.name,
                icon="message",
                due=timezone.localdate(one.enquiry.closes_at),
            )
            for one in queries.waiting_answers(actor, now)
            if one.enquiry
        ),
        *(
            Wait(
                label=_("Together? %(title)s") % {"title": one.combination.name},
                url=reverse("market:combinations", args=[actor.slug]),
                note=one.combination.leader.name,
                icon="people",
            )
            for one in waiting_parts(actor)
        ),
        *(
            Wait(
                label=_("A firm does not take part: %(title)s") % {"title": one.name},
                url=reverse("market:combinations", args=[actor.slug]),
                note=_("Choose what now"),
                icon="people",
            )
            for one in left_to_lead(actor)
        ),
        *(
            Wait(
                label=_("A supplier asks something: %(title)s") % {"title": one.lead.enquiry.title},
                url=reverse("market:enquiry", args=[actor.slug, one.lead.enquiry.public_id]),
                icon="help",
                due=timezone.localdate(one.lead.enquiry.closes_at),
            )
            for one in queries.waiting_questions(actor)
            if one.lead.enquiry
        ),
        *(
            Wait(
                label=_("What came of it? %(title)s") % {"title": one.enquiry.title},
                url=reverse("market:lead_outcome", args=[actor.slug, one.public_id]),
                note=one.enquiry.organisation.name
                if one.supplier.firm_id == actor.organisation_id
                else one.supplier.name,
                icon="done",
            )
            for one in queries.to_ask_afterwards(actor, now)
            if one.enquiry
        ),
    ]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    own = queries.enquiries_visible_to(actor).filter(public_id__in=public_ids)
    return dict(own.order_by().values_list("public_id", "title"))


name_kind("enquiry", _names)
link_kind("enquiry", "market:enquiry", "enquiries.write")
