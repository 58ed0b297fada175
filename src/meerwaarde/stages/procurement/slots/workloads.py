"""Who has how many procurements running: for the page that tells who carries what."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Workload
from meerwaarde.stages.procurement.queries.workloads import running_per_client


@slots.workloads.register("procurement.clients", order=40)
def clients(actor: Actor) -> list[Workload]:
    """Running procurements per client, and those that have none."""
    return [
        Workload(
            kind="procurement",
            label=_("Running procurements"),
            count=one.count,
            membership=one.client,
            department=one.department,
        )
        for one in running_per_client(actor)
    ]
