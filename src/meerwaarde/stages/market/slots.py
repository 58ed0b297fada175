"""What the pages of other rooms learn of notices."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem


@slots.navigation.register("market.notices", order=30)
def notices(actor: Actor) -> list[NavItem]:
    """Notices, for who may read them."""
    if not actor.may("notices.read"):
        return []
    return [NavItem(label=_("Notices"), url=reverse("market:notices", args=[actor.slug]), icon="notice")]
