"""Categories of procurement and what they can yield per theme: the matrix as pure rules.

`belonging` says which category a CPV code falls under, `changes` how two matrices differ, and `shipped` holds
the list that comes with the product.
"""

from meerwaarde.rules.categories.belonging import (
    MOST_BEGINNINGS,
    Beginnings,
    Belonging,
    Coverage,
    Overlap,
    belongs_to,
    coverage,
    overlaps,
    read_beginnings,
)
from meerwaarde.rules.categories.changes import CellChange, Levels, changes

__all__ = [
    "MOST_BEGINNINGS",
    "Beginnings",
    "Belonging",
    "CellChange",
    "Coverage",
    "Levels",
    "Overlap",
    "belongs_to",
    "changes",
    "coverage",
    "overlaps",
    "read_beginnings",
]
