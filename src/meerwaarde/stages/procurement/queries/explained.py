"""The explanations of a file as the rules of comply or explain read them."""

from __future__ import annotations

import msgspec

from meerwaarde.rules.compliance import Demand, Explained
from meerwaarde.rules.lifecycle import WITHDRAWN
from meerwaarde.stages.procurement.models import Explanation, Procurement


def explained_of(procurement: Procurement) -> tuple[Explained, ...]:
    """What the file explains; works on prefetched explanations, so that a list costs one query."""
    if procurement.pk is None:
        return ()
    return tuple(as_explained(one) for one in procurement.explanations.all() if one.state != WITHDRAWN)


def as_explained(one: Explanation) -> Explained:
    """One explanation as the rules read it."""
    return Explained(
        rule=one.rule_code,
        demand=demand_of(one),
        state=one.state,  # type: ignore[arg-type]
        reason=one.reason,
        review_on=one.review_on,
        text=one.text,
    )


def demand_of(one: Explanation) -> Demand:
    """What the rule asked when it was explained."""
    found: Demand = msgspec.convert(one.demand, Demand, strict=False)
    return found
