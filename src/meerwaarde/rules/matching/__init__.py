"""Which suppliers fit a purchase, and why: reasons met, not met and unknown."""

from meerwaarde.rules.matching.records import (
    HeldCredential,
    Match,
    Need,
    Reason,
    SupplierProfile,
)

__all__ = ["HeldCredential", "Match", "Need", "Reason", "SupplierProfile"]
