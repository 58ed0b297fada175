"""The pages of meetings: for the organiser, for who comes, and for everybody."""

from meerwaarde.stages.market.pages.meetings.calendar import meeting_calendar, own_calendar
from meerwaarde.stages.market.pages.meetings.forms import (
    guest_page,
    meeting_form_page,
    part_form_page,
    pitch_form_page,
)
from meerwaarde.stages.market.pages.meetings.lists import meetings_page, public_list_page
from meerwaarde.stages.market.pages.meetings.one import meeting_page, public_meeting_page
from meerwaarde.stages.market.pages.meetings.own import own_page
from meerwaarde.stages.market.pages.meetings.people import people_page
from meerwaarde.stages.market.pages.meetings.words import crumbs, public_crumbs, when

__all__ = [
    "crumbs",
    "guest_page",
    "meeting_calendar",
    "meeting_form_page",
    "meeting_page",
    "meetings_page",
    "own_calendar",
    "own_page",
    "part_form_page",
    "people_page",
    "pitch_form_page",
    "public_crumbs",
    "public_list_page",
    "public_meeting_page",
    "when",
]
