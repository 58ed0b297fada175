"""What the pages of other rooms learn of the market."""

from meerwaarde.stages.market.slots import notices, opportunities, regions, supplier_imports, suppliers

__all__ = ["notices", "opportunities", "regions", "supplier_imports", "suppliers"]
from meerwaarde.stages.market.slots import firms

__all__ = ["firms", "notices", "opportunities", "supplier_imports", "suppliers"]
