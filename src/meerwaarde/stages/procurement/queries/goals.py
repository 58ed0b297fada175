"""Reads of procurements from the side of the goals that they serve."""

from __future__ import annotations

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.queries import Goal, Slice
from meerwaarde.stages.policy.queries.keyset import keyset
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries.reading import visible_to


def count_for_goal(actor: Actor, goal: Goal) -> int:
    """How many procurements serve a goal."""
    return visible_to(actor).filter(goals=goal).count()


def page_for_goal(actor: Actor, goal: Goal, cursor: str, size: int) -> Slice[Procurement]:
    """One page of the procurements that serve a goal, newest first."""
    return keyset(visible_to(actor).filter(goals=goal), "pk", descending=True, cursor=cursor, size=size)


def served_by_state(actor: Actor, goals: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """Goal and procurement by public id, by the state of the procurement, in one query."""
    found: dict[str, list[tuple[str, str]]] = {}
    links = (
        visible_to(actor)
        .filter(goals__public_id__in=goals)
        .order_by("pk")
        .values_list("state", "goals__public_id", "public_id")
    )
    for state, goal, procurement in links:
        found.setdefault(state, []).append((goal, procurement))
    return found
