"""What alerts add to other pages: the way to one's own, and what asks for attention."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import name_kind
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem, Wait
from meerwaarde.stages.market.queries import alerts as queries


@slots.navigation.register("market.alerts", order=39)
def alerts(actor: Actor) -> list[NavItem]:
    """One's own alerts."""
    if not actor.may("alerts.own"):
        return []
    url = reverse("market:alerts", args=[actor.slug])
    return [NavItem(label=_("Alerts"), url=url, icon="message", group="market")]


@slots.waits.register("market.alerts", order=39)
def stopped(actor: Actor) -> list[Wait]:
    """Webhooks that stopped: only their owner can do something."""
    return [
        Wait(
            label=_("Messages of “%(name)s” to another system stopped") % {"name": profile.name},
            url=reverse("market:alert", args=[actor.slug, profile.public_id]),
            note=_("It kept failing. Mend the address and save the alert again."),
            icon="message",
        )
        for profile in queries.stopped_webhooks(actor)
    ]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """The journal names one's own alerts only: what somebody looks for is nobody else's business."""
    return dict(queries.alerts_of(actor).filter(public_id__in=public_ids).values_list("public_id", "name"))


name_kind("alertprofile", _names)
