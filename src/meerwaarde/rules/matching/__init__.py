"""Which suppliers fit a purchase, and why: reasons met, not met and unknown."""

from meerwaarde.rules.matching.codes import Names
from meerwaarde.rules.matching.eligibility import Eligible, eligible
from meerwaarde.rules.matching.places import keep_places
from meerwaarde.rules.matching.pool import Pool, match
from meerwaarde.rules.matching.reasons import Reasons, reasons
from meerwaarde.rules.matching.records import (
    HeldCredential,
    Match,
    Need,
    Reason,
    SupplierProfile,
)
from meerwaarde.rules.matching.sureness import GRADES, Grade, Sureness, sureness, sureness_of

__all__ = [
    "GRADES",
    "Eligible",
    "Grade",
    "HeldCredential",
    "Match",
    "Names",
    "Need",
    "Pool",
    "Reason",
    "Reasons",
    "SupplierProfile",
    "Sureness",
    "eligible",
    "keep_places",
    "match",
    "reasons",
    "sureness",
    "sureness_of",
]
