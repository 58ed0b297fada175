"""Who else was at a file: whose hand a step was last in, and what changed since somebody last looked."""

from __future__ import annotations

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.queries import events_about
from meerwaarde.platform.organisations.queries import names_of_persons
from meerwaarde.stages.procurement.models import Procurement

WRITES = {"scope": ("procurement.scope", "procurement.impact_lot")}
"""Actions that write a step, where that is more than the one named after it."""


def last_other_hand(actor: Actor, procurement: Procurement, step: str) -> str:
    """The name of the colleague who saved a step last; empty where that is not known any more."""
    wanted = WRITES.get(step, (f"procurement.{step}",))
    about = events_about(actor.organisation_id, "procurement", procurement.public_id)
    newest = about.filter(action__in=wanted).exclude(person=actor.person).first()
    return names_of_persons({newest.person}).get(newest.person, "") if newest else ""
