"""What the pages of other rooms learn of the market."""

from meerwaarde.stages.market.slots import (
    firms,
    notices,
    opportunities,
    regions,
    supplier_imports,
    suppliers,
)

__all__ = ["firms", "notices", "opportunities", "regions", "supplier_imports", "suppliers"]
