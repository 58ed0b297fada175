"""What the pages of other rooms learn of the market."""

from meerwaarde.stages.market.slots import (
    alerts,
    consultations,
    contacts,
    enquiries,
    firms,
    kept_searches,
    leads,
    meetings,
    needs,
    notices,
    open_profile,
    opportunities,
    proof,
    regions,
    supplier_imports,
    suppliers,
)

__all__ = [
    "alerts",
    "consultations",
    "contacts",
    "enquiries",
    "firms",
    "kept_searches",
    "leads",
    "meetings",
    "needs",
    "notices",
    "open_profile",
    "opportunities",
    "proof",
    "regions",
    "supplier_imports",
    "suppliers",
]
