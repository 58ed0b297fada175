"""What the pages about needs show: lists, one need, one offer, the overview of an authority."""

from meerwaarde.stages.market.pages.needs.forms import need_form_page, offer_form_page
from meerwaarde.stages.market.pages.needs.lists import (
    needs_page,
    own_needs_page,
    own_offers_page,
    queue_page,
)
from meerwaarde.stages.market.pages.needs.need import need_page, public_need_page
from meerwaarde.stages.market.pages.needs.offer import offer_page
from meerwaarde.stages.market.pages.needs.overview import overview_page
from meerwaarde.stages.market.pages.needs.public import public_needs_page

__all__ = [
    "need_form_page",
    "need_page",
    "needs_page",
    "offer_form_page",
    "offer_page",
    "overview_page",
    "own_needs_page",
    "own_offers_page",
    "public_need_page",
    "public_needs_page",
    "queue_page",
]
