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
from meerwaarde.stages.policy.actions.matrix.importing import Imported, import_cells
from meerwaarde.stages.policy.actions.matrix.taking_over import TakenOver, take_over_shipped

__all__ = [
    "CategoryValues",
    "EntryValues",
    "Imported",
    "TakenOver",
    "add_category",
    "archive_category",
    "change_category",
    "import_cells",
    "restore_category",
    "restore_entry",
    "take_back",
    "take_over_shipped",
    "write_entries",
]
