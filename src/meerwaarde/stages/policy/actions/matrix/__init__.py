"""What people do with the matrix: its categories, its entries, and what they take over from elsewhere."""

from meerwaarde.stages.policy.actions.matrix.categories import (
    CategoryValues,
    add_category,
    archive_category,
    change_category,
    restore_category,
)
from meerwaarde.stages.policy.actions.matrix.entries import (
    EntryValues,
    restore_entry,
    take_back,
    write_entries,
)

__all__ = [
    "CategoryValues",
    "EntryValues",
    "add_category",
    "archive_category",
    "change_category",
    "restore_category",
    "restore_entry",
    "take_back",
    "write_entries",
]
