"""What the pages of other rooms learn of procurements and what belongs to them."""

from meerwaarde.stages.procurement.slots import (
    ambition_webs,
    asking,
    calendar,
    evidence,
    explanations,
    goals,
    inventory,
    pools,
    procurements,
    quick_purchases,
    shortlist,
    tenzij_register,
    workloads,
)

__all__ = [
    "ambition_webs",
    "asking",
    "calendar",
    "evidence",
    "explanations",
    "goals",
    "inventory",
    "pools",
    "procurements",
    "quick_purchases",
    "shortlist",
    "tenzij_register",
    "workloads",
]
