"""What the pages of other rooms learn of the market."""

from meerwaarde.stages.market.slots import notices, suppliers

__all__ = ["notices", "suppliers"]
