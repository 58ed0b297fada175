"""Opening a file marks it as seen. No fact of the journal: nobody answers for having looked."""

from __future__ import annotations

from datetime import datetime

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.procurement.models import LastLook, Procurement


def look(actor: Actor, procurement: Procurement, *, at: datetime) -> None:
    """Remember that this person looked now; the installation itself never looks."""
    if actor.person_id is not None:
        LastLook.keep(procurement, actor.person_id, at)
