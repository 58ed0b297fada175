"""What the pages of other rooms learn of opportunities."""

from __future__ import annotations

from dataclasses import asdict

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, KindName, NavItem, SearchDocument
from meerwaarde.stages.market import queries


@slots.navigation.register("market.opportunities", order=32)
def opportunities(actor: Actor) -> list[NavItem]:
    """What all authorities expect to buy, for who reads calendars."""
    if not actor.may("calendar.read"):
        return []
    return [
        NavItem(
            label=_("Opportunities"),
            url=reverse("market:opportunities", args=[actor.slug]),
            icon="day",
            group="market",
        )
    ]


@slots.public_places.register("market.opportunities", order=32)
def calendar(slug: str) -> list[Action]:
    """The calendar that an authority shows to everybody, where it shows any."""
    if slug not in dict(queries.authorities_with_opportunities()):
        return []
    return [
        Action(label=_("Procurement calendar"), url=reverse("public_calendar:list", args=[slug]), icon="day")
    ]


@slots.kind_names.register("market.opportunities", order=32)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="opportunity",
            label=_("Opportunity"),
            plural=_("Opportunities"),
            permission="calendar.read",
            icon="day",
        )
    ]


@slots.search_documents.register("market.opportunities", order=32)
def documents(actor: Actor) -> list[SearchDocument]:
    """What this authority made public. All authorities find it."""
    return [
        SearchDocument(**asdict(one), everyone=True)
        for one in queries.all_opportunities_findable(actor.organisation_id)
    ]


exporters.register("opportunity", queries.opportunities_for_dossier)
link_kind("opportunity", "market:opportunity", "calendar.read")
name_kind("opportunity", queries.opportunity_names)
