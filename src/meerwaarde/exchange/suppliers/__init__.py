"""Lists of suppliers: registers and own lists in CSV, XLSX or ODS, with any headings."""

from meerwaarde.exchange.suppliers.mapping import (
    REASON_COLUMN,
    RETURN_COLUMN,
    ROLE_NAMES,
    MappedColumn,
    Proposal,
    ProposedColumn,
    SupplierMapping,
    checked,
    propose,
    read_mapping,
)
from meerwaarde.exchange.suppliers.read import RowReader, open_list, read, read_rows
from meerwaarde.exchange.suppliers.records import (
    ROLES,
    Complaint,
    CredentialClaim,
    Role,
    SupplierReading,
    SupplierRecord,
    SupplierRow,
)

__all__ = [
    "REASON_COLUMN",
    "RETURN_COLUMN",
    "ROLES",
    "ROLE_NAMES",
    "Complaint",
    "CredentialClaim",
    "MappedColumn",
    "Proposal",
    "ProposedColumn",
    "Role",
    "RowReader",
    "SupplierMapping",
    "SupplierReading",
    "SupplierRecord",
    "SupplierRow",
    "checked",
    "open_list",
    "propose",
    "read",
    "read_mapping",
    "read_rows",
]
