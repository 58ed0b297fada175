"""What the pages of other rooms learn of firms that come in themselves."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Link, NavItem, Wait
from meerwaarde.stages.market.queries import admissions as queries


@slots.navigation.register("market.applications", order=34)
def applications(actor: Actor) -> list[NavItem]:
    """The queue, for who decides."""
    if not actor.may("admissions.decide"):
        return []
    return [
        NavItem(
            label=_("Registrations"),
            url=reverse("market:applications", args=[actor.slug]),
            icon="task",
            group="market",
        )
    ]


@slots.waits.register("market.applications", order=34)
def applications_that_wait(actor: Actor) -> list[Wait]:
    """Firms that ask to be let in, longest first."""
    if not actor.may("admissions.decide"):
        return []
    return [
        Wait(
            label=_("Decide on the registration of %(firm)s") % {"firm": one.firm_name},
            url=reverse("market:application", args=[actor.slug, one.public_id]),
            note=_("waits since %(day)s") % {"day": f"{timezone.localdate(one.waits_since):%d-%m-%Y}"}
            if one.waits_since
            else "",
            icon="supplier",
        )
        for one in queries.applications_waiting(actor)
    ]


@slots.entrance_links.register("market.registration", order=30)
def ways_in() -> list[Link]:
    """A firm registers itself."""
    return [Link(label=_("Are you a firm? Register it here."), url=reverse("registration:start"))]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    return queries.application_names(actor, set(public_ids))


exporters.register("firmapplication", queries.applications_for_dossier)
link_kind("firmapplication", "market:application", "admissions.decide")
name_kind("firmapplication", _names)
