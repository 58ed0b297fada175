"""Making a procurement findable by what it says now."""

from __future__ import annotations

from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.search.actions import index
from meerwaarde.stages.procurement.models import Procurement


def make_findable(actor: Actor, procurement: Procurement) -> None:
    """Title and number are shown to everybody of the authority; purpose and need are only searched."""
    index(
        organisation_id=actor.organisation_id,
        kind="procurement",
        object_id=procurement.public_id,
        url=reverse("procurement:detail", args=[actor.slug, procurement.public_id]),
        title=procurement.title,
        summary=procurement.number,
        text="\n".join((procurement.purpose_value, procurement.purpose_for, procurement.need)),
    )
