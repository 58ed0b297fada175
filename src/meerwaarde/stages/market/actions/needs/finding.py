"""What the search finds of needs: those that are open, by everybody."""

from __future__ import annotations

from dataclasses import asdict

from meerwaarde.platform.search.actions import index, remove
from meerwaarde.stages.market.models import Need
from meerwaarde.stages.market.queries.needs import findable_need


def keep_findable(need: Need) -> None:
    """In the transaction that changes a need: found while it is open, and no longer after that."""
    if need.state == "open":
        index(organisation_id=None, **asdict(findable_need(need)))
    else:
        remove(kind="need", object_id=need.public_id)
