"""What the pages of other rooms learn of spend."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem
from meerwaarde.stages.spend.queries import batches as queries


@slots.navigation.register("spend.batches", order=80)
def navigation(actor: Actor) -> list[NavItem]:
    """Files of payments, for who brings them in."""
    if not actor.may("spend.import"):
        return []
    here = f"/{actor.slug}/uitgaven/"
    url = reverse("spend:batches", args=[actor.slug])
    return [NavItem(label=_("Spend"), url=url, prefix=here, icon="spend", group="procurement")]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these files."""
    return queries.batch_names(actor, public_ids)


exporters.register("spendbatch", queries.batches_for_dossier)
exporters.register("spendsource", queries.sources_for_dossier)
link_kind("spendbatch", "spend:batch", "spend.import")
name_kind("spendbatch", _names)
