"""What the pages about notices show."""

from meerwaarde.stages.market.pages.detail import notice_page
from meerwaarde.stages.market.pages.overview import notices_page
from meerwaarde.stages.market.pages.taking_in import import_page

__all__ = ["import_page", "notice_page", "notices_page"]
