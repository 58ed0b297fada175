"""What the pages of other rooms learn of the market."""

from meerwaarde.stages.market.slots import notices

__all__ = ["notices"]
