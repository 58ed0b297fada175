"""Parts that stand on a page by the hundred, and what stands around every page: written by a function,
because a template for each took most of the time of a list.

Nothing is put together by hand: every value goes through `markup`, which escapes what is not marked as safe.
"""

from meerwaarde.platform.layout.drawn.marks import badge, icon, level
from meerwaarde.platform.layout.drawn.shell import MARK, footer, head_files, header, spoken
from meerwaarde.platform.layout.drawn.tables import table_head, table_rows

__all__ = [
    "MARK",
    "badge",
    "footer",
    "head_files",
    "header",
    "icon",
    "level",
    "spoken",
    "table_head",
    "table_rows",
]
