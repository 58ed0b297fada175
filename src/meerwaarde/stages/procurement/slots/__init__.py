"""What the pages of other rooms learn of procurements and what belongs to them."""

from meerwaarde.stages.procurement.slots import procurements

__all__ = ["procurements"]
