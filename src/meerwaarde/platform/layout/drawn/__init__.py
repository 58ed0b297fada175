"""Parts that stand on a page by the hundred: written by a function, because a template for each took most
of the time of a list.

Nothing is put together by hand: every value goes through `markup`, which escapes what is not marked as safe.
"""

from meerwaarde.platform.layout.drawn.marks import badge, icon, level
from meerwaarde.platform.layout.drawn.tables import table_head, table_rows

__all__ = ["badge", "icon", "level", "table_head", "table_rows"]
