"""What the pages of other rooms learn of regions."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import name_kind
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, Kpi, NavItem, Section, Wait
from meerwaarde.stages.market.queries import regions as queries


@dataclass(frozen=True)
class ShownIn:
    """Who in the region knows a firm, and what for."""

    lines: tuple[tuple[str, str], ...]
    show: Action | None


@slots.navigation.register("market.regions", order=37)
def regions(actor: Actor) -> list[NavItem]:
    """Working together, for who reads regions."""
    if not actor.may("regions.read"):
        return []
    return [
        NavItem(
            label=_("Region"),
            url=reverse("market:regions", args=[actor.slug]),
            icon="people",
            group="market",
        )
    ]


@slots.waits.register("market.regions", order=33)
def invitations(actor: Actor) -> list[Wait]:
    """Invitations of a region that nobody answered yet."""
    if not actor.may("regions.manage"):
        return []
    return [
        Wait(
            label=_("Take part in %(region)s?") % {"region": one.region.name},
            url=reverse("market:regions", args=[actor.slug]),
            note=_("The region invited your organisation."),
            icon="people",
        )
        for one in queries.regions_visible_to(actor).filter(member_id=actor.organisation_id, state="invited")
    ]


@slots.key_figures.register("market.region", order=15)
def of_region(actor: Actor) -> list[Kpi]:
    """What a region brought together so far, for who coordinates it."""
    if not actor.may("regions.manage") or not queries.coordinates(actor):
        return []
    found, url = queries.region_in_figures(actor), reverse("market:regions", args=[actor.slug])
    return [
        Kpi(
            label=_("Authorities that take part"),
            value=str(found.members),
            note=ngettext("%(n)s is invited", "%(n)s are invited", found.invited) % {"n": found.invited},
            icon="people",
            url=url,
        ),
        Kpi(
            label=_("With an ambassador"),
            value=str(found.with_ambassador),
            note=_("of %(n)s") % {"n": found.members},
            icon="person",
            share=found.with_ambassador / found.members if found.members else None,
            url=url,
        ),
        Kpi(
            label=_("Firms that members show each other"),
            value=str(found.shown),
            icon="supplier",
            url=url,
        ),
    ]


@slots.page_sections.register("market.regions", order=36)
def of_supplier(actor: Actor, subject: slots.Subject) -> list[Section]:
    """Who in the region knows a firm, on the page of that firm."""
    if subject.kind != "supplier" or not actor.may("regions.read"):
        return []
    joined = queries.own_regions_joined(actor)
    if not joined:
        return []
    shown = queries.picks_of_supplier(actor, subject.public_id)
    own = any(one.shown_for_id == actor.organisation_id for one in shown)
    url = reverse("market:region_pick_new", args=[actor.slug, subject.public_id])
    return [
        Section(
            title=_("In the region"),
            template="market/parts/region_section.html",
            content=ShownIn(
                tuple((one.shown_for.name, one.why) for one in shown),
                Action(label=_("Show to the region"), url=url, icon="people")
                if actor.may("suppliers.write") and not own
                else None,
            ),
            icon="people",
            anchor="region",
        )
    ]


name_kind("regionmember", queries.names_of_members)
