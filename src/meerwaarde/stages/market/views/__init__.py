"""The doors to the market."""

from meerwaarde.stages.market.views.notices import import_notice, notice, notices, original
from meerwaarde.stages.market.views.supplier_parts import (
    credential_edit,
    credential_new,
    credential_verify,
    credential_withdraw,
    offering_edit,
    offering_new,
    offering_strike,
)
from meerwaarde.stages.market.views.suppliers import (
    export_suppliers,
    supplier,
    supplier_archive,
    supplier_cpv,
    supplier_edit,
    supplier_new,
    supplier_restore,
    supplier_similar,
    suppliers,
)

__all__ = [
    "credential_edit",
    "credential_new",
    "credential_verify",
    "credential_withdraw",
    "export_suppliers",
    "import_notice",
    "notice",
    "notices",
    "offering_edit",
    "offering_new",
    "offering_strike",
    "original",
    "supplier",
    "supplier_archive",
    "supplier_cpv",
    "supplier_edit",
    "supplier_new",
    "supplier_restore",
    "supplier_similar",
    "suppliers",
]
