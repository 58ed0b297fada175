"""Reads of the ambition web of a procurement, and of the procurements of a web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.queries.ambition_webs import (
    AmbitionWeb,
    WebFilter,
    WebSession,
    agreed_levels,
    ambition_web,
    filtered_webs,
    latest_agreed,
    sessions_with_outcomes,
)
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries.reading import visible_to


@dataclass(frozen=True)
class AgreedLevels:
    """What the last settled session over a web agreed, per theme, and why."""

    session: WebSession
    levels: Mapping[str, int]
    why: str

    def stand_in(self, procurement: Procurement) -> bool:
        """Whether the themes of the procurement say the same already."""
        chosen = procurement.themes
        return chosen is not None and all(
            chosen.get(theme, 0) == level for theme, level in self.levels.items()
        )


def web_of(actor: Actor, procurement: Procurement) -> AmbitionWeb | None:
    """The web that is tied to a procurement, as far as this actor may see webs."""
    tied = procurement.ambition_web
    return None if tied is None else ambition_web(actor, tied.public_id)


def agreed_for(actor: Actor, web: AmbitionWeb) -> AgreedLevels | None:
    """What the last settled session over a web agreed; None where there is none, or no theme in it."""
    latest = latest_agreed(actor, web)
    if latest is None:
        return None
    found = agreed_levels(latest.session)
    if not found:
        return None
    why = " ".join(one.reason for one in found if one.reason)
    return AgreedLevels(latest.session, {one.theme: one.level for one in found}, why)


def webs_to_tie(actor: Actor) -> list[AmbitionWeb]:
    """Webs of projects that can be tied, newest first."""
    return list(filtered_webs(actor, WebFilter(kind="project")).order_by("-pk")[:100])


def of_web(actor: Actor, web: str) -> list[Procurement]:
    """The procurements that a web is tied to, newest first."""
    return list(visible_to(actor).filter(ambition_web__public_id=web).order_by("-pk")[:50])


def of_web_session(actor: Actor, session: str) -> list[Procurement]:
    """The procurements of the web over which a session was held."""
    found = sessions_with_outcomes(actor, session)
    return [] if found is None else of_web(actor, found.web.public_id)
