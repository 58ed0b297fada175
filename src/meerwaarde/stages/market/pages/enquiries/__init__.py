"""Enquiries as their asker and those who were asked read them."""

from meerwaarde.stages.market.pages.enquiries.asked import asked_page, outcome_page
from meerwaarde.stages.market.pages.enquiries.enquiry import enquiry_form_page, enquiry_page
from meerwaarde.stages.market.pages.enquiries.figures import funnel_page
from meerwaarde.stages.market.pages.enquiries.lists import asked_list_page, enquiries_page, enquiries_table

__all__ = [
    "asked_list_page",
    "asked_page",
    "enquiries_page",
    "enquiries_table",
    "enquiry_form_page",
    "enquiry_page",
    "funnel_page",
    "outcome_page",
]
