"""What the pages of other rooms learn of procurements and what belongs to them."""

from meerwaarde.stages.procurement.slots import (
    calendar,
    explanations,
    goals,
    procurements,
    quick_purchases,
    shortlist,
    tenzij_register,
    workloads,
)

__all__ = [
    "calendar",
    "explanations",
    "goals",
    "procurements",
    "quick_purchases",
    "shortlist",
    "tenzij_register",
    "workloads",
]
