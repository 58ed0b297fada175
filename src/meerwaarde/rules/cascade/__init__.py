"""How a framework stands to the level above it, and to the frameworks of others.

A rule is compared with another by what it asks, of which purchases, and how strictly. From that follow what a
framework takes over, sharpens or changes, which rules of an authority still hold in a department, what a new
version changes, and how frameworks look side by side. All of it is free of storage and of the clock.
"""

from meerwaarde.rules.cascade.aligned import Alignment, Row, aligned
from meerwaarde.rules.cascade.comparing import Comparison, compare, counterpart, covers, subject
from meerwaarde.rules.cascade.differences import (
    DIFFERENCE_NAMES,
    RELATION_NAMES,
    Difference,
    DifferenceKind,
    Related,
    Relation,
    differences,
    relation_of,
    weakened_musts,
    without_reason,
)
from meerwaarde.rules.cascade.following import Change, changes, followed
from meerwaarde.rules.cascade.holding import holding, holds_within, narrowed

__all__ = [
    "DIFFERENCE_NAMES",
    "RELATION_NAMES",
    "Alignment",
    "Change",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "Related",
    "Relation",
    "Row",
    "aligned",
    "changes",
    "compare",
    "counterpart",
    "covers",
    "differences",
    "followed",
    "holding",
    "holds_within",
    "narrowed",
    "relation_of",
    "subject",
    "weakened_musts",
    "without_reason",
]
