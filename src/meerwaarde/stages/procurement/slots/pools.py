"""What other pages learn of buying together."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, NavItem, Section, ThreadNode, Wait
from meerwaarde.platform.layout.notation import shortened
from meerwaarde.stages.procurement.queries import pools as queries
from meerwaarde.stages.procurement.queries.calendar import line


@dataclass(frozen=True)
class TogetherSection:
    """Who else expects this, and the pools in which the line stands."""

    lines: tuple[str, ...]
    actions: tuple[Action, ...]


@slots.navigation.register("procurement.pools", order=42)
def navigation(actor: Actor) -> list[NavItem]:
    """Buying together, for who reads it."""
    if not actor.may("pools.read"):
        return []
    return [
        NavItem(
            label=_("Buy together"),
            url=reverse("calendar:pools", args=[actor.slug]),
            icon="people",
            group="procurement",
        )
    ]


@slots.waits.register("procurement.pools", order=26)
def waits(actor: Actor) -> list[Wait]:
    """Proposals of others that have no answer yet."""
    if not actor.may("pools.write"):
        return []
    return [
        Wait(
            label=one.title,
            url=reverse("calendar:pool", args=[actor.slug, one.public_id]),
            note=_("%(lead)s asks whether you buy this together.") % {"lead": one.lead.name},
            icon="people",
        )
        for one in queries.waiting_invitations(actor)
    ]


@slots.page_sections.register("procurement.pools", order=44)
def of_line(actor: Actor, subject: slots.Subject) -> list[Section]:
    """On a line of the calendar: who in the region expects the same."""
    if subject.kind != "expectedprocurement" or not actor.may("pools.read"):
        return []
    found = line(actor, subject.public_id)
    if found is None:
        return []
    running = queries.pools_of_line(actor, subject.public_id)
    peers = () if running else queries.peers_of(actor, found)
    if not running and not peers:
        return []
    links = [
        Action(label=one.title, url=reverse("calendar:pool", args=[actor.slug, one.public_id]), icon="people")
        for one in running
    ]
    if peers and actor.may("pools.write"):
        url = reverse("calendar:pool_propose", args=[actor.slug, subject.public_id])
        links.append(Action(label=_("Propose to buy together"), url=url, icon="people"))
    told = ngettext(
        "%(number)s authority in your region expects the same: %(names)s.",
        "%(number)s authorities in your region expect the same: %(names)s.",
        len({peer.organisation for peer in peers}),
    )
    names = sorted({peer.organisation for peer in peers})
    return [
        Section(
            title=_("Buy together"),
            template="procurement/parts/together.html",
            content=TogetherSection(
                (told % {"number": len(names), "names": ", ".join(names)},) if names else (), tuple(links)
            ),
            icon="people",
            anchor="together",
        )
    ]


@slots.thread_links.register("procurement.pools", order=44)
def links(actor: Actor, subject: slots.Subject) -> list[ThreadNode]:
    """From a procurement back to the authorities that buy it together."""
    if subject.kind != "procurement" or not actor.may("pools.read"):
        return []
    found = queries.pool_of_procurement(actor, subject.public_id)
    if found is None:
        return []
    return [
        ThreadNode(
            kind=_("Joint procurement"),
            label=shortened(found.title, 60),
            url=reverse("calendar:pool", args=[actor.slug, found.public_id]),
            icon="people",
            rank=46,
        )
    ]


exporters.register("pool", queries.pools_for_dossier)
exporters.register("poolmember", queries.parts_for_dossier)
link_kind("pool", "calendar:pool", "pools.read")
name_kind("pool", queries.names_of_pools)
