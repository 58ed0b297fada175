"""The firm's own profile."""

from meerwaarde.stages.market.pages.own_profile.asked import asked_page
from meerwaarde.stages.market.pages.own_profile.forms import part_form_page, picture_form_page
from meerwaarde.stages.market.pages.own_profile.profile import (
    no_profile_page,
    own_profile_page,
    profile_home,
)
from meerwaarde.stages.market.pages.own_profile.shown import (
    PartShown,
    PictureShown,
    figure_shown,
    reference_shown,
    told_by_firm,
)

__all__ = [
    "PartShown",
    "PictureShown",
    "asked_page",
    "figure_shown",
    "no_profile_page",
    "own_profile_page",
    "part_form_page",
    "picture_form_page",
    "profile_home",
    "reference_shown",
    "told_by_firm",
]
