"""The procurement calendar as people look at it: by quarter, as a list, as a picture of years, as a file."""

from meerwaarde.stages.procurement.pages.calendar.export import calendar_rows
from meerwaarde.stages.procurement.pages.calendar.listing import calendar_list_page
from meerwaarde.stages.procurement.pages.calendar.quarters import calendar_page
from meerwaarde.stages.procurement.pages.calendar.years import years_page

__all__ = [
    "calendar_list_page",
    "calendar_page",
    "calendar_rows",
    "years_page",
]
