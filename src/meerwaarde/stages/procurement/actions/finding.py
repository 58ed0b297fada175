"""Making a procurement findable by what it says now."""

from __future__ import annotations

from dataclasses import asdict

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.search.actions import index
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries import findable


def make_findable(actor: Actor, procurement: Procurement) -> None:
    """Put it in the search index, or anew."""
    index(organisation_id=actor.organisation_id, **asdict(findable(actor.slug, procurement)))
