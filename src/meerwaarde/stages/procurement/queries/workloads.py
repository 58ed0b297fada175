"""Who has how many procurements running."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.procurement.queries.reading import RUNNING, visible_to


@dataclass(frozen=True)
class Running:
    """Running procurements of one client in one department; `client` is a public id, or ""."""

    client: str
    department: str
    count: int


def running_per_client(actor: Actor) -> list[Running]:
    """The running procurements that the actor may see, counted per client and department."""
    rows = (
        visible_to(actor)
        .filter(state__in=RUNNING)
        .order_by()
        .values_list("client__public_id", "department__code")
        .annotate(Count("pk"))
    )
    return [Running(client or "", department or "", count) for client, department, count in rows]
