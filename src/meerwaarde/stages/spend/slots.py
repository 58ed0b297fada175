"""What the pages of other rooms learn of spend."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem, Wait
from meerwaarde.rules.lifecycle import SPEND_BATCH
from meerwaarde.stages.spend.queries import batches as queries


@slots.navigation.register("spend.figures", order=80)
def navigation(actor: Actor) -> list[NavItem]:
    """Where the money went."""
    if not actor.may("spend.figures"):
        return []
    here = reverse("spend:figures", args=[actor.slug])
    return [NavItem(label=_("Spend"), url=here, prefix=here, icon="spend", group="procurement")]


@slots.waits.register("spend.batches", order=60)
def waits(actor: Actor) -> list[Wait]:
    """Files that this person brought in and that do not count yet."""
    return [
        Wait(
            label=_("File “%(file)s”") % {"file": batch.file_name},
            url=reverse("spend:batch", args=[actor.slug, batch.public_id]),
            note=SPEND_BATCH.state(batch.state).name.in_language(get_language() or "nl"),
            icon="spend",
        )
        for batch in queries.waiting_of(actor)
    ]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these files."""
    return queries.batch_names(actor, public_ids)


exporters.register("spendbatch", queries.batches_for_dossier)
exporters.register("spendsource", queries.sources_for_dossier)
link_kind("spendbatch", "spend:batch", "spend.import")
name_kind("spendbatch", _names)
