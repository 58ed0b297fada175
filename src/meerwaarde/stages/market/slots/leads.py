"""What the rest of the house learns of matches, enquiries and combinations."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem


@slots.navigation.register("market.fits", order=30)
def fits(actor: Actor) -> list[NavItem]:
    """What fits a firm."""
    if not actor.may("leads.answer"):
        return []
    url = reverse("market:fits", args=[actor.slug])
    return [NavItem(label=_("What fits you"), url=url, icon="search", group="market")]
