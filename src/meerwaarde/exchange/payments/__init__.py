"""Files of creditor lines and invoices as ledgers export them: what they are, what their columns mean."""

from meerwaarde.exchange.payments.mapping import read_mapping
from meerwaarde.exchange.payments.read import propose_mapping
from meerwaarde.exchange.payments.records import (
    ROLE_NAMES,
    MappedColumn,
    Note,
    PaymentMapping,
    Proposal,
    ProposedColumn,
    Role,
)

__all__ = [
    "ROLE_NAMES",
    "MappedColumn",
    "Note",
    "PaymentMapping",
    "Proposal",
    "ProposedColumn",
    "Role",
    "propose_mapping",
    "read_mapping",
]
