"""What the pages of other rooms learn of lists that are taken in."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Wait
from meerwaarde.stages.market.queries import supplier_imports as queries


@slots.waits.register("market.supplier_imports", order=35)
def waits(actor: Actor) -> list[Wait]:
    """Lists that this person brought in, with rows that wait for somebody."""
    found = []
    for batch, rows in queries.waiting_of(actor):
        told = ngettext("%(number)s row waits", "%(number)s rows wait", rows) % {"number": rows}
        url = reverse("market:supplier_import", args=[actor.slug, batch.public_id])
        label = _("List “%(source)s”") % {"source": batch.source}
        found.append(Wait(label=label, url=url, note=told, icon="supplier"))
    return found


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these lists: their source."""
    return queries.import_names(actor, public_ids)


exporters.register("supplierimport", queries.supplier_imports_for_dossier)
link_kind("supplierimport", "market:supplier_import", "suppliers.import")
name_kind("supplierimport", _names)
