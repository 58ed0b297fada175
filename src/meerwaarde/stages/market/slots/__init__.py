"""What the pages of other rooms learn of the market."""

from meerwaarde.stages.market.slots import notices, supplier_imports, suppliers

__all__ = ["notices", "supplier_imports", "suppliers"]
