"""What the market stage keeps: notices, suppliers and what was taken in from files."""

from meerwaarde.rules.suppliers import LAST_DAY
from meerwaarde.stages.market.models.notices import VERDICTS, Notice, NoticeFile
from meerwaarde.stages.market.models.opportunities import Opportunity
from meerwaarde.stages.market.models.suppliers import (
    Credential,
    Offering,
    Supplier,
    SupplierFacet,
    SupplierImport,
    SupplierImportRow,
)

__all__ = [
    "LAST_DAY",
    "VERDICTS",
    "Credential",
    "Notice",
    "NoticeFile",
    "Offering",
    "Opportunity",
    "Supplier",
    "SupplierFacet",
    "SupplierImport",
    "SupplierImportRow",
]
