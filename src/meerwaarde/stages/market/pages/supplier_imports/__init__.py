"""The pages about bringing in a file of suppliers, one module a page."""

from meerwaarde.stages.market.pages.supplier_imports.columns import columns_page
from meerwaarde.stages.market.pages.supplier_imports.differences import (
    choices_of,
    difference_page,
    differences_page,
)
from meerwaarde.stages.market.pages.supplier_imports.one import import_page
from meerwaarde.stages.market.pages.supplier_imports.overview import imports_page
from meerwaarde.stages.market.pages.supplier_imports.rows import refused_file_rows, refused_page, row_page
from meerwaarde.stages.market.pages.supplier_imports.words import at_work, field_name, in_words

__all__ = [
    "at_work",
    "choices_of",
    "columns_page",
    "difference_page",
    "differences_page",
    "field_name",
    "import_page",
    "imports_page",
    "in_words",
    "refused_file_rows",
    "refused_page",
    "row_page",
]
