"""What the pages of other rooms learn of procurements and what belongs to them."""

from meerwaarde.stages.procurement.slots import procurements, quick_purchases

__all__ = ["procurements", "quick_purchases"]
