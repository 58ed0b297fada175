"""What the pages of other rooms learn of notices."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem
from meerwaarde.stages.market import queries


@slots.navigation.register("market.notices", order=30)
def notices(actor: Actor) -> list[NavItem]:
    """Notices, for who may read them."""
    if not actor.may("notices.read"):
        return []
    return [NavItem(label=_("Notices"), url=reverse("market:notices", args=[actor.slug]), icon="notice")]


exporters.register("notice", queries.notices_for_dossier)
link_kind("notice", "market:notice")
